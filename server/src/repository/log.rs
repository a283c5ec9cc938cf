//! Who published what: one file for each publication, which is written with it and never again. The
//! signatures themselves are in the files that it names.

use super::disk;
use super::trouble::Trouble;
use cuecard::trust::sign::{PublicKey, Signed, fingerprint};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

/// Where they are, by the snapshot that they made the newest.
const FOLDER: &str = "publications";
/// 20,000 targets of 300 bytes each.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The snapshot that it made the newest.
    pub snapshot: u64,
    /// When, such as `2030-12-31T00:00:00Z`.
    pub at: String,
    /// The roles that are new, `root` among them.
    pub roles: Vec<PublishedRole>,
    /// Targets that were not there before.
    pub added: Vec<String>,
    /// Targets that are others now.
    pub changed: Vec<String>,
    /// Targets that are there no more.
    pub removed: Vec<String>,
}

/// A role of which a new version was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedRole {
    /// Its name.
    pub role: String,
    /// Its version now.
    pub version: u64,
    /// Whose keys signed it, of those that may.
    pub signers: Vec<Signer>,
}

/// Whose key signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Who has the key, as it was enrolled.
    pub name: String,
    /// As people read it to each other.
    pub fingerprint: String,
}

impl PublishedRole {
    /// That of a file, which some of these keys signed.
    pub(super) fn of<T: Serialize>(role: &str, version: u64, file: &Signed<T>, keys: &[PublicKey]) -> Self {
        let signed = keys.iter().filter(|key| file.is_signed_by(key));
        let signers = signed.map(|key| Signer { name: key.name.clone(), fingerprint: fingerprint(key) });
        Self { role: role.to_owned(), version, signers: signers.collect() }
    }
}

impl Publication {
    /// Its place in the folder.
    pub(super) fn path(&self) -> String {
        format!("{FOLDER}/{}.json", self.snapshot)
    }
}

/// The newest publications, the newest first, at most `most`.
pub(super) fn newest(folder: &Path, most: usize) -> Result<Vec<Publication>, Trouble> {
    let folder = folder.join(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(Trouble::disk(&folder))?,
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut snapshots: Vec<u64> = names.filter_map(|name| name.strip_suffix(".json")?.parse().ok()).collect();
    snapshots.sort_unstable();
    let mut publications = Vec::new();
    for snapshot in snapshots.into_iter().rev().take(most) {
        let file = folder.join(format!("{snapshot}.json"));
        let bytes = disk::read(&file, MOST_BYTES)?.unwrap_or_default();
        let broken = |error| Trouble::Broken { file, what: format!("it tells of no publication: {error}") };
        publications.push(serde_json::from_slice(&bytes).map_err(broken)?);
    }
    Ok(publications)
}
