//! Both engines as one: the same SQL, and the few kinds of values that the tables hold.

use super::location::Location;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Error, Executor, PgPool, Postgres, Row as _, SqlSafeStr, Sqlite, SqlitePool};
use std::str::FromStr;
use std::time::{Duration, Instant};

/// SQLite locks for writing with the first word, so that two writers never deadlock.
const BEGIN_SQLITE: &str = "BEGIN IMMEDIATE";
const READ_ONE_STATE: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Longer than a checkpoint or a backup step, shorter than a client's patience.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// SQLite's number for a file that somebody else has locked.
const SQLITE_BUSY: &str = "5";
/// Making a file takes a few of these.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);
/// A database that is silent for so long is away; nobody is told that anything was counted.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// On PostgreSQL one for the writer, the rest for pages; on SQLite the writer has its own.
const CONNECTIONS: u32 = 4;

/// 24 MiB (SQLite counts them as negative KiB): ids are random, so every page is as likely as
/// any other.
pub(super) const CACHE: &str = "-24576";
/// 32 MiB of log, at 4 KiB a page: a page that many reports touch is copied back once.
pub(super) const CHECKPOINT_AFTER_PAGES: &str = "8192";

/// One value of a statement.
#[derive(Clone, Copy)]
pub(super) enum Value<'v> {
    Text(&'v str),
    Number(i64),
    Bytes(&'v [u8]),
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// One row of an answer; columns are counted from 0.
pub(super) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    pub(super) fn text(&self, column: usize) -> Result<String, Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }

    pub(super) fn number(&self, column: usize) -> Result<i64, Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }

    pub(super) fn number_if_known(&self, column: usize) -> Result<Option<i64>, Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }

    pub(super) fn bytes(&self, column: usize) -> Result<Vec<u8>, Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }
}

/// A statement with its values, for whichever engine runs it.
macro_rules! query {
    ($statement:expr, $values:expr) => {{
        let mut query = sqlx::query($statement);
        for value in $values {
            query = match *value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

/// Open connections to one database. Clones share them.
#[derive(Clone)]
pub(super) enum Database {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Database {
    pub(super) async fn open(location: &Location) -> Result<Self, Error> {
        match location {
            Location::File(file) => {
                let options = SqliteConnectOptions::new()
                    .filename(file)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    // A commit is on the disk before anybody is told.
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(BUSY_TIMEOUT)
                    .pragma("cache_size", CACHE)
                    .pragma("wal_autocheckpoint", CHECKPOINT_AFTER_PAGES);
                let patience = Instant::now() + BUSY_TIMEOUT;
                loop {
                    let pool = SqlitePoolOptions::new()
                        .max_connections(CONNECTIONS)
                        .acquire_timeout(BUSY_TIMEOUT)
                        .test_before_acquire(false)
                        .connect_with(options.clone())
                        .await;
                    match pool {
                        Err(error) if is_locked(&error) && Instant::now() < patience => {
                            tokio::time::sleep(BETWEEN_TRIES).await;
                        }
                        pool => return Ok(Self::Sqlite(pool?)),
                    }
                }
            }
            Location::Postgres(url) => {
                let options = PgConnectOptions::from_str(url)?.application_name("cuecard");
                let pool = PgPoolOptions::new()
                    .max_connections(CONNECTIONS)
                    .acquire_timeout(BUSY_TIMEOUT)
                    .connect_with(options)
                    .await?;
                Ok(Self::Postgres(pool))
            }
        }
    }

    /// What only SQLite needs to hear.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    pub(super) async fn begin(&self) -> Result<Session, Error> {
        Ok(match self {
            Self::Sqlite(pool) => Session::Sqlite(pool.begin_with(BEGIN_SQLITE).await?),
            Self::Postgres(pool) => Session::Postgres(pool.begin().await?),
        })
    }

    /// Sees one state of everything and holds nobody up.
    pub(super) async fn begin_reading(&self) -> Result<Session, Error> {
        Ok(match self {
            Self::Sqlite(pool) => Session::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => Session::Postgres(pool.begin_with(READ_ONE_STATE).await?),
        })
    }

    /// One statement by itself: how many rows it changed.
    pub(super) async fn execute(
        &self,
        statement: impl SqlSafeStr,
        values: &[Value<'_>],
    ) -> Result<u64, Error> {
        in_time(async {
            Ok(match self {
                Self::Sqlite(pool) => query!(statement, values).execute(pool).await?.rows_affected(),
                Self::Postgres(pool) => query!(statement, values).execute(pool).await?.rows_affected(),
            })
        })
        .await
    }

    /// One question by itself.
    pub(super) async fn fetch(
        &self,
        statement: impl SqlSafeStr,
        values: &[Value<'_>],
    ) -> Result<Vec<Row>, Error> {
        in_time(async {
            Ok(match self {
                Self::Sqlite(pool) => sqlite(query!(statement, values).fetch_all(pool).await?),
                Self::Postgres(pool) => postgres(query!(statement, values).fetch_all(pool).await?),
            })
        })
        .await
    }

    /// Lets the engine read a statement without running it.
    pub(super) async fn prepare(&self, statement: impl SqlSafeStr) -> Result<(), Error> {
        let statement = statement.into_sql_str();
        match self {
            Self::Sqlite(pool) => drop(pool.prepare(statement).await?),
            Self::Postgres(pool) => drop(pool.prepare(statement).await?),
        }
        Ok(())
    }

    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Of several that make a file at the same moment, SQLite lets one turn its log on and the rest do not wait.
fn is_locked(error: &Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).as_deref() == Some(SQLITE_BUSY)
}

/// Ends what a database that is silent would never answer.
pub(super) async fn in_time<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    tokio::time::timeout(PATIENCE, work).await.unwrap_or(Err(Error::PoolTimedOut))
}

/// One transaction; dropped without [`commit`](Session::commit), it never was.
pub(super) enum Session {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Session {
    pub(super) async fn execute(
        &mut self,
        statement: impl SqlSafeStr,
        values: &[Value<'_>],
    ) -> Result<u64, Error> {
        Ok(match self {
            Self::Sqlite(session) => query!(statement, values).execute(&mut **session).await?.rows_affected(),
            Self::Postgres(session) => {
                query!(statement, values).execute(&mut **session).await?.rows_affected()
            }
        })
    }

    pub(super) async fn fetch(
        &mut self,
        statement: impl SqlSafeStr,
        values: &[Value<'_>],
    ) -> Result<Vec<Row>, Error> {
        Ok(match self {
            Self::Sqlite(session) => sqlite(query!(statement, values).fetch_all(&mut **session).await?),
            Self::Postgres(session) => postgres(query!(statement, values).fetch_all(&mut **session).await?),
        })
    }

    pub(super) async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(session) => session.commit().await,
            Self::Postgres(session) => session.commit().await,
        }
    }
}

fn sqlite(rows: Vec<SqliteRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Sqlite).collect()
}

fn postgres(rows: Vec<PgRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Postgres).collect()
}
