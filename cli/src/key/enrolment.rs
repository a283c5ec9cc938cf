//! What somebody hands over to be enrolled: a public key, whose it is, and the proof of having its private
//! half.

use std::path::Path;

use cuecard::approval::MOST_NAME;
use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::{PublicKey, Signed, SigningKey, Targets};
use cuecard_server::fingerprint;
use serde::{Deserialize, Serialize};

use crate::folder::{of_path, read_at_most};

/// Seconds since 1970 until which a role that says nothing yet is in force: 2050. It does no harm.
const EMPTY_UNTIL: i64 = 2_524_608_000;
/// Bytes of a file: one has 700.
const MOST_BYTES: u64 = 16 * 1024;

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
        let mut empty = Signed::new(Targets::new(1, EMPTY_UNTIL));
        empty.sign(key).map_err(|error| error.to_string())?;
        let enrolment = Self { key: PublicKey::of(key, who.trim()), empty };
        enrolment.check().map(|()| enrolment)
    }

    /// Reads one.
    ///
    /// # Errors
    /// When it is none, or nobody has shown to have the key.
    pub fn read(file: &Path) -> Result<Self, Diagnostic> {
        let wrong =
            |what: String| of_path(file, &what, "ask for the NAME.public.json that `cuecard key new` made");
        let bytes =
            read_at_most(file, MOST_BYTES).map_err(|error| wrong(format!("it cannot be read: {error}")))?;
        let enrolment: Self = serde_json::from_slice(&bytes)
            .map_err(|error| wrong(format!("it is no public key of ours: {error}")))?;
        enrolment.check().map_err(wrong)?;
        Ok(enrolment)
    }

    fn check(&self) -> Result<(), String> {
        let name = &self.key.name;
        if name.is_empty() || name.chars().count() > MOST_NAME || name.contains(char::is_control) {
            return Err(format!("the name of whose key it is has to have 1 to {MOST_NAME} characters"));
        }
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
        serde_json::to_string_pretty(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// What is compared, and with whom.
    pub fn words(&self) -> String {
        format!("{}\nfingerprint {}", self.key.name, fingerprint(&self.key))
    }
}

/// Whether this is what was read out: spaces and capitals do not count.
pub fn is_fingerprint(said: &str, key: &PublicKey) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    plain(said) == plain(&fingerprint(key))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn fingerprints_are_read_out_and_compared() {
        let key = PublicKey::new(&[1; 32], "");
        let text = fingerprint(&key);
        assert!(is_fingerprint(&text.to_uppercase().replace(' ', ""), &key));
        assert!(!is_fingerprint(&text, &PublicKey::new(&[2; 32], "")));
        assert!(!is_fingerprint(text.get(..34).unwrap(), &key));
    }
}
