//! What a repository was found to say.

use super::announced::{Hashes, check_bytes};
use super::refusal::{Reason, Refusal};
use super::state::State;
use crate::hash::short_hex;
use crate::table::Table;

/// What all signatures hold for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Version of the root.
    pub root: u64,
    /// Version of the timestamp.
    pub timestamp: u64,
    /// Version of the snapshot.
    pub snapshot: u64,
    /// When the first of all these files ends to be in force, in seconds since 1970.
    pub until: i64,
    /// `targets` and the roles that it delegates to, by name.
    pub roles: Table<String, TrustedRole>,
    /// The targets that a role vouches for which may, by path.
    pub targets: Table<String, Target>,
    /// To be remembered until the next time.
    pub state: State,
}

/// A role whose file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedRole {
    /// Version of its file.
    pub version: u64,
    /// The Ed25519 public keys that may sign it: whoever wants two roles to be different people
    /// compares these.
    pub keys: Vec<[u8; 32]>,
}

/// A file that a role vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// In bytes.
    pub length: u64,
    /// Of its content.
    pub sha256: [u8; 32],
    /// Of its content, where the role says it.
    pub sha512: Option<[u8; 64]>,
    /// Who vouches for it: from `targets` over those delegated to, to the one that names it.
    pub chain: Vec<String>,
}

impl Target {
    /// The role that names it.
    pub fn role(&self) -> &str {
        self.chain.last().map_or("", String::as_str)
    }
}

impl Accepted {
    /// Where a target lies in the repository: `targets/DIR/HASH.NAME`. None: nobody vouches for it.
    pub fn file_of(&self, path: &str) -> Option<String> {
        let hash = short_hex(&self.targets.get(path)?.sha256, 32);
        Some(match path.rsplit_once('/') {
            Some((folder, name)) => format!("targets/{folder}/{hash}.{name}"),
            None => format!("targets/{hash}.{path}"),
        })
    }

    /// Whether these bytes are the target that a role vouches for.
    ///
    /// # Errors
    /// When they are not, or nobody vouches for such a target.
    pub fn check(&self, path: &str, bytes: &[u8]) -> Result<(), Refusal> {
        let (Some(target), Some(file)) = (self.targets.get(path), self.file_of(path)) else {
            let what = "No role that may vouch for it names it.".to_owned();
            return Err(Refusal::new(Reason::Missing, path, what));
        };
        let hashes = Hashes { sha256: Some(target.sha256), sha512: target.sha512 };
        check_bytes(&file, bytes, Some(target.length), &hashes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::digest;

    #[test]
    fn targets_are_checked_by_length_and_hash() {
        let target = Target {
            length: 3,
            sha256: digest(&[b"abc"]),
            sha512: None,
            chain: vec!["targets".into(), "authors".into()],
        };
        assert_eq!(target.role(), "authors");
        let accepted = Accepted {
            root: 1,
            timestamp: 1,
            snapshot: 1,
            until: 0,
            roles: Table::new(),
            targets: [("a.b".to_owned(), target.clone()), ("x/y/a".to_owned(), target)].into_iter().collect(),
            state: State::default(),
        };
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(accepted.file_of("a.b"), Some(format!("targets/{hash}.a.b")));
        assert_eq!(accepted.file_of("x/y/a"), Some(format!("targets/x/y/{hash}.a")));
        let cases: [(&str, &[u8], _); 5] = [
            ("a.b", b"abc", None),
            ("a.b", b"abd", Some(Reason::Mixed)),
            ("a.b", b"ab", Some(Reason::Truncated)),
            ("x/y/a", b"abcd", Some(Reason::Oversized)),
            ("a", b"abc", Some(Reason::Missing)),
        ];
        for (path, bytes, reason) in cases {
            assert_eq!(accepted.check(path, bytes).err().map(|refusal| refusal.reason), reason, "{path}");
        }
        assert_eq!(accepted.file_of("a"), None);
    }
}
