//! `cuecard take`: what a manager signed in the browser becomes a draft of the repository.

use std::path::PathBuf;

use cuecard::approval::{Change, Cosign, Cosigned, ORGANISATION};
use cuecard::content::ListedNudge;
use cuecard::hash::short_hex;
use cuecard::json;
use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::{Before, PublicKey, Publication, Signed, Targets};

use super::Place;
use super::amend::Amended;
use super::reading::Reading;
use super::repository::{Published, Repository, read};
use crate::folder::{of_path, read_at_most};

/// Bytes of a file: one with twelve statements has 12,000.
const MOST_BYTES: u64 = 1024 * 1024;

/// What to take.
#[derive(clap::Args)]
pub struct Arguments {
    /// The NAME.publication.json that the co-sign page saved
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Takes it.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let wrong = |what: &str, mend: &str| of_path(&arguments.file, what, mend);
    let (repository, now) = (arguments.place.repository()?, arguments.place.now());
    let bytes = read_at_most(&arguments.file, MOST_BYTES).map_err(|error| {
        wrong(&format!("it cannot be read: {error}"), "name the file that the co-sign page saved")
    })?;
    let publication = Publication::read(&bytes).map_err(|unfit| wrong(&unfit.what, unfit.mend))?;
    let role = publication.role.as_str();
    let version = Published::version(repository.published()?.as_ref(), role);
    let organisation = repository.newest::<Targets>(ORGANISATION)?.map(|file| file.signed);
    let (Some(organisation), true) = (organisation, version > 0) else {
        return Err(wrong(&format!("nothing of {role} is published yet"), "enrol a manager, and publish"));
    };
    let published: Signed<Targets> = read(&repository.file(role, version))?;
    let before = Before { organisation: &organisation, published: &published.signed };
    let Cosigned { team, by, changes } =
        Cosigned::of(&publication, before, now).map_err(|unfit| wrong(&unfit.what, unfit.mend))?;
    let mut words: Vec<String> = changes.iter().map(|change| in_words(change, &team)).collect();
    if words.is_empty() {
        words.push(format!("{role}: signed anew, and nothing else"));
    }
    let file = beside_draft(arguments, &repository, &publication, &published.signed, &by)?;
    for (path, text) in &publication.targets {
        repository.put(path, text.as_bytes())?;
    }
    let version = version + 1;
    repository.write(role, version, &file)?;
    let keys = organisation.keys_of(role);
    let amended =
        Amended { version, signatures: file.count_of(&keys), threshold: organisation.threshold_of(role) };
    words.extend(changed_since(&repository, &publication, now));
    words.push(amended.words(role));
    Ok(words.join("\n"))
}

fn in_words(change: &Change, team: &str) -> String {
    match change {
        Change::Said(Cosign { nudge, minutes, from, until, by, reason, .. }) => {
            format!("{nudge} for {team}: {minutes} minutes a week, {from} until {until}\n  {by}: {reason}")
        }
        Change::TakenBack(nudge) => format!("{nudge} taken back for {team}"),
    }
}

/// The file as it is written: nothing is lost of a draft that waits already.
fn beside_draft(
    arguments: &Arguments,
    repository: &Repository,
    publication: &Publication,
    published: &Targets,
    by: &[PublicKey],
) -> Result<Signed<Targets>, Diagnostic> {
    let file = publication.file.clone();
    let newest = repository.newest::<Targets>(&publication.role)?;
    let Some(draft) = newest.filter(|draft| draft.signed.header.version > published.header.version) else {
        return Ok(file);
    };
    if draft.signed == file.signed {
        // Signed by more than one already, it stays so.
        let more = draft.signatures.len() > file.signatures.len();
        return Ok(if more { draft } else { file });
    }
    let (kept, next) = (&draft.signed.targets, &file.signed.targets);
    let mut changed = kept.keys().chain(published.targets.keys());
    let is_lost =
        |path: &String| kept.get(path) != published.targets.get(path) && next.get(path) != kept.get(path);
    // Who signs again after having looked again means the later one.
    let is_own = by.iter().any(|key| draft.is_signed_by(key));
    let is_later = file.signed.header.expires > draft.signed.header.expires;
    match changed.find(|path| is_lost(path)) {
        Some(path) if !(is_own && is_later) => {
            let what = format!("{path} was signed meanwhile, waits for `cuecard publish`, and would be lost");
            Err(of_path(&arguments.file, &what, "publish it, then sign again on the page as it is then"))
        }
        _ => Ok(file),
    }
}

/// Which of the nudges are not any more what was read.
fn changed_since(repository: &Repository, publication: &Publication, now: i64) -> Option<String> {
    let reading = Reading::published(repository, now).ok()?;
    let said: Vec<Cosign> = publication.targets.values().filter_map(|text| json::read(text).ok()).collect();
    let is_changed = |listed: &&ListedNudge| {
        let (nudge, hash) = (&listed.nudge.nudge, short_hex(&listed.sha256, 32));
        said.iter().any(|cosign| cosign.nudge == *nudge && cosign.sha256 != hash)
    };
    let changed: Vec<&str> =
        reading.nudges().filter(is_changed).map(|listed| listed.nudge.nudge.as_str()).collect();
    let nudges = changed.join(", ");
    (!changed.is_empty())
        .then(|| format!("changed since it was read, so quiet until it is read again: {nudges}"))
}
