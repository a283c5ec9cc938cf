//! What somebody sends to be published. Nothing of it is on the disk before it is verified.

use super::reading::role_file;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Bytes of what is sent at once: an organisation with 1,000 nudges and 200 teams sends 20 MB, once.
pub const MOST_SENT_BYTES: usize = 32 * 1024 * 1024;
/// Files that are sent at once: the same organisation has 5,000.
const MOST_FILES: usize = 10_000;
/// Digits of a version: as many as a number in JSON holds exactly.
const MOST_DIGITS: usize = 15;
/// What the server signs itself.
const OWN: [&str; 2] = ["snapshot", "timestamp"];

/// New files of a repository, by their names; nothing is known of what they say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// By version.
    pub(super) roots: BTreeMap<u64, Vec<u8>>,
    /// By role: version and bytes.
    pub(super) roles: BTreeMap<String, (u64, Vec<u8>)>,
    /// By their place, `targets/DIR/HASH.NAME`.
    pub(super) targets: BTreeMap<String, Vec<u8>>,
}

/// Why it cannot even be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is no JSON.
    #[error("body: {0}. Send an object with `files`.")]
    NotJson(String),
    /// It is JSON, and not what is sent here.
    #[error("{0}")]
    Wrong(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    files: BTreeMap<String, String>,
}

impl Sent {
    /// Reads a body: `{"files": {PATH: TEXT}}`.
    ///
    /// # Errors
    /// When it is no such JSON, or has a file that nobody may send.
    pub fn read(body: &[u8]) -> Result<Self, Unreadable> {
        let body: Body = serde_json::from_slice(body).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => {
                Unreadable::Wrong(format!("body: {error}. Send an object with `files`, each a text."))
            }
            _ => Unreadable::NotJson(error.to_string()),
        })?;
        if body.files.len() > MOST_FILES {
            let what = format!("files: more than {MOST_FILES}. Publish in several steps.");
            return Err(Unreadable::Wrong(what));
        }
        let mut sent = Self::default();
        for (path, text) in body.files {
            let what = sent.add(&path, text.into_bytes());
            what.map_err(|what| Unreadable::Wrong(format!("{}: {what}", shown(&path))))?;
        }
        Ok(sent)
    }

    /// Where its files go in the repository.
    pub(super) fn places(&self) -> impl Iterator<Item = String> {
        let roots = self.roots.keys().map(|version| role_file("root", *version));
        let roles = self.roles.iter().map(|(role, (version, _))| role_file(role, *version));
        roots.chain(roles).chain(self.targets.keys().cloned())
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), String> {
        if path.starts_with("targets/") {
            self.targets.insert(path.to_owned(), bytes);
            return Ok(());
        }
        let (version, role) = named(path)
            .ok_or("is no place for a file. Send metadata/VERSION.ROLE.json and targets/DIR/HASH.NAME.")?;
        if OWN.contains(&role) {
            return Err("is made by the server itself. Leave it out.".to_owned());
        }
        if role == "root" {
            self.roots.insert(version, bytes);
        } else if self.roles.insert(role.to_owned(), (version, bytes)).is_some() {
            return Err("is one of two versions. Send the newer one.".to_owned());
        }
        Ok(())
    }
}

/// Version and role of `metadata/VERSION.ROLE.json`.
fn named(path: &str) -> Option<(u64, &str)> {
    let (version, role) = path.strip_prefix("metadata/")?.strip_suffix(".json")?.split_once('.')?;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_version = version.len() <= MOST_DIGITS
        && !version.starts_with('0')
        && version.bytes().all(|byte| byte.is_ascii_digit());
    let is_role = !role.is_empty() && !role.starts_with('.') && role.bytes().all(is_letter);
    let version = version.parse().ok().filter(|_| is_version && is_role)?;
    Some((version, role))
}

/// A path as it can stand in one line of a log.
fn shown(path: &str) -> String {
    path.chars().take(100).map(|letter| if letter.is_control() { '?' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Result<Sent, String> {
        let files: BTreeMap<&str, &str> = files.iter().copied().collect();
        let body = serde_json::json!({ "files": files }).to_string();
        Sent::read(body.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn files_are_told_by_their_names() {
        let sent = read(&[
            ("metadata/2.root.json", "r"),
            ("metadata/3.team-a.b.json", "t"),
            ("targets/packs/ab.x.json", "p"),
        ]);
        let sent = sent.unwrap();
        assert_eq!(sent.roots, BTreeMap::from([(2, b"r".to_vec())]));
        assert_eq!(sent.roles, BTreeMap::from([("team-a.b".to_owned(), (3, b"t".to_vec()))]));
        assert_eq!(sent.targets.into_keys().collect::<Vec<_>>(), ["targets/packs/ab.x.json"]);
    }

    #[test]
    fn what_nobody_may_send_is_refused() {
        for path in [
            "",
            "root.json",
            "state.json",
            "metadata/authors.json",
            "metadata/0.authors.json",
            "metadata/01.authors.json",
            "metadata/+1.authors.json",
            "metadata/1..json",
            "metadata/1..hidden.json",
            "metadata/1.a/b.json",
            "metadata/1.a\\b.json",
            "metadata/1.../../state.json",
            "metadata/1.authors",
            "metadata/1234567890123456.authors.json",
            "/metadata/1.authors.json",
            "publications/1.json",
        ] {
            assert!(read(&[(path, "")]).unwrap_err().contains("is no place for a file"), "{path}");
        }
        for path in ["metadata/7.snapshot.json", "metadata/7.timestamp.json"] {
            assert!(read(&[(path, "")]).unwrap_err().contains("is made by the server itself"), "{path}");
        }
        let two = [("metadata/1.authors.json", ""), ("metadata/2.authors.json", "")];
        assert!(read(&two).unwrap_err().contains("is one of two versions"));
        for (body, is_json) in [
            ("", false),
            ("{", false),
            ("[]", true),
            ("{}", true),
            (r#"{"files":{"a":1}}"#, true),
            (r#"{"files":{},"more":1}"#, true),
        ] {
            let error = Sent::read(body.as_bytes()).unwrap_err();
            assert_eq!(matches!(error, Unreadable::Wrong(_)), is_json, "{body}: {error}");
        }
        let many: BTreeMap<String, &str> =
            (0..=MOST_FILES).map(|number| (format!("targets/{number}"), "")).collect();
        let body = serde_json::json!({ "files": many }).to_string();
        assert!(Sent::read(body.as_bytes()).unwrap_err().to_string().contains("more than 10000"));
    }
}
