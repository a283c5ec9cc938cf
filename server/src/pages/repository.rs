//! The signed repository: how it stands, and who published what.

use super::rendered;
use crate::problem::Problem;
use crate::repository::{Publication, PublishedRole};
use crate::serve::Shared;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use cuecard::time::moment_text;
use std::sync::Arc;

/// A year and more of one publication a week.
const MOST_SHOWN: usize = 60;
/// Targets that are named of one publication; the log for programs has all.
const MOST_NAMED: usize = 12;

#[derive(Template)]
#[template(path = "repository.html")]
struct RepositoryPage {
    /// How it stands, in a sentence.
    standing: String,
    publications: Vec<Line>,
}

struct Line {
    at: String,
    snapshot: u64,
    roles: Vec<String>,
    /// What happened to targets, and to which.
    targets: Vec<(&'static str, String)>,
}

pub(crate) async fn repository(State(shared): State<Arc<Shared>>) -> Result<Html<String>, Problem> {
    let Some(keeper) = &shared.repository else {
        let standing = "This server keeps no repository: its setting `repository` names none.".to_owned();
        return rendered(&RepositoryPage { standing, publications: Vec::new() });
    };
    let standing = match keeper.standing() {
        None => "It is being looked at.".to_owned(),
        Some(Err(trouble)) => format!("Not as it should be. {trouble}"),
        Some(Ok(kept)) => match kept.snapshot {
            None => "Nothing is published yet.".to_owned(),
            Some(snapshot) => {
                let quiet = kept.quiet.iter().map(|quiet| format!(" {} is quiet: {}", quiet.role, quiet.why));
                let until = moment_text(kept.until);
                format!("Snapshot {snapshot}, in force until {until}.{}", quiet.collect::<String>())
            }
        },
    };
    let repository = keeper.repository();
    let read = tokio::task::spawn_blocking(move || repository.publications(MOST_SHOWN)).await;
    let publications = read.map_err(|_| Problem::broken())?;
    let publications = publications.map_err(|trouble| Problem::repository(trouble.to_string()))?;
    rendered(&RepositoryPage { standing, publications: publications.into_iter().map(Line::of).collect() })
}

impl Line {
    fn of(publication: Publication) -> Self {
        let Publication { snapshot, at, roles, added, changed, removed } = publication;
        let targets = [("New", added), ("Changed", changed), ("Gone", removed)];
        let targets = targets.into_iter().filter(|(_, paths)| !paths.is_empty());
        Self {
            at,
            snapshot,
            roles: roles.iter().map(words).collect(),
            targets: targets.map(|(what, paths)| (what, listed(&paths))).collect(),
        }
    }
}

fn words(role: &PublishedRole) -> String {
    let signers: Vec<String> =
        role.signers.iter().map(|signer| format!("{} ({})", signer.name, signer.fingerprint)).collect();
    let name = if role.role == "targets" { "organisation" } else { &role.role };
    format!("{name}, version {}: signed by {}", role.version, signers.join(", "))
}

fn listed(paths: &[String]) -> String {
    let mut text = paths.get(..MOST_NAMED).unwrap_or(paths).join(", ");
    if paths.len() > MOST_NAMED {
        text.push_str(&format!(" and {} more", paths.len() - MOST_NAMED));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_targets_are_counted() {
        let paths: Vec<String> = (0..14).map(|number| number.to_string()).collect();
        assert_eq!(listed(&paths[..2]), "0, 1");
        assert!(listed(&paths[..12]).ends_with("10, 11"));
        assert!(listed(&paths).ends_with("10, 11 and 2 more"));
    }
}
