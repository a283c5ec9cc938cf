//! What the server signs itself: which files are the newest, and that this is so still. It adds nothing
//! to what the roles say.

use super::publish::Quiet;
use super::reading::{MOST_BYTES, Published, Reading, STATE, TIMESTAMP, View, role_file};
use super::trouble::Trouble;
use super::{Repository, disk};
use cuecard::time::parse_moment;
use cuecard::trust::Reason;
use cuecard::trust::sign::{Announced, Header, PublicKey, Root, Signed, SigningKey, Snapshot, Timestamp};
use std::collections::BTreeMap;
use std::fs;

/// Seconds for which a timestamp is in force: what somebody who holds answers back can hide.
pub const TIMESTAMP_LIFE: i64 = 24 * 60 * 60;
/// Seconds for which a snapshot is.
pub const SNAPSHOT_LIFE: i64 = 7 * TIMESTAMP_LIFE;

/// What a round found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Version of the newest snapshot; none: nothing is published yet.
    pub snapshot: Option<u64>,
    /// Until when all is in force, in seconds since 1970.
    pub until: i64,
    /// Whether something was signed anew.
    pub is_signed: bool,
    /// Roles that nobody believes any more.
    pub quiet: Vec<Quiet>,
}

impl Repository {
    /// Signs timestamp and snapshot anew once half of their life is over, at `now` in seconds since 1970,
    /// and looks whether all that they announce is there. What they announce stays as it is.
    ///
    /// # Errors
    /// When it is not as it should be. What is served stays as it is.
    pub fn keep_fresh(&self, now: i64) -> Result<Kept, Trouble> {
        let Ok(key) = self.key() else {
            // Nobody else changes the folder here: a disk that cannot be written is enough.
            return look(&View::new(&self.folder), now);
        };
        let _lock = disk::lock(&self.folder)?;
        disk::settle(&self.folder)?;
        let mut view = View::new(&self.folder);
        let root = view.newest_root()?;
        check_key(key, &root)?;
        let Some(published) = view.published()? else { return look(&view, now) };
        let state = view.state()?;
        let is_snapshot_due = is_due(&published.snapshot.signed.header, SNAPSHOT_LIFE, now);
        let is_timestamp_due = is_due(&published.timestamp.signed.header, TIMESTAMP_LIFE, now);
        // Else the key is another since.
        let own = PublicKey::of(key, "");
        let is_own = published.timestamp.is_signed_by(&own) && published.snapshot.is_signed_by(&own);
        if is_own && !is_snapshot_due && !is_timestamp_due {
            return look(&view, now);
        }
        let meta = (!is_own || is_snapshot_due).then(|| published.snapshot.signed.meta.clone());
        for (path, bytes) in sign(key, &root, &view, Some(&published), meta, now)? {
            view.add(path, bytes);
        }
        let reading = view.read(state.as_ref(), now)?;
        let state = (STATE.to_owned(), reading.accepted.state.to_json().into_bytes());
        let whole = check_whole(&view, &reading);
        let mut files = vec![state];
        files.extend(disk::in_order(view.into_more()));
        disk::put(&self.folder, &files)?;
        let snapshot = reading.accepted.snapshot;
        tracing::info!(snapshot, timestamp = reading.accepted.timestamp, "signed anew");
        // What is there is fresh all the same.
        whole.map(|()| Kept::of(&reading, true))
    }
}

impl Kept {
    fn of(reading: &Reading, is_signed: bool) -> Self {
        let (snapshot, until) = (Some(reading.accepted.snapshot), reading.accepted.until);
        Self { snapshot, until, is_signed, quiet: Quiet::all(reading) }
    }
}

/// Whether all is as it should be, without signing anything.
fn look(view: &View<'_>, now: i64) -> Result<Kept, Trouble> {
    if view.published()?.is_none() {
        view.newest_root()?;
        return Ok(Kept { snapshot: None, until: now, is_signed: false, quiet: Vec::new() });
    }
    let reading = view.read(view.state()?.as_ref(), now)?;
    check_whole(view, &reading).map(|()| Kept::of(&reading, false))
}

/// Every file is there, and what was announced. That a role has no signer left, or ended, is no fault of
/// the disk.
fn check_whole(view: &View<'_>, reading: &Reading) -> Result<(), Trouble> {
    let is_lost =
        |reason| matches!(reason, Reason::Missing | Reason::Mixed | Reason::Truncated | Reason::Oversized);
    if let Some((_, lost)) = reading.quiet.iter().find(|(_, refusal)| is_lost(refusal.reason)) {
        return Err(lost.clone().into());
    }
    match view.lacks(&reading.accepted)? {
        Some((place, what)) => Err(Trouble::Broken { file: view.place(&place), what }),
        None => Ok(()),
    }
}

/// Whether half of its life is over, or it has more than a whole one: then a clock ran ahead, or it was
/// made for a server that does not sign.
fn is_due(header: &Header, life: i64, now: i64) -> bool {
    let left = parse_moment(&header.expires).unwrap_or(now).saturating_sub(now);
    left <= life / 2 || left > life
}

fn check_key(key: &SigningKey, root: &Root) -> Result<(), Trouble> {
    let own = PublicKey::of(key, "").id();
    let may = |role: &str| root.keys_of(role).iter().any(|known| known.id() == own);
    if may("snapshot") && may("timestamp") {
        return Ok(());
    }
    Err(Trouble::OtherKey { root: root.header.version })
}

/// A timestamp, and before it a snapshot of `meta` if there is one: paths and bytes.
pub(super) fn sign(
    key: &SigningKey,
    root: &Root,
    view: &View<'_>,
    published: Option<&Published>,
    meta: Option<BTreeMap<String, Announced>>,
    now: i64,
) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
    check_key(key, root)?;
    let mut files = Vec::new();
    let announced = match (meta, published) {
        (None, Some(it)) => {
            let version = it.snapshot.signed.header.version;
            let path = role_file("snapshot", version);
            let bytes = view.file(&path, MOST_BYTES)?.unwrap_or_default();
            Announced::of(version, &bytes)
        }
        (meta, _) => {
            let version = newest_snapshot(view)?.saturating_add(1);
            let bytes = signed(
                key,
                Snapshot::new(version, now.saturating_add(SNAPSHOT_LIFE), meta.unwrap_or_default()),
            )?;
            let announced = Announced::of(version, &bytes);
            files.push((role_file("snapshot", version), bytes));
            announced
        }
    };
    let version = published.map_or(0, |it| it.timestamp.signed.header.version).saturating_add(1);
    let timestamp = Timestamp::new(version, now.saturating_add(TIMESTAMP_LIFE), announced);
    files.push((TIMESTAMP.to_owned(), signed(key, timestamp)?));
    Ok(files)
}

fn signed<T: serde::Serialize>(key: &SigningKey, file: T) -> Result<Vec<u8>, Trouble> {
    let mut file = Signed::new(file);
    file.sign(key)?;
    Ok(file.bytes()?)
}

/// The newest version that is there, announced or not: a name never means two files.
fn newest_snapshot(view: &View<'_>) -> Result<u64, Trouble> {
    let folder = view.place("metadata");
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        entries => entries.map_err(Trouble::disk(&folder))?,
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let versions = names.filter_map(|name| name.strip_suffix(".snapshot.json")?.parse().ok());
    Ok(versions.max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_half_its_life_or_too_much_is_due() {
        for (left, expected) in [(-5, true), (0, true), (50, true), (51, false), (100, false), (101, true)] {
            let timestamp = Timestamp::new(1, 1_000_000 + left, Announced::of(1, b""));
            assert_eq!(is_due(&timestamp.header, 100, 1_000_000), expected, "{left}");
        }
    }
}
