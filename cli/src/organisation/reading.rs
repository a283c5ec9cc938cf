//! What clients make of a repository.

use std::collections::BTreeMap;
use std::fs;

use cuecard::approval::{Stands, TEAM, standings};
use cuecard::content::{Content, ListedNudge};
use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;
use cuecard::trust::sign::Targets;
use cuecard::trust::{Accepted, Client, Refusal, Scope, run};

use super::repository::{ORGANISATION, Repository};
use crate::folder::of_path;

/// A repository that holds.
pub struct Reading<'a> {
    repository: &'a Repository,
    pub accepted: Accepted,
    /// Roles whose newest file does not hold, and why: what they say is quiet.
    pub refused: Vec<(String, Refusal)>,
    /// The packs in the language of their authors, by path.
    packs: Vec<(String, Vec<ListedNudge>)>,
}

impl<'a> Reading<'a> {
    /// Reads what is published, as a client does that begins with the first root.
    pub fn published(repository: &'a Repository, now: i64) -> Result<Self, Diagnostic> {
        Self::of(repository, &BTreeMap::new(), now)
    }

    /// Reads what would be published if these files were there, by their paths in the repository.
    pub fn of(
        repository: &'a Repository,
        more: &BTreeMap<String, Vec<u8>>,
        now: i64,
    ) -> Result<Self, Diagnostic> {
        let pin = repository.pin();
        let root = fs::read(&pin).map_err(|error| {
            of_path(&pin, &format!("it cannot be read: {error}"), "make a root: `cuecard org new`")
        })?;
        let read = |scope| {
            let client = Client::new(&root, None, now, scope)?;
            run(client, |wanted| {
                more.get(&wanted.path)
                    .cloned()
                    .or_else(|| fs::read(repository.served().join(&wanted.path)).ok())
            })
            .1
        };
        let mut refused = Vec::new();
        let accepted = match read(Scope::Everything) {
            Ok(accepted) => accepted,
            // One role's broken file silences only that role: clients ask for those that they need.
            Err(whole) => {
                let mut held = vec![ORGANISATION.to_owned()];
                for role in delegated(repository)? {
                    match read(Scope::Roles(vec![role.clone()])) {
                        Ok(_) => held.push(role),
                        Err(refusal) => refused.push((role, refusal)),
                    }
                }
                read(Scope::Roles(held)).map_err(|_| of_refusal(repository, &whole))?
            }
        };
        let packs = packs(repository, &accepted)?;
        Ok(Self { repository, accepted, refused, packs })
    }

    /// Every nudge, by the path of its pack.
    pub fn nudges(&self) -> impl Iterator<Item = &ListedNudge> {
        self.packs.iter().flat_map(|(_, nudges)| nudges)
    }

    /// How each nudge stands with a team.
    pub fn standings(&self, team: &str, today: Day) -> Vec<Stands> {
        let packs: Vec<(&str, &[ListedNudge])> =
            self.packs.iter().map(|(path, nudges)| (path.as_str(), nudges.as_slice())).collect();
        standings(&self.accepted, &packs, team, today, |path| self.target(path))
    }

    /// The teams that have managers.
    pub fn teams(&self) -> impl Iterator<Item = &str> {
        self.accepted.roles.keys().filter_map(|role| role.strip_prefix(TEAM))
    }

    fn target(&self, path: &str) -> Option<Vec<u8>> {
        target(self.repository, &self.accepted, path)
    }
}

fn target(repository: &Repository, accepted: &Accepted, path: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(repository.served().join(accepted.file_of(path)?)).ok()?;
    accepted.check(path, &bytes).ok().map(|()| bytes)
}

fn packs(
    repository: &Repository,
    accepted: &Accepted,
) -> Result<Vec<(String, Vec<ListedNudge>)>, Diagnostic> {
    let is_first = |path: &str| {
        let name = path.strip_prefix("packs/").and_then(|name| name.strip_suffix(".json"));
        // `NAME.de.json` is a translation.
        name.is_some_and(|name| !name.contains('.'))
    };
    let mut packs = Vec::new();
    for (path, _) in accepted.targets.iter().filter(|(path, _)| is_first(path)) {
        let wrong = |what: &str| {
            of_path(&repository.served().join(path), what, "sign the pack again: `cuecard sign`")
        };
        let bytes = target(repository, accepted, path).ok_or_else(|| wrong("it is not what was signed"))?;
        let text = String::from_utf8(bytes).map_err(|error| wrong(&error.to_string()))?;
        let nudges = Content::open(text).and_then(|content| content.listed());
        packs.push((path.clone(), nudges.map_err(|error| wrong(&error.to_string()))?));
    }
    Ok(packs)
}

/// The roles that the newest file of the organisation names.
fn delegated(repository: &Repository) -> Result<Vec<String>, Diagnostic> {
    let top = repository.newest::<Targets>(ORGANISATION)?;
    let roles = top.and_then(|top| top.signed.delegations).map(|delegations| delegations.roles);
    Ok(roles.into_iter().flatten().map(|role| role.name).collect())
}

/// Why the repository is refused, for those who publish it.
pub fn of_refusal(repository: &Repository, refusal: &Refusal) -> Diagnostic {
    let file = repository.served().join("metadata").join(&refusal.file);
    of_path(&file, refusal.what.trim_end_matches('.'), refusal.reason.mend().trim_end_matches('.'))
}
