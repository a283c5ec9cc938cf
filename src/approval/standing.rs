//! Which nudges of a repository may reach a team, and why not the others.

use super::cosign::{Cosign, cosign_path};
use super::lack::Lack;
use super::lease::{Lease, lease};
use super::off::{OFF_PATH, OffList};
use super::pack::{ListedPack, pack_path};
use super::people::{AUTHORS, ORGANISATION, are_disjoint, is_by_authors, lack_of_people, team_role};
use super::pilot::{Pilot, pilot_path};
use super::review::{REVIEWERS, Review, review_path};
use super::ruling::{Ruling, VERDICTS, ruling_path};
use super::translation::translation_stands;
use crate::content::ListedNudge;
use crate::hash::{parse_hex_32, short_hex};
use crate::time::Day;
use crate::trust::Accepted;

/// Statements of one team that hold at the same time: a manager stands by few things.
pub const MOST_COSIGNS: usize = 12;

/// Whether a nudge may reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Live(Box<Live>),
    /// It may not.
    Silent(Lack),
}

/// By what a nudge may reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// What a manager said.
    pub cosign: Cosign,
    /// For how long it may.
    pub lease: Lease,
    /// The translations that may be read.
    pub languages: Vec<String>,
    /// Those that may not, since nobody but their author has read them: instead of them people read the
    /// words of the authors.
    pub unread: Vec<String>,
}

/// A nudge, and whether it may reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The nudge.
    pub nudge: String,
    /// Whether it may.
    pub standing: Standing,
}

/// How each nudge of some packs stands with a team on a day; `fetch` gives the bytes of a target.
pub fn standings(
    accepted: &Accepted,
    packs: &[ListedPack],
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
    for pack in packs {
        let lack = lack_of_people(accepted, &pack_path(&pack.pack, None), team);
        for listed in &pack.nudges {
            let found = match &lack {
                Some(lack) => Err(lack.clone()),
                None => is_on(off.as_ref(), listed)
                    .and_then(|()| cosigned(accepted, listed, team, today, &mut said))
                    .and_then(|cosign| leased(accepted, listed, cosign, today, &mut said))
                    .map(|(cosign, lease)| translated(accepted, pack, listed, (cosign, lease), &mut said)),
            };
            let standing = found.map_or_else(Standing::Silent, |live| Standing::Live(Box::new(live)));
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
    let days = (cosign.from, today);
    let lease = lease(&pilot, ruling.as_ref(), listed.nudge.safety, &cosign.team, days)?;
    Ok((cosign, lease))
}

/// In which languages it may be read.
fn translated(
    accepted: &Accepted,
    pack: &ListedPack,
    listed: &ListedNudge,
    (cosign, lease): (Cosign, Lease),
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> Live {
    let nudge = &listed.nudge.nudge;
    let review = if pack.translations.is_empty() { None } else { reviewed(accepted, nudge, said) };
    let mut live = Live { cosign, lease, languages: Vec::new(), unread: Vec::new() };
    for (language, words) in pack.translated(nudge) {
        let is_read = is_by_authors(accepted, &pack_path(&pack.pack, Some(language)))
            && words.is_some_and(|words| {
                translation_stands(&live.cosign, review.as_ref(), language, listed, words)
            });
        let to = if is_read { &mut live.languages } else { &mut live.unread };
        to.push(language.to_owned());
    }
    live
}

/// Whether a reviewer says that the nudge means what the manager read.
fn is_kept(
    accepted: &Accepted,
    listed: &ListedNudge,
    read: &[u8; 32],
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> bool {
    let review = reviewed(accepted, &listed.nudge.nudge, said);
    review.is_some_and(|review| review.keeps(read, &listed.sha256))
}

/// What reviewers say of a nudge, none of whom is an author.
fn reviewed(
    accepted: &Accepted,
    nudge: &str,
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> Option<Review> {
    let (authors, reviewers) = (accepted.roles.get(AUTHORS)?, accepted.roles.get(REVIEWERS)?);
    if !are_disjoint(authors, reviewers) {
        return None;
    }
    let bytes = said(&review_path(nudge), &[ORGANISATION, REVIEWERS]).flatten()?;
    Review::read(&bytes, nudge)
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
        Standing::Live(live) => Some((live.cosign.from, stands.nudge.clone())),
        Standing::Silent(_) => None,
    }
}
