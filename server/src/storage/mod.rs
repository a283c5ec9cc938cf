//! The one place that speaks SQL. Every statement is written so that SQLite and PostgreSQL both run
//! it unchanged: `$1` placeholders, `ON CONFLICT`, the organisation first in every key, and no
//! row numbers, triggers or sequences.

mod blocks;
mod copy;
mod count_id;
mod counts;
mod database;
mod health;
mod labels;
mod location;
mod recent;
mod row;
mod schema;
mod sums;
mod thread;
mod totals;
mod transaction;
mod uses;
mod word;
mod writer;

pub(crate) use blocks::SETTLED_AFTER_DAYS;
pub use copy::{Copied, CopyError, backup, migrate, restore};
pub(crate) use counts::together;
pub use counts::{Block, Cell, Counts, Noisy, Tally};
pub(crate) use database::PATIENCE;
pub use health::{Health, Missing, Reading};
pub use location::Location;
pub(crate) use row::told;
pub use schema::OpenError;
pub use uses::{Use, Uses};

use crate::metrics::Metrics;
use crate::report::{ACCEPTED_DAYS_AFTER_WEEK, ACCEPTED_WEEKS_AHEAD, CheckedReport, ReportId};
use count_id::CountId;
use cuecard::time::{Day, Week};
use database::{Database, Value};
use labels::Labelled;
use row::Key;
use sqlx::{AssertSqlSafe, Error};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use writer::{Delivery, Word};

/// One organisation to a server for now; the keys are ready for more.
const ORGANISATION: &str = "default";

/// How long the id of an accepted report is remembered.
pub(crate) const IDS_KEPT_DAYS: i32 = 90;

/// An id that were forgotten too soon could be counted twice. A report is first acceptable on a
/// Monday, 21 days before its week begins; its week has 7 days; it is last acceptable 35 days
/// after that: 21 + 7 + 35 = 63 days, which leaves 27.
const _: () = assert!(IDS_KEPT_DAYS > 7 * ACCEPTED_WEEKS_AHEAD + 7 + ACCEPTED_DAYS_AFTER_WEEK);

/// How long counts are kept: proof expires after a year, and the one before is there to compare.
pub(crate) const COUNTS_KEPT_DAYS: i32 = 2 * 366;

const KNOWN: &str = "SELECT day FROM known_ids WHERE org_id = $1 AND id = $2";
const FORGET_IDS: &str = "DELETE FROM known_ids WHERE org_id = $1 AND day < $2";
/// Before what they are of, which tells how old they are.
const FORGET_SUMS: &str = "DELETE FROM sums WHERE org_id = $1 AND count_id IN
    (SELECT count_id FROM labels WHERE org_id = $1 AND week < $2)";
const FORGET_LABELS: &str = "DELETE FROM labels WHERE org_id = $1 AND week < $2";
const FORGET_BLOCKS: &str = "DELETE FROM blocks WHERE org_id = $1 AND week < $2";
/// What was counted until the tables were changed stays beside them, and no longer than the rest.
const FORGET_OLDER: [&str; 3] = [
    "DELETE FROM totals_until_version_13 WHERE org_id = $1 AND week < $2",
    "DELETE FROM totals_until_version_15 WHERE org_id = $1 AND week < $2",
    "DELETE FROM blocks_until_version_13 WHERE org_id = $1 AND week < $2",
];
/// Only SQLite has such a log.
const EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// The database did not take or give an answer; nothing was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the database is busy, full or away")]
pub struct Unavailable;

impl From<Error> for Unavailable {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "the database failed");
        Self
    }
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    database: Database,
    metrics: Metrics,
    writer: mpsc::Sender<Word>,
    labelled: Labelled,
}

impl Store {
    /// Opens the database, makes the file if it is one, and brings the schema up to date.
    pub async fn open(location: &Location) -> Result<Self, OpenError> {
        Self::measured(location, Metrics::new()).await
    }

    pub(crate) async fn measured(location: &Location, metrics: Metrics) -> Result<Self, OpenError> {
        let database = Database::open(location).await?;
        schema::migrate(&database, &metrics).await?;
        let labelled = Labelled::default();
        let writer = writer::start(location, &database, labelled.clone(), metrics.clone())?;
        Ok(Self { database, metrics, writer, labelled })
    }

    /// Counts a report unless its id was counted before; returns once that is on the disk, however long it takes.
    pub async fn accept(&self, id: &ReportId, report: CheckedReport, today: Day) -> Result<(), Unavailable> {
        let (done, answer) = oneshot::channel();
        let (count, label) = self.counted_in(&report);
        // Not kept in memory while it waits for the disk.
        drop(report);
        let delivery = Delivery { id: *id, count, label, today, done };
        // A full queue means that the disk cannot keep up: better to say so than to pile up.
        self.writer.try_send(Word::Count(delivery)).map_err(|_| Unavailable)?;
        answer.await.map_err(|_| Unavailable)?
    }

    /// The count, and what it is of unless that was seen on the disk.
    fn counted_in(&self, report: &CheckedReport) -> (CountId, Option<Box<Key>>) {
        let key = Key::from(report.as_report());
        let count = CountId::from(&key);
        (count, (!self.labelled.has(&count)).then(|| Box::new(key.into_owned())))
    }

    /// Whether a report with this id was accepted.
    pub async fn knows(&self, id: &ReportId) -> Result<bool, Unavailable> {
        // First, as it may get its place meanwhile.
        if recent::holds(&self.database, id).await? {
            return Ok(true);
        }
        let values = [ORGANISATION.into(), Value::Bytes(id.as_bytes())];
        Ok(!self.database.fetch(KNOWN, &values).await?.is_empty())
    }

    /// Publishes what may be shown from this day on. Returns how many counts there were in it.
    pub async fn close_blocks(&self, today: Day, floor: u32) -> Result<usize, Unavailable> {
        Ok(blocks::close(&self.database, &self.metrics, today, floor).await?)
    }

    /// Forgets the ids of reports that no longer can be accepted a second time. Returns how many.
    pub async fn forget_old_ids(&self, today: Day) -> Result<u64, Unavailable> {
        self.place_recent().await?;
        let before = i64::from(today.plus(-IDS_KEPT_DAYS).0);
        Ok(self.database.execute(FORGET_IDS, &[ORGANISATION.into(), before.into()]).await?)
    }

    /// Forgets counts that nothing is judged by any more. Returns how many.
    pub async fn forget_old_counts(&self, today: Day) -> Result<u64, Unavailable> {
        let before = Week::of(today.plus(-COUNTS_KEPT_DAYS)).to_string();
        let values = [ORGANISATION.into(), before.as_str().into()];
        for older in FORGET_OLDER {
            self.database.execute(older, &values).await?;
        }
        let totals = self.database.execute(FORGET_SUMS, &values).await?;
        self.database.execute(FORGET_LABELS, &values).await?;
        self.labelled.forget();
        Ok(totals + self.database.execute(FORGET_BLOCKS, &values).await?)
    }

    /// Parts the ids that came together, and empties SQLite's log. It holds an id and the count that grew
    /// with it side by side, in the order of arrival, until it is overwritten; on a quiet server that can
    /// take months.
    pub async fn forget_order(&self) -> Result<(), Unavailable> {
        if !self.database.is_sqlite() {
            return Ok(());
        }
        self.place_recent().await?;
        let answer = self.database.fetch(EMPTY_LOG, &[]).await?;
        let busy = answer.first().ok_or(Unavailable)?.number(0)?;
        if busy == 0 { Ok(()) } else { Err(Unavailable) }
    }

    /// See [`recent::Recent`].
    async fn place_recent(&self) -> Result<(), Unavailable> {
        let (told, placed) = oneshot::channel();
        self.writer.send(Word::Place(told)).await.map_err(|_| Unavailable)?;
        timeout(PATIENCE, placed).await.map_err(|_| Unavailable)?.map_err(|_| Unavailable)?
    }

    /// What may be shown; see [`Counts`].
    pub async fn counts(&self, floor: u32) -> Result<Counts, Unavailable> {
        Ok(counts::read(&self.database, floor).await?)
    }

    /// How cards are used, as far as it may be shown; see [`Uses`].
    pub async fn uses(&self, floor: u32) -> Result<Uses, Unavailable> {
        Ok(uses::read(&self.database, floor).await?)
    }

    /// How systems are read, as far as it may be shown; see [`Health`].
    pub async fn health(&self, floor: u32) -> Result<Health, Unavailable> {
        Ok(health::read(&self.database, floor).await?)
    }

    /// Whether the database answers, and is still the one in use.
    pub async fn check(&self) -> Result<(), Unavailable> {
        self.database.fetch(KNOWN, &[ORGANISATION.into(), Value::Bytes(&[])]).await?;
        Ok(())
    }

    /// Prepares every statement: whether this program and this database fit.
    pub async fn rehearse(&self) -> Result<(), Error> {
        for statement in every_statement() {
            self.database.prepare(AssertSqlSafe(statement)).await?;
        }
        Ok(())
    }

    /// Finishes what was begun and closes the connections.
    pub async fn close(self) {
        let (told, ended) = oneshot::channel();
        if self.writer.send(Word::End(told)).await.is_ok() {
            // An error means that it ended by itself.
            let _ = ended.await;
        }
        self.database.close().await;
    }
}

/// Every statement that both engines run.
fn every_statement() -> Vec<String> {
    let fixed = [
        KNOWN,
        FORGET_IDS,
        FORGET_SUMS,
        FORGET_LABELS,
        FORGET_BLOCKS,
        schema::VERSIONS,
        schema::TURNS,
        schema::TAKE_TURNS,
        schema::VERSION,
        schema::REACHED,
        blocks::WAITING_WEEKS,
        blocks::READY,
        counts::READ,
        health::READ,
        uses::READ,
    ];
    let mut all: Vec<String> = fixed.map(str::to_owned).into();
    all.extend(FORGET_OLDER.map(str::to_owned));
    all.extend(recent::STATEMENTS.map(str::to_owned));
    all.push(writer::inserting(1));
    for count in [1, writer::IDS_AT_ONCE] {
        all.push(writer::remembering(count));
    }
    for sum in [sums::Sum::Reports, sums::Sum::Published] {
        all.extend([1, sums::COUNTS_AT_ONCE].map(|count| sum.adding(count)));
    }
    all.extend([1, labels::LABELS_AT_ONCE].map(labels::labelling));
    all.extend([1, blocks::PUBLISHED_AT_ONCE].map(blocks::publishing));
    all
}
