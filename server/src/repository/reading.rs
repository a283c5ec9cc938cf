//! What a client makes of the repository, as it is or as it would be.

use super::disk;
use super::trouble::Trouble;
use cuecard::approval::ORGANISATION;
use cuecard::trust::sign::{Root, Signed, Snapshot, Targets, Timestamp};
use cuecard::trust::{Accepted, Client, Reason, Refusal, Scope, State};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where clients begin.
pub(super) const PIN: &str = "root.json";
/// What is served.
pub(super) const SERVED: &str = "repository";
/// What the server itself remembers, so that nothing goes back.
pub(super) const STATE: &str = "state.json";
/// A client refuses larger ones, by far.
pub(super) const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A repository, and files that it would have besides.
pub(super) struct View<'a> {
    folder: &'a Path,
    more: BTreeMap<String, Vec<u8>>,
    /// What clients wanted, by its path in the repository.
    asked: RefCell<BTreeSet<String>>,
}

/// What holds.
pub(super) struct Reading {
    pub(super) accepted: Accepted,
    /// Roles whose file does not hold, and why: what they say is quiet.
    pub(super) quiet: Vec<(String, Refusal)>,
}

/// What is the newest for clients.
pub(super) struct Published {
    pub(super) timestamp: Signed<Timestamp>,
    pub(super) snapshot: Signed<Snapshot>,
}

impl<'a> View<'a> {
    pub(super) fn new(folder: &'a Path) -> Self {
        Self::with(folder, BTreeMap::new())
    }

    /// With more files, by their paths in the repository.
    pub(super) fn with(folder: &'a Path, more: BTreeMap<String, Vec<u8>>) -> Self {
        Self { folder, more, asked: RefCell::default() }
    }

    pub(super) fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.more.insert(path, bytes);
    }

    /// What it would have besides.
    pub(super) fn into_more(self) -> BTreeMap<String, Vec<u8>> {
        self.more
    }

    /// Whether a client wanted it.
    pub(super) fn was_asked(&self, path: &str) -> bool {
        self.asked.borrow().contains(path)
    }

    pub(super) fn place(&self, path: &str) -> PathBuf {
        self.folder.join(SERVED).join(path)
    }

    /// A file, and no more than one byte beyond `most`; none: it is not there.
    pub(super) fn file(&self, path: &str, most: usize) -> Result<Option<Vec<u8>>, Trouble> {
        match self.more.get(path) {
            Some(bytes) => Ok(Some(bytes.clone())),
            None => disk::read(&self.place(path), most),
        }
    }

    /// A signed file; none: it is not there.
    pub(super) fn signed<T: DeserializeOwned>(&self, path: &str) -> Result<Option<Signed<T>>, Trouble> {
        let Some(bytes) = self.file(path, MOST_BYTES)? else { return Ok(None) };
        let broken = |error| Trouble::Broken {
            file: self.place(path),
            what: format!("it is no signed file of ours: {error}"),
        };
        serde_json::from_slice(&bytes).map(Some).map_err(broken)
    }

    /// A version of a role that has to be there.
    pub(super) fn role(&self, role: &str, version: u64) -> Result<Signed<Targets>, Trouble> {
        let path = role_file(role, version);
        let missing = || Trouble::Broken { file: self.place(&path), what: "it is not there".to_owned() };
        self.signed(&path)?.ok_or_else(missing)
    }

    /// What is published; none: nothing yet. Both are signed by keys that some root named for it: what
    /// somebody else put on the disk is not signed anew.
    pub(super) fn published(&self) -> Result<Option<Published>, Trouble> {
        let Some(timestamp) = self.signed::<Timestamp>(TIMESTAMP)? else { return Ok(None) };
        let path = role_file("snapshot", timestamp.signed.snapshot_version());
        let broken =
            |path: &str, what: &str| Trouble::Broken { file: self.place(path), what: what.to_owned() };
        let snapshot = self.signed::<Snapshot>(&path)?.ok_or_else(|| broken(&path, "it is not there"))?;
        let roots = self.roots()?;
        let keys = |role: &str| roots.iter().flat_map(|root| root.keys_of(role)).collect::<Vec<_>>();
        let stranger = "it is not signed by a key that a root names for it";
        if timestamp.count_of(&keys("timestamp")) == 0 {
            return Err(broken(TIMESTAMP, stranger));
        }
        if snapshot.count_of(&keys("snapshot")) == 0 {
            return Err(broken(&path, stranger));
        }
        Ok(Some(Published { timestamp, snapshot }))
    }

    /// The newest root: nothing says so far that it holds.
    pub(super) fn newest_root(&self) -> Result<Root, Trouble> {
        let none = || Trouble::Broken { file: self.folder.join(PIN), what: "it is not there".to_owned() };
        self.roots()?.pop().ok_or_else(none)
    }

    /// The roots, from that with which clients begin.
    fn roots(&self) -> Result<Vec<Root>, Trouble> {
        let pin = self.pin()?;
        let broken = |error| Trouble::Broken {
            file: self.folder.join(PIN),
            what: format!("it is no root of ours: {error}"),
        };
        let first: Signed<Root> = serde_json::from_slice(&pin).map_err(broken)?;
        let (mut version, mut roots) = (first.signed.header.version, vec![first.signed]);
        while let Some(next) = self.signed::<Root>(&role_file("root", version.saturating_add(1)))? {
            // Whoever follows them wants each to have the version of its name.
            version = version.saturating_add(1);
            roots.push(next.signed);
        }
        Ok(roots)
    }

    pub(super) fn pin(&self) -> Result<Vec<u8>, Trouble> {
        let file = self.folder.join(PIN);
        let missing = Trouble::Broken { file: file.clone(), what: "it is not there".to_owned() };
        disk::read(&file, MOST_BYTES)?.ok_or(missing)
    }

    /// What was remembered the last time.
    pub(super) fn state(&self) -> Result<Option<State>, Trouble> {
        let file = self.folder.join(STATE);
        let Some(bytes) = disk::read(&file, MOST_BYTES)? else { return Ok(None) };
        let broken = |what: String| Trouble::Broken { file: file.clone(), what };
        let text = String::from_utf8(bytes).map_err(|error| broken(format!("it is no text: {error}")))?;
        State::from_json(&text)
            .map(Some)
            .map_err(|refusal| broken(refusal.what.trim_end_matches('.').to_owned()))
    }

    /// What a client believes at `now` that remembers `state`. One role's broken file silences only that
    /// role: clients ask for those that they need.
    pub(super) fn read(&self, state: Option<&State>, now: i64) -> Result<Reading, Trouble> {
        let pin = self.pin()?;
        let lead =
            |scope| self.lead(Client::new(&pin, state.cloned(), now, scope).map_err(|it| self.unfit(it))?);
        let whole = match lead(Scope::Everything) {
            Err(Trouble::Disbelieved(refusal)) => refusal,
            accepted => return Ok(Reading { accepted: accepted?, quiet: Vec::new() }),
        };
        let (mut held, mut quiet) = (vec![ORGANISATION.to_owned()], Vec::new());
        for role in self.delegated().map_err(|_| whole.clone())? {
            match lead(Scope::Roles(vec![role.clone()])) {
                Ok(_) => held.push(role),
                Err(Trouble::Disbelieved(refusal)) => quiet.push((role, refusal)),
                Err(trouble) => return Err(trouble),
            }
        }
        match lead(Scope::Roles(held)) {
            Err(Trouble::Disbelieved(_)) => Err(whole.into()),
            accepted => Ok(Reading { accepted: accepted?, quiet }),
        }
    }

    /// Whether every newer root is signed as the one before it wants it.
    pub(super) fn check_roots(&self, state: Option<&State>, now: i64) -> Result<(), Trouble> {
        let client = Client::new(&self.pin()?, state.cloned(), now, Scope::Everything);
        let mut client = client.map_err(|refusal| self.unfit(refusal))?;
        while let Some(wanted) = client.wants().filter(|wanted| wanted.path.ends_with(".root.json")) {
            client.give(self.file(&wanted.path, wanted.most_bytes)?.as_deref())?;
        }
        Ok(())
    }

    fn lead(&self, mut client: Client) -> Result<Accepted, Trouble> {
        while let Some(wanted) = client.wants() {
            self.asked.borrow_mut().insert(wanted.path.clone());
            client.give(self.file(&wanted.path, wanted.most_bytes)?.as_deref())?;
        }
        let unfinished = Trouble::Broken { file: self.place(TIMESTAMP), what: "it was not read".to_owned() };
        client.finish().ok_or(unfinished)
    }

    fn unfit(&self, refusal: Refusal) -> Trouble {
        match refusal.reason {
            Reason::Clock => Trouble::Clock { file: self.folder.join(STATE), refusal },
            _ => refusal.into(),
        }
    }

    /// The roles that the organisation names.
    fn delegated(&self) -> Result<Vec<String>, Trouble> {
        let meta = self.published()?.map(|published| published.snapshot.signed.meta).unwrap_or_default();
        let top = meta.get(&format!("{ORGANISATION}.json")).map_or(0, |top| top.version);
        Ok(delegated(&self.role(ORGANISATION, top)?.signed).map(str::to_owned).collect())
    }

    /// The first target that is not there or not what was signed, in words.
    pub(super) fn lacks(&self, accepted: &Accepted) -> Result<Option<(String, String)>, Trouble> {
        for (path, target) in accepted.targets.iter() {
            let Some(file) = accepted.file_of(path) else { continue };
            let most = usize::try_from(target.length).unwrap_or(MOST_BYTES);
            let what = match self.file(&file, most)? {
                None => format!("it is named by {}, and is not there", target.role()),
                Some(bytes) => match accepted.check(path, &bytes) {
                    Ok(()) => continue,
                    Err(refusal) => refusal.what.trim_end_matches('.').to_owned(),
                },
            };
            return Ok(Some((file, what)));
        }
        Ok(None)
    }
}

/// Which snapshot is the newest: the only file that changes under its name.
pub(super) const TIMESTAMP: &str = "metadata/timestamp.json";

/// Where a version of a role is.
pub(super) fn role_file(role: &str, version: u64) -> String {
    format!("metadata/{version}.{role}.json")
}

/// Whom a role delegates to.
pub(super) fn delegated(role: &Targets) -> impl Iterator<Item = &str> {
    role.delegations.iter().flat_map(|all| &all.roles).map(|role| role.name.as_str())
}
