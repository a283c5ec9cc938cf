//! The writer of a SQLite file: a thread and a connection of its own, every step a plain call. Handing
//! each statement to another thread and waiting for its answer takes longer than the statement; and
//! a connection that alone writes keeps its pages in memory, where one of several that take turns
//! would find them changed by another each time.

use super::count_id::CountId;
use super::database::{BUSY_TIMEOUT, CACHE, CHECKPOINT_AFTER_PAGES};
use super::labels::{Labelled, labelling};
use super::recent::Recent;
use super::sums::Sum;
use super::transaction::Transaction;
use super::writer::{BATCH, Count, Word, Words, answer};
use super::{KNOWN, ORGANISATION, Unavailable};
use crate::metrics::Metrics;
use rusqlite::{Connection, OpenFlags, ToSql, TransactionBehavior};
use std::collections::BTreeMap;
use std::path::Path;
use std::{io, thread};
use tokio::sync::mpsc;

/// Starts it on a file that is there.
pub(super) fn start(
    file: &Path,
    words: mpsc::Receiver<Word>,
    labelled: Labelled,
    metrics: Metrics,
) -> Result<(), sqlx::Error> {
    let writer = Writer::open(file).map_err(io::Error::other)?;
    thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || writer.write(words, &labelled, &metrics))?;
    Ok(())
}

struct Writer {
    connection: Connection,
    recent: Recent,
    label: String,
    add: String,
}

impl Writer {
    fn open(file: &Path) -> rusqlite::Result<Self> {
        // Without a lock of its own: never used by two threads at once.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        // A commit is on the disk before anybody is told.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_AFTER_PAGES)?;
        // What came together is not told by what is left of a row that was deleted.
        connection.pragma_update(None, "secure_delete", true)?;
        let (recent, label, add) = (Recent::default(), labelling(1), Sum::Reports.adding(1));
        Ok(Self { connection, recent, label, add })
    }

    fn write(mut self, mut words: mpsc::Receiver<Word>, labelled: &Labelled, metrics: &Metrics) {
        let mut heard = Vec::with_capacity(BATCH);
        while words.blocking_recv_many(&mut heard, BATCH) > 0 {
            let Words { batch, place, end } = Words::of(&mut heard);
            if !batch.is_empty() {
                let outcome = self.trusting(|writer| writer.count(&Count::of(&batch)));
                metrics.transaction(Count::NAME, outcome.is_ok());
                answer(batch, outcome.map(|new| labelled.remember(new)));
            }
            for told in place {
                // Whoever told it may have lost patience.
                let _ = told.send(self.trusting(Self::place));
            }
            if let Some(end) = end {
                // What has no place yet gets it at the next start.
                let _ = self.trusting(Self::place);
                drop(self);
                let _ = end.send(());
                return;
            }
        }
    }

    /// After an error nothing that is in memory counts.
    fn trusting<T>(&mut self, work: impl FnOnce(&mut Self) -> rusqlite::Result<T>) -> Result<T, Unavailable> {
        work(self).map_err(|error| {
            self.recent.distrust();
            unavailable(error)
        })
    }

    /// One transaction; undone if it does not reach its end.
    fn count(&mut self, count: &Count<'_>) -> rusqlite::Result<Vec<CountId>> {
        // Locks for writing with the first word: nobody else changes anything until the end.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.recent.refresh(&transaction)?;
        let (mut new, mut sums) = (Vec::with_capacity(count.reports.len()), BTreeMap::new());
        let mut known = transaction.prepare_cached(KNOWN)?;
        for (id, count_id) in &count.reports {
            if !self.recent.has(id) && !known.exists((ORGANISATION, id.as_bytes()))? {
                new.push(*id);
                *sums.entry(*count_id).or_default() += 1;
            }
        }
        drop(known);
        self.recent.write(&transaction, &new, count.today)?;
        crate::fault::point("after-ids");
        let labels = count.labels(&sums);
        let mut label = transaction.prepare_cached(&self.label)?;
        for (id, key) in &labels {
            let (id, words) = (id.as_bytes(), key.values());
            let mut values: Vec<&dyn ToSql> = vec![&ORGANISATION, &id];
            values.extend(words.iter().map(|word| word as &dyn ToSql));
            label.execute(values.as_slice())?;
        }
        drop(label);
        let mut add = transaction.prepare_cached(&self.add)?;
        add.raw_bind_parameter(1, ORGANISATION)?;
        for (id, amount) in &sums {
            add.raw_bind_parameter(2, id.as_bytes())?;
            add.raw_bind_parameter(3, amount)?;
            add.raw_execute()?;
        }
        drop(add);
        crate::fault::point("before-commit");
        // An error here leaves open whether it was committed; whoever sent the report sends it
        // again with the same id.
        transaction.commit()?;
        crate::fault::point("after-commit");
        Ok(labels.into_keys().collect())
    }

    /// Gives recent ids their places.
    fn place(&mut self) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.recent.refresh(&transaction)?;
        self.recent.place(&transaction)?;
        crate::fault::point("after-placing");
        transaction.commit()
    }
}

fn unavailable(error: rusqlite::Error) -> Unavailable {
    tracing::error!(%error, "the database failed");
    Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_flushed_and_pages_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cuecard.sqlite");
        assert!(Writer::open(&file).is_err(), "the tables are made before");
        Connection::open(&file).unwrap().pragma_update(None, "journal_mode", "WAL").unwrap();
        let writer = Writer::open(&file).unwrap();
        // 2 is FULL: with less, a log is flushed only when it is copied back.
        for (pragma, expected) in
            [("synchronous", "2"), ("cache_size", CACHE), ("wal_autocheckpoint", CHECKPOINT_AFTER_PAGES)]
        {
            let value = writer.connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
            assert_eq!(value.unwrap().to_string(), expected, "{pragma}");
        }
    }
}
