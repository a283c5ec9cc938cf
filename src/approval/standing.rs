//! Which nudges of a repository may reach a team, and why not the others.

use super::cosign::{Cosign, cosign_path};
use super::lack::Lack;
use super::lease::{Lease, lease};
use super::off::{OFF_PATH, OffList};
use super::pilot::{Pilot, pilot_path};
use super::review::{REVIEWERS, Review, review_path};
use super::ruling::{Ruling, VERDICTS, ruling_path};
use crate::content::ListedNudge;
use crate::hash::{parse_hex_32, short_hex};
use crate::time::Day;
use crate::trust::{Accepted, TrustedRole};

/// The role of those who write.
pub const AUTHORS: &str = "authors";
/// The role at the top: the organisation itself.
pub(super) const ORGANISATION: &str = "targets";
/// Statements of one team that hold at the same time: a manager stands by few things.
pub const MOST_COSIGNS: usize = 12;

/// What the role of a team's managers is called, before the team's name.
pub const TEAM: &str = "team-";

/// The role of a team's managers.
pub fn team_role(team: &str) -> String {
    [TEAM, team].concat()
}

/// Whether a nudge may reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may: this is what a manager said, and for how long it may.
    Live(Cosign, Lease),
    /// It may not.
    Silent(Lack),
}

/// A nudge, and whether it may reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The nudge.
    pub nudge: String,
    /// Whether it may.
    pub standing: Standing,
}

/// How each nudge of some packs, by the paths of their targets, stands with a team on a day; `fetch` gives
/// the bytes of a target.
pub fn standings(
    accepted: &Accepted,
    packs: &[(&str, &[ListedNudge])],
    team: &str,
    today: Day,
    mut fetch: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Vec<Stands> {
    // What was fetched is looked at only if it is what was signed.
    let mut said = |path: &str, roles: &[&str]| {
        let target = accepted.targets.get(path)?;
        let is_theirs = target.chain.iter().eq(roles);
        let bytes = if is_theirs { fetch(path) } else { return None };
        Some(bytes.filter(|bytes| accepted.check(path, bytes).is_ok()))
    };
    let off = match said(OFF_PATH, &[ORGANISATION]) {
        None => Some(OffList::default()),
        Some(bytes) => bytes.and_then(|bytes| OffList::read(&bytes)),
    };
    let mut all = Vec::new();
    for (path, nudges) in packs {
        let lack = lack_of_people(accepted, path, team);
        for listed in *nudges {
            let found = match &lack {
                Some(lack) => Err(lack.clone()),
                None => is_on(off.as_ref(), listed)
                    .and_then(|()| cosigned(accepted, listed, team, today, &mut said))
                    .and_then(|cosign| leased(accepted, listed, cosign, today, &mut said)),
            };
            let standing =
                found.map_or_else(Standing::Silent, |(cosign, lease)| Standing::Live(cosign, lease));
            all.push(Stands { nudge: listed.nudge.nudge.clone(), standing });
        }
    }
    keep_to_the_most(&mut all);
    all
}

fn is_on(off: Option<&OffList>, listed: &ListedNudge) -> Result<(), Lack> {
    let reason = off.ok_or(Lack::OffUnknown)?.reason(&listed.nudge.nudge, &listed.nudge.apps);
    reason.map_or(Ok(()), |reason| Err(Lack::Off(reason.to_owned())))
}

/// What is missing before any statement is looked at.
fn lack_of_people(accepted: &Accepted, path: &str, team: &str) -> Option<Lack> {
    let is_by_authors = |chain: &[String]| chain == [ORGANISATION, AUTHORS];
    if !accepted.targets.get(path).is_some_and(|target| is_by_authors(&target.chain)) {
        return Some(Lack::NoAuthor);
    }
    let (Some(authors), Some(managers)) =
        (accepted.roles.get(AUTHORS), accepted.roles.get(team_role(team).as_str()))
    else {
        return Some(Lack::NoTeam);
    };
    (!are_disjoint(authors, managers)).then_some(Lack::SamePeople)
}

/// Whether nobody has a key of both: else an author could make himself a manager, or two managers a nudge.
fn are_disjoint(one: &TrustedRole, other: &TrustedRole) -> bool {
    !one.keys.iter().any(|key| other.keys.contains(key))
}

fn cosigned(
    accepted: &Accepted,
    listed: &ListedNudge,
    team: &str,
    today: Day,
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> Result<Cosign, Lack> {
    let nudge = &listed.nudge.nudge;
    // Only whom the organisation named itself: a manager appoints no managers.
    let roles = [ORGANISATION, &team_role(team)];
    let bytes = said(&cosign_path(team, nudge), &roles).ok_or(Lack::NotCosigned)?.ok_or(Lack::Missing)?;
    let cosign = Cosign::read(&bytes, team, nudge).map_err(Lack::Flawed)?;
    let read = parse_hex_32(&cosign.sha256).ok_or(Lack::Changed)?;
    if read != listed.sha256 && !is_kept(accepted, listed, &read, said) {
        return Err(Lack::Changed);
    }
    if today < cosign.from {
        return Err(Lack::NotYet(cosign.from));
    }
    if today >= cosign.until {
        return Err(Lack::Ended(cosign.until));
    }
    Ok(cosign)
}

/// Its lease, from what its author and the key of verdicts signed.
fn leased(
    accepted: &Accepted,
    listed: &ListedNudge,
    cosign: Cosign,
    today: Day,
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> Result<(Cosign, Lease), Lack> {
    let nudge = &listed.nudge.nudge;
    let pilot = said(&pilot_path(nudge), &[ORGANISATION, AUTHORS]).flatten();
    let pilot = pilot.and_then(|bytes| Pilot::read(&bytes, nudge)).ok_or(Lack::NoPilot)?;
    let ruling = match said(&ruling_path(nudge), &[ORGANISATION, VERDICTS]) {
        None => None,
        Some(bytes) => {
            let ruling = bytes.and_then(|bytes| Ruling::read(&bytes, nudge));
            Some(ruling.ok_or(Lack::RulingUnknown)?)
        }
    };
    // A verdict is about what was measured; of what was changed since, it says nothing.
    let mut measures = |ruling: &Ruling| {
        let is_it = |hash: &[u8; 32]| short_hex(hash, ruling.content.len() / 2) == ruling.content;
        let read = parse_hex_32(&cosign.sha256);
        !ruling.content.is_empty()
            && (is_it(&listed.sha256)
                || read.is_some_and(|read| is_it(&read) && is_kept(accepted, listed, &read, said)))
    };
    let ruling = ruling.filter(|ruling| measures(ruling));
    let lease = lease(&pilot, ruling.as_ref(), &cosign.team, cosign.from, today)?;
    Ok((cosign, lease))
}

/// Whether a reviewer who is no author says that the nudge means what the manager read.
fn is_kept(
    accepted: &Accepted,
    listed: &ListedNudge,
    read: &[u8; 32],
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> bool {
    let (authors, reviewers) = (accepted.roles.get(AUTHORS), accepted.roles.get(REVIEWERS));
    if !authors.zip(reviewers).is_some_and(|(authors, reviewers)| are_disjoint(authors, reviewers)) {
        return false;
    }
    let nudge = &listed.nudge.nudge;
    let bytes = said(&review_path(nudge), &[ORGANISATION, REVIEWERS]).flatten();
    let review = bytes.and_then(|bytes| Review::read(&bytes, nudge));
    review.is_some_and(|review| review.keeps(read, &listed.sha256))
}

/// The earliest stay: what people know already does not end because of something new.
fn keep_to_the_most(all: &mut [Stands]) {
    let mut live: Vec<(Day, String)> = all.iter().filter_map(since).collect();
    live.sort();
    let kept = live.get(..MOST_COSIGNS).unwrap_or(&live);
    for stands in all.iter_mut() {
        if since(stands).is_some_and(|since| !kept.contains(&since)) {
            stands.standing = Standing::Silent(Lack::TooMany);
        }
    }
}

fn since(stands: &Stands) -> Option<(Day, String)> {
    match &stands.standing {
        Standing::Live(cosign, _) => Some((cosign.from, stands.nudge.clone())),
        Standing::Silent(_) => None,
    }
}
