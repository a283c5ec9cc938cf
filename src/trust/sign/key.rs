//! Keys, as files name them.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use super::signed::{canonical_text, hex};
use crate::hash::{digest, parse_hex_32, short_hex};

/// The one kind of key.
const KIND: &str = "ed25519";

/// An Ed25519 public key, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKey {
    keytype: String,
    keyval: KeyValue,
    scheme: String,
    /// Who has it, for people.
    #[serde(rename = "x-cuecard-name", default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyValue {
    public: String,
}

impl PublicKey {
    /// The key of these bytes, which `name` has.
    pub fn new(public: &[u8; 32], name: &str) -> Self {
        Self {
            keytype: KIND.to_owned(),
            keyval: KeyValue { public: hex(public) },
            scheme: KIND.to_owned(),
            name: name.to_owned(),
        }
    }

    /// The public half.
    pub fn of(key: &SigningKey, name: &str) -> Self {
        Self::new(key.verifying_key().as_bytes(), name)
    }

    /// Its bytes; none: it is of another kind.
    pub fn bytes(&self) -> Option<[u8; 32]> {
        parse_hex_32(&self.keyval.public).filter(|_| self.keytype == KIND && self.scheme == KIND)
    }

    /// Its id: the SHA-256 of what it is, whoever has it (TUF 4.2).
    pub fn id(&self) -> String {
        let nameless = Self { name: String::new(), ..self.clone() };
        // A key has a canonical form: it holds texts only.
        let text = canonical_text(&nameless).unwrap_or_default();
        short_hex(&digest(&[text.as_bytes()]), 32)
    }
}

/// Which keys may sign a role, and how many of them must.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Ids of keys.
    pub keyids: Vec<String>,
    /// At least 1.
    pub threshold: u64,
}

impl Role {
    /// The role of these keys.
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a PublicKey>, threshold: u64) -> Self {
        let mut keyids: Vec<String> = keys.into_iter().map(PublicKey::id).collect();
        keyids.sort();
        keyids.dedup();
        Self { keyids, threshold }
    }
}

/// Keys by their ids.
pub(super) fn by_id<'a>(keys: impl IntoIterator<Item = &'a PublicKey>) -> BTreeMap<String, PublicKey> {
    keys.into_iter().map(|key| (key.id(), key.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_that_of_python_tuf_and_does_not_change_with_the_name() {
        let key = SigningKey::from_bytes(&[1; 32]);
        // Independent source: `SSlibKey.from_crypto` of securesystemslib 1.6 on the same private key.
        let id = "7ab6b86cb2c9684b0ddc10896153aa2595decf4d4327a5ff1a8ab7422c828b12";
        assert_eq!(PublicKey::of(&key, "Ada").id(), PublicKey::of(&key, "").id());
        assert_eq!(PublicKey::of(&key, "Ada").id(), id);
        assert_eq!(PublicKey::of(&key, "Ada").bytes(), Some(key.verifying_key().to_bytes()));
    }

    #[test]
    fn a_key_of_another_kind_has_no_bytes() {
        let mut key = PublicKey::new(&[1; 32], "");
        key.keytype = "rsa".to_owned();
        assert_eq!(key.bytes(), None);
    }
}
