//! Timestamp and snapshot: which files are the newest.

use super::announced::Announced;
use super::header::Header;
use super::object::Object;
use super::refusal::{Reason, Refusal};

/// Says which snapshot is the newest; signed anew all the time.
#[derive(Clone, Debug)]
pub(super) struct Timestamp {
    pub(super) header: Header,
    pub(super) snapshot: Announced,
}

impl Timestamp {
    pub(super) fn read(signed: Object<'_>) -> Result<Self, Refusal> {
        let header = Header::read(signed, "timestamp")?;
        let meta = signed.object("meta")?;
        // One file, and no other (TUF 4.6): what it would say of others, nobody would hold it to.
        if meta.entries().len() > 1 {
            return Err(meta.wrong("It announces more than the snapshot.".to_owned()));
        }
        let snapshot = Announced::read(meta.object("snapshot.json")?)?;
        Ok(Self { header, snapshot })
    }

    /// It is no older than one that was seen before, nor does it announce an older snapshot.
    pub(super) fn check_follows(&self, file: &str, seen: &Self) -> Result<(), Refusal> {
        let (version, former) = (self.header.version, seen.header.version);
        if version < former {
            return Err(rolled_back(
                file,
                format!("It is version {version}; version {former} was seen before."),
            ));
        }
        let (version, former) = (self.snapshot.version, seen.snapshot.version);
        if version < former {
            let what = format!("It announces version {version} of the snapshot; {former} was seen before.");
            return Err(rolled_back(file, what));
        }
        Ok(())
    }
}

/// Says which version of each role goes with which.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) header: Header,
    /// Each file, such as `targets.json`, in the order of their names.
    files: Vec<(String, Announced)>,
}

impl Snapshot {
    pub(super) fn read(signed: Object<'_>) -> Result<Self, Refusal> {
        let header = Header::read(signed, "snapshot")?;
        let meta = signed.object("meta")?;
        let announced = |(name, _): &(String, _)| Ok((name.clone(), Announced::read(meta.object(name)?)?));
        let files = meta.entries().iter().map(announced).collect::<Result<_, _>>()?;
        Ok(Self { header, files })
    }

    /// What it announces under the name of a file.
    pub(super) fn announced(&self, name: &str) -> Option<&Announced> {
        let place = self.files.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        self.files.get(place).map(|(_, announced)| announced)
    }

    /// It has every file of one that was seen before, none of them older.
    pub(super) fn check_follows(&self, file: &str, seen: &Self) -> Result<(), Refusal> {
        for (name, former) in &seen.files {
            let what = match self.announced(name) {
                None => format!("It lacks {name}, which was there before."),
                Some(now) if now.version < former.version => format!(
                    "It announces version {} of {name}; version {} was seen before.",
                    now.version, former.version
                ),
                Some(_) => continue,
            };
            return Err(rolled_back(file, what));
        }
        Ok(())
    }
}

fn rolled_back(file: &str, what: String) -> Refusal {
    Refusal::new(Reason::RolledBack, file, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Value;
    use serde_json::{Value as Json, json};

    fn timestamp(version: u64, snapshot: &Json) -> Result<Timestamp, Refusal> {
        let signed = json!({"_type": "timestamp", "spec_version": "1.0.31", "version": version,
            "expires": "2026-11-22T00:00:00Z", "meta": {"snapshot.json": snapshot}});
        let value = Value::read(&signed.to_string(), 50).unwrap();
        Timestamp::read(Object { file: "f", value: &value })
    }

    fn snapshot(meta: &Json) -> Result<Snapshot, Refusal> {
        let signed = json!({"_type": "snapshot", "spec_version": "1.0.31", "version": 1,
            "expires": "2026-11-22T00:00:00Z", "meta": meta});
        let value = Value::read(&signed.to_string(), 50).unwrap();
        Snapshot::read(Object { file: "f", value: &value })
    }

    #[test]
    fn a_timestamp_goes_neither_back_nor_to_an_older_snapshot() {
        let seen = timestamp(5, &json!({"version": 3})).unwrap();
        for (version, announced, follows) in
            [(5, 3, true), (6, 3, true), (6, 9, true), (4, 3, false), (6, 2, false), (4, 4, false)]
        {
            let found = timestamp(version, &json!({"version": announced})).unwrap().check_follows("f", &seen);
            assert_eq!(found.is_ok(), follows, "{version} {announced}");
        }
        let signed = json!({"_type": "timestamp", "spec_version": "1.0.31", "version": 1,
            "expires": "2026-11-22T00:00:00Z",
            "meta": {"snapshot.json": {"version": 1}, "targets.json": {"version": 1}}});
        let value = Value::read(&signed.to_string(), 50).unwrap();
        let both = Timestamp::read(Object { file: "f", value: &value });
        assert_eq!(both.unwrap_err().reason, Reason::WrongType);
        assert_eq!(timestamp(1, &json!({})).unwrap_err().reason, Reason::WrongType);
        assert_eq!(timestamp(1, &json!(3)).unwrap_err().reason, Reason::WrongType);
    }

    #[test]
    fn a_snapshot_loses_nothing_and_goes_back_nowhere() {
        let seen = snapshot(&json!({"targets.json": {"version": 3}, "a.json": {"version": 2}})).unwrap();
        let cases = [
            (json!({"targets.json": {"version": 3}, "a.json": {"version": 2}}), true),
            (
                json!({"targets.json": {"version": 4}, "a.json": {"version": 2}, "b.json": {"version": 1}}),
                true,
            ),
            (json!({"targets.json": {"version": 2}, "a.json": {"version": 3}}), false),
            (json!({"targets.json": {"version": 4}}), false),
        ];
        for (meta, follows) in cases {
            assert_eq!(snapshot(&meta).unwrap().check_follows("f", &seen).is_ok(), follows, "{meta}");
        }
        assert_eq!(seen.announced("a.json").map(|announced| announced.version), Some(2));
        assert!(seen.announced("c.json").is_none());
        assert!(snapshot(&json!({"a.json": 1})).is_err() && snapshot(&json!([])).is_err());
    }
}
