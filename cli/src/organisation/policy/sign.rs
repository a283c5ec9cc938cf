//! `cuecard policy sign`: the organisation says what holds in the browsers of its people.

use std::path::{Path, PathBuf};

use cuecard::approval::{ORGANISATION, team_role};
use cuecard::pack::author::Diagnostic;
use cuecard::policy::{DATA_PATH, Data, POLICY_PATH, Policy, Systems, WORKS_COUNCIL, Widening, widenings};
use cuecard::time::Day;
use serde::Serialize;

use super::document::Document;
use super::written::flaw;
use super::{history, told};
use crate::columns::wrapped;
use crate::folder::{self, of_path};
use crate::key::KeyOption;
use crate::moment::day_of;
use crate::organisation::Place;
use crate::organisation::built_in::{ADAPTERS, ROLES};
use crate::organisation::repository::Repository;
use crate::organisation::statement::{state, stated};

/// What to sign.
#[derive(clap::Args)]
pub struct Arguments {
    /// The policy, such as docs/policy.toml, which explains every key
    file: PathBuf,
    /// A content folder, for systems and roles of your own
    ///
    /// All adapters, bindings and roles in it are signed with the policy. One
    /// for the same system, or of the same name, takes the place of what comes
    /// with Cuecard.
    content: Option<PathBuf>,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// One of the two that are signed together.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Policy(Box<Policy>),
    Data(Data),
}

/// Signs it, once it is right.
pub fn run(arguments: &Arguments) -> Result<String, Vec<Diagnostic>> {
    let one = |problem| vec![problem];
    let repository = arguments.place.repository().map_err(one)?;
    let mut document = Document::read(&arguments.file).map_err(one)?;
    if let Some(content) = &arguments.content {
        add_own(&mut document.policy, content)?;
    }
    check_names(&document).map_err(one)?;
    sign(arguments, &repository, document).map_err(one)
}

fn sign(arguments: &Arguments, repository: &Repository, document: Document) -> Result<String, Diagnostic> {
    let now = arguments.place.now();
    let wider = wider(repository, &document, day_of(now))?;
    let Document { policy, data, .. } = document;
    let mut lines = told::policy(&policy);
    lines.extend(told::indented(&told::data(&data)));
    lines.extend(lost(repository, &policy)?);
    lines.extend(without_managers(repository, &policy)?);
    lines.extend(wider);
    let said =
        [(POLICY_PATH.to_owned(), Said::Policy(Box::new(policy))), (DATA_PATH.to_owned(), Said::Data(data))];
    let amended = state(repository, ORGANISATION, &arguments.key.open()?, now, &said)?;
    lines.push(amended.words(ORGANISATION));
    Ok(lines.join("\n"))
}

/// Systems and roles of its own, as `cuecard sign` compiles them.
fn add_own(policy: &mut Policy, content: &Path) -> Result<(), Vec<Diagnostic>> {
    let checked = folder::open(content);
    let Some(file) = checked.file else { return Err(checked.problems) };
    policy.systems = Systems { adapters: file.adapters, bindings: file.bindings };
    policy.roles = file.roles;
    let wrong = |flaw: cuecard::policy::Flaw| {
        vec![of_path(content, &format!("{}: {}", flaw.place, flaw.what), &flaw.mend)]
    };
    policy.check().map_err(wrong)
}

/// The roles and the systems of its own, by name.
fn names(policy: &Policy) -> (Vec<String>, Vec<String>) {
    let roles = policy.roles.iter().map(|role| role.role.clone());
    let apps = policy.systems.adapters.iter().map(|adapter| adapter.app.clone());
    (roles.collect(), apps.collect())
}

/// What the policy had of its own before, and has no more: a folder that was not named is easily a slip.
fn lost(repository: &Repository, policy: &Policy) -> Result<Vec<String>, Diagnostic> {
    let former = stated(repository, ORGANISATION, POLICY_PATH)?;
    let former = former.and_then(|bytes| Policy::read(&bytes).ok()).unwrap_or_default();
    let ((mut roles, mut apps), (kept_roles, kept_apps)) = (names(&former), names(policy));
    roles.retain(|role| !kept_roles.contains(role));
    apps.retain(|app| !kept_apps.contains(app));
    if roles.len() + apps.len() == 0 {
        return Ok(Vec::new());
    }
    apps.extend(roles);
    let names = apps.join(", ");
    let note = format!("of its own no more: {names}; to keep them, name the content folder that has them");
    Ok(wrapped(&note, told::WIDTH))
}

/// Roles and systems that nobody has are slips.
fn check_names(document: &Document) -> Result<(), Diagnostic> {
    let Document { policy, data, .. } = document;
    let (mut roles, mut apps) = names(policy);
    for (names, built_in) in [(&mut roles, &ROLES), (&mut apps, &ADAPTERS)] {
        let files = built_in.files().filter_map(|file| file.path().file_stem()?.to_str());
        names.extend(files.map(str::to_owned));
        names.sort();
        names.dedup();
    }
    let missing = |place: &str, what: String, known: &[String]| {
        let mend = format!("there are {}; name the content folder that has your own", known.join(", "));
        document.wrong(&flaw(place, &what, &mend))
    };
    if let Some(team) = policy.teams.iter().find(|team| !roles.contains(&team.role)) {
        let place = format!("teams.{}.role", team.name);
        return Err(missing(&place, format!("there is no role `{}`", team.role), &roles));
    }
    match data.apps.iter().find(|app| !apps.contains(app)) {
        Some(app) => Err(missing("data.apps", format!("there is no system `{app}`"), &apps)),
        None => Ok(()),
    }
}

/// Teams whose managers cannot co-sign anything yet.
fn without_managers(repository: &Repository, policy: &Policy) -> Result<Vec<String>, Diagnostic> {
    let mut lines = Vec::new();
    for team in &policy.teams {
        if repository.signers(&team_role(&team.name))?.0.is_empty() {
            let name = &team.name;
            lines.push(format!("no managers of {name} are enrolled: `cuecard org enrol team-{name} FILE`"));
        }
    }
    Ok(lines)
}

/// What is wider than what holds, and who has to agree.
fn wider(repository: &Repository, document: &Document, today: Day) -> Result<Vec<String>, Diagnostic> {
    let former = history::remembered(repository, today)?.in_force;
    let has_council = !repository.signers(WORKS_COUNCIL)?.0.is_empty();
    let wider = widenings(&former.clone().unwrap_or_default(), &document.data);
    let is_narrower = former.as_ref().is_some_and(|former| !widenings(&document.data, former).is_empty());
    match (&former, has_council) {
        _ if wider.is_empty() && is_narrower => {
            let note = "less leaves than before, as soon as it is published; to go back needs the second key";
            Ok(wrapped(note, told::WIDTH))
        }
        _ if wider.is_empty() => Ok(Vec::new()),
        (Some(_), false) => Err(nobody_agrees(document, &wider)),
        (Some(_), true) => Ok(listed("wider than what holds, so it waits:", &wider)),
        (None, true) => Ok(listed("this is to leave, and waits:", &wider)),
        (None, false) => {
            let note = "nobody has a second key, so this holds for whoever joins from now on, and nothing \
                        can be wider later: `cuecard org enrol works-council FILE`";
            Ok(wrapped(note, told::WIDTH))
        }
    }
}

fn listed(first: &str, wider: &[Widening]) -> Vec<String> {
    let mut lines = vec![first.to_owned()];
    lines.extend(told::wider(wider));
    lines.push("the second key has to agree, 14 days before: `cuecard policy consent --key …`".to_owned());
    lines
}

fn nobody_agrees(document: &Document, wider: &[Widening]) -> Diagnostic {
    let words: Vec<String> = wider.iter().map(Widening::words).collect();
    let what = format!("more would leave than people were told, and nobody can agree: {}", words.join("; "));
    let mend = "let in who agrees: `cuecard org enrol works-council FILE`; or let no more leave";
    document.wrong(&flaw("data", &what, mend))
}
