//! The one writer. Reports that arrive while a transaction is being committed share the next
//! one, so that a disk flush serves many of them; none is acknowledged before its flush.

use super::key::Key;
use super::{BEGIN, ORGANISATION, Unavailable};
use crate::report::ReportId;
use cuecard::time::Day;
use sqlx::{AssertSqlSafe, Row, SqliteConnection, SqlitePool};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use tokio::sync::{mpsc, oneshot};

/// Reports in one transaction: past this, the flush is no longer what it costs.
const BATCH: usize = 1024;
/// Reports that may wait. More than this and the server says that it is busy.
const QUEUE: usize = 8192;
/// Values in one statement: enough to spread its cost. Each is looked up by its number, which
/// takes SQLite longer the more of them there are; and few lengths stay prepared.
const VALUES: usize = 64;
/// `org_id` and `day` are shared by all rows.
const IDS_AT_ONCE: usize = VALUES - 2;

/// One report on its way to the disk.
pub(super) struct Delivery {
    pub(super) id: ReportId,
    pub(super) key: Key,
    pub(super) today: Day,
    pub(super) done: oneshot::Sender<Result<(), Unavailable>>,
}

/// Starts the writer; it ends when the last sender is gone.
pub(super) fn start(pool: SqlitePool) -> mpsc::Sender<Delivery> {
    let (sender, mut deliveries) = mpsc::channel(QUEUE);
    tokio::spawn(async move {
        let mut batch = Vec::with_capacity(BATCH);
        while deliveries.recv_many(&mut batch, BATCH).await > 0 {
            let outcome = commit(&pool, &batch).await.map_err(Unavailable::from);
            for delivery in batch.drain(..) {
                // Nobody may be waiting any more; the report is counted all the same.
                let _ = delivery.done.send(outcome);
            }
        }
    });
    sender
}

/// Counts each report whose id is new. All of the batch, or nothing.
async fn commit(pool: &SqlitePool, batch: &[Delivery]) -> Result<(), sqlx::Error> {
    // Sorted, so that two servers on one database lock rows in the same order.
    let mut reports = BTreeMap::new();
    for delivery in batch {
        reports.entry(delivery.id).or_insert(&delivery.key);
    }
    // At midnight a batch may hold two days; the later one keeps an id longer, never shorter.
    let Some(today) = batch.iter().map(|delivery| delivery.today).max() else {
        return Ok(());
    };
    let ids: Vec<ReportId> = reports.keys().copied().collect();

    let mut transaction = pool.begin_with(BEGIN).await?;
    let mut sums: BTreeMap<&Key, i64> = BTreeMap::new();
    for new in remember(&mut transaction, &ids, today).await? {
        if let Some(&key) = reports.get(&new) {
            *sums.entry(key).or_default() += 1;
        }
    }
    let sums: Vec<(&Key, i64)> = sums.into_iter().collect();
    add(&mut transaction, &sums).await?;
    transaction.commit().await
}

/// Stores the ids and returns those that were not there before.
async fn remember(
    connection: &mut SqliteConnection,
    ids: &[ReportId],
    today: Day,
) -> Result<HashSet<ReportId>, sqlx::Error> {
    let mut new = HashSet::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let statement = format!(
            "INSERT INTO accepted (org_id, day, id) VALUES {}
             ON CONFLICT (org_id, id) DO NOTHING RETURNING id",
            rows(ids.len(), 2, 1)
        );
        let mut insert = sqlx::query(AssertSqlSafe(statement)).bind(ORGANISATION).bind(today.0);
        for id in ids {
            insert = insert.bind(id.as_bytes());
        }
        for row in insert.fetch_all(&mut *connection).await? {
            new.extend(ReportId::from_bytes(row.try_get(0)?));
        }
    }
    Ok(new)
}

/// Adds to the counts, which must be sorted.
async fn add(connection: &mut SqliteConnection, sums: &[(&Key, i64)]) -> Result<(), sqlx::Error> {
    for sums in sums.chunk_by(|(one, _), (other, _)| one.table == other.table) {
        let Some(table) = sums.first().map(|(key, _)| key.table) else { continue };
        let (name, columns) = (table.name(), table.columns().join(", "));
        // `org_id` is shared; a row has its key and its sum.
        let own = table.columns().len() + 1;
        for sums in sums.chunks((VALUES - 1) / own) {
            let statement = format!(
                "INSERT INTO {name} (org_id, {columns}, reports)
                 VALUES {}
                 ON CONFLICT (org_id, {columns})
                 DO UPDATE SET reports = {name}.reports + excluded.reports",
                rows(sums.len(), 1, own)
            );
            let mut upsert = sqlx::query(AssertSqlSafe(statement)).bind(ORGANISATION);
            for (key, sum) in sums {
                for value in &key.values {
                    upsert = upsert.bind(value);
                }
                upsert = upsert.bind(sum);
            }
            upsert.execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Placeholders for `count` rows that begin with the same `shared` values and go on with `own`
/// ones: `($1,$2),($1,$3)` for two rows, one shared and one own.
fn rows(count: usize, shared: usize, own: usize) -> String {
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
