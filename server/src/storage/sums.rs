//! Adding to many counts with few statements.

use super::ORGANISATION;
use super::count_id::CountId;
use super::database::{Session, Value};
use sqlx::{AssertSqlSafe, Error};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Counts in one statement; see [`IDS_AT_ONCE`](super::writer::IDS_AT_ONCE). A connection keeps a hundred
/// statements prepared: room for every length of this one, of the ids' and of the labels'.
pub(super) const COUNTS_AT_ONCE: usize = 24;

/// A column that is added to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sum {
    /// All reports that were ever counted.
    Reports,
    /// Those of them that are in a block.
    Published,
}

impl Sum {
    /// The statement for so many counts.
    pub(super) fn adding(self, counts: usize) -> String {
        let column = match self {
            Self::Reports => "reports",
            Self::Published => "published",
        };
        format!(
            "INSERT INTO sums (org_id, count_id, {column}) VALUES {}
             ON CONFLICT (org_id, count_id) DO UPDATE SET {column} = sums.{column} + excluded.{column}",
            rows(counts, 1, 2)
        )
    }
}

/// Adds to the counts, in the order of their numbers, so that no two transactions wait for each other.
pub(super) async fn add(
    session: &mut Session,
    sum: Sum,
    amounts: &BTreeMap<CountId, i64>,
) -> Result<(), Error> {
    let amounts: Vec<(&CountId, &i64)> = amounts.iter().collect();
    for amounts in amounts.chunks(COUNTS_AT_ONCE) {
        let mut values = vec![Value::Text(ORGANISATION)];
        for (id, amount) in amounts {
            values.extend([Value::Bytes(id.as_bytes()), Value::Number(**amount)]);
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
