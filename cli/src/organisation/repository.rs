//! The folder of an organisation, as files.

use std::fs;
use std::path::{Path, PathBuf};

use cuecard::approval::ORGANISATION;
use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::{Announced, PublicKey, Root, Signed, Snapshot, TargetFile, Targets, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::compile::write_whole;
use crate::folder::of_path;

/// What is the newest for clients.
pub struct Published {
    pub timestamp: Signed<Timestamp>,
    pub snapshot: Signed<Snapshot>,
}

impl Published {
    /// The version of a role; 0: none.
    pub fn version(published: Option<&Self>, role: &str) -> u64 {
        let meta = published.map(|published| &published.snapshot.signed.meta);
        meta.and_then(|meta| meta.get(&format!("{role}.json"))).map_or(0, |file| file.version)
    }
}

/// The folder of an organisation.
pub struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// That of a folder which is one.
    pub fn open(folder: &Path) -> Result<Self, Diagnostic> {
        let repository = Self::at(folder);
        if repository.served().join("metadata").is_dir() {
            return Ok(repository);
        }
        let mend = "name the folder that `cuecard org new` made, with --org";
        Err(of_path(folder, "this is no organisation's folder", mend))
    }

    /// That of a folder, whatever it holds.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What is served.
    pub fn served(&self) -> PathBuf {
        self.folder.join("repository")
    }

    /// Where clients begin.
    pub fn pin(&self) -> PathBuf {
        self.folder.join("root.json")
    }

    /// A root that waits for signatures.
    pub fn root_draft(&self) -> PathBuf {
        self.folder.join("root.draft.json")
    }

    /// The file of a role's version.
    pub fn file(&self, role: &str, version: u64) -> PathBuf {
        self.served().join(format!("metadata/{version}.{role}.json"))
    }

    fn timestamp_file(&self) -> PathBuf {
        self.served().join("metadata/timestamp.json")
    }

    /// The versions of a role that are there, the newest first.
    pub fn versions(&self, role: &str) -> Vec<u64> {
        let ending = format!(".{role}.json");
        let entries = fs::read_dir(self.served().join("metadata")).into_iter().flatten();
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut versions: Vec<u64> =
            names.filter_map(|name| name.strip_suffix(&ending)?.parse().ok()).collect();
        versions.sort_unstable();
        versions.reverse();
        versions
    }

    /// The newest version of a role, published or not.
    pub fn newest<T: DeserializeOwned>(&self, role: &str) -> Result<Option<Signed<T>>, Diagnostic> {
        self.versions(role).first().map(|version| read(&self.file(role, *version))).transpose()
    }

    /// The newest root.
    pub fn root(&self) -> Result<Signed<Root>, Diagnostic> {
        let missing = || of_path(&self.folder, "it has no root", "make one with `cuecard root init`");
        self.newest("root")?.ok_or_else(missing)
    }

    /// What is published; none: nothing yet.
    pub fn published(&self) -> Result<Option<Published>, Diagnostic> {
        if !self.timestamp_file().exists() {
            return Ok(None);
        }
        let timestamp: Signed<Timestamp> = read(&self.timestamp_file())?;
        let snapshot = read(&self.file("snapshot", timestamp.signed.snapshot_version()))?;
        Ok(Some(Published { timestamp, snapshot }))
    }

    /// Who may sign a role, and how many of them must: as the newest files say, published or not.
    pub fn signers(&self, role: &str) -> Result<(Vec<PublicKey>, u64), Diagnostic> {
        if role == ORGANISATION || role == "root" {
            let root = self.root()?.signed;
            return Ok((root.keys_of(role), root.threshold_of(role)));
        }
        let Some(top) = self.newest::<Targets>(ORGANISATION)? else { return Ok((Vec::new(), 1)) };
        Ok((top.signed.keys_of(role), top.signed.threshold_of(role)))
    }

    /// Writes a version of a role.
    pub fn write<T: Serialize>(
        &self,
        role: &str,
        version: u64,
        file: &Signed<T>,
    ) -> Result<Announced, Diagnostic> {
        let path = self.file(role, version);
        write(&path, file).map(|bytes| Announced::of(version, &bytes))
    }

    /// Says which snapshot is the newest: from then on, it is.
    pub fn write_timestamp(&self, file: &Signed<Timestamp>) -> Result<(), Diagnostic> {
        write(&self.timestamp_file(), file).map(|_| ())
    }

    /// Puts a target where clients look for it.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<TargetFile, Diagnostic> {
        let target = TargetFile::of(bytes);
        let file = self.served().join(target.file(path));
        write_whole(&file, bytes).map_err(|error| unwritable(&file, &error))?;
        Ok(target)
    }
}

/// Reads a signed file.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<Signed<T>, Diagnostic> {
    let mend = "take it from a copy of the repository; other tools' files cannot be changed here";
    let bytes =
        fs::read(path).map_err(|error| of_path(path, &format!("it cannot be read: {error}"), mend))?;
    serde_json::from_slice(&bytes)
        .map_err(|error| of_path(path, &format!("it is no signed file of ours: {error}"), mend))
}

/// Writes a signed file, and gives its bytes.
pub fn write<T: Serialize>(path: &Path, file: &Signed<T>) -> Result<Vec<u8>, Diagnostic> {
    let bytes =
        file.bytes().map_err(|error| of_path(path, &error.to_string(), "tell the makers of Cuecard"))?;
    write_whole(path, &bytes).map_err(|error| unwritable(path, &error))?;
    Ok(bytes)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    of_path(path, &format!("it cannot be written: {error}"), "check the folder, its rights, and the disk")
}
