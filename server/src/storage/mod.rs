//! The one place that speaks SQL. Every statement is written so that PostgreSQL runs it
//! unchanged: `$1` placeholders, `ON CONFLICT`, the organisation first in every key, and no
//! row numbers, triggers or sequences.

mod counts;
mod health;
mod key;
mod schema;
mod word;
mod writer;

pub use counts::{Block, Cell, Counts, Tally};
pub use health::{Health, Missing, Reading};
pub use schema::OpenError;

use crate::report::{ACCEPTED_DAYS_AFTER_WEEK, ACCEPTED_WEEKS_AHEAD, CheckedReport, ReportId};
use cuecard::time::Day;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row, SqlitePool};
use std::path::Path;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use writer::Delivery;

/// One organisation to a server for now; the keys are ready for more.
const ORGANISATION: &str = "default";
/// SQLite locks for writing with the first word, so that two writers never deadlock.
const BEGIN: &str = "BEGIN IMMEDIATE";
/// Longer than a checkpoint or a backup step, shorter than a client's patience.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// One for the writer, the rest for pages.
const CONNECTIONS: u32 = 4;

/// Ids are random, so nearly every one that is stored changes a page of its own, and a commit
/// writes whole pages: small ones are a quarter of the bytes to flush.
const PAGE_BYTES: u32 = 1024;
/// 64 MiB (SQLite counts them as negative KiB): ids are random, so every page is as likely as
/// any other.
const CACHE: &str = "-65536";
/// 32 MiB of log: a page that many reports touch is copied back once.
const CHECKPOINT_AFTER_PAGES: &str = "32768";

/// How long the id of an accepted report is remembered.
pub(crate) const IDS_KEPT_DAYS: i32 = 90;

/// An id that were forgotten too soon could be counted twice. A report is first acceptable on a
/// Monday, 21 days before its week begins; its week has 7 days; it is last acceptable 35 days
/// after that: 21 + 7 + 35 = 63 days, which leaves 27.
const _: () = assert!(IDS_KEPT_DAYS > 7 * ACCEPTED_WEEKS_AHEAD + 7 + ACCEPTED_DAYS_AFTER_WEEK);

/// The database did not take or give an answer; nothing was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the database is busy, full or away")]
pub struct Unavailable;

impl From<sqlx::Error> for Unavailable {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the database failed");
        Self
    }
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    pool: SqlitePool,
    deliveries: mpsc::Sender<Delivery>,
}

impl Store {
    /// Opens the file, or makes it, and brings its schema up to date.
    pub async fn open(file: &Path) -> Result<Self, OpenError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .page_size(PAGE_BYTES)
            .journal_mode(SqliteJournalMode::Wal)
            // A commit is on the disk before anybody is told.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("cache_size", CACHE)
            .pragma("wal_autocheckpoint", CHECKPOINT_AFTER_PAGES);
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(BUSY_TIMEOUT)
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        schema::migrate(&pool).await?;
        let deliveries = writer::start(pool.clone());
        Ok(Self { pool, deliveries })
    }

    /// Counts a report unless its id was counted before; returns once that is on the disk.
    pub async fn accept(&self, id: &ReportId, report: CheckedReport, today: Day) -> Result<(), Unavailable> {
        let (done, answer) = oneshot::channel();
        let delivery = Delivery { id: *id, key: report.into_report().into(), today, done };
        // A full queue means that the disk cannot keep up: better to say so than to pile up.
        self.deliveries.try_send(delivery).map_err(|_| Unavailable)?;
        answer.await.map_err(|_| Unavailable)?
    }

    /// Whether a report with this id was accepted.
    pub async fn knows(&self, id: &ReportId) -> Result<bool, Unavailable> {
        let row = sqlx::query("SELECT 1 FROM accepted WHERE org_id = $1 AND id = $2")
            .bind(ORGANISATION)
            .bind(id.as_bytes())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.is_some())
    }

    /// Forgets the ids of reports that no longer can be accepted a second time. Returns how many.
    pub async fn forget_old_ids(&self, today: Day) -> Result<u64, Unavailable> {
        let done = sqlx::query("DELETE FROM accepted WHERE org_id = $1 AND day < $2")
            .bind(ORGANISATION)
            .bind(today.plus(-IDS_KEPT_DAYS).0)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }

    /// Empties SQLite's log. It holds an id and the count that grew with it side by side, in the
    /// order of arrival, until it is overwritten; on a quiet server that can take months.
    pub async fn forget_order(&self) -> Result<(), Unavailable> {
        let done = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.pool).await?;
        let busy: i64 = done.try_get(0)?;
        if busy == 0 { Ok(()) } else { Err(Unavailable) }
    }

    /// What pages may show; see [`Counts`].
    pub async fn counts(&self, floor: u32) -> Result<Counts, Unavailable> {
        Ok(counts::read(&self.pool, floor).await?)
    }

    /// How systems are read, as far as pages may show it; see [`Health`].
    pub async fn health(&self, floor: u32) -> Result<Health, Unavailable> {
        Ok(health::read(&self.pool, floor).await?)
    }

    /// Whether the database answers.
    pub async fn check(&self) -> Result<(), Unavailable> {
        sqlx::query("SELECT version FROM schema_version").fetch_one(&self.pool).await?;
        Ok(())
    }

    /// Finishes what was begun and closes the file.
    pub async fn close(self) {
        self.pool.close().await;
    }
}
