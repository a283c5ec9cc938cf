//! A role: which targets there are, and who may speak for which others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Header;
use super::key::{PublicKey, Role, by_id};
use crate::hash::{digest, short_hex};

/// What `targets`, or a role that it delegates to, says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Targets {
    /// Its version and life.
    #[serde(flatten)]
    pub header: Header,
    /// By path.
    pub targets: BTreeMap<String, TargetFile>,
    /// Who else may speak; most roles have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegations: Option<Delegations>,
}

/// The same as it is read: serde holds what it flattens in a form of its own, and that is large code in a
/// browser.
#[derive(Deserialize)]
struct Written {
    #[serde(rename = "_type")]
    kind: String,
    spec_version: String,
    version: u64,
    expires: String,
    targets: BTreeMap<String, TargetFile>,
    #[serde(default)]
    delegations: Option<Delegations>,
}

impl From<Written> for Targets {
    fn from(written: Written) -> Self {
        let Written { kind, spec_version, version, expires, targets, delegations } = written;
        Self { header: Header { kind, spec_version, version, expires }, targets, delegations }
    }
}

/// One target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetFile {
    /// In bytes.
    pub length: u64,
    /// By algorithm: `sha256`.
    pub hashes: BTreeMap<String, String>,
}

/// Who may speak, and by which keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegations {
    /// By id.
    pub keys: BTreeMap<String, PublicKey>,
    /// The most trusted first.
    pub roles: Vec<Delegation>,
}

/// That a role may speak for some paths, and for those it is the last that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// The role's name.
    pub name: String,
    keyids: Vec<String>,
    threshold: u64,
    /// Patterns of paths.
    pub paths: Vec<String>,
    terminating: bool,
}

impl Targets {
    /// One without targets, in force until `until` (seconds since 1970).
    pub fn new(version: u64, until: i64) -> Self {
        Self { header: Header::new("targets", version, until), targets: BTreeMap::new(), delegations: None }
    }

    /// It is in force until `until` (seconds since 1970).
    pub fn renew(&mut self, version: u64, until: i64) {
        self.header = Header::new("targets", version, until);
    }

    /// The role that may speak for some paths.
    pub fn delegation(&self, name: &str) -> Option<&Delegation> {
        self.delegations.as_ref()?.roles.iter().find(|role| role.name == name)
    }

    /// The keys of a role that it delegates to.
    pub fn keys_of(&self, name: &str) -> Vec<PublicKey> {
        let Some(delegations) = &self.delegations else { return Vec::new() };
        let ids = self.delegation(name).into_iter().flat_map(|role| &role.keyids);
        ids.filter_map(|id| delegations.keys.get(id).cloned()).collect()
    }

    /// How many of them must sign.
    pub fn threshold_of(&self, name: &str) -> u64 {
        self.delegation(name).map_or(1, |role| role.threshold)
    }

    /// Lets these keys, and no others, sign a role for some paths; without keys, nobody can.
    pub fn delegate(&mut self, name: &str, paths: &[&str], keys: &[PublicKey], threshold: u64) {
        let delegations = self.delegations.get_or_insert_default();
        let Role { keyids, threshold } = Role::of(keys, threshold);
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        let role = Delegation { name: name.to_owned(), keyids, threshold, paths, terminating: true };
        match delegations.roles.iter_mut().find(|known| known.name == name) {
            _ if keys.is_empty() => delegations.roles.retain(|known| known.name != name),
            Some(known) => *known = role,
            None => delegations.roles.push(role),
        }
        delegations.keys.extend(by_id(keys));
        let named: Vec<&String> = delegations.roles.iter().flat_map(|role| &role.keyids).collect();
        let is_named = |id: &String| named.contains(&id);
        let kept = delegations.keys.iter().filter(|(id, _)| is_named(id));
        delegations.keys = kept.map(|(id, key)| (id.clone(), key.clone())).collect();
    }
}

impl TargetFile {
    /// The target of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hashes = BTreeMap::new();
        hashes.insert("sha256".to_owned(), short_hex(&digest(&[bytes]), 32));
        Self { length: bytes.len() as u64, hashes }
    }

    /// Where it lies in the repository, under `path`: `targets/DIR/HASH.NAME`.
    pub fn file(&self, path: &str) -> String {
        let hash = self.hashes.get("sha256").map_or("", String::as_str);
        match path.rsplit_once('/') {
            Some((folder, name)) => format!("targets/{folder}/{hash}.{name}"),
            None => format!("targets/{hash}.{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u8) -> PublicKey {
        PublicKey::new(&[number; 32], "")
    }

    #[test]
    fn a_role_has_the_keys_it_was_given_last_and_no_others_stay() {
        let mut targets = Targets::new(1, 0);
        targets.delegate("a", &["a/*"], &[key(1), key(2), key(1)], 2);
        targets.delegate("b", &["b/*"], &[key(2)], 1);
        assert_eq!((targets.keys_of("a").len(), targets.threshold_of("a")), (2, 2));
        targets.delegate("a", &["a/*"], &[key(3)], 1);
        assert_eq!((targets.keys_of("a"), targets.keys_of("b")), (vec![key(3)], vec![key(2)]));
        targets.delegate("a", &[], &[], 1);
        assert_eq!((targets.delegation("a"), targets.keys_of("a")), (None, vec![]));
        let delegations = targets.delegations.unwrap();
        assert_eq!((delegations.keys.len(), delegations.roles.len()), (1, 1));
    }

    #[test]
    fn a_target_lies_under_its_hash() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let file = TargetFile::of(b"abc");
        assert_eq!((file.length, file.file("x/y/a")), (3, format!("targets/x/y/{hash}.a")));
        assert_eq!(file.file("a"), format!("targets/{hash}.a"));
    }
}
