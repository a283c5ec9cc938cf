//! Publishing: what was sent becomes the newest, if a client believes the whole of it.

use super::log::Publication;
use super::reading::{Published, Reading, SERVED, STATE, View, delegated, role_file};
use super::sent::Sent;
use super::told::told;
use super::trouble::{NotPublished, Trouble};
use super::{Repository, disk, online};
use cuecard::approval::ORGANISATION;
use cuecard::time::moment_text;
use cuecard::trust::sign::Announced;
use cuecard::trust::{Reason, State};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The repository after a publication.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Newest {
    /// What is new; none: all of it was there already.
    pub publication: Option<Publication>,
    /// Version of the newest snapshot.
    pub snapshot: u64,
    /// Until when all is in force, if nothing is signed anew.
    pub until: String,
    /// Roles whose file does not hold any more: what they say is quiet.
    pub quiet: Vec<Quiet>,
}

/// A role that nobody believes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Quiet {
    /// Its name.
    pub role: String,
    /// Why.
    pub why: String,
}

impl Quiet {
    pub(super) fn all(reading: &Reading) -> Vec<Self> {
        let quiet = reading.quiet.iter();
        quiet.map(|(role, why)| Self { role: role.clone(), why: why.what.clone() }).collect()
    }
}

fn refused<T>(place: impl std::fmt::Display, what: impl std::fmt::Display) -> Result<T, NotPublished> {
    Err(NotPublished::Refused(format!("{place}: {what}")))
}

impl Repository {
    /// Makes what was sent the newest, at `now` in seconds since 1970: all of it or nothing. Nobody who
    /// reads meanwhile meets a mix.
    ///
    /// # Errors
    /// When a client would not believe it, or the server cannot sign or write it.
    pub fn publish(&self, sent: Sent, now: i64) -> Result<Newest, NotPublished> {
        let places: BTreeMap<PathBuf, String> =
            sent.places().map(|place| (self.folder.join(SERVED).join(&place), place)).collect();
        self.make_newest(sent, now).map_err(|error| match error {
            NotPublished::Trouble(Trouble::Disbelieved(refusal)) => {
                NotPublished::Refused(refusal.to_string())
            }
            NotPublished::Trouble(Trouble::Broken { file, what }) => match places.get(&file) {
                Some(place) => NotPublished::Refused(format!("{place}: {what}. Make it with `cuecard`.")),
                None => Trouble::Broken { file, what }.into(),
            },
            error => error,
        })
    }

    fn make_newest(&self, sent: Sent, now: i64) -> Result<Newest, NotPublished> {
        let _lock = disk::lock(&self.folder)?;
        disk::settle(&self.folder)?;
        let former = View::new(&self.folder);
        let state = former.state()?;
        let published = former.published()?;
        let Sent { mut roots, mut roles, targets } = sent;
        drop_known(&former, published.as_ref(), &mut roots, &mut roles)?;
        if roots.is_empty() && roles.is_empty() {
            let Some(published) = published else {
                return refused("files", "are none. Send the repository.");
            };
            let reading = former.read(state.as_ref(), now)?;
            return Ok(newest(None, published.snapshot.signed.header.version, &reading));
        }

        let mut view = View::new(&self.folder);
        let mut meta = published.as_ref().map(|it| it.snapshot.signed.meta.clone()).unwrap_or_default();
        for (version, bytes) in &roots {
            view.add(role_file("root", *version), bytes.clone());
        }
        for (role, (version, bytes)) in &roles {
            view.add(role_file(role, *version), bytes.clone());
            meta.insert(format!("{role}.json"), Announced::of(*version, bytes));
        }
        for (place, bytes) in &targets {
            view.add(place.clone(), bytes.clone());
        }
        view.check_roots(state.as_ref(), now)?;
        let root = view.newest_root()?;
        let signed = online::sign(self.key()?, &root, &view, published.as_ref(), Some(meta), now)?;
        for (path, bytes) in &signed {
            view.add(path.clone(), bytes.clone());
        }
        let reading = self.believed(&view, state.as_ref(), now, &roles)?;
        check_all_is_wanted(&view, &reading, roots.keys(), &roles, &targets)?;
        check_roles(&view, &reading, &roles)?;
        if let Some((place, what)) = view.lacks(&reading.accepted)? {
            return refused(place, format_args!("{what}. Send it as it was signed."));
        }

        let snapshot = reading.accepted.snapshot;
        let publication = told(&former, &view, snapshot, now, (&root, &roots), &roles)?;
        let state = (STATE.to_owned(), reading.accepted.state.to_json().into_bytes());
        let text = serde_json::to_vec(&publication).unwrap_or_default();
        let mut files = vec![state, (publication.path(), text)];
        files.extend(disk::in_order(view.into_more()));
        disk::put(&self.folder, &files)?;
        tracing::info!(snapshot, "published");
        Ok(newest(Some(publication), snapshot, &reading))
    }

    /// Reads it as clients will, and refuses it if something that was sent does not hold.
    fn believed(
        &self,
        view: &View<'_>,
        state: Option<&State>,
        now: i64,
        roles: &BTreeMap<String, (u64, Vec<u8>)>,
    ) -> Result<Reading, NotPublished> {
        let reading = view.read(state, now)?;
        // What was there before may fall silent: its signers were dismissed, or its time is over.
        let is_new = |role: &str| roles.contains_key(role);
        let wrong = reading.quiet.iter().find(|(role, why)| is_new(role) || why.reason == Reason::Missing);
        match wrong {
            Some((_, refusal)) => Err(NotPublished::Refused(refusal.to_string())),
            None => Ok(reading),
        }
    }
}

/// Leaves out what is there already, byte for byte, and refuses what would go back.
fn drop_known(
    former: &View<'_>,
    published: Option<&Published>,
    roots: &mut BTreeMap<u64, Vec<u8>>,
    roles: &mut BTreeMap<String, (u64, Vec<u8>)>,
) -> Result<(), NotPublished> {
    let newest = former.newest_root()?.header.version;
    let same = |path: &str, bytes: &[u8]| {
        Ok::<_, Trouble>(former.file(path, bytes.len())?.as_deref() == Some(bytes))
    };
    let known: Vec<u64> = roots.keys().copied().filter(|version| *version <= newest).collect();
    for version in known {
        let bytes = roots.remove(&version).unwrap_or_default();
        let path = role_file("root", version);
        if !same(&path, &bytes)? && former.pin()? != bytes {
            return refused(
                path,
                format_args!("is another than was published. Make version {}.", newest + 1),
            );
        }
    }
    let mut known = Vec::new();
    for (role, (version, bytes)) in roles.iter() {
        let path = role_file(role, *version);
        let meta = published.and_then(|it| it.snapshot.signed.meta.get(&format!("{role}.json")));
        let there = meta.map_or(0, |file| file.version);
        if *version < there {
            return refused(
                path,
                format_args!("is older than version {there}, which is published. Sign it anew."),
            );
        }
        if *version == there {
            if !same(&path, bytes)? {
                let what = format!("is another than was published. Sign version {}.", there + 1);
                return refused(path, what);
            }
            known.push(role.clone());
        }
    }
    roles.retain(|role, _| !known.contains(role));
    Ok(())
}

/// Every file that was sent is one that a client will fetch.
fn check_all_is_wanted<'a>(
    view: &View<'_>,
    reading: &Reading,
    roots: impl Iterator<Item = &'a u64>,
    roles: &BTreeMap<String, (u64, Vec<u8>)>,
    targets: &BTreeMap<String, Vec<u8>>,
) -> Result<(), NotPublished> {
    let named = roots.map(|version| role_file("root", *version));
    let named = named.chain(roles.iter().map(|(role, (version, _))| role_file(role, *version)));
    for path in named {
        if !view.was_asked(&path) {
            return refused(path, "is named by nobody who may name it. Leave it out.");
        }
    }
    let wanted: BTreeSet<String> =
        reading.accepted.targets.keys().filter_map(|path| reading.accepted.file_of(path)).collect();
    match targets.keys().find(|place| !wanted.contains(*place)) {
        Some(place) => refused(place, "is named by no role that may. Leave it out, or have it signed."),
        None => Ok(()),
    }
}

/// Roles speak for themselves only: nobody appoints others but the organisation, and nobody names what
/// is not theirs to say. Clients would not hear it; those who publish are told.
fn check_roles(
    view: &View<'_>,
    reading: &Reading,
    roles: &BTreeMap<String, (u64, Vec<u8>)>,
) -> Result<(), NotPublished> {
    for (role, (version, _)) in roles {
        let file = view.role(role, *version)?.signed;
        let path = role_file(role, *version);
        if let Some(name) = delegated(&file).next().filter(|_| role != ORGANISATION) {
            return refused(
                path,
                format_args!("appoints {name}, and only the organisation may. Sign it without."),
            );
        }
        let is_theirs = |target: &&String| {
            reading.accepted.targets.get(target.as_str()).is_some_and(|found| found.role() == role)
        };
        if let Some(target) = file.targets.keys().find(|target| !is_theirs(target)) {
            let what = format!("names {target}, for which it may not speak. Sign it without.");
            return refused(path, what);
        }
    }
    Ok(())
}

fn newest(publication: Option<Publication>, snapshot: u64, reading: &Reading) -> Newest {
    Newest { publication, snapshot, until: moment_text(reading.accepted.until), quiet: Quiet::all(reading) }
}
