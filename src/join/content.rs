//! Content for one team, from what is signed.

use serde::Serialize;

use super::told::{Quiet, Told};
use super::visit::{Member, pack_of};
use crate::approval::{Cosign, Lack, Lease, Outcome, Standing, Stands, standings};
use crate::content::{Approval, Content, ContentError, JoinedPack, ListedNudge, Organisation};
use crate::decide::Reason;
use crate::json::Raw;
use crate::table::Table;
use crate::time::Day;
use crate::trust::Accepted;

/// What a card says of who wants it.
#[derive(Serialize)]
struct OnCard<'a> {
    by: &'a str,
    reason: &'a str,
    minutes: u32,
    until: Day,
    basis: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<Day>,
}

/// A pack that was fetched.
struct Fetched<'a> {
    path: &'a str,
    written: Content,
    translated: Option<Content>,
    nudges: Vec<ListedNudge>,
}

/// Puts it together.
///
/// # Errors
/// When the content that came with the extension cannot be read.
pub(super) fn put_together(
    built_in: &Content,
    member: &Member,
    accepted: &Accepted,
    fetched: &Table<String, Vec<u8>>,
    today: Day,
) -> Result<(String, Told), ContentError> {
    let mut left_out = Vec::new();
    let packs = read(accepted, member, fetched, &mut left_out);
    let listed: Vec<(&str, &[ListedNudge])> =
        packs.iter().map(|pack| (pack.path, pack.nudges.as_slice())).collect();
    let stands = standings(accepted, &listed, &member.team, today, |path| fetched.get(path).cloned());
    let organisation = Organisation {
        seen: milliseconds(accepted.state.seen()),
        until: milliseconds(accepted.until),
        ..Organisation::default()
    };
    let mut joined: Vec<JoinedPack<'_>> = Vec::new();
    for pack in &packs {
        let one = joined_pack(pack, &stands);
        // A pack that this version cannot use silences no other.
        let alone = [one];
        match built_in.join(&alone, &organisation).and_then(Content::open).and_then(|it| it.check()) {
            Ok(()) => joined.extend(alone),
            Err(error) => left_out.push([pack.path, ": ", &error.to_string()].concat()),
        }
    }
    let text = built_in.join(&joined, &organisation)?;
    let quiet = quiet(&packs, &stands);
    let live = stands.iter().filter(|one| matches!(one.standing, Standing::Live(..))).count();
    Ok((text, Told { until: organisation.until, live, quiet, left_out }))
}

fn milliseconds(seconds: i64) -> u64 {
    u64::try_from(seconds).unwrap_or_default().saturating_mul(1000)
}

/// The packs that can be read.
fn read<'a>(
    accepted: &'a Accepted,
    member: &Member,
    fetched: &Table<String, Vec<u8>>,
    left_out: &mut Vec<String>,
) -> Vec<Fetched<'a>> {
    let open = |path: &str| {
        let text = String::from_utf8(fetched.get(path)?.clone()).unwrap_or_default();
        Some(Content::open(text))
    };
    let mut packs = Vec::new();
    for path in accepted.targets.keys() {
        let Some((name, None)) = pack_of(path) else { continue };
        let opened = open(path).map(|content| content.and_then(|it| Ok((it.listed()?, it))));
        match opened {
            Some(Ok((nudges, written))) => {
                let translation = ["packs/", name, ".", &member.language, ".json"].concat();
                let translated = open(&translation).and_then(Result::ok);
                packs.push(Fetched { path, written, translated, nudges });
            }
            Some(Err(error)) => left_out.push([path, ": ", &error.to_string()].concat()),
            None => left_out.push([path, ": it could not be had as it was signed"].concat()),
        }
    }
    packs
}

/// A pack with what is said of its nudges; what nobody of the team stands by is not for the person.
fn joined_pack<'a>(pack: &'a Fetched<'_>, stands: &[Stands]) -> JoinedPack<'a> {
    let mut approvals = Table::new();
    for listed in &pack.nudges {
        let name = &listed.nudge.nudge;
        let stands = stands.iter().find(|one| one.nudge == *name);
        if let Some(approval) = stands.and_then(|one| approval(&one.standing)) {
            approvals.insert(name.clone(), approval);
        }
    }
    JoinedPack {
        written: &pack.written,
        translated: pack.translated.as_ref(),
        approvals,
        translations: Vec::new(),
    }
}

/// What the gates look at; none: nobody of the team ever stood by it.
fn approval(standing: &Standing) -> Option<Approval> {
    match standing {
        Standing::Live(cosign, lease) => Some(of_live(cosign, lease)),
        Standing::Silent(lack) if is_for_others(lack) => None,
        Standing::Silent(lack) => Some(Approval { reason: lack.reason(), ..Approval::default() }),
    }
}

fn is_for_others(lack: &Lack) -> bool {
    matches!(lack, Lack::NotCosigned | Lack::NoTeam | Lack::NoAuthor | Lack::SamePeople)
}

fn of_live(cosign: &Cosign, lease: &Lease) -> Approval {
    let (reason, from) = if cosign.until <= lease.until {
        (Reason::CoSign, cosign.until)
    } else {
        (Reason::Lease, lease.until)
    };
    let proven = lease.ruling.filter(|(outcome, _)| *outcome == Outcome::Improved);
    let Cosign { by, reason: why, minutes, until, .. } = cosign;
    let given = proven.map(|(_, given)| given);
    let card = OnCard {
        by,
        reason: why,
        minutes: *minutes,
        until: *until,
        basis: if given.is_some() { "improved" } else { "trial" },
        given,
    };
    Approval { reason, from, proven: proven.is_some(), card: Raw::of(&card) }
}

fn quiet(packs: &[Fetched<'_>], stands: &[Stands]) -> Vec<Quiet> {
    let title = |name: &str| {
        let mut contents = packs.iter().map(|pack| pack.translated.as_ref().unwrap_or(&pack.written));
        contents.find_map(|content| Some(content.aid(name)?.title)).unwrap_or_else(|| name.to_owned())
    };
    let silent = stands.iter().filter_map(|one| match &one.standing {
        Standing::Silent(lack) if !is_for_others(lack) => Some((&one.nudge, lack)),
        _ => None,
    });
    let lines = silent.map(|(nudge, lack)| Quiet {
        nudge: nudge.clone(),
        title: title(nudge),
        reason: lack.reason(),
        words: lack.words(),
    });
    lines.collect()
}
