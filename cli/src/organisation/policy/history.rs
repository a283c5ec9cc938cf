//! What may leave the browsers of those who have been there all the time: every statement that was
//! published, one after the other, as a browser would have seen it.

use cuecard::approval::ORGANISATION;
use cuecard::hash::digest;
use cuecard::pack::author::Diagnostic;
use cuecard::policy::{
    CONSENT_PATH, Consent, Council, DATA_PATH, Data, Remembered, Stated, WORKS_COUNCIL, look,
};
use cuecard::time::{Day, parse_moment};
use cuecard::trust::sign::{Signed, Targets};

use crate::folder::read_at_most;
use crate::moment::day_of;
use crate::organisation::life::ROLE_LIFE;
use crate::organisation::repository::{Published, Repository, read};

/// Bytes of a statement.
const MOST_BYTES: u64 = 1024 * 1024;

/// What such a browser, which looks every day, remembers on a day. Nothing in force: nothing was ever said
/// of data, and nobody has joined.
pub fn remembered(repository: &Repository, today: Day) -> Result<Remembered, Diagnostic> {
    let consents = consents(repository)?;
    let versions = published(repository, ORGANISATION)?;
    let (own, _) = repository.signers(ORGANISATION)?;
    let mut remembered = Remembered::default();
    let first = versions.iter().position(|file| file.signed.targets.contains_key(DATA_PATH));
    let versions = versions.get(first.unwrap_or(versions.len())..).unwrap_or_default();
    for (at, file) in versions.iter().enumerate() {
        let stated = stated(repository, file);
        let keys = file.signed.keys_of(WORKS_COUNCIL);
        let is_own = keys.iter().any(|key| own.iter().any(|own| own.id() == key.id()));
        let last = versions.get(at + 1).map_or(today, signed_on).min(today);
        let mut day = signed_on(file).min(last);
        while day <= last {
            let said = consents.iter().rev().find(|(since, _)| *since <= day);
            let council = match said.and_then(|(_, consent)| consent.clone()) {
                _ if keys.is_empty() => Council::Nobody,
                Some(consent) if !is_own => Council::Agrees(consent),
                _ => Council::Silent,
            };
            remembered = look(stated.as_ref(), &council, &remembered, day).1;
            // Without anything that waits, every day is like this one.
            day = if remembered.waiting.is_some() { day.plus(1) } else { last.plus(1) };
        }
    }
    Ok(remembered)
}

/// What one version says of data; none: it cannot be read.
fn stated(repository: &Repository, file: &Signed<Targets>) -> Option<Stated> {
    if !file.signed.targets.contains_key(DATA_PATH) {
        return Some(Stated { data: Data::default(), sha256: [0; 32] });
    }
    let bytes = target(repository, file, DATA_PATH)?;
    Some(Stated { data: Data::read(&bytes).ok()?, sha256: digest(&[&bytes]) })
}

/// What was agreed to since which day, in that order; none: nothing, or it was taken back.
fn consents(repository: &Repository) -> Result<Vec<(Day, Option<Consent>)>, Diagnostic> {
    let versions = published(repository, WORKS_COUNCIL)?;
    let said = |file: &Signed<Targets>| Consent::read(&target(repository, file, CONSENT_PATH)?).ok();
    Ok(versions.iter().map(|file| (signed_on(file), said(file))).collect())
}

/// The versions of a role that browsers could have seen, in their order.
fn published(repository: &Repository, role: &str) -> Result<Vec<Signed<Targets>>, Diagnostic> {
    let newest = Published::version(repository.published()?.as_ref(), role);
    let mut versions = repository.versions(role);
    versions.retain(|version| *version <= newest);
    versions.sort_unstable();
    versions.into_iter().map(|version| read(&repository.file(role, version))).collect()
}

fn target(repository: &Repository, file: &Signed<Targets>, path: &str) -> Option<Vec<u8>> {
    let place = file.signed.targets.get(path)?.file(path);
    read_at_most(&repository.served().join(place), MOST_BYTES).ok()
}

/// The day on which a version was signed: so long before its end.
fn signed_on(file: &Signed<Targets>) -> Day {
    day_of(parse_moment(&file.signed.header.expires).unwrap_or_default() - ROLE_LIFE)
}
