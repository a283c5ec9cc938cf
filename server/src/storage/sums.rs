//! Adding to many counts with few statements.

use super::ORGANISATION;
use super::database::{Session, Value};
use super::row::{COLUMNS, Key};
use sqlx::{AssertSqlSafe, Error};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Counts in one statement; see [`IDS_AT_ONCE`](super::writer::IDS_AT_ONCE).
pub(super) const COUNTS_AT_ONCE: usize = 8;

/// A column that is added to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sum {
    /// All reports that were ever counted.
    Reports,
    /// Those of them that are in a block.
    Published,
    /// A block.
    Block,
}

impl Sum {
    /// The statement for so many counts.
    pub(super) fn adding(self, counts: usize) -> String {
        let (table, column) = match self {
            Self::Reports => ("totals", "reports"),
            Self::Published => ("totals", "published"),
            Self::Block => ("blocks", "reports"),
        };
        let columns = COLUMNS.join(", ");
        format!(
            "INSERT INTO {table} (org_id, {columns}, {column}) VALUES {}
             ON CONFLICT (org_id, {columns}) DO UPDATE SET {column} = {table}.{column} + excluded.{column}",
            rows(counts, 1, COLUMNS.len() + 1)
        )
    }
}

/// Adds to the counts, in the order of their keys.
pub(super) async fn add<K: Borrow<Key> + Sync>(
    session: &mut Session,
    sum: Sum,
    amounts: &BTreeMap<K, i64>,
) -> Result<(), Error> {
    let amounts: Vec<(&Key, i64)> = amounts.iter().map(|(key, amount)| (key.borrow(), *amount)).collect();
    for amounts in amounts.chunks(COUNTS_AT_ONCE) {
        let mut values = vec![Value::Text(ORGANISATION)];
        for (key, amount) in amounts {
            values.extend(key.values().map(Value::Text));
            values.push(Value::Number(*amount));
        }
        session.execute(AssertSqlSafe(sum.adding(amounts.len())), &values).await?;
    }
    Ok(())
}

/// Placeholders for `count` rows that begin with the same `shared` values and go on with `own`
/// ones: `($1,$2),($1,$3)` for two rows, one shared and one own.
pub(super) fn rows(count: usize, shared: usize, own: usize) -> String {
    let mut text = String::new();
    for row in 0..count {
        text.push_str(if row == 0 { "(" } else { "),(" });
        let first_own = shared + row * own;
        let numbers = (0..shared).chain(first_own..first_own + own);
        for (column, number) in numbers.enumerate() {
            let comma = if column == 0 { "" } else { "," };
            // Writing to a string does not fail.
            let _ = write!(text, "{comma}${}", number + 1);
        }
    }
    text.push(')');
    text
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_share_what_is_the_same() {
        for ((count, shared, own), expected) in [
            ((1, 0, 1), "($1)"),
            ((2, 1, 1), "($1,$2),($1,$3)"),
            ((2, 2, 1), "($1,$2,$3),($1,$2,$4)"),
            ((3, 1, 2), "($1,$2,$3),($1,$4,$5),($1,$6,$7)"),
        ] {
            assert_eq!(rows(count, shared, own), expected);
        }
    }
}
