//! The tables, one additive change after another.

use super::BEGIN;
use sqlx::{AssertSqlSafe, Row, SqlitePool};

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// SQLite's own words.
    #[error("{0}. Check that the folder can be written and that the file is Cuecard's.")]
    Database(#[from] sqlx::Error),
    /// A newer program has been here.
    #[error(
        "its schema is version {found}, and this program knows up to {known}. \
         Use the newer program again."
    )]
    Newer {
        /// The version in the file.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
}

struct Change {
    statement: &'static str,
    /// What only SQLite needs to hear.
    sqlite: &'static str,
}

/// SQLite's row numbers would keep the order in which reports arrived.
const NO_ROW_NUMBERS: &str = " WITHOUT ROWID";

/// Change number n leads to version n + 1. Never edit one, only add.
const CHANGES: [Change; 3] = [
    Change {
        statement: "CREATE TABLE accepted (
            org_id TEXT NOT NULL,
            id BYTEA NOT NULL,
            day BIGINT NOT NULL,
            PRIMARY KEY (org_id, id)
        )",
        sqlite: NO_ROW_NUMBERS,
    },
    Change {
        statement: "CREATE TABLE counts (
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
        sqlite: NO_ROW_NUMBERS,
    },
    Change {
        statement: "CREATE TABLE health (
            org_id TEXT NOT NULL,
            app TEXT NOT NULL,
            content TEXT NOT NULL,
            week TEXT NOT NULL,
            place TEXT NOT NULL,
            reports BIGINT NOT NULL,
            PRIMARY KEY (org_id, app, content, week, place)
        )",
        sqlite: NO_ROW_NUMBERS,
    },
];

/// Brings the schema up to date, all or nothing.
pub(super) async fn migrate(pool: &SqlitePool) -> Result<(), OpenError> {
    let mut transaction = pool.begin_with(BEGIN).await?;
    sqlx::query("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)")
        .execute(&mut *transaction)
        .await?;
    let found: i64 = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM schema_version")
        .fetch_one(&mut *transaction)
        .await?
        .try_get(0)?;
    let mut version = 0;
    for change in &CHANGES {
        version += 1;
        if version <= found {
            continue;
        }
        let statement = format!("{}{}", change.statement, change.sqlite);
        sqlx::query(AssertSqlSafe(statement)).execute(&mut *transaction).await?;
        sqlx::query("INSERT INTO schema_version (version) VALUES ($1)")
            .bind(version)
            .execute(&mut *transaction)
            .await?;
    }
    if found > version {
        return Err(OpenError::Newer { found, known: version });
    }
    transaction.commit().await?;
    Ok(())
}
