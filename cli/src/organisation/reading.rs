//! What clients make of a repository.

use std::collections::BTreeMap;
use std::fs;

use cuecard::approval::{ListedPack, ORGANISATION, Stands, TEAM, pack_at, standings};
use cuecard::content::{Content, ListedNudge};
use cuecard::pack::author::Diagnostic;
use cuecard::policy::{POLICY_PATH, Policy};
use cuecard::role::Role;
use cuecard::time::Day;
use cuecard::trust::sign::Targets;
use cuecard::trust::{Accepted, Client, Refusal, Scope, run};

use super::built_in;
use super::repository::Repository;
use crate::folder::of_path;

/// A repository that holds.
pub struct Reading<'a> {
    repository: &'a Repository,
    pub accepted: Accepted,
    /// Roles whose newest file does not hold, and why: what they say is quiet.
    pub refused: Vec<(String, Refusal)>,
    /// The packs, with their translations.
    packs: Vec<ListedPack>,
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

    /// Every nudge.
    pub fn nudges(&self) -> impl Iterator<Item = &ListedNudge> {
        self.packs.iter().flat_map(|pack| &pack.nudges)
    }

    /// A nudge in each language to which its pack is translated; none: it cannot be read there.
    pub fn translated<'s>(&'s self, listed: &'s ListedNudge) -> Vec<(&'s str, Option<&'s ListedNudge>)> {
        let is_it = |other: &ListedNudge| std::ptr::eq(other, listed);
        let pack = self.packs.iter().find(|pack| pack.nudges.iter().any(is_it));
        pack.into_iter().flat_map(|pack| pack.translated(&listed.nudge.nudge)).collect()
    }

    /// How each nudge stands with a team.
    pub fn standings(&self, team: &str, today: Day) -> Vec<Stands> {
        standings(&self.accepted, &self.packs, team, today, |path| self.target(path))
    }

    /// The roles: those of the policy, and those that came with Cuecard beside them.
    pub fn roles(&self) -> Vec<Role> {
        let policy = self.target(POLICY_PATH).and_then(|bytes| Policy::read(&bytes).ok());
        let mut roles = policy.map(|policy| policy.roles).unwrap_or_default();
        for role in built_in::roles() {
            if !roles.iter().any(|own| own.role == role.role) {
                roles.push(role);
            }
        }
        roles
    }

    /// What is quiet, in words for whoever publishes.
    pub fn quiet(&self) -> impl Iterator<Item = String> {
        let words = |(role, refusal): &(String, Refusal)| {
            format!("{role} is quiet: {} Somebody who may signs again.", refusal.what)
        };
        self.refused.iter().map(words)
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

fn packs(repository: &Repository, accepted: &Accepted) -> Result<Vec<ListedPack>, Diagnostic> {
    let all = || accepted.targets.keys().filter_map(|path| Some((path, pack_at(path)?)));
    let mut packs = Vec::new();
    for (path, (pack, _)) in all().filter(|(_, (_, language))| language.is_none()) {
        let mut listed = ListedPack { pack: pack.to_owned(), ..ListedPack::default() };
        listed.nudges = nudges(repository, accepted, path)?;
        for (path, (_, language)) in all().filter(|(_, (other, _))| *other == pack) {
            if let Some(language) = language {
                // One that is broken keeps nobody from reading the words of the authors.
                let nudges = nudges(repository, accepted, path).unwrap_or_default();
                listed.translations.push((language.to_owned(), nudges));
            }
        }
        packs.push(listed);
    }
    Ok(packs)
}

fn nudges(repository: &Repository, accepted: &Accepted, path: &str) -> Result<Vec<ListedNudge>, Diagnostic> {
    let wrong =
        |what: &str| of_path(&repository.served().join(path), what, "sign the pack again: `cuecard sign`");
    let bytes = target(repository, accepted, path).ok_or_else(|| wrong("it is not what was signed"))?;
    let text = String::from_utf8(bytes).map_err(|error| wrong(&error.to_string()))?;
    let nudges = Content::open(text).and_then(|content| content.listed());
    nudges.map_err(|error| wrong(&error.to_string()))
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
