//! What somebody hands over to be enrolled: a public key, whose it is, and the proof of having its private
//! half.

use serde::{Deserialize, Serialize};

use super::{PublicKey, Signed, SigningKey, Targets, Unsigned};
use crate::approval::MOST_NAME;
use crate::hash::{digest, short_hex};
use crate::json;

/// Seconds since 1970 until which a role that says nothing yet is in force: 2050. It does no harm.
const EMPTY_UNTIL: i64 = 2_524_608_000;
/// Bytes of a fingerprint: whoever wanted another key with the same would try 2^128.
const FINGERPRINT_BYTES: usize = 16;

/// A public key that asks to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    key: PublicKey,
    /// A role's first file, which says nothing: it shows who has the key, and a new role begins with it.
    empty: Signed<Targets>,
}

impl Enrolment {
    /// That of a key.
    ///
    /// # Errors
    /// When nobody is named.
    pub fn of(key: &SigningKey, who: &str) -> Result<Self, String> {
        let mut enrolment = Self::begin(&key.verifying_key().to_bytes(), who)?;
        enrolment.empty.sign(key).map_err(|error| error.to_string())?;
        Ok(enrolment)
    }

    /// That of a key which never leaves its place: it waits for its signature.
    ///
    /// # Errors
    /// When nobody is named.
    pub fn begin(key: &[u8; 32], who: &str) -> Result<Self, String> {
        let key = PublicKey::new(key, who.trim());
        check_name(&key.name)?;
        Ok(Self { key, empty: Signed::new(Targets::new(1, EMPTY_UNTIL)) })
    }

    /// What the key has to sign.
    ///
    /// # Errors
    /// Never, unless this crate is wrong.
    pub fn message(&self) -> Result<String, Unsigned> {
        self.empty.message()
    }

    /// Takes the signature.
    ///
    /// # Errors
    /// When it is not that of the key.
    pub fn prove(&mut self, proof: &[u8; 64]) -> Result<(), Unsigned> {
        self.empty.add(&self.key, proof)
    }

    /// It names somebody who has shown to have the key.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn check(&self) -> Result<(), String> {
        check_name(&self.key.name)?;
        let says_nothing = Targets::new(1, EMPTY_UNTIL);
        if self.empty.signed != says_nothing || !self.empty.is_signed_by(&self.key) {
            return Err("whoever sent it has not shown to have the key".to_owned());
        }
        Ok(())
    }

    /// The key.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The first file of a role that this key may sign.
    pub fn first_file(&self) -> &Signed<Targets> {
        &self.empty
    }

    /// The file.
    pub fn json(&self) -> String {
        json::write(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// What is compared, and with whom.
    pub fn words(&self) -> String {
        format!("{}\nfingerprint {}", self.key.name, fingerprint(&self.key))
    }
}

fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() || name.chars().count() > MOST_NAME || name.contains(char::is_control) {
        return Err(format!("the name of whose key it is has to have 1 to {MOST_NAME} characters"));
    }
    Ok(())
}

/// What people read to each other: the first half of the SHA-256 of the key, in groups of four.
pub fn fingerprint(key: &PublicKey) -> String {
    let bytes = key.bytes().unwrap_or_default();
    let text = short_hex(&digest(&[&bytes]), FINGERPRINT_BYTES);
    let groups: Vec<&str> = (0..text.len() / 4).filter_map(|at| text.get(4 * at..4 * at + 4)).collect();
    groups.join(" ")
}

/// Whether this is what was read out: spaces and capitals do not count.
pub fn is_fingerprint(said: &str, key: &PublicKey) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    plain(said) == plain(&fingerprint(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::Signer;

    #[test]
    fn whoever_asks_has_the_key() {
        let [own, other] = [1, 2].map(|number| SigningKey::from_bytes(&[number; 32]));
        let right = Enrolment::of(&own, " Ada ").unwrap();
        assert_eq!((right.check(), right.key.name.as_str()), (Ok(()), "Ada"));
        let stolen = Enrolment { key: PublicKey::of(&other, "Ada"), ..right.clone() };
        assert!(stolen.check().unwrap_err().contains("has not shown"));
        let mut says_more = right.clone();
        says_more.empty.signed.header.version = 9;
        says_more.empty.sign(&own).unwrap();
        assert!(says_more.check().unwrap_err().contains("has not shown"));
        for who in ["", "a\nb", &"x".repeat(81)] {
            assert!(Enrolment::of(&own, who).unwrap_err().contains("name"));
        }
    }

    #[test]
    fn a_key_that_stays_where_it_is_asks_in_the_same_words() {
        let [own, other] = [1, 2].map(|number| SigningKey::from_bytes(&[number; 32]));
        let mut asked = Enrolment::begin(own.verifying_key().as_bytes(), "Ada").unwrap();
        assert!(asked.check().unwrap_err().contains("has not shown"));
        let message = asked.message().unwrap();
        assert!(asked.prove(&other.sign(message.as_bytes()).to_bytes()).is_err());
        asked.prove(&own.sign(message.as_bytes()).to_bytes()).unwrap();
        assert_eq!((asked.check(), asked.json()), (Ok(()), Enrolment::of(&own, "Ada").unwrap().json()));
    }

    #[test]
    fn fingerprints_are_read_out_and_compared() {
        let key = PublicKey::new(&[1; 32], "");
        let text = fingerprint(&key);
        assert_eq!((text.len(), text.split(' ').count()), (39, 8));
        assert!(is_fingerprint(&text.to_uppercase().replace(' ', ""), &key));
        assert!(!is_fingerprint(&text, &PublicKey::new(&[2; 32], "")));
        assert!(!is_fingerprint(text.get(..34).unwrap(), &key));
    }
}
