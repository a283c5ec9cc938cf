//! `cuecard org link`: a line to send, by which people join a team.

use std::fs;
use std::path::Path;

use cuecard::approval::{ORGANISATION, team_role};
use cuecard::join::Terms;
use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;
use cuecard::trust::pin;

use super::Place;
use super::amend::named;
use super::repository::Repository;
use crate::folder::of_path;
use crate::key::KeyOption;
use crate::moment::{day_of, parse_day};

/// Days for which people can join by it, if nothing else is said.
const DAYS: i32 = 30;
/// Characters of an address, or a role.
const MOST_CHARACTERS: usize = 500;

/// What the link says.
#[derive(clap::Args)]
pub struct Arguments {
    /// The team that people join by it
    #[arg(long, value_name = "TEAM")]
    team: String,
    /// The role that they begin with; they can correct it
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Where browsers find what is in the folder `repository`
    #[arg(long, value_name = "URL")]
    repository: String,
    /// Until this day, which is the first without it [default: 30 days]
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    until: Option<Day>,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Signs it.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let repository = arguments.place.repository()?;
    let address = address(&arguments.repository)?;
    check_team(&repository, &arguments.team)?;
    let role = arguments.role.as_deref().map(check_role).transpose()?;
    let today = day_of(arguments.place.now());
    let until = arguments.until.unwrap_or(today.plus(DAYS));
    if until <= today {
        return Err(of_path(Path::new("--until"), "it would have ended already", "give a later day"));
    }
    // Whoever only knows the hash of the root fetches the first one.
    let root = repository.file("root", 1);
    let bytes = fs::read(&root).map_err(|error| {
        of_path(&root, &format!("it cannot be read: {error}"), "take it from a copy of the repository")
    })?;
    let key = arguments.key.open()?;
    let (keys, _) = repository.signers(ORGANISATION)?;
    named(&keys, "the organisation", &key)?;
    let terms = Terms { role, ..Terms::new(&address, &pin(&bytes), &arguments.team, until) };
    terms
        .link(&key)
        .map_err(|error| of_path(Path::new("link"), &error.to_string(), "tell the makers of Cuecard"))
}

/// An address with a slash at its end, as browsers take it.
fn address(typed: &str) -> Result<String, Diagnostic> {
    let refused = |what: &str| {
        let mend = "give an address such as https://cuecard.example.com/repository/";
        Err(of_path(Path::new("--repository"), what, mend))
    };
    let is_local = ["http://127.0.0.1", "http://localhost"].iter().any(|start| {
        typed.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    });
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://").filter(|_| is_local));
    match host {
        None => refused("it would travel unencrypted, or is no address"),
        Some(host) if host.is_empty() || host.starts_with(['/', ':']) => refused("it names no host"),
        Some(_) if typed.len() > MOST_CHARACTERS => refused("it is too long"),
        Some(_) if typed.contains(['?', '#', '@']) || !typed.bytes().all(|byte| byte.is_ascii_graphic()) => {
            refused("more is in it than a host and a path")
        }
        Some(_) => Ok([typed.trim_end_matches('/'), "/"].concat()),
    }
}

/// There has to be such a team: whoever joined another would see nothing, and not know why.
fn check_team(repository: &Repository, team: &str) -> Result<(), Diagnostic> {
    let (managers, _) = repository.signers(&team_role(team))?;
    if managers.is_empty() {
        let mend = "`cuecard status` says which teams there are; `cuecard org enrol team-NAME` makes one";
        return Err(of_path(Path::new("--team"), &format!("nobody manages a team `{team}`"), mend));
    }
    Ok(())
}

fn check_role(role: &str) -> Result<String, Diagnostic> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !role.is_empty() && role.len() <= MOST_CHARACTERS && role.bytes().all(fits) {
        return Ok(role.to_owned());
    }
    let mend = "write it as the content does, such as account-executive";
    Err(of_path(Path::new("--role"), "this is no role's name", mend))
}
