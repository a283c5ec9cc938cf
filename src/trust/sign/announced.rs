//! Timestamp and snapshot: which files are the newest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Header;
use crate::hash::{digest, short_hex};

/// A file of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    hashes: BTreeMap<String, String>,
    length: u64,
    /// From 1.
    pub version: u64,
}

impl Announced {
    /// The file of these bytes.
    pub fn of(version: u64, bytes: &[u8]) -> Self {
        let sha256 = short_hex(&digest(&[bytes]), 32);
        let hashes = BTreeMap::from([("sha256".to_owned(), sha256)]);
        Self { hashes, length: bytes.len() as u64, version }
    }
}

/// Which version of each role goes with which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Its version and life.
    #[serde(flatten)]
    pub header: Header,
    /// By file, such as `targets.json`.
    pub meta: BTreeMap<String, Announced>,
}

impl Snapshot {
    /// One of these files, in force until `until` (seconds since 1970).
    pub fn new(version: u64, until: i64, meta: BTreeMap<String, Announced>) -> Self {
        Self { header: Header::new("snapshot", version, until), meta }
    }
}

/// Which snapshot is the newest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timestamp {
    /// Its version and life.
    #[serde(flatten)]
    pub header: Header,
    meta: BTreeMap<String, Announced>,
}

impl Timestamp {
    /// One of this snapshot, in force until `until` (seconds since 1970).
    pub fn new(version: u64, until: i64, snapshot: Announced) -> Self {
        let meta = BTreeMap::from([("snapshot.json".to_owned(), snapshot)]);
        Self { header: Header::new("timestamp", version, until), meta }
    }

    /// The version of the snapshot that it announces.
    pub fn snapshot_version(&self) -> u64 {
        self.meta.get("snapshot.json").map_or(0, |announced| announced.version)
    }
}
