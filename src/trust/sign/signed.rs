//! What was said, and the signatures over it.

use std::fmt;

use ed25519_dalek::{Signature as Proof, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::PublicKey;
use crate::json::{self, Value};
use crate::sort::sort_by;
use crate::trust::canonical::canonical;
use crate::trust::envelope::parse_hex;
use crate::trust::limits::MOST_VALUES;

/// A file: what it says, and who signed that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed<T> {
    /// One for each key, in the order of their ids.
    pub signatures: Vec<Signature>,
    /// What is signed.
    pub signed: T,
}

/// That somebody signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Which key.
    pub keyid: String,
    sig: String,
}

/// Why it cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned(String);

impl fmt::Display for Unsigned {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "this cannot be signed: {}", self.0)
    }
}

impl std::error::Error for Unsigned {}

impl<T: Serialize> Signed<T> {
    /// Nobody has signed it yet.
    pub fn new(signed: T) -> Self {
        Self { signatures: Vec::new(), signed }
    }

    /// Signs it, once.
    ///
    /// # Errors
    /// When it has no canonical form, such as one that holds too much.
    pub fn sign(&mut self, key: &SigningKey) -> Result<(), Unsigned> {
        let proof = key.sign(self.message()?.as_bytes()).to_bytes();
        self.put(PublicKey::of(key, "").id(), &proof);
        Ok(())
    }

    /// What a signature has to be over, for whoever has a key that never leaves its place.
    ///
    /// # Errors
    /// When it has no canonical form, such as one that holds too much.
    pub fn message(&self) -> Result<String, Unsigned> {
        canonical_text(&self.signed)
    }

    /// Adds a signature over [`Self::message`] that was made elsewhere.
    ///
    /// # Errors
    /// When it is not this key's signature over what it says; then nothing is added.
    pub fn add(&mut self, key: &PublicKey, proof: &[u8; 64]) -> Result<(), Unsigned> {
        let before = self.signatures.clone();
        self.put(key.id(), proof);
        if self.is_signed_by(key) {
            return Ok(());
        }
        self.signatures = before;
        Err(Unsigned("the signature is not this key's over what it says".to_owned()))
    }

    /// The same file whoever signs first.
    fn put(&mut self, keyid: String, proof: &[u8; 64]) {
        self.signatures.retain(|signature| signature.keyid != keyid);
        self.signatures.push(Signature { keyid, sig: hex(proof) });
        sort_by(&mut self.signatures, |one, other| one.keyid < other.keyid);
    }

    /// Whether this key has signed what it says.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        let id = key.id();
        let signature = self.signatures.iter().find(|signature| signature.keyid == id);
        let proof =
            signature.and_then(|signature| parse_hex(&signature.sig)).map(|it| Proof::from_bytes(&it));
        let key = key.bytes().and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        let (Some(proof), Some(key), Ok(message)) = (proof, key, canonical_text(&self.signed)) else {
            return false;
        };
        key.verify_strict(message.as_bytes(), &proof).is_ok()
    }

    /// How many of these keys have signed it.
    pub fn count_of(&self, keys: &[PublicKey]) -> u64 {
        keys.iter().filter(|key| self.is_signed_by(key)).count() as u64
    }

    /// The file's bytes: JSON that people can read, too.
    ///
    /// # Errors
    /// When it is no JSON.
    pub fn bytes(&self) -> Result<Vec<u8>, Unsigned> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|error| Unsigned(error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// What a signature over `value` signs.
pub(super) fn canonical_text<T: Serialize>(value: &T) -> Result<String, Unsigned> {
    let json = json::write(value).map_err(|error| Unsigned(error.to_string()))?;
    let value = Value::read(&json, MOST_VALUES).map_err(|unread| Unsigned(format!("{unread:?}")))?;
    Ok(canonical(&value))
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::envelope::Envelope;
    use crate::trust::sign::Targets;

    #[test]
    fn every_key_signs_once_and_nothing_holds_once_the_file_was_changed() {
        let keys = [1, 2, 3].map(|number| SigningKey::from_bytes(&[number; 32]));
        let public = keys.each_ref().map(|key| PublicKey::of(key, ""));
        let mut file = Signed::new(Targets::new(1, 1_800_000_000));
        for key in [&keys[0], &keys[1], &keys[0]] {
            file.sign(key).unwrap();
        }
        assert_eq!(public.each_ref().map(|key| file.is_signed_by(key)), [true, true, false]);
        assert_eq!((file.signatures.len(), file.count_of(&public)), (2, 2));
        let bytes = file.bytes().unwrap();
        assert_eq!(serde_json::from_slice::<Signed<Targets>>(&bytes).unwrap(), file);
        // What the client checks is what was signed.
        let (envelope, _) = Envelope::open("targets.json", &bytes).unwrap();
        assert_eq!(envelope.message, canonical_text(&file.signed).unwrap());
        // A signature that was made elsewhere is the same one, and no other is taken for it.
        let mut elsewhere = Signed::new(file.signed.clone());
        let proof = keys[0].sign(elsewhere.message().unwrap().as_bytes()).to_bytes();
        assert!(elsewhere.add(&public[1], &proof).is_err());
        assert!(elsewhere.add(&public[0], &[0; 64]).is_err());
        assert_eq!(elsewhere.signatures, []);
        elsewhere.add(&public[0], &proof).unwrap();
        assert!(elsewhere.add(&public[0], &[0; 64]).is_err());
        assert!(elsewhere.is_signed_by(&public[0]) && file.signatures.contains(&elsewhere.signatures[0]));
        file.signed.header.version = 2;
        assert_eq!(file.count_of(&public), 0);
        file.signatures[0].sig.truncate(3);
        assert!(!file.is_signed_by(&public[0]));
    }
}
