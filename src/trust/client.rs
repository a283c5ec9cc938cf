//! The workflow of a client (TUF 1.0, section 5), step by step: roots, timestamp, snapshot, roles.

use super::accepted::Accepted;
use super::announced::Announced;
use super::envelope::Envelope;
use super::limits::{
    CLOCK_SLACK, MOST_ROOT_BYTES, MOST_ROTATIONS, MOST_SNAPSHOT_BYTES, MOST_TARGETS_BYTES,
    MOST_TIMESTAMP_BYTES,
};
use super::object::Object;
use super::refusal::{Reason, Refusal};
use super::root::Root;
use super::snapshot::{Snapshot, Timestamp};
use super::state::{State, pin};
use super::tree::{Tree, Wish};

/// The file that says what is newest: the only one that changes under its name.
const TIMESTAMP: &str = "timestamp.json";

/// Which roles to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All that are delegated to.
    Everything,
    /// `targets` and the roles of these names, those in between included; and whoever else is asked
    /// for their paths before them. So the broken file of one team silences no other.
    Roles(Vec<String>),
}

impl Scope {
    pub(super) fn includes(&self, name: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Roles(names) => names.iter().any(|known| known == name),
        }
    }
}

/// A file that a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// From the top of the repository, such as `metadata/timestamp.json`. All others have their
    /// version in their name and never change.
    pub path: String,
    /// Reading one byte more than this is enough: the file is then refused.
    pub most_bytes: usize,
}

/// Reads a repository, which it is given file by file.
#[derive(Clone, Debug)]
pub struct Client {
    /// In seconds since 1970.
    now: i64,
    scope: Scope,
    root: Root,
    /// The version of the root with which it began.
    first_root: u64,
    state: State,
    step: Step,
}

#[derive(Clone, Debug)]
enum Step {
    /// Is there a newer root?
    Root,
    Timestamp(Option<Timestamp>, Option<Snapshot>),
    Snapshot(Timestamp, Option<Snapshot>),
    Role(Box<Reading>),
    Done(Box<Reading>),
    Refused(Refusal),
}

/// What is there once the snapshot is.
#[derive(Clone, Debug)]
struct Reading {
    timestamp: Timestamp,
    snapshot: Snapshot,
    tree: Tree,
    role: Wish,
    /// What the snapshot announces of its file.
    announced: Announced,
}

impl Client {
    /// Begins with a root that is trusted from the start, and what was remembered the last time.
    /// `now` is in seconds since 1970.
    ///
    /// # Errors
    /// When the root or what was remembered cannot be used, or the clock was set back.
    pub fn new(root: &[u8], state: Option<State>, now: i64, scope: Scope) -> Result<Self, Refusal> {
        let state = state.unwrap_or_default();
        if now < state.seen.saturating_sub(CLOCK_SLACK) {
            let days = state.seen.saturating_sub(now) / (24 * 60 * 60);
            let what = format!("The clock is {days} days behind a time at which all was well.");
            return Err(Refusal::new(Reason::Clock, "state", what));
        }
        let former = if state.root.is_empty() { None } else { Some(state.root()?) };
        let pin = pin(root);
        // With another root to begin with, an organisation begins anew: it is followed from there.
        let (trusted, text) = match former.clone().filter(|_| state.pin == pin) {
            Some(trusted) => (trusted, state.root.clone()),
            None => first_root(root)?,
        };
        let first_root = trusted.header.version;
        let mut client = Self { now, scope, first_root, root: trusted, state, step: Step::Root };
        client.state.pin = pin;
        client.remember_root(former.as_ref(), text);
        Ok(client)
    }

    /// The file that is wanted next; none once it is done or refused.
    pub fn wants(&self) -> Option<Wanted> {
        let (name, most_bytes) = match &self.step {
            Step::Root => (self.next_root(), MOST_ROOT_BYTES),
            Step::Timestamp(..) => (TIMESTAMP.to_owned(), MOST_TIMESTAMP_BYTES),
            Step::Snapshot(timestamp, _) => {
                (snapshot_file(timestamp), timestamp.snapshot.most_bytes(MOST_SNAPSHOT_BYTES))
            }
            Step::Role(reading) => {
                let Reading { role, announced, .. } = &**reading;
                (
                    format!("{}.{}.json", announced.version, role.name),
                    announced.most_bytes(MOST_TARGETS_BYTES),
                )
            }
            Step::Done(_) | Step::Refused(_) => return None,
        };
        Some(Wanted { path: format!("metadata/{name}"), most_bytes })
    }

    /// Takes the file that was wanted; none: it is not there. What could not be fetched for another
    /// reason is not to be given: then nothing is known.
    ///
    /// # Errors
    /// When it is refused. The client then wants no more, and refuses again what it is given.
    pub fn give(&mut self, bytes: Option<&[u8]>) -> Result<(), Refusal> {
        let Some(wanted) = self.wants() else {
            return if let Step::Refused(refusal) = &self.step { Err(refusal.clone()) } else { Ok(()) };
        };
        let file = wanted.path.strip_prefix("metadata/").unwrap_or(&wanted.path);
        let step = std::mem::replace(&mut self.step, Step::Root);
        let next = match bytes {
            None if matches!(step, Step::Root) => self.end_roots(),
            None => Err(Refusal::new(Reason::Missing, file, "It is not there.".to_owned())),
            Some(bytes) if bytes.len() > wanted.most_bytes => {
                let what = format!("It has more than the {} bytes that it may have.", wanted.most_bytes);
                Err(Refusal::new(Reason::Oversized, file, what))
            }
            Some(bytes) => match step {
                Step::Root => self.take_root(file, bytes),
                Step::Timestamp(timestamp, snapshot) => self.take_timestamp(bytes, timestamp, snapshot),
                Step::Snapshot(timestamp, seen) => self.take_snapshot(file, bytes, timestamp, seen.as_ref()),
                Step::Role(reading) => self.take_role(file, bytes, reading),
                step => Ok(step),
            },
        };
        match next {
            Ok(step) => self.step = step,
            Err(refusal) => {
                self.step = Step::Refused(refusal.clone());
                return Err(refusal);
            }
        }
        Ok(())
    }

    /// What is known so far, to be remembered after a refusal, too: newer roots, and the newest
    /// versions that were signed, so that a file that was taken back cannot come back.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What the repository says, once nothing more is wanted and nothing was refused.
    pub fn finish(self) -> Option<Accepted> {
        let Step::Done(reading) = self.step else { return None };
        let (timestamp, snapshot) = (reading.timestamp.header, reading.snapshot.header);
        let (roles, targets, until) = reading.tree.finish();
        let seen = self.state.seen.max(self.now);
        Some(Accepted {
            root: self.root.header.version,
            timestamp: timestamp.version,
            snapshot: snapshot.version,
            until: until.min(self.root.header.until).min(timestamp.until).min(snapshot.until),
            roles,
            targets,
            state: State { seen, ..self.state },
        })
    }

    fn next_root(&self) -> String {
        format!("{}.root.json", self.root.header.version.saturating_add(1))
    }

    /// A newer root: signed as the one before it wants it, and as it wants itself.
    fn take_root(&mut self, file: &str, bytes: &[u8]) -> Result<Step, Refusal> {
        let (envelope, signed) = Envelope::open(file, bytes)?;
        self.root.root.check(file, &envelope)?;
        let root = Root::read(Object { file, value: &signed })?;
        root.root.check(file, &envelope)?;
        let (version, former) = (root.header.version, self.root.header.version);
        if version != former.saturating_add(1) {
            let reason = if version <= former { Reason::RolledBack } else { Reason::Mixed };
            let what = format!("It is version {version}, and has to follow version {former}.");
            return Err(Refusal::new(reason, file, what));
        }
        if version - self.first_root > MOST_ROTATIONS {
            let what = format!("There are more new roots than {MOST_ROTATIONS}.");
            return Err(Refusal::new(Reason::TooMany, file, what));
        }
        let former = std::mem::replace(&mut self.root, root);
        // It was read from UTF-8 just now.
        self.remember_root(Some(&former), String::from_utf8_lossy(bytes).into_owned());
        Ok(Step::Root)
    }

    /// From now on, whatever becomes of this visit: who makes it fail must not bring back a key that
    /// was taken away.
    fn remember_root(&mut self, former: Option<&Root>, text: String) {
        if former.is_some_and(|former| !self.root.keeps_online_keys_of(former)) {
            self.state.timestamp = None;
            self.state.snapshot = None;
        }
        self.state.root = text;
    }

    /// There is no newer root: from now on this one counts.
    fn end_roots(&mut self) -> Result<Step, Refusal> {
        let file = format!("{}.root.json", self.root.header.version);
        let (timestamp, snapshot) = self.state.seen_under(&self.root);
        self.state.timestamp = self.state.timestamp.take().filter(|_| timestamp.is_some());
        self.state.snapshot = self.state.snapshot.take().filter(|_| snapshot.is_some());
        self.root.header.check_life(&file, self.now)?;
        self.root.check_consistent(&file)?;
        Ok(Step::Timestamp(timestamp, snapshot))
    }

    fn take_timestamp(
        &mut self,
        bytes: &[u8],
        seen: Option<Timestamp>,
        snapshot: Option<Snapshot>,
    ) -> Result<Step, Refusal> {
        let (envelope, signed) = Envelope::open(TIMESTAMP, bytes)?;
        self.root.timestamp.check(TIMESTAMP, &envelope)?;
        let found = Timestamp::read(Object { file: TIMESTAMP, value: &signed })?;
        let timestamp = match seen {
            // Two of one version say the same, or only the first is believed.
            Some(seen) if seen.header.version == found.header.version => seen,
            seen => {
                seen.map_or(Ok(()), |seen| found.check_follows(TIMESTAMP, &seen))?;
                self.state.timestamp = Some(String::from_utf8_lossy(bytes).into_owned());
                found
            }
        };
        timestamp.header.check_life(TIMESTAMP, self.now)?;
        let file = snapshot_file(&timestamp);
        // What was remembered may be the newest still.
        let is_newest = |text: &String| timestamp.snapshot.check_bytes(&file, text.as_bytes()).is_ok();
        match snapshot {
            Some(snapshot)
                if snapshot.header.version == timestamp.snapshot.version
                    && self.state.snapshot.as_ref().is_some_and(is_newest) =>
            {
                self.begin_roles(&file, timestamp, snapshot)
            }
            snapshot => Ok(Step::Snapshot(timestamp, snapshot)),
        }
    }

    fn take_snapshot(
        &mut self,
        file: &str,
        bytes: &[u8],
        timestamp: Timestamp,
        seen: Option<&Snapshot>,
    ) -> Result<Step, Refusal> {
        timestamp.snapshot.check_bytes(file, bytes)?;
        let (envelope, signed) = Envelope::open(file, bytes)?;
        self.root.snapshot.check(file, &envelope)?;
        let snapshot = Snapshot::read(Object { file, value: &signed })?;
        timestamp.snapshot.check_version(file, snapshot.header.version)?;
        seen.map_or(Ok(()), |seen| snapshot.check_follows(file, seen))?;
        self.state.snapshot = Some(String::from_utf8_lossy(bytes).into_owned());
        self.begin_roles(file, timestamp, snapshot)
    }

    fn begin_roles(&self, file: &str, timestamp: Timestamp, snapshot: Snapshot) -> Result<Step, Refusal> {
        snapshot.header.check_life(file, self.now)?;
        let (tree, role) = Tree::new(self.scope.clone(), self.root.targets.clone());
        let announced = announced(&snapshot, &role)?;
        Ok(Step::Role(Box::new(Reading { timestamp, snapshot, tree, role, announced })))
    }

    fn take_role(&self, file: &str, bytes: &[u8], mut reading: Box<Reading>) -> Result<Step, Refusal> {
        let Reading { snapshot, tree, role, announced: wanted, .. } = &mut *reading;
        wanted.check_bytes(file, bytes)?;
        tree.give(role, file, bytes, |targets| {
            wanted.check_version(file, targets.header.version)?;
            targets.header.check_life(file, self.now)
        })?;
        let Some(next) = tree.next()? else { return Ok(Step::Done(reading)) };
        *wanted = announced(snapshot, &next)?;
        *role = next;
        Ok(Step::Role(reading))
    }
}

/// What a snapshot says of a role's file.
fn announced(snapshot: &Snapshot, role: &Wish) -> Result<Announced, Refusal> {
    let file = format!("{}.json", role.name);
    snapshot.announced(&file).cloned().ok_or_else(|| {
        let what = "It is delegated to, and the snapshot does not announce it.".to_owned();
        Refusal::new(Reason::Missing, &file, what)
    })
}

fn snapshot_file(timestamp: &Timestamp) -> String {
    format!("{}.snapshot.json", timestamp.snapshot.version)
}

/// The root that is trusted from the start: it holds by itself, and may have expired since.
fn first_root(bytes: &[u8]) -> Result<(Root, String), Refusal> {
    let file = "root.json";
    if bytes.len() > MOST_ROOT_BYTES {
        let what = format!("It has more than the {MOST_ROOT_BYTES} bytes that it may have.");
        return Err(Refusal::new(Reason::Oversized, file, what));
    }
    let (envelope, signed) = Envelope::open(file, bytes)?;
    let root = Root::read(Object { file, value: &signed })?;
    root.root.check(file, &envelope)?;
    Ok((root, String::from_utf8_lossy(bytes).into_owned()))
}

/// Leads a client to its end where every file can be had at once. `fetch` returns none for what is not
/// there. The state is to be remembered whatever came of it.
pub fn run(
    mut client: Client,
    mut fetch: impl FnMut(&Wanted) -> Option<Vec<u8>>,
) -> (State, Result<Accepted, Refusal>) {
    while let Some(wanted) = client.wants() {
        if let Err(refusal) = client.give(fetch(&wanted).as_deref()) {
            return (client.state, Err(refusal));
        }
    }
    // One that was refused before refuses again.
    if let Step::Refused(refusal) = client.step {
        return (client.state, Err(refusal));
    }
    let state = client.state.clone();
    match client.finish() {
        Some(accepted) => (accepted.state.clone(), Ok(accepted)),
        None => (state, Err(Refusal::new(Reason::Missing, TIMESTAMP, "It was not asked for.".to_owned()))),
    }
}
