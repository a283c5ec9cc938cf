//! Copies of everything: backup, restore, and the move to another database. One transaction on
//! either side, so that a copy is whole or is not there.

use super::blocks::{publish, read_key};
use super::database::{Database, Session, Value};
use super::location::Location;
use super::row::{COLUMNS, Key};
use super::schema::{self, MOVED, OpenError, REACHED, TAKE_TURNS};
use super::sums::rows;
use super::totals::Totals;
use super::{EMPTY_LOG, ORGANISATION, recent};
use crate::metrics::Metrics;
use sqlx::{AssertSqlSafe, Error};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Ids that are held in memory at once.
const IDS_READ_AT_ONCE: usize = 1024;
/// Each has its own id and day; see [`IDS_AT_ONCE`](super::writer::IDS_AT_ONCE).
const IDS_WRITTEN_AT_ONCE: usize = 31;

/// Under this name the ids stay where counts were moved away. A server that still runs there finds
/// none, and acknowledges nothing any more.
const SET_ASIDE: &str = "ALTER TABLE known_ids RENAME TO known_ids_moved";
const IN_USE: &str = "known_ids";
const ASIDE: &str = "known_ids_moved";

const TOTALS: &str =
    "SELECT kind, pack, nudge, content, arm, week, role, team, earlier, bucket, reports, published
    FROM totals WHERE org_id = $1";
const BLOCKS: &str = "SELECT kind, pack, nudge, content, arm, week, role, team, earlier, bucket, reports
    FROM blocks WHERE org_id = $1";
const SUMS: &str = "SELECT CAST(COALESCE(SUM(reports), 0) AS BIGINT),
           CAST(COALESCE(SUM(published), 0) AS BIGINT),
           (SELECT CAST(COALESCE(SUM(reports), 0) AS BIGINT) FROM blocks WHERE org_id = $1)
    FROM totals WHERE org_id = $1";
/// Only SQLite can be asked; `ok` is the one good answer.
const INTEGRITY: &str = "PRAGMA integrity_check";

/// Why there is no copy. Whatever it says, the source still has everything.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// One of the two cannot be opened.
    #[error("{location}: {source}")]
    Open {
        /// Which.
        location: Location,
        /// What is wrong with it.
        source: OpenError,
    },
    /// The database failed on the way.
    #[error("{location}: {source}. Nothing was copied; mend that and run this again.")]
    Failed {
        /// Which.
        location: Location,
        /// Its own words.
        source: Error,
    },
    /// A file is in the way, missing, or cannot be written.
    #[error("{}: {source}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The target holds counts already.
    #[error("{0}: already holds counts. Name an empty database.")]
    NotEmpty(Location),
    /// What was written is not what was read.
    #[error("{0}: the copy is not like the original. Nothing was kept of it; run this again.")]
    Unlike(Location),
}

/// How much was copied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copied {
    /// Ids of reports, kept so that none counts twice.
    pub ids: u64,
    /// Reports in all counts together.
    pub reports: i64,
}

/// Copies everything to a new SQLite file, while the server may go on.
pub async fn backup(from: &Location, to: &Path) -> Result<Copied, CopyError> {
    let refuse = |source| CopyError::File { file: to.to_owned(), source };
    if to.exists() {
        let source = io::Error::new(io::ErrorKind::AlreadyExists, "is there already. Name a new file.");
        return Err(refuse(source));
    }
    // A backup that broke off must not look like one.
    let partial = beside(to, "partial");
    remove(&partial).map_err(refuse)?;
    let target = Location::File(partial.clone());
    let source = open_existing(from).await?;
    let reading = source.begin_reading().await.map_err(failed(from))?;
    let copied = copy(Side { location: from, session: reading }, IN_USE, &target, None).await?;
    source.close().await;
    fs::File::open(&partial).and_then(|file| file.sync_all()).map_err(refuse)?;
    fs::rename(&partial, to).map_err(refuse)?;
    Ok(copied)
}

/// Fills an empty database from a backup.
pub async fn restore(from: &Path, to: &Location) -> Result<Copied, CopyError> {
    let refuse = |source| CopyError::File { file: from.to_owned(), source };
    // Opening brings a schema up to date; a backup stays as it is.
    let folder = tempfile::tempdir().map_err(refuse)?;
    let working = folder.path().join("restored.sqlite");
    fs::copy(from, &working).map_err(refuse)?;
    fill(&Location::File(working), to).await
}

async fn fill(from: &Location, to: &Location) -> Result<Copied, CopyError> {
    let source = open_existing(from).await?;
    let reading = source.begin_reading().await.map_err(failed(from))?;
    let copied = copy(Side { location: from, session: reading }, IN_USE, to, None).await;
    source.close().await;
    copied
}

/// Moves everything to an empty database. From then on the old one takes no report, also from a
/// server that still runs on it: what it is sent meanwhile, browsers keep.
pub async fn migrate(from: &Location, to: &Location) -> Result<Copied, CopyError> {
    let source = open_existing(from).await?;
    let mut session = source.begin().await.map_err(failed(from))?;
    // First, so that nothing is acknowledged here that would not be copied.
    session.execute(TAKE_TURNS, &[]).await.map_err(failed(from))?;
    session.execute(SET_ASIDE, &[]).await.map_err(failed(from))?;
    let copied = copy(Side { location: from, session }, ASIDE, to, Some(MOVED)).await;
    source.close().await;
    copied
}

/// The transaction that reads.
struct Side<'l> {
    location: &'l Location,
    session: Session,
}

/// Copies, compares, and commits: the target first. Ended between the two, both have everything, and
/// the source is still the one in use.
async fn copy(
    mut from: Side<'_>,
    ids: &str,
    to: &Location,
    leave_at: Option<i64>,
) -> Result<Copied, CopyError> {
    let target = open(to, true).await?;
    let mut session = target.begin().await.map_err(failed(to))?;
    session.execute(TAKE_TURNS, &[]).await.map_err(failed(to))?;
    if sums(&mut session).await.map_err(failed(to))? != [0; 3] {
        return Err(CopyError::NotEmpty(to.clone()));
    }
    let copied = copy_ids(&mut from, ids, &mut session, to).await?;
    crate::fault::point("copy-half");
    let reports = copy_counts(&mut from, &mut session, to).await?;
    let (here, there) = (sums(&mut from.session).await, sums(&mut session).await);
    if here.map_err(failed(from.location))? != there.map_err(failed(to))? {
        return Err(CopyError::Unlike(to.clone()));
    }
    crate::fault::point("copy-before-commit");
    session.commit().await.map_err(failed(to))?;
    check(&target).await.map_err(failed(to))?;
    target.close().await;
    crate::fault::point("copy-after-commit");
    if let Some(version) = leave_at {
        from.session.execute(REACHED, &[version.into()]).await.map_err(failed(from.location))?;
    }
    from.session.commit().await.map_err(failed(from.location))?;
    Ok(Copied { ids: copied, reports })
}

async fn copy_ids(
    from: &mut Side<'_>,
    table: &str,
    to: &mut Session,
    target: &Location,
) -> Result<u64, CopyError> {
    let next = format!(
        "SELECT id, day FROM {table} WHERE org_id = $1 AND id > $2 ORDER BY id LIMIT {IDS_READ_AT_ONCE}"
    );
    let (mut last, mut copied) = (Vec::new(), 0);
    loop {
        let values = [ORGANISATION.into(), Value::Bytes(&last)];
        let read = from.session.fetch(AssertSqlSafe(next.clone()), &values).await;
        let mut ids = Vec::new();
        for row in read.map_err(failed(from.location))? {
            let id = row.bytes(0).and_then(|id| Ok((id, row.number(1)?)));
            ids.push(id.map_err(failed(from.location))?);
        }
        copied += write_ids(&ids, to).await.map_err(failed(target))?;
        match ids.pop() {
            Some((id, _)) => last = id,
            None => break,
        }
    }
    let recent = recent::read(&mut from.session).await.map_err(failed(from.location))?;
    Ok(copied + write_ids(&recent, to).await.map_err(failed(target))?)
}

async fn write_ids(ids: &[(Vec<u8>, i64)], to: &mut Session) -> Result<u64, Error> {
    let mut written = 0;
    for ids in ids.chunks(IDS_WRITTEN_AT_ONCE) {
        let mut values = vec![Value::Text(ORGANISATION)];
        for (id, day) in ids {
            values.extend([Value::Bytes(id), Value::Number(*day)]);
        }
        let insert = format!("INSERT INTO known_ids (org_id, id, day) VALUES {}", rows(ids.len(), 1, 2));
        written += to.execute(AssertSqlSafe(insert), &values).await?;
    }
    Ok(written)
}

async fn copy_counts(from: &mut Side<'_>, to: &mut Session, target: &Location) -> Result<i64, CopyError> {
    let organisation = [ORGANISATION.into()];
    let read = from.session.fetch(TOTALS, &organisation).await;
    let totals = read.and_then(|rows| Totals::read(&rows)).map_err(failed(from.location))?;
    totals.store(to).await.map_err(failed(target))?;
    let mut blocks = BTreeMap::<Key, i64>::new();
    for row in from.session.fetch(BLOCKS, &organisation).await.map_err(failed(from.location))? {
        let read = || Ok((read_key(&row)?, row.number(COLUMNS.len())?));
        blocks.extend([read().map_err(failed(from.location))?]);
    }
    publish(to, &blocks).await.map_err(failed(target))?;
    Ok(totals.reports())
}

/// What the counts add up to: all, published, in blocks.
async fn sums(session: &mut Session) -> Result<[i64; 3], Error> {
    let answer = session.fetch(SUMS, &[ORGANISATION.into()]).await?;
    let row = answer.first().ok_or(Error::RowNotFound)?;
    Ok([row.number(0)?, row.number(1)?, row.number(2)?])
}

/// Reads a SQLite file once through, and leaves it without a log beside it.
async fn check(database: &Database) -> Result<(), Error> {
    if database.is_sqlite() {
        let answer = database.fetch(INTEGRITY, &[]).await?;
        let said = answer.first().ok_or(Error::RowNotFound)?.text(0)?;
        if said != "ok" {
            return Err(Error::Protocol(said));
        }
        database.fetch(EMPTY_LOG, &[]).await?;
    }
    Ok(())
}

async fn open_existing(location: &Location) -> Result<Database, CopyError> {
    open(location, false).await
}

async fn open(location: &Location, make: bool) -> Result<Database, CopyError> {
    let refuse = |source| CopyError::Open { location: location.clone(), source };
    if let Location::File(file) = location
        && !make
        && !file.exists()
    {
        let source = io::Error::new(io::ErrorKind::NotFound, "is not there");
        return Err(refuse(Error::Io(source).into()));
    }
    let database = Database::open(location).await.map_err(|error| refuse(error.into()))?;
    schema::migrate(&database, &Metrics::new()).await.map_err(refuse)?;
    Ok(database)
}

fn failed(location: &Location) -> impl Fn(Error) -> CopyError {
    let location = location.clone();
    move |source| CopyError::Failed { location: location.clone(), source }
}

/// The same name with one more ending.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Removes a SQLite file with what lies beside it.
fn remove(file: &Path) -> Result<(), io::Error> {
    for file in [
        file.to_owned(),
        PathBuf::from(format!("{}-wal", file.display())),
        PathBuf::from(format!("{}-shm", file.display())),
    ] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => (),
        }
    }
    Ok(())
}
