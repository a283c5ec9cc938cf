//! The tables, one change after another, each in a transaction of its own. Several servers may start
//! on one database at once: they take turns at one row ([`TAKE_TURNS`]), since the locks that
//! PostgreSQL would offer are not in every database of its kind.

use super::database::{Database, Session};
use super::totals::Totals;
use super::transaction::{Transaction, run_unhurried};
use crate::metrics::Metrics;
use sqlx::{AssertSqlSafe, Error};

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database's own words.
    #[error("{0}. Check that it can be reached and written, and that it is Cuecard's.")]
    Database(#[from] Error),
    /// A newer program has been here.
    #[error(
        "its schema is version {found}, and this program knows up to {known}. \
         Use the newer program again."
    )]
    Newer {
        /// The version in the database.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The counts went to another database.
    #[error("its counts were moved to another database. Name that one.")]
    Moved,
}

struct Change {
    statement: &'static str,
    does: Does,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Makes a table: SQLite's row numbers would keep the order in which reports arrived.
    Table,
    Other,
    /// Reads counts, which then get their numbers: no SQL that both engines know can make those.
    Number,
}

const NO_ROW_NUMBERS: &str = " WITHOUT ROWID";

const fn table(statement: &'static str) -> Change {
    Change { statement, does: Does::Table }
}

const fn other(statement: &'static str) -> Change {
    Change { statement, does: Does::Other }
}

/// Change number n leads to version n + 1. Never edit one, only add.
const CHANGES: [Change; 22] = [
    table(
        "CREATE TABLE accepted (
            org_id TEXT NOT NULL,
            id BYTEA NOT NULL,
            day BIGINT NOT NULL,
            PRIMARY KEY (org_id, id)
        )",
    ),
    table(
        "CREATE TABLE counts (
            org_id TEXT NOT NULL,
            pack TEXT NOT NULL,
            nudge TEXT NOT NULL,
            content TEXT NOT NULL,
            week TEXT NOT NULL,
            arm TEXT NOT NULL,
            bucket TEXT NOT NULL,
            reports BIGINT NOT NULL,
            PRIMARY KEY (org_id, pack, nudge, content, week, arm, bucket)
        )",
    ),
    table(
        "CREATE TABLE health (
            org_id TEXT NOT NULL,
            app TEXT NOT NULL,
            content TEXT NOT NULL,
            week TEXT NOT NULL,
            place TEXT NOT NULL,
            reports BIGINT NOT NULL,
            PRIMARY KEY (org_id, app, content, week, place)
        )",
    ),
    // One table for every kind, so that a further kind is rows. `published` is how many of the
    // reports are in a block.
    table(
        "CREATE TABLE totals (
            org_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            pack TEXT NOT NULL,
            nudge TEXT NOT NULL,
            content TEXT NOT NULL,
            arm TEXT NOT NULL,
            week TEXT NOT NULL,
            role TEXT NOT NULL,
            team TEXT NOT NULL,
            bucket TEXT NOT NULL,
            reports BIGINT NOT NULL DEFAULT 0,
            published BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (org_id, kind, pack, nudge, content, arm, week, role, team, bucket)
        )",
    ),
    // What is shown: written once, never changed.
    table(
        "CREATE TABLE blocks (
            org_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            pack TEXT NOT NULL,
            nudge TEXT NOT NULL,
            content TEXT NOT NULL,
            arm TEXT NOT NULL,
            week TEXT NOT NULL,
            role TEXT NOT NULL,
            team TEXT NOT NULL,
            bucket TEXT NOT NULL,
            reports BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (org_id, kind, pack, nudge, content, arm, week, role, team, bucket)
        )",
    ),
    other(
        "INSERT INTO totals (org_id, kind, pack, nudge, content, arm, week, role, team, bucket, reports)
         SELECT org_id, CASE bucket WHEN 'entry' THEN 'entry' ELSE 'outcome' END,
                pack, nudge, content, arm, week, '', '',
                CASE bucket WHEN 'entry' THEN '' ELSE bucket END, reports
         FROM counts",
    ),
    other(
        "INSERT INTO totals (org_id, kind, pack, nudge, content, arm, week, role, team, bucket, reports)
         SELECT org_id, CASE place WHEN '' THEN 'health' ELSE 'missing' END,
                app, '', '', '', week, '', '', place, CAST(SUM(reports) AS BIGINT)
         FROM health
         GROUP BY org_id, app, week, place",
    ),
    // An older program that still runs must fail from here on: what it is sent, browsers keep. It
    // would count where nobody looks.
    other("ALTER TABLE counts RENAME TO counts_until_version_7"),
    other("ALTER TABLE health RENAME TO health_until_version_7"),
    // What people did before is part of what tells counts apart. Neither engine can change a key in place,
    // and an older program must fail meanwhile, as above.
    other("ALTER TABLE totals RENAME TO totals_until_version_13"),
    other("ALTER TABLE blocks RENAME TO blocks_until_version_13"),
    table(
        "CREATE TABLE totals (
            org_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            pack TEXT NOT NULL,
            nudge TEXT NOT NULL,
            content TEXT NOT NULL,
            arm TEXT NOT NULL,
            week TEXT NOT NULL,
            role TEXT NOT NULL,
            team TEXT NOT NULL,
            earlier TEXT NOT NULL,
            bucket TEXT NOT NULL,
            reports BIGINT NOT NULL DEFAULT 0,
            published BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (org_id, kind, pack, nudge, content, arm, week, role, team, earlier, bucket)
        )",
    ),
    table(
        "CREATE TABLE blocks (
            org_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            pack TEXT NOT NULL,
            nudge TEXT NOT NULL,
            content TEXT NOT NULL,
            arm TEXT NOT NULL,
            week TEXT NOT NULL,
            role TEXT NOT NULL,
            team TEXT NOT NULL,
            earlier TEXT NOT NULL,
            bucket TEXT NOT NULL,
            reports BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (org_id, kind, pack, nudge, content, arm, week, role, team, earlier, bucket)
        )",
    ),
    other(
        "INSERT INTO totals (org_id, kind, pack, nudge, content, arm, week, role, team, earlier, bucket,
                             reports, published)
         SELECT org_id, kind, pack, nudge, content, arm, week, role, team, '', bucket, reports, published
         FROM totals_until_version_13",
    ),
    other(
        "INSERT INTO blocks (org_id, kind, pack, nudge, content, arm, week, role, team, earlier, bucket, reports)
         SELECT org_id, kind, pack, nudge, content, arm, week, role, team, '', bucket, reports
         FROM blocks_until_version_13",
    ),
    // Reports add to narrow rows; what those are of is written once. Again an older program must fail.
    other("ALTER TABLE totals RENAME TO totals_until_version_15"),
    table(
        "CREATE TABLE labels (
            org_id TEXT NOT NULL,
            count_id BYTEA NOT NULL,
            kind TEXT NOT NULL,
            pack TEXT NOT NULL,
            nudge TEXT NOT NULL,
            content TEXT NOT NULL,
            arm TEXT NOT NULL,
            week TEXT NOT NULL,
            role TEXT NOT NULL,
            team TEXT NOT NULL,
            earlier TEXT NOT NULL,
            bucket TEXT NOT NULL,
            PRIMARY KEY (org_id, count_id)
        )",
    ),
    table(
        "CREATE TABLE sums (
            org_id TEXT NOT NULL,
            count_id BYTEA NOT NULL,
            reports BIGINT NOT NULL DEFAULT 0,
            published BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (org_id, count_id)
        )",
    ),
    other(
        "CREATE VIEW totals AS
         SELECT s.org_id, l.kind, l.pack, l.nudge, l.content, l.arm, l.week, l.role, l.team, l.earlier, l.bucket,
                s.reports, s.published
         FROM sums s JOIN labels l ON l.org_id = s.org_id AND l.count_id = s.count_id",
    ),
    Change {
        statement: "SELECT kind, pack, nudge, content, arm, week, role, team, earlier, bucket, reports, published
         FROM totals_until_version_15",
        does: Does::Number,
    },
    // Some ids wait beside the others. A program that does not look there would count twice: it must fail.
    other("ALTER TABLE accepted RENAME TO known_ids"),
    table(
        "CREATE TABLE recent_ids (
            org_id TEXT NOT NULL,
            first_id BYTEA NOT NULL,
            day BIGINT NOT NULL,
            ids BYTEA NOT NULL,
            PRIMARY KEY (org_id, first_id)
        )",
    ),
];

/// Of a database whose counts were moved to another.
pub(super) const MOVED: i64 = 1_000_000;

pub(super) const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)";
pub(super) const TURNS: &str =
    "INSERT INTO schema_version (version) VALUES (0) ON CONFLICT (version) DO NOTHING";
/// Whoever changes tables or closes blocks waits here for others that do.
pub(super) const TAKE_TURNS: &str = "UPDATE schema_version SET version = 0 WHERE version = 0";
pub(super) const VERSION: &str = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
pub(super) const REACHED: &str = "INSERT INTO schema_version (version) VALUES ($1)";

/// Brings the schema up to date.
pub(super) async fn migrate(database: &Database, metrics: &Metrics) -> Result<(), OpenError> {
    // Of several that make it at the same moment, PostgreSQL tells all but one that it is there.
    let made = database.execute(VERSIONS, &[]).await;
    let next = NextChange { sqlite: database.is_sqlite() };
    let known = i64::try_from(CHANGES.len()).unwrap_or(i64::MAX);
    loop {
        match run_unhurried(database, metrics, &next).await {
            Ok(found) if found == known => return Ok(()),
            Ok(MOVED) => return Err(OpenError::Moved),
            Ok(found) if found > known => return Err(OpenError::Newer { found, known }),
            Ok(_) => (),
            Err(error) => return Err(made.err().unwrap_or(error).into()),
        }
    }
}

/// Makes the next change, if there is one; tells the version that the schema has then.
struct NextChange {
    sqlite: bool,
}

impl Transaction for NextChange {
    const NAME: &'static str = "schema";
    type Output = i64;

    async fn run(&self, session: &mut Session) -> Result<i64, Error> {
        session.execute(TURNS, &[]).await?;
        session.execute(TAKE_TURNS, &[]).await?;
        let found = session.fetch(VERSION, &[]).await?.first().ok_or(Error::RowNotFound)?.number(0)?;
        let Some(change) = usize::try_from(found).ok().and_then(|found| CHANGES.get(found)) else {
            return Ok(found);
        };
        let statement = AssertSqlSafe(change.for_engine(self.sqlite));
        match change.does {
            Does::Table | Does::Other => _ = session.execute(statement, &[]).await?,
            Does::Number => Totals::read(&session.fetch(statement, &[]).await?)?.store(session).await?,
        }
        session.execute(REACHED, &[(found + 1).into()]).await?;
        Ok(found + 1)
    }
}

impl Change {
    fn for_engine(&self, sqlite: bool) -> String {
        let only_sqlite = if sqlite && self.does == Does::Table { NO_ROW_NUMBERS } else { "" };
        format!("{}{only_sqlite}", self.statement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What databases that speak PostgreSQL's language do not all have.
    const NOT_PORTABLE: [&str; 14] = [
        "SERIAL",
        "AUTOINCREMENT",
        "IDENTITY",
        "SEQUENCE",
        "TRIGGER",
        "LISTEN",
        "NOTIFY",
        "ADVISORY",
        "REFERENCES",
        "JSON",
        "ARRAY",
        "NOW(",
        "CURRENT_",
        "ROWID",
    ];

    #[test]
    fn changes_are_portable_and_lose_nothing() {
        for change in &CHANGES {
            let statement = change.for_engine(false);
            for word in NOT_PORTABLE {
                assert!(!statement.to_uppercase().contains(word), "{word}: {statement}");
            }
            let begins = |word: &str| statement.starts_with(word);
            assert!(
                ["CREATE TABLE ", "CREATE VIEW ", "INSERT INTO ", "SELECT "].into_iter().any(begins)
                    || statement.contains(" RENAME TO "),
                "takes away: {statement}"
            );
            assert_eq!(change.does == Does::Table, begins("CREATE TABLE "));
            if change.does == Does::Table {
                assert!(statement.contains("PRIMARY KEY (org_id, "), "{statement}");
                assert!(change.for_engine(true).ends_with(" WITHOUT ROWID"));
            }
            assert_eq!(statement.matches(';').count(), 0, "one change a transaction: {statement}");
        }
    }

    #[test]
    fn the_lint_sees_what_it_looks_for() {
        let bad = other("CREATE TABLE t (id SERIAL)");
        assert!(NOT_PORTABLE.iter().any(|word| bad.statement.contains(word)));
    }
}
