//! Changing what a role says, and signing that.

use std::path::Path;

use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::{PublicKey, Signed, SigningKey, Targets};

use super::life::ROLE_LIFE;
use super::repository::{Published, Repository};
use crate::folder::of_path;

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Amended {
    /// The version that was signed.
    pub version: u64,
    /// How many have signed it.
    pub signatures: u64,
    /// How many must.
    pub threshold: u64,
}

impl Amended {
    /// In words for whoever signed.
    pub fn words(&self, role: &str) -> String {
        let Self { version, signatures, threshold } = self;
        if signatures >= threshold {
            return format!("{role}, version {version}: signed; `cuecard publish` makes it the newest");
        }
        format!(
            "{role}, version {version}: {signatures} of {threshold} signatures; somebody else runs the same command"
        )
    }
}

/// Changes what `role` says and signs it: a version that waits for signatures gets another one if it says
/// the same, else there is a new version, which begins without any.
pub fn amend(
    repository: &Repository,
    role: &str,
    key: &SigningKey,
    now: i64,
    change: impl FnOnce(&mut Targets) -> Result<(), Diagnostic>,
) -> Result<Amended, Diagnostic> {
    let (keys, threshold) = repository.signers(role)?;
    named(&keys, role, key)?;
    let newest = repository.newest::<Targets>(role)?.unwrap_or_else(|| Signed::new(Targets::new(0, now)));
    let is_draft = newest.signed.header.version > Published::version(repository.published()?.as_ref(), role);
    let mut wanted = newest.signed.clone();
    change(&mut wanted)?;
    let mut file = if is_draft && wanted == newest.signed {
        newest
    } else {
        // A draft, which nobody has published, may change under its number.
        wanted.renew(newest.signed.header.version + u64::from(!is_draft), now + ROLE_LIFE);
        Signed::new(wanted)
    };
    file.sign(key)
        .map_err(|error| of_path(Path::new(role), &error.to_string(), "tell the makers of Cuecard"))?;
    let version = file.signed.header.version;
    repository.write(role, version, &file)?;
    Ok(Amended { version, signatures: file.count_of(&keys), threshold })
}

/// The key as it was enrolled for a role.
pub fn named<'a>(keys: &'a [PublicKey], role: &str, key: &SigningKey) -> Result<&'a PublicKey, Diagnostic> {
    let own = PublicKey::of(key, "").bytes();
    keys.iter().find(|known| known.bytes() == own).ok_or_else(|| {
        let mend = "take another, or have it enrolled with `cuecard org enrol`";
        of_path(Path::new("--key"), &format!("this key may not sign as {role}"), mend)
    })
}
