//! Who may sign a role, and how many of them must.

use ed25519_dalek::{Signature, VerifyingKey};

use super::envelope::{Envelope, parse_hex};
use super::limits::MOST_KEYS;
use super::object::Object;
use super::refusal::{Reason, Refusal};

/// The keys of a role, as its delegator names them.
#[derive(Clone, Debug, Default)]
pub(super) struct Signers {
    /// Ids with keys; none: a key that is not there, or of a kind that is not supported.
    keys: Vec<(String, Option<[u8; 32]>)>,
    threshold: u64,
}

impl Signers {
    /// Reads `keyids` and `threshold` of a role, and looks the keys up in `keys`.
    pub(super) fn read(role: Object<'_>, keys: Object<'_>) -> Result<Self, Refusal> {
        let mut found: Vec<(String, Option<[u8; 32]>)> = Vec::new();
        for id in role.texts("keyids", MOST_KEYS)? {
            if found.iter().any(|(known, _)| known == id) {
                return Err(role.wrong("A role names a key twice.".to_owned()));
            }
            // An id is a name within its file, and nothing more: what counts is the key.
            let key = keys.object(id).ok().and_then(public_key);
            found.push((id.to_owned(), key));
        }
        Ok(Self { keys: found, threshold: role.count("threshold")? })
    }

    /// Enough different keys have signed it.
    pub(super) fn check(&self, file: &str, envelope: &Envelope) -> Result<(), Refusal> {
        let mut held: Vec<&[u8; 32]> = Vec::new();
        let mut is_known = false;
        for (id, key) in &self.keys {
            if held.len() as u64 >= self.threshold {
                break;
            }
            let Some((_, signature)) = envelope.signatures.iter().find(|(signer, _)| signer == id) else {
                continue;
            };
            is_known = true;
            // One key under two ids is one key.
            if let (Some(key), Some(signature)) = (key, signature)
                && !held.contains(&key)
                && holds(key, signature, &envelope.message)
            {
                held.push(key);
            }
        }
        let count = held.len() as u64;
        if count >= self.threshold {
            return Ok(());
        }
        let (reason, what) = match (count, is_known) {
            (0, false) => {
                (Reason::UnknownKey, "It is not signed by any key that the role has now.".to_owned())
            }
            (0, true) => (Reason::Signature, "Its signature does not fit what it says.".to_owned()),
            _ => {
                (Reason::Threshold, format!("{count} of the {} keys that must sign it have.", self.threshold))
            }
        };
        Err(Refusal::new(reason, file, what))
    }

    /// The keys that can sign.
    pub(super) fn keys(&self) -> impl Iterator<Item = [u8; 32]> {
        self.keys.iter().filter_map(|(_, key)| *key)
    }

    /// Whether every key that can sign can also sign as one of `others`.
    pub(super) fn are_all_among(&self, others: &Self) -> bool {
        self.keys().all(|key| others.keys().any(|other| other == key))
    }
}

fn public_key(key: Object<'_>) -> Option<[u8; 32]> {
    let is_ed25519 = ["keytype", "scheme"].iter().all(|name| key.text(name) == Ok("ed25519"));
    let public = key.object("keyval").and_then(|value| value.text("public"));
    public.ok().filter(|_| is_ed25519).and_then(parse_hex)
}

impl Envelope {
    /// Whether one of these keys has signed it.
    pub(crate) fn is_signed_by_one_of(&self, keys: &[[u8; 32]]) -> bool {
        let mut signatures = self.signatures.iter().filter_map(|(_, signature)| signature.as_ref());
        signatures.any(|signature| keys.iter().any(|key| holds(key, signature, &self.message)))
    }
}

/// Strictly: also refuses keys and signatures of small order, which would fit many messages.
fn holds(key: &[u8; 32], signature: &[u8; 64], message: &str) -> bool {
    let signature = Signature::from_bytes(signature);
    VerifyingKey::from_bytes(key).is_ok_and(|key| key.verify_strict(message.as_bytes(), &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Value;
    use crate::trust::forge::Key;
    use serde_json::json;

    /// A role with these ids of keys.
    fn signers(keys: &[(&str, &Key)], ids: &[&str], threshold: i64) -> Result<Signers, Refusal> {
        let keys: serde_json::Map<_, _> =
            keys.iter().map(|(id, key)| ((*id).to_owned(), key.public())).collect();
        let role = json!({ "keyids": ids, "threshold": threshold }).to_string();
        let (role, keys) = (Value::read(&role, 100), Value::read(&json!(keys).to_string(), 1_000));
        let object = |value| Object { file: "f", value };
        Signers::read(object(&role.unwrap()), object(&keys.unwrap()))
    }

    fn signed(signatures: &[(&str, &Key)]) -> Envelope {
        let message = "{}".to_owned();
        let signatures = signatures
            .iter()
            .map(|(id, key)| ((*id).to_owned(), Some(key.sign(message.as_bytes()))))
            .collect();
        Envelope { message, signatures }
    }

    #[test]
    fn thresholds_count_different_keys_that_signed() {
        let (a, b, c) = (Key::new(1), Key::new(2), Key::new(3));
        let keys = [("a", &a), ("b", &b), ("again", &a), ("c", &c)];
        type Case<'a> = (&'a [&'a str], i64, &'a [(&'a str, &'a Key)], Option<Reason>);
        let cases: &[Case<'_>] = &[
            (&["a"], 1, &[("a", &a)], None),
            (&["a", "b"], 2, &[("a", &a), ("b", &b)], None),
            (&["a", "b", "c"], 2, &[("c", &c), ("b", &b)], None),
            (&["a", "b"], 1, &[("a", &c), ("b", &b)], None),
            (&["a", "b"], 2, &[("a", &a)], Some(Reason::Threshold)),
            (&["a", "b"], 2, &[("a", &a), ("b", &a)], Some(Reason::Threshold)),
            (&["a", "b"], 2, &[("a", &a), ("c", &c)], Some(Reason::Threshold)),
            (&["a", "again"], 2, &[("a", &a), ("again", &a)], Some(Reason::Threshold)),
            (&["a", "none"], 2, &[("a", &a), ("none", &b)], Some(Reason::Threshold)),
            (&["a"], 1, &[("a", &b)], Some(Reason::Signature)),
            (&["a"], 1, &[("b", &b)], Some(Reason::UnknownKey)),
            (&["a"], 1, &[("c", &a)], Some(Reason::UnknownKey)),
            (&["a"], 1, &[], Some(Reason::UnknownKey)),
            (&[], 1, &[("a", &a)], Some(Reason::UnknownKey)),
            (&["a"], 5, &[("a", &a)], Some(Reason::Threshold)),
        ];
        for (ids, threshold, signatures, reason) in cases {
            let found = signers(&keys, ids, *threshold).unwrap().check("f", &signed(signatures));
            assert_eq!(found.err().map(|refusal| refusal.reason), *reason, "{ids:?} {threshold}");
        }
        for (ids, threshold) in [(&["a", "a"][..], 1), (&["a"], 0), (&["a"], -1)] {
            assert_eq!(signers(&keys, ids, threshold).unwrap_err().reason, Reason::WrongType);
        }
        assert_eq!(signers(&keys, &["a"; 65], 1).unwrap_err().reason, Reason::TooMany);
    }

    #[test]
    fn a_key_of_small_order_signs_nothing() {
        // The neutral point: with R neutral and s zero, the equation holds for every message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!holds(&neutral, &signature, "{}"));
    }

    #[test]
    fn only_ed25519_counts() {
        let good = Key::new(1).public();
        for (name, wrong) in [
            ("keytype", json!("rsa")),
            ("scheme", json!("ed448")),
            ("keyval", json!({})),
            ("keyval", json!(1)),
        ] {
            let mut key = good.clone();
            assert!(
                public_key(Object { file: "f", value: &Value::read(&key.to_string(), 9).unwrap() }).is_some()
            );
            key[name] = wrong;
            assert!(
                public_key(Object { file: "f", value: &Value::read(&key.to_string(), 9).unwrap() }).is_none()
            );
        }
    }
}
