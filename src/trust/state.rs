//! What is remembered from one time to the next, so that nothing older is believed.

use serde::Serialize;

use super::envelope::Envelope;
use super::object::Object;
use super::refusal::{Reason, Refusal};
use super::root::Root;
use super::snapshot::{Snapshot, Timestamp};
use crate::hash::{digest, short_hex};
use crate::json::{Value, fields};

/// What a client remembers. To be kept as it is, as JSON; whoever can change it can make the client
/// believe an older state, and nothing that was never signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct State {
    /// SHA-256, in hexadecimal digits, of the root that was there at first: with another, another
    /// organisation or a new beginning is meant.
    pub(super) pin: String,
    /// The latest time at which all was well, in seconds since 1970.
    pub(super) seen: i64,
    /// The newest root, as it was signed.
    pub(super) root: String,
    /// The newest timestamp, as it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) timestamp: Option<String>,
    /// The newest snapshot, as it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) snapshot: Option<String>,
}

fields! { State: pin, seen, root; timestamp, snapshot }

impl State {
    /// Reads what [`State::to_json`] wrote.
    ///
    /// # Errors
    /// When it is no such JSON.
    pub fn from_json(json: &str) -> Result<Self, Refusal> {
        crate::json::read(json)
            .map_err(|error| broken(&format!("What was remembered cannot be read: {error}.")))
    }

    /// The latest time at which all was well, in seconds since 1970.
    pub fn seen(&self) -> i64 {
        self.seen
    }

    /// To be kept until the next time.
    pub fn to_json(&self) -> String {
        // Texts and a number: nothing that cannot be written.
        crate::json::write(self).unwrap_or_default()
    }

    /// The root that was trusted last.
    pub(super) fn root(&self) -> Result<Root, Refusal> {
        let read = Envelope::open("root", self.root.as_bytes())
            .and_then(|(_, signed)| Root::read(Object { file: "root", value: &signed }));
        read.map_err(|refusal| broken(&format!("The remembered root is broken. {}", refusal.what)))
    }

    /// The timestamp and the snapshot that were seen last, if they are signed as this root wants it.
    pub(super) fn seen_under(&self, root: &Root) -> (Option<Timestamp>, Option<Snapshot>) {
        fn object(value: &Value) -> Object<'_> {
            Object { file: "", value }
        }
        let open = |text: &Option<String>| Envelope::open("", text.as_deref()?.as_bytes()).ok();
        let timestamp = open(&self.timestamp)
            .filter(|(envelope, _)| root.timestamp.check("", envelope).is_ok())
            .and_then(|(_, signed)| Timestamp::read(object(&signed)).ok());
        let snapshot = open(&self.snapshot)
            .filter(|(envelope, _)| root.snapshot.check("", envelope).is_ok())
            .and_then(|(_, signed)| Snapshot::read(object(&signed)).ok());
        (timestamp, snapshot)
    }
}

/// How a root is told from others.
pub fn pin(root: &[u8]) -> String {
    short_hex(&digest(&[root]), 32)
}

fn broken(what: &str) -> Refusal {
    Refusal::new(Reason::State, "state", what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back() {
        for timestamp in [None, Some("{\"a\": \"\\u00e9\"}\n".to_owned())] {
            let state = State { pin: "ab".into(), seen: -3, root: "{}".into(), timestamp, snapshot: None };
            assert_eq!(State::from_json(&state.to_json()), Ok(state));
        }
    }

    #[test]
    fn what_is_broken_is_told() {
        for json in ["", "{}", "[]", r#"{"pin":"","seen":0}"#, r#"{"pin":"","seen":0,"root":"","more":1}"#] {
            assert_eq!(State::from_json(json).unwrap_err().reason, Reason::State, "{json}");
        }
        let state = State::from_json(r#"{"pin":"","seen":0,"root":"{}"}"#).unwrap();
        assert_eq!(state.root().unwrap_err().reason, Reason::State);
    }
}
