//! The roles under `targets`, fetched one by one, and the search through them: who vouches for a path.

use super::accepted::{Target, TrustedRole};
use super::client::Scope;
use super::envelope::Envelope;
use super::limits::{MOST_ROLES, MOST_TARGET_BYTES, MOST_TARGETS};
use super::object::Object;
use super::refusal::{Reason, Refusal};
use super::signers::Signers;
use super::targets::{Delegation, Targets};
use crate::table::Table;

/// A role that was read, and whose file holds.
#[derive(Clone, Debug)]
struct Role {
    name: String,
    targets: Targets,
    /// To be held against the keys of others who delegate to it, too.
    envelope: Envelope,
    /// Who delegates to it with keys that have signed it, by their places.
    delegators: Vec<usize>,
    keys: Vec<[u8; 32]>,
}

/// A role delegates to another: the places of the role and of the delegation within it.
type Edge = (usize, usize);

/// The roles so far, and who is still to be asked.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    scope: Scope,
    /// The keys of `targets`, as the root names them.
    signers: Signers,
    /// `targets` first.
    roles: Vec<Role>,
    /// In the order opposite to that in which they are to be visited.
    unvisited: Vec<Edge>,
    /// The next target to be searched: the places of its role and of itself.
    next: (usize, usize),
    found: Table<String, Target>,
    targets: usize,
}

/// What a search came to.
enum Search {
    Found(Target),
    Nobody,
    /// This role has to be read first.
    Needs(Edge),
}

/// A role whose file is wanted.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) name: String,
    /// Who delegates to it; none: the root.
    edge: Option<Edge>,
}

impl Tree {
    /// A tree without roles, and the first that it wants.
    pub(super) fn new(scope: Scope, signers: Signers) -> (Self, Wish) {
        let tree = Self {
            scope,
            signers,
            roles: Vec::new(),
            unvisited: Vec::new(),
            next: (0, 0),
            found: Table::new(),
            targets: 0,
        };
        (tree, Wish { name: "targets".to_owned(), edge: None })
    }

    /// Whose file is wanted next; none: all is found.
    pub(super) fn next(&mut self) -> Result<Option<Wish>, Refusal> {
        while let Some(edge) = self.unvisited.pop() {
            if self.name_of(edge).is_some_and(|name| self.place_of(name).is_none()) {
                return self.wish(edge).map(Some);
            }
        }
        while let Some(path) = self.next_path() {
            if self.found.get(&path).is_none() {
                match self.search(&path)? {
                    Search::Found(target) => {
                        self.found.insert(path, target);
                    }
                    Search::Nobody => {}
                    Search::Needs(edge) => return self.wish(edge).map(Some),
                }
            }
            self.next.1 += 1;
        }
        Ok(None)
    }

    fn wish(&self, edge: Edge) -> Result<Wish, Refusal> {
        let name = self.name_of(edge).unwrap_or_default();
        if self.roles.len() >= MOST_ROLES {
            let what = format!("There are more roles than {MOST_ROLES}.");
            return Err(Refusal::new(Reason::TooMany, &format!("{name}.json"), what));
        }
        Ok(Wish { name: name.to_owned(), edge: Some(edge) })
    }

    /// Takes the file of the role that was wanted, whose bytes are those the snapshot announced.
    /// `check` says whether its version and life are right.
    pub(super) fn give(
        &mut self,
        role: &Wish,
        file: &str,
        bytes: &[u8],
        check: impl Fn(&Targets) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let (envelope, signed) = Envelope::open(file, bytes)?;
        let signers = role.edge.and_then(|edge| self.signers_of(edge)).unwrap_or(&self.signers);
        signers.check(file, &envelope)?;
        let keys = signers.keys().collect();
        let targets = Targets::read(Object { file, value: &signed })?;
        check(&targets)?;
        self.targets += targets.files.len();
        let largest = targets.files.iter().map(|(_, target)| target.length).max().unwrap_or_default();
        if self.targets > MOST_TARGETS || largest > MOST_TARGET_BYTES {
            let what = format!(
                "There are more targets than {MOST_TARGETS}, or one has more bytes than {MOST_TARGET_BYTES}."
            );
            return Err(Refusal::new(Reason::TooMany, file, what));
        }
        let place = self.roles.len();
        let in_scope = |(at, delegation): (usize, &Delegation)| {
            self.scope.includes(&delegation.name).then_some((place, at))
        };
        self.unvisited.extend(targets.delegations.iter().enumerate().rev().filter_map(in_scope));
        let delegators = role.edge.map(|(delegator, _)| delegator).into_iter().collect();
        self.roles.push(Role { name: role.name.clone(), targets, envelope, delegators, keys });
        Ok(())
    }

    /// What was found, the roles by name, and until when all of them are in force.
    pub(super) fn finish(self) -> (Table<String, TrustedRole>, Table<String, Target>, i64) {
        let until = self.roles.iter().map(|role| role.targets.header.until).min().unwrap_or(i64::MAX);
        let role =
            |role: Role| (role.name, TrustedRole { version: role.targets.header.version, keys: role.keys });
        (self.roles.into_iter().map(role).collect(), self.found, until)
    }

    /// The next path that some role names.
    fn next_path(&mut self) -> Option<String> {
        loop {
            let (role, file) = self.next;
            match self.roles.get(role)?.targets.files.get(file) {
                Some((path, _)) => return Some(path.clone()),
                None => self.next = (role + 1, 0),
            }
        }
    }

    /// Who vouches for a path: the first that names it, of those who are asked in the order of their
    /// delegations, each before those that it delegates to (TUF 5.6.7).
    fn search(&mut self, path: &str) -> Result<Search, Refusal> {
        // Roles that were asked, each with the place in this list of the one who sent there.
        let mut asked: Vec<(usize, Option<usize>)> = vec![(0, None)];
        let mut open: Vec<(usize, Edge)> = Vec::new();
        loop {
            let last = asked.len() - 1;
            let Some((place, role)) = asked.get(last).and_then(|(at, _)| Some((*at, self.roles.get(*at)?)))
            else {
                return Ok(Search::Nobody);
            };
            if let Some(file) = role.targets.file(path) {
                let chain = self.chain(&asked);
                let (length, sha256, sha512) = (file.length, file.sha256, file.sha512);
                return Ok(Search::Found(Target { length, sha256, sha512, chain }));
            }
            let mut sent: Vec<(usize, Edge)> = Vec::new();
            for (at, delegation) in role.targets.delegations.iter().enumerate() {
                if delegation.covers(path) {
                    sent.push((last, (place, at)));
                    if delegation.is_terminating {
                        open.clear();
                        break;
                    }
                }
            }
            open.extend(sent.into_iter().rev());
            loop {
                let Some((from, edge)) = open.pop() else { return Ok(Search::Nobody) };
                let to = self.name_of(edge).and_then(|name| self.place_of(name));
                let Some(place) = to else { return Ok(Search::Needs(edge)) };
                if !asked.iter().any(|(known, _)| *known == place) {
                    self.verify(edge, to)?;
                    asked.push((place, Some(from)));
                    break;
                }
            }
        }
    }

    /// The names from `targets` to the one that was asked last.
    fn chain(&self, asked: &[(usize, Option<usize>)]) -> Vec<String> {
        let mut chain = Vec::new();
        let mut at = asked.len().checked_sub(1);
        while let Some((role, from)) = at.and_then(|at| asked.get(at)) {
            chain.extend(self.roles.get(*role).map(|role| role.name.clone()));
            at = *from;
        }
        chain.reverse();
        chain
    }

    /// A role that is there already holds for this delegator's keys, too.
    fn verify(&mut self, edge: Edge, to: Option<usize>) -> Result<(), Refusal> {
        let Some((place, role)) = to.and_then(|to| Some((to, self.roles.get(to)?))) else { return Ok(()) };
        if role.delegators.contains(&edge.0) {
            return Ok(());
        }
        let Some(signers) = self.signers_of(edge) else { return Ok(()) };
        signers.check(&format!("{}.json", role.name), &role.envelope)?;
        let keys: Vec<_> = signers.keys().filter(|key| !role.keys.contains(key)).collect();
        if let Some(role) = self.roles.get_mut(place) {
            role.delegators.push(edge.0);
            role.keys.extend(keys);
        }
        Ok(())
    }

    fn delegation(&self, (role, delegation): Edge) -> Option<&Delegation> {
        self.roles.get(role)?.targets.delegations.get(delegation)
    }

    fn name_of(&self, edge: Edge) -> Option<&str> {
        self.delegation(edge).map(|delegation| delegation.name.as_str())
    }

    fn signers_of(&self, edge: Edge) -> Option<&Signers> {
        self.delegation(edge).map(|delegation| &delegation.signers)
    }

    fn place_of(&self, name: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.name == name)
    }
}
