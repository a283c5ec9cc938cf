//! `cuecard verify`: what a client makes of a folder with a signed repository.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cuecard::hash::short_hex;
use cuecard::trust::{Accepted, Client, Reason, Refusal, Scope, State, run as lead};
use serde::Serialize;

use crate::compile::write_whole;
use crate::folder::{of_path, read_at_most};
use crate::moment;
use crate::report;

/// The exit status where the command was called wrongly, as clap's own.
const WRONG_CALL: u8 = 2;
/// A state holds a root, a timestamp and a snapshot, of 0.8 MB at most, with escapes.
const MOST_STATE_BYTES: u64 = 4 * 1024 * 1024;
/// Larger roots are refused anyway.
const MOST_ROOT_BYTES: u64 = 1024 * 1024;

/// What to verify.
#[derive(clap::Args)]
pub struct Arguments {
    /// The repository: a folder with `metadata` and `targets`
    #[arg(value_name = "DIR")]
    repository: PathBuf,
    /// The root that is trusted from the start
    #[arg(long, value_name = "FILE")]
    root: PathBuf,
    /// Verify as of this time, such as 2030-12-31T00:00:00Z [default: now]
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    now: Option<i64>,
    /// What was seen the last time; written anew
    ///
    /// Without the file, it is the first time. Without the option, nothing is
    /// remembered, and an old repository that is in force still is accepted.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

/// The answer where all is well.
#[derive(Serialize)]
struct Told<'a> {
    accepted: bool,
    root: u64,
    timestamp: u64,
    snapshot: u64,
    roles: BTreeMap<&'a str, u64>,
    targets: BTreeMap<&'a str, ToldTarget<'a>>,
}

#[derive(Serialize)]
struct ToldTarget<'a> {
    role: &'a str,
    length: u64,
    sha256: String,
}

/// The answer where it is not.
#[derive(Serialize)]
struct ToldRefusal<'a> {
    accepted: bool,
    reason: Reason,
    file: &'a str,
    what: &'a str,
    mend: &'a str,
}

/// Verifies and tells.
pub fn run(arguments: &Arguments) -> ExitCode {
    let root = match named(arguments) {
        Ok(root) => root,
        Err((path, what)) => {
            report::print(&[of_path(path, &what, "name one that is there")], "nothing was verified");
            return ExitCode::from(WRONG_CALL);
        }
    };
    let (json, status) = match verify(arguments, &root) {
        Ok(accepted) => (told(&accepted), ExitCode::SUCCESS),
        Err(refusal) => (told_refusal(&refusal), ExitCode::FAILURE),
    };
    match writeln!(io::stdout(), "{json}") {
        Ok(()) => status,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The bytes of the root, if what the arguments name is there.
fn named(arguments: &Arguments) -> Result<Vec<u8>, (&Path, String)> {
    if !arguments.repository.is_dir() {
        return Err((&arguments.repository, "this is no folder".to_owned()));
    }
    let root = read_at_most(&arguments.root, MOST_ROOT_BYTES);
    root.map_err(|error| (arguments.root.as_path(), format!("this cannot be read: {error}")))
}

fn verify(arguments: &Arguments, root: &[u8]) -> Result<Accepted, Refusal> {
    let state = arguments.state.as_deref();
    let name = |refusal: Refusal| match state {
        Some(path) if refusal.file == "state" => Refusal { file: path.display().to_string(), ..refusal },
        _ => refusal,
    };
    let remembered = state.map_or(Ok(None), remembered).map_err(name)?;
    let now = arguments.now.unwrap_or_else(moment::now);
    let client = Client::new(root, remembered, now, Scope::Everything).map_err(name)?;
    let mut unreadable = None;
    let (known, found) = lead(client, |wanted| {
        let file = read_at_most(&arguments.repository.join(&wanted.path), wanted.most_bytes as u64 + 1);
        file.map_err(|error| unreadable = cannot_be_read(&wanted.path, &error)).ok()
    });
    if let Some(path) = state {
        write_whole(path, known.to_json().as_bytes())
            .map_err(|error| of_state(path, format!("It cannot be written: {error}.")))?;
    }
    if let Some(refusal) = unreadable {
        return Err(refusal);
    }
    let accepted = found?;
    check_targets(&arguments.repository, &accepted)?;
    Ok(accepted)
}

/// What was seen the last time.
fn remembered(path: &Path) -> Result<Option<State>, Refusal> {
    let bytes = match read_at_most(path, MOST_STATE_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(of_state(path, format!("It cannot be read: {error}."))),
    };
    let text = String::from_utf8(bytes).map_err(|_| of_state(path, "It is no text in UTF-8.".to_owned()))?;
    State::from_json(&text).map(Some)
}

/// Every target that is there is the one that was signed.
fn check_targets(repository: &Path, accepted: &Accepted) -> Result<(), Refusal> {
    for (path, target) in accepted.targets.iter() {
        let Some(file) = accepted.file_of(path) else { continue };
        match read_at_most(&repository.join(&file), target.length + 1) {
            Ok(bytes) => accepted.check(path, &bytes)?,
            Err(error) => cannot_be_read(&file, &error).map_or(Ok(()), Err)?,
        }
    }
    Ok(())
}

/// None: it is not there, which need not be wrong.
fn cannot_be_read(file: &str, error: &io::Error) -> Option<Refusal> {
    let file = file.strip_prefix("metadata/").unwrap_or(file).to_owned();
    let is_there = error.kind() != io::ErrorKind::NotFound;
    is_there.then(|| Refusal { reason: Reason::Missing, file, what: format!("It cannot be read: {error}.") })
}

fn of_state(path: &Path, what: String) -> Refusal {
    Refusal { reason: Reason::State, file: path.display().to_string(), what }
}

fn told(accepted: &Accepted) -> String {
    let told = Told {
        accepted: true,
        root: accepted.root,
        timestamp: accepted.timestamp,
        snapshot: accepted.snapshot,
        roles: accepted.roles.iter().map(|(name, role)| (name.as_str(), role.version)).collect(),
        targets: accepted
            .targets
            .iter()
            .map(|(path, found)| {
                let sha256 = short_hex(&found.sha256, 32);
                (path.as_str(), ToldTarget { role: found.role(), length: found.length, sha256 })
            })
            .collect(),
    };
    serde_json::to_string(&told).unwrap_or_default()
}

fn told_refusal(refusal: &Refusal) -> String {
    let Refusal { reason, file, what } = refusal;
    let told = ToldRefusal { accepted: false, reason: *reason, file, what, mend: reason.mend() };
    serde_json::to_string(&told).unwrap_or_default()
}
