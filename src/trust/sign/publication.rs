//! What somebody signed away from the repository: the next version of a role, and the texts that are new in
//! it, in one file.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::draft::Texts;
use super::{PublicKey, Signed, TargetFile, Targets};
use crate::approval::MOST_DAYS;
use crate::json;
use crate::time::parse_moment;
use crate::trust::path::{Pattern, is_target_path};

/// The only format that this version reads.
const FORMAT: u32 = 1;
/// Seconds for which one may be in force: as long as what it says, and a day for clocks that differ.
const MOST_LIFE: i64 = (MOST_DAYS as i64 + 1) * 24 * 60 * 60;
/// What mends most.
const AGAIN: &str = "sign again, on the co-sign page";

/// A version of a role that was signed, with what is new in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    format: u32,
    /// The role.
    pub role: String,
    /// Its file.
    pub file: Signed<Targets>,
    /// By path; targets that were published before are not among them.
    pub targets: Texts,
}

/// Whose role it is, and what is published of it.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// What the organisation says: who may sign the role, for which paths.
    pub organisation: &'a Targets,
    /// The published version of the role.
    pub published: &'a Targets,
}

/// Why a publication cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: &'static str,
}

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.what, self.mend)
    }
}

impl std::error::Error for Unfit {}

impl Publication {
    pub(super) fn new(role: &str, file: Signed<Targets>, targets: Texts) -> Self {
        Self { format: FORMAT, role: role.to_owned(), file, targets }
    }

    /// Reads one.
    ///
    /// # Errors
    /// When it is none of ours.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let broken = |what: String| unfit(what, "ask for the file again, as the co-sign page saved it");
        let text = std::str::from_utf8(bytes).map_err(|error| broken(format!("it is no text: {error}")))?;
        let publication: Self =
            json::read(text).map_err(|error| broken(format!("it is no publication of ours: {error}")))?;
        if publication.format != FORMAT {
            return Err(unfit("it is of a later format".to_owned(), "update Cuecard"));
        }
        Ok(publication)
    }

    /// The file.
    pub fn json(&self) -> String {
        json::write(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// A client that saw what was published `before` would believe it at `now` (seconds since 1970), once
    /// enough have signed it. Gives who has.
    ///
    /// # Errors
    /// When it is not the next version, says what the role may not, lacks a text, or nobody has signed it who
    /// may.
    pub fn check(&self, before: Before<'_>, now: i64) -> Result<Vec<PublicKey>, Unfit> {
        let Before { organisation, published } = before;
        let (role, next) = (&self.role, &self.file.signed);
        let Some(delegation) = organisation.delegation(role) else {
            return Err(unfit(
                format!("there is no role {role}"),
                "enrol somebody for it: `cuecard org enrol`",
            ));
        };
        let by: Vec<PublicKey> =
            organisation.keys_of(role).into_iter().filter(|key| self.file.is_signed_by(key)).collect();
        if by.is_empty() {
            let mend = "have the key enrolled with `cuecard org enrol`, or ask for a file that it has signed";
            return Err(unfit(format!("nobody has signed it who may sign as {role}"), mend));
        }
        let wanted = published.header.version + 1;
        if next.header.version != wanted {
            let what = format!("it is version {} of {role}, and {wanted} is next", next.header.version);
            return Err(unfit(what, "somebody else was first: sign again, on the page as it is now"));
        }
        let until = parse_moment(&next.header.expires).unwrap_or_default();
        if next.header != Targets::new(wanted, until).header || next.delegations.is_some() {
            return Err(unfit(format!("it says more than {role} may"), AGAIN));
        }
        if !(now + 1..=now + MOST_LIFE).contains(&until) {
            return Err(unfit(format!("it would be in force until {}", next.header.expires), AGAIN));
        }
        let patterns: Vec<Pattern> = delegation.paths.iter().filter_map(|it| Pattern::read(it)).collect();
        for (path, target) in &next.targets {
            if !is_target_path(path) || !patterns.iter().any(|pattern| pattern.fits(path)) {
                return Err(unfit(format!("{role} may not speak of {path}"), AGAIN));
            }
            let is_known = published.targets.get(path) == Some(target);
            let is_here =
                self.targets.get(path).is_some_and(|text| TargetFile::of(text.as_bytes()) == *target);
            if !is_known && !is_here {
                let what = format!("the text of {path} is not there, or not what was signed");
                return Err(unfit(what, "ask for the file again, as the co-sign page saved it"));
            }
        }
        if let Some(path) = self.targets.keys().find(|path| !next.targets.contains_key(*path)) {
            let what = format!("{path} is there, and nobody signed it");
            return Err(unfit(what, "ask for the file again, as the co-sign page saved it"));
        }
        Ok(by)
    }
}

fn unfit(what: String, mend: &'static str) -> Unfit {
    Unfit { what, mend }
}
