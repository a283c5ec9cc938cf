//! What managers of a team signed away from the repository, statement by statement.

use super::cosign::{Cosign, cosign_path};
use super::people::TEAM;
use crate::time::Day;
use crate::trust::sign::{Before, PublicKey, Publication, Unfit};

/// What mends most.
const AGAIN: &str = "sign again, on the co-sign page";
/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// What managers signed that is to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// Of which team.
    pub team: String,
    /// Who has signed it.
    pub by: Vec<PublicKey>,
    /// What it says that was not published before; none: it is signed anew, and nothing else.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This is said now.
    Said(Cosign),
    /// Nothing is said any more of this nudge.
    TakenBack(String),
}

impl Cosigned {
    /// What a publication says after what was published `before`, at `now` in seconds since 1970: signed by
    /// a key that is enrolled for the team, the next version, nothing but the team's own co-signs, each whole
    /// and by who signed.
    ///
    /// # Errors
    /// What of that it is not.
    pub fn of(publication: &Publication, before: Before<'_>, now: i64) -> Result<Self, Unfit> {
        let role = publication.role.as_str();
        let Some(team) = role.strip_prefix(TEAM) else {
            let what = format!("it is of {role}, and only what managers of a team sign is taken");
            return Err(Unfit { what, mend: "sign the rest with its own command" });
        };
        let by = publication.check(before, now)?;
        let (former, next) = (&before.published.targets, &publication.file.signed.targets);
        let today = Day(i32::try_from(now.div_euclid(DAY)).unwrap_or(i32::MAX));
        let mut changes = Vec::new();
        for (path, text) in &publication.targets {
            if former.get(path) == next.get(path) {
                continue;
            }
            let wrong = |what: &str| Unfit { what: format!("{path}: {what}"), mend: AGAIN };
            let nudge = nudge_of(path, team).ok_or_else(|| wrong("this is no co-sign of the team"))?;
            let cosign = Cosign::read(text.as_bytes(), team, nudge).map_err(|flaw| wrong(&flaw.words()))?;
            if !by.iter().any(|key| key.name == cosign.by) {
                return Err(wrong(&format!("{} says it, and somebody else signed it", cosign.by)));
            }
            if cosign.until <= today {
                return Err(wrong(&format!("it ended on {}", cosign.until)));
            }
            changes.push(Change::Said(cosign));
        }
        for path in former.keys().filter(|path| !next.contains_key(*path)) {
            changes.push(Change::TakenBack(nudge_of(path, team).unwrap_or(path).to_owned()));
        }
        Ok(Self { team: team.to_owned(), by, changes })
    }
}

/// The nudge of a co-sign's path.
fn nudge_of<'a>(path: &'a str, team: &str) -> Option<&'a str> {
    let nudge = path.rsplit('/').next()?.strip_suffix(".json")?;
    (path == cosign_path(team, nudge)).then_some(nudge)
}
