//! The root: which keys may sign the four roles at the top.

use super::header::Header;
use super::object::Object;
use super::refusal::{Reason, Refusal};
use super::signers::Signers;

/// A root that was read.
#[derive(Clone, Debug)]
pub(super) struct Root {
    pub(super) header: Header,
    pub(super) root: Signers,
    pub(super) timestamp: Signers,
    pub(super) snapshot: Signers,
    pub(super) targets: Signers,
    has_consistent_snapshots: bool,
}

impl Root {
    pub(super) fn read(signed: Object<'_>) -> Result<Self, Refusal> {
        let header = Header::read(signed, "root")?;
        let (roles, keys) = (signed.object("roles")?, signed.object("keys")?);
        let signers = |name| Signers::read(roles.object(name)?, keys);
        Ok(Self {
            header,
            root: signers("root")?,
            timestamp: signers("timestamp")?,
            snapshot: signers("snapshot")?,
            targets: signers("targets")?,
            // TUF lets it be left out, and then it is not so.
            has_consistent_snapshots: signed.flag("consistent_snapshot").unwrap_or(false),
        })
    }

    /// Files carry their versions and hashes in their names: others change under whoever reads them.
    pub(super) fn check_consistent(&self, file: &str) -> Result<(), Refusal> {
        if self.has_consistent_snapshots {
            return Ok(());
        }
        let what = "The repository has no consistent snapshots (`consistent_snapshot` is not true).";
        Err(Refusal::new(Reason::Unsupported, file, what.to_owned()))
    }

    /// Whether all keys that could sign what was seen under `former` can do so still. Where one was
    /// taken away, what it signed must not hold up what comes now (TUF 5.3.11): whoever stole it may
    /// have used up all versions.
    pub(super) fn keeps_online_keys_of(&self, former: &Self) -> bool {
        former.timestamp.are_all_among(&self.timestamp) && former.snapshot.are_all_among(&self.snapshot)
    }
}
