//! `cuecard status`: what is live for which team until when, and why not.

use std::collections::BTreeMap;

use cuecard::approval::{AUTHORS, Live, ORGANISATION, REVIEWERS, Standing, Stands, VERDICTS, team_role};
use cuecard::pack::author::Diagnostic;
use cuecard::policy::WORKS_COUNCIL;
use cuecard::time::moment_text;
use cuecard::trust::sign::{Signed, Targets};

use super::Place;
use super::enrol::listed;
use super::policy;
use super::reading::Reading;
use super::repository::{Published, Repository, read};
use crate::columns::wrapped;
use crate::moment::day_of;

/// What to look at.
#[derive(clap::Args)]
pub struct Arguments {
    /// This team only
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Columns of a line.
const WIDTH: usize = 80;
/// Before what is said of a nudge.
const INDENT: usize = 9;

/// Says it.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let now = arguments.place.now();
    let repository = arguments.place.repository()?;
    let reading = Reading::published(&repository, now)?;
    let mut lines = vec![format!("in force until {}", moment_text(reading.accepted.until))];
    for (role, refusal) in &reading.refused {
        lines.push(format!("{role} is quiet: {}", refusal.what));
    }
    lines.extend(drafts(&repository)?);
    if arguments.team.is_none() {
        lines.extend(policy::status(&repository, &reading, day_of(now))?);
    }
    let teams: Vec<&str> =
        reading.teams().filter(|team| arguments.team.as_deref().is_none_or(|it| it == *team)).collect();
    if teams.is_empty() {
        lines
            .push("no managers are enrolled: nothing is live; `cuecard org enrol team-NAME FILE`".to_owned());
    }
    for team in teams {
        lines.push(format!("\n{team}"));
        let stands = reading.standings(team, day_of(now));
        if stands.is_empty() {
            lines.push("  no pack is published; `cuecard sign`".to_owned());
        }
        lines.extend(nudges(&stands));
        lines.push("  co-signed by".to_owned());
        lines.extend(listed(&repository, &team_role(team))?.into_iter().map(|who| format!("    {who}")));
    }
    if arguments.team.is_none() {
        for role in ["root", ORGANISATION, AUTHORS, REVIEWERS, VERDICTS, WORKS_COUNCIL] {
            let people = listed(&repository, role)?;
            if !people.is_empty() {
                lines.push(format!("\n{}", if role == ORGANISATION { "organisation" } else { role }));
                lines.extend(people.into_iter().map(|who| format!("  {who}")));
            }
        }
    }
    Ok(lines.join("\n"))
}

/// What is live, and who wanted it; then the others, by what is missing.
fn nudges(stands: &[Stands]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut quiet: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for one in stands {
        match &one.standing {
            Standing::Live(live) => {
                let Live { cosign, lease, unread, .. } = live.as_ref();
                let until = cosign.until.min(lease.until);
                lines.push(format!("  live   {} until {until}, {} min a week", one.nudge, cosign.minutes));
                lines.extend(indented(&format!("{}: {}", cosign.by, cosign.reason)));
                lines.extend(indented(&lease.rests.told()));
                if !unread.is_empty() {
                    lines.extend(indented(&unread_words(unread)));
                }
            }
            Standing::Silent(lack) => quiet.entry(lack.words()).or_default().push(&one.nudge),
        }
    }
    for (why, nudges) in quiet {
        lines.push(format!("  quiet  {why}"));
        lines.extend(indented(&nudges.join(", ")));
    }
    lines
}

/// Where people read the words of the authors, instead of a translation.
fn unread_words(languages: &[String]) -> String {
    format!(
        "not in {}: that translation, as it is now, was neither co-signed nor reviewed; people read the \
         words of the authors instead",
        languages.join(", ")
    )
}

fn indented(text: &str) -> impl Iterator<Item = String> {
    wrapped(text, WIDTH - INDENT).into_iter().map(|line| format!("{:INDENT$}{line}", ""))
}

/// What was signed and is not published yet.
fn drafts(repository: &Repository) -> Result<Vec<String>, Diagnostic> {
    let mut lines = Vec::new();
    let published = repository.published()?;
    let top = repository.newest::<Targets>(ORGANISATION)?;
    let delegated = top.iter().flat_map(|top| top.signed.delegations.iter().flat_map(|all| &all.roles));
    for role in [ORGANISATION].into_iter().chain(delegated.map(|role| role.name.as_str())) {
        let Some(newest) = repository.versions(role).first().copied() else { continue };
        if newest <= Published::version(published.as_ref(), role) {
            continue;
        }
        let file: Signed<Targets> = read(&repository.file(role, newest))?;
        let (keys, threshold) = repository.signers(role)?;
        let count = file.count_of(&keys);
        lines.push(if count < threshold {
            format!("{role}, version {newest}, waits: {count} of {threshold} signatures")
        } else {
            format!("{role}, version {newest}, is signed and not published: `cuecard publish`")
        });
    }
    if repository.root_draft().exists() {
        lines.push("a root waits for signatures: `cuecard root sign`".to_owned());
    }
    Ok(lines)
}
