//! Content for one team, from what is signed.

use serde::Serialize;

use super::policy::{self, Terms};
use super::told::{Quiet, Told};
use super::visit::Member;
use crate::approval::{
    ListedPack, Live, Rests, Standing, Stands, cosign_path, pack_at, pack_path, standings,
};
use crate::content::{Approval, Approved, Content, ContentError, JoinedPack};
use crate::decide::Reason;
use crate::json::Raw;
use crate::policy::Remembered;
use crate::table::Table;
use crate::time::Day;
use crate::trust::Accepted;

/// What a card says of who wants it.
#[derive(Serialize)]
pub(super) struct OnCard<'a> {
    pub(super) by: &'a str,
    pub(super) reason: &'a str,
    pub(super) minutes: u32,
    pub(super) until: Day,
    pub(super) basis: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) given: Option<Day>,
}

/// A pack that was fetched.
struct Fetched {
    pack: String,
    written: Content,
    translated: Option<Content>,
}

/// What is signed, and what was fetched of it.
pub(super) struct Found<'a> {
    pub accepted: &'a Accepted,
    /// Roles that were asked for, and whose file does not hold.
    pub unheld: &'a [&'a str],
    pub fetched: &'a Table<String, Vec<u8>>,
}

impl Found<'_> {
    pub fn target(&self, path: &str) -> Option<Vec<u8>> {
        self.fetched.get(path).cloned()
    }
}

/// Puts it together: the content, what is told of it, and what is to be remembered of the policy.
///
/// # Errors
/// When the content that came with the extension cannot be read.
pub(super) fn put_together(
    built_in: &Content,
    member: &Member,
    found: &Found<'_>,
    remembered: &Remembered,
    today: Day,
) -> Result<(String, Told, Remembered), ContentError> {
    let mut left_out = Vec::new();
    let (packs, listed) = read(found, member, &mut left_out);
    let stands = standings(found.accepted, &listed, &member.team, today, |path| found.target(path));
    let Terms { systems, organisation, in_force, remembered } =
        policy::terms(built_in, member, found, remembered, today, &mut left_out)?;
    let mut joined: Vec<JoinedPack<'_>> = Vec::new();
    // What no manager of the team ever signed is not for the person, whatever else is wrong with it.
    let is_theirs = |nudge: &str| found.accepted.targets.contains_key(&*cosign_path(&member.team, nudge));
    let mut rest = stands.as_slice();
    for (pack, listed) in packs.iter().zip(&listed) {
        let (of_pack, others) = rest.split_at_checked(listed.nudges.len()).unwrap_or((rest, &[]));
        rest = others;
        // A pack that this version cannot use silences no other.
        let alone = [joined_pack(pack, of_pack, &is_theirs, &member.language)];
        let text = Content::join(&systems, &alone, &organisation);
        match text.and_then(Content::open).and_then(|content| content.check()) {
            Ok(()) => joined.extend(alone),
            Err(error) => left_out.push([&pack.pack, ": ", &error.to_string()].concat()),
        }
    }
    let text = Content::join(&systems, &joined, &organisation)?;
    // Of two of one name the first counts, as in the content.
    let mut first: Table<&str, &Stands> = Table::new();
    for one in stands.iter().filter(|one| is_theirs(&one.nudge)) {
        first.get_or_insert_with(one.nudge.as_str(), || one);
    }
    let is_readable = in_force.broken.is_none();
    let live = first.values().filter(|one| is_readable && matches!(one.standing, Standing::Live(_))).count();
    let quiet = quiet(&packs, first.values().copied());
    Ok((text, Told { until: organisation.until, live, quiet, left_out, policy: in_force }, remembered))
}

/// The packs that can be read.
fn read(found: &Found<'_>, member: &Member, left_out: &mut Vec<String>) -> (Vec<Fetched>, Vec<ListedPack>) {
    let open = |path: &str| {
        let text = String::from_utf8(found.target(path)?).unwrap_or_default();
        Some(Content::open(text).and_then(|content| Ok((content.listed()?, content))))
    };
    let (mut packs, mut listed) = (Vec::new(), Vec::new());
    for path in found.accepted.targets.keys() {
        let Some((name, None)) = pack_at(path) else { continue };
        match open(path) {
            Some(Ok((nudges, written))) => {
                let translated = open(&pack_path(name, Some(&member.language))).and_then(Result::ok);
                let (translations, translated) = match translated {
                    Some((nudges, content)) => (vec![(member.language.clone(), nudges)], Some(content)),
                    None => (Vec::new(), None),
                };
                listed.push(ListedPack { pack: name.to_owned(), nudges, translations });
                packs.push(Fetched { pack: name.to_owned(), written, translated });
            }
            Some(Err(error)) => left_out.push([name, ": ", &error.to_string()].concat()),
            None => left_out.push([name, ": it could not be had as it was signed"].concat()),
        }
    }
    (packs, listed)
}

/// A pack with what is said of its nudges, one by one: two packs may have nudges of one name.
fn joined_pack<'a>(
    pack: &'a Fetched,
    stands: &[Stands],
    is_theirs: &impl Fn(&str) -> bool,
    language: &str,
) -> JoinedPack<'a> {
    let Fetched { written, translated, .. } = pack;
    let nudges = stands.iter().map(|one| is_theirs(&one.nudge).then(|| approved(&one.standing, language)));
    let nudges = nudges.collect();
    JoinedPack { written, translated: translated.as_ref(), nudges }
}

/// What the gates look at.
fn approved(standing: &Standing, language: &str) -> Approved {
    match standing {
        Standing::Live(live) => {
            let translated = live.languages.iter().any(|read| read == language);
            Approved { approval: of_live(live), translated }
        }
        Standing::Silent(lack) => {
            let approval = Approval { reason: lack.reason(), ..Approval::default() };
            Approved { approval, translated: false }
        }
    }
}

fn of_live(Live { cosign, lease, .. }: &Live) -> Approval {
    let is_cosign = cosign.until <= lease.until;
    let (reason, from) =
        if is_cosign { (Reason::CoSign, cosign.until) } else { (Reason::Lease, lease.until) };
    let given = match lease.rests {
        Rests::Proven(given) => Some(given),
        _ => None,
    };
    let card = Raw::of(&OnCard {
        by: &cosign.by,
        reason: &cosign.reason,
        minutes: cosign.minutes,
        until: from,
        basis: lease.evidence().word(),
        given,
    });
    Approval { reason, from, proven: given.is_some(), weak: lease.rests == Rests::Weak, card }
}

fn quiet<'a>(packs: &[Fetched], stands: impl Iterator<Item = &'a Stands>) -> Vec<Quiet> {
    let title = |name: &str| {
        let mut contents = packs.iter().map(|pack| pack.translated.as_ref().unwrap_or(&pack.written));
        contents.find_map(|content| Some(content.aid(name)?.title)).unwrap_or_else(|| name.to_owned())
    };
    let silent = stands.filter_map(|one| match &one.standing {
        Standing::Silent(lack) => Some((&one.nudge, lack)),
        Standing::Live(_) => None,
    });
    let lines = silent.map(|(nudge, lack)| Quiet {
        nudge: nudge.clone(),
        title: title(nudge),
        reason: lack.reason(),
        words: lack.words(),
    });
    lines.collect()
}
