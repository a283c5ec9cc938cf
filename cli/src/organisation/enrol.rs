//! Who may sign: authors, managers, the key of verdicts, and the second key that agrees to what leaves.

use std::io::{IsTerminal, stderr, stdin};
use std::path::{Path, PathBuf};

use cuecard::approval::{AUTHORS, ORGANISATION, REVIEWERS, TEAM, VERDICTS};
use cuecard::pack::author::Diagnostic;
use cuecard::policy::WORKS_COUNCIL;
use cuecard::trust::sign::{PublicKey, Targets};
use dialoguer::Confirm;

use super::Place;
use super::amend::amend;
use super::repository::Repository;
use crate::folder::of_path;
use crate::key::{Enrolment, KeyOption, fingerprint, is_fingerprint, read_enrolment};

/// What authors may speak for.
pub const AUTHORS_PATHS: [&str; 2] = ["packs/*", "pilots/*"];
/// What the key of verdicts may speak for.
pub const VERDICTS_PATHS: [&str; 1] = ["verdicts/*"];
/// Characters of a team's name: part of file names.
const MOST_NAME: usize = 40;

/// Whom to enrol.
#[derive(clap::Args)]
pub struct Enrol {
    /// As what: `authors`, `reviewers`, `verdicts`, `works-council` (the second
    /// key, for what leaves browsers), or `team-NAME` for a team's managers
    role: String,
    /// The NAME.public.json that they made with `cuecard key new`
    file: PathBuf,
    /// What they read out; asked for where it is left out
    #[arg(long, value_name = "WORDS")]
    fingerprint: Option<String>,
    /// How many of this role must sign [default: as before, or 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=16))]
    threshold: Option<u64>,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Whose key to dismiss.
#[derive(clap::Args)]
pub struct Dismiss {
    /// As what: `authors`, `reviewers`, `verdicts`, `works-council`, or
    /// `team-NAME`
    role: String,
    /// The fingerprint of the key, as `cuecard status` says it
    #[arg(value_name = "FINGERPRINT")]
    dismissed: String,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// What to sign again.
#[derive(clap::Args)]
pub struct Renew {
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Signs again what the organisation says.
pub fn renew(arguments: &Renew) -> Result<String, Diagnostic> {
    let repository = arguments.place.repository()?;
    let key = arguments.key.open()?;
    let amended = amend(&repository, ORGANISATION, &key, arguments.place.now(), |_| Ok(()))?;
    Ok(amended.words(ORGANISATION))
}

/// Enrols somebody.
pub fn enrol(arguments: &Enrol) -> Result<String, Diagnostic> {
    let paths = paths_of(&arguments.role)?;
    let enrolment = read_enrolment(&arguments.file)?;
    compare(arguments, &enrolment)?;
    let repository = arguments.place.repository()?;
    let key = arguments.key.open()?;
    let role = arguments.role.as_str();
    let (own, _) = repository.signers(ORGANISATION)?;
    check_second(role, &own, enrolment.key())?;
    let amended = amend(&repository, ORGANISATION, &key, arguments.place.now(), |top| {
        let mut keys = top.keys_of(role);
        keys.retain(|known| known.id() != enrolment.key().id());
        keys.push(enrolment.key().clone());
        let threshold = arguments.threshold.unwrap_or_else(|| top.threshold_of(role));
        check_threshold(role, threshold, keys.len())?;
        check_disjoint(top, role, enrolment.key())?;
        top.delegate(role, &paths.iter().map(String::as_str).collect::<Vec<_>>(), &keys, threshold);
        Ok(())
    })?;
    // A role has to have a file before anybody can read that there is such a role.
    if repository.versions(role).is_empty() {
        repository.write(role, 1, enrolment.first_file())?;
    }
    Ok(format!("{} may sign as {role}\n{}", enrolment.key().name, amended.words(ORGANISATION)))
}

/// Dismisses a key.
pub fn dismiss(arguments: &Dismiss) -> Result<String, Diagnostic> {
    let paths = paths_of(&arguments.role)?;
    let repository = arguments.place.repository()?;
    let key = arguments.key.open()?;
    let role = arguments.role.as_str();
    let mut dismissed = None;
    let amended = amend(&repository, ORGANISATION, &key, arguments.place.now(), |top| {
        let (gone, kept): (Vec<PublicKey>, Vec<PublicKey>) =
            top.keys_of(role).into_iter().partition(|key| is_fingerprint(&arguments.dismissed, key));
        let Some(gone) = gone.into_iter().next() else {
            let what = format!("no key with this fingerprint may sign as {role}");
            return Err(of_path(Path::new(role), &what, "`cuecard status` says who may"));
        };
        dismissed = Some(gone);
        let threshold = top.threshold_of(role).min(kept.len() as u64).max(1);
        top.delegate(role, &paths.iter().map(String::as_str).collect::<Vec<_>>(), &kept, threshold);
        Ok(())
    })?;
    let name = dismissed.map(|key| key.name).unwrap_or_default();
    Ok(format!("{name} may sign as {role} no more\n{}", amended.words(ORGANISATION)))
}

/// What a role may speak for.
fn paths_of(role: &str) -> Result<Vec<String>, Diagnostic> {
    let is_name = |team: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !team.is_empty() && team.len() <= MOST_NAME && team.bytes().all(fits)
    };
    match role.strip_prefix(TEAM) {
        _ if role == AUTHORS => Ok(AUTHORS_PATHS.map(str::to_owned).to_vec()),
        _ if role == VERDICTS => Ok(VERDICTS_PATHS.map(str::to_owned).to_vec()),
        _ if role == REVIEWERS => Ok(vec!["reviews/*".to_owned()]),
        _ if role == WORKS_COUNCIL => Ok(vec!["consents/*".to_owned()]),
        Some(team) if is_name(team) => Ok(vec![format!("cosigns/{team}/*")]),
        _ => {
            let mend = "take `authors`, `reviewers`, `verdicts`, `works-council`, or `team-` and small letters, \
                        digits and `-`";
            Err(of_path(Path::new(role), "there is no such role", mend))
        }
    }
}

/// Nobody writes and co-signs or reviews: clients would believe nothing of either.
fn check_disjoint(top: &Targets, role: &str, key: &PublicKey) -> Result<(), Diagnostic> {
    let judges = |name: &str| name.starts_with(TEAM) || name == REVIEWERS;
    let excludes = |other: &str| (role == AUTHORS && judges(other)) || (judges(role) && other == AUTHORS);
    let holds = |name: &str| top.keys_of(name).iter().any(|known| known.id() == key.id());
    let mut roles = top.delegations.iter().flat_map(|delegations| &delegations.roles);
    match roles.find(|other| excludes(&other.name) && holds(&other.name)) {
        None => Ok(()),
        Some(other) => {
            let what = format!("{} may sign as {} already", key.name, other.name);
            let mend = "who writes a nudge neither co-signs nor reviews it: enrol somebody else";
            Err(of_path(Path::new(role), &what, mend))
        }
    }
}

/// The second key is not the organisation's: clients would believe nothing of it.
fn check_second(role: &str, own: &[PublicKey], key: &PublicKey) -> Result<(), Diagnostic> {
    if role != WORKS_COUNCIL || !own.iter().any(|known| known.id() == key.id()) {
        return Ok(());
    }
    let what = format!("{} may sign for the organisation itself", key.name);
    Err(of_path(Path::new(role), &what, "the second key belongs to somebody else: enrol theirs"))
}

fn check_threshold(role: &str, threshold: u64, keys: usize) -> Result<(), Diagnostic> {
    // A team needs one of its managers: a deputy must be able to stand in.
    if role.starts_with(TEAM) && threshold != 1 {
        return Err(of_path(Path::new(role), "one manager of a team co-signs", "leave --threshold out"));
    }
    if threshold <= keys as u64 {
        return Ok(());
    }
    let what = format!("{threshold} must sign, and there are {keys}");
    Err(of_path(Path::new(role), &what, "enrol the others first, and raise --threshold with the last"))
}

/// The person read out the same, or whoever enrols them says so.
fn compare(arguments: &Enrol, enrolment: &Enrolment) -> Result<(), Diagnostic> {
    let differs = |what: &str| {
        let mend =
            "do not enrol this key: somebody may have put it in the place of theirs; ask for the file again";
        Err(of_path(&arguments.file, what, mend))
    };
    if let Some(said) = &arguments.fingerprint {
        let is_same = is_fingerprint(said, enrolment.key());
        return if is_same { Ok(()) } else { differs("its fingerprint is another") };
    }
    if !(stdin().is_terminal() && stderr().is_terminal()) {
        let mend = "give --fingerprint with what they read out";
        return Err(of_path(&arguments.file, "nobody has compared its fingerprint", mend));
    }
    let prompt = format!("{}. Do they read out the same?", enrolment.words());
    match Confirm::new().with_prompt(prompt).default(false).interact() {
        Ok(true) => Ok(()),
        _ => differs("its fingerprint was not confirmed"),
    }
}

/// Who may sign a role, a line each.
pub fn listed(repository: &Repository, role: &str) -> Result<Vec<String>, Diagnostic> {
    let (keys, _) = repository.signers(role)?;
    Ok(keys.iter().map(|key| format!("{}  {}", fingerprint(key), key.name)).collect())
}
