//! All counts as they are read: to another database, or from tables of before.

use super::blocks::read_key;
use super::count_id::CountId;
use super::database::{Row, Session};
use super::labels::label;
use super::row::{COLUMNS, Key};
use super::sums::{Sum, add};
use sqlx::Error;
use std::collections::BTreeMap;

/// Counts with what they are of, on their way from one place to another.
#[derive(Default)]
pub(super) struct Totals {
    keys: BTreeMap<CountId, Key>,
    reports: BTreeMap<CountId, i64>,
    published: BTreeMap<CountId, i64>,
}

impl Totals {
    /// From rows of all columns, reports and published.
    pub(super) fn read(rows: &[Row]) -> Result<Self, Error> {
        let mut totals = Self::default();
        for row in rows {
            let key = read_key(row)?;
            let id = CountId::from(&key);
            totals.keys.insert(id, key);
            totals.reports.insert(id, row.number(COLUMNS.len())?);
            totals.published.insert(id, row.number(COLUMNS.len() + 1)?);
        }
        Ok(totals)
    }

    /// All of them together.
    pub(super) fn reports(&self) -> i64 {
        self.reports.values().sum()
    }

    /// Where none of them is yet.
    pub(super) async fn store(&self, session: &mut Session) -> Result<(), Error> {
        label(session, &self.keys.iter().map(|(id, key)| (*id, key)).collect()).await?;
        add(session, Sum::Reports, &self.reports).await?;
        add(session, Sum::Published, &self.published).await
    }
}
