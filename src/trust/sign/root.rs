//! The root: which keys may sign the four roles at the top.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Header;
use super::key::{PublicKey, Role, by_id};

/// Who may sign what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Its version and life.
    #[serde(flatten)]
    pub header: Header,
    consistent_snapshot: bool,
    /// By id.
    pub keys: BTreeMap<String, PublicKey>,
    /// `root`, `targets`, `snapshot` and `timestamp`.
    pub roles: BTreeMap<String, Role>,
}

impl Root {
    /// One with these keys and thresholds, by role, in force until `until` (seconds since 1970).
    pub fn new(version: u64, until: i64, roles: &[(&str, &[PublicKey], u64)]) -> Self {
        Self {
            header: Header::new("root", version, until),
            consistent_snapshot: true,
            keys: by_id(roles.iter().flat_map(|(_, keys, _)| *keys)),
            roles: roles
                .iter()
                .map(|(name, keys, threshold)| ((*name).to_owned(), Role::of(*keys, *threshold)))
                .collect(),
        }
    }

    /// The keys of a role.
    pub fn keys_of(&self, role: &str) -> Vec<PublicKey> {
        let ids = self.roles.get(role).into_iter().flat_map(|role| &role.keyids);
        ids.filter_map(|id| self.keys.get(id).cloned()).collect()
    }

    /// How many of them must sign.
    pub fn threshold_of(&self, role: &str) -> u64 {
        self.roles.get(role).map_or(1, |role| role.threshold)
    }
}
