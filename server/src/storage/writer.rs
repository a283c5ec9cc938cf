//! The one writer. Reports that arrive while a transaction is being committed share the next
//! one, so that a disk flush serves many of them; none is acknowledged before its flush.

use super::count_id::CountId;
use super::database::{Database, Session, Value};
use super::labels::{Labelled, label};
use super::location::Location;
use super::row::Key;
use super::sums::{Sum, add, rows};
use super::transaction::{Transaction, run_tx};
use super::{ORGANISATION, Unavailable, thread};
use crate::metrics::Metrics;
use crate::report::ReportId;
use cuecard::time::Day;
use sqlx::{AssertSqlSafe, Error};
use std::collections::{BTreeMap, HashSet};
use tokio::sync::{mpsc, oneshot};

/// Reports in one transaction: past this, the flush is no longer what it costs.
pub(super) const BATCH: usize = 1024;
/// Reports that may wait. More than this and the server says that it is busy.
const QUEUE: usize = 8192;
/// Ids in one statement: enough to spread its cost. Each value is looked up by its number, which
/// takes SQLite longer the more of them there are; and few lengths stay prepared.
pub(super) const IDS_AT_ONCE: usize = 62;

/// What the writer is told.
pub(super) enum Word {
    Count(Delivery),
    /// See [`Recent`](super::recent::Recent); on PostgreSQL each id has its place at once.
    Place(oneshot::Sender<Result<(), Unavailable>>),
    /// Nothing comes after it; answered when the writer has let go of the database.
    End(oneshot::Sender<()>),
}

/// One report on its way to the disk.
pub(super) struct Delivery {
    pub(super) id: ReportId,
    /// What it is counted in.
    pub(super) count: CountId,
    /// What that is of, unless it was seen on the disk.
    pub(super) label: Option<Box<Key>>,
    pub(super) today: Day,
    pub(super) done: oneshot::Sender<Result<(), Unavailable>>,
}

/// Starts the writer; it ends when it is told to, or when the last sender is gone.
pub(super) fn start(
    location: &Location,
    database: &Database,
    labelled: Labelled,
    metrics: Metrics,
) -> Result<mpsc::Sender<Word>, Error> {
    let (sender, words) = mpsc::channel(QUEUE);
    match location {
        Location::File(file) => thread::start(file, words, labelled, metrics)?,
        Location::Postgres(_) => drop(tokio::spawn(write(database.clone(), words, labelled, metrics))),
    }
    Ok(sender)
}

async fn write(database: Database, mut words: mpsc::Receiver<Word>, labelled: Labelled, metrics: Metrics) {
    let mut heard = Vec::with_capacity(BATCH);
    while words.recv_many(&mut heard, BATCH).await > 0 {
        let Words { batch, place, end } = Words::of(&mut heard);
        if !batch.is_empty() {
            let outcome = run_tx(&database, &metrics, &Count::of(&batch)).await;
            answer(batch, outcome.map(|new| labelled.remember(new)).map_err(Unavailable::from));
        }
        for told in place {
            // Whoever told it may have lost patience.
            let _ = told.send(Ok(()));
        }
        if let Some(end) = end {
            let _ = end.send(());
            return;
        }
    }
}

/// What was heard at once, in the order in which it is done.
#[derive(Default)]
pub(super) struct Words {
    pub(super) batch: Vec<Delivery>,
    pub(super) place: Vec<oneshot::Sender<Result<(), Unavailable>>>,
    pub(super) end: Option<oneshot::Sender<()>>,
}

impl Words {
    pub(super) fn of(heard: &mut Vec<Word>) -> Self {
        let mut words = Self { batch: Vec::with_capacity(heard.len()), ..Self::default() };
        for word in heard.drain(..) {
            match word {
                Word::Count(delivery) => words.batch.push(delivery),
                Word::Place(told) => words.place.push(told),
                Word::End(told) => words.end = Some(told),
            }
        }
        words
    }
}

pub(super) fn answer(batch: Vec<Delivery>, outcome: Result<(), Unavailable>) {
    crate::fault::point("before-answer");
    for delivery in batch {
        // Nobody may be waiting any more; the report is counted all the same.
        let _ = delivery.done.send(outcome);
    }
}

/// Counts each report whose id is new. All of the batch, or nothing.
pub(super) struct Count<'b> {
    /// Each id once, sorted, so that two servers on one database lock rows in the same order.
    pub(super) reports: Vec<(ReportId, CountId)>,
    /// What those of the counts are of that nobody has seen on the disk yet.
    unseen: BTreeMap<CountId, &'b Key>,
    pub(super) today: Day,
}

impl<'b> Count<'b> {
    pub(super) fn of(batch: &'b [Delivery]) -> Self {
        let mut reports: Vec<_> = batch.iter().map(|delivery| (delivery.id, delivery.count)).collect();
        // Of two with the same id the first stays.
        reports.sort_by_key(|(id, _)| *id);
        reports.dedup_by_key(|(id, _)| *id);
        let unseen = batch.iter().filter_map(|delivery| Some((delivery.count, delivery.label.as_deref()?)));
        let unseen = unseen.collect();
        // At midnight a batch may hold two days; the later one keeps an id longer, never shorter.
        let today = batch.iter().map(|delivery| delivery.today).max().unwrap_or_default();
        Self { reports, unseen, today }
    }

    /// What was not there before, of the counts that are added to.
    pub(super) fn labels(&self, sums: &BTreeMap<CountId, i64>) -> BTreeMap<CountId, &'b Key> {
        self.unseen.iter().filter(|(id, _)| sums.contains_key(id)).map(|(id, key)| (*id, *key)).collect()
    }
}

impl Transaction for Count<'_> {
    const NAME: &'static str = "count";
    /// Counts that have their label now.
    type Output = Vec<CountId>;

    async fn run(&self, session: &mut Session) -> Result<Vec<CountId>, Error> {
        let new = remember(session, &self.reports, self.today).await?;
        let mut sums: BTreeMap<CountId, i64> = BTreeMap::new();
        for (_, count) in self.reports.iter().filter(|(id, _)| new.contains(id)) {
            *sums.entry(*count).or_default() += 1;
        }
        crate::fault::point("after-ids");
        let labels = self.labels(&sums);
        label(session, &labels).await?;
        add(session, Sum::Reports, &sums).await?;
        Ok(labels.into_keys().collect())
    }
}

/// Stores the ids and returns those that were not there before.
async fn remember(
    session: &mut Session,
    reports: &[(ReportId, CountId)],
    today: Day,
) -> Result<HashSet<ReportId>, Error> {
    let mut new = HashSet::with_capacity(reports.len());
    for ids in reports.chunks(IDS_AT_ONCE) {
        let mut values = vec![Value::Text(ORGANISATION), Value::Number(today.0.into())];
        values.extend(ids.iter().map(|(id, _)| Value::Bytes(id.as_bytes())));
        for row in session.fetch(AssertSqlSafe(remembering(ids.len())), &values).await? {
            new.extend(ReportId::from_bytes(&row.bytes(0)?));
        }
    }
    Ok(new)
}

/// The statement for so many ids; it tells which were not there before.
pub(super) fn remembering(ids: usize) -> String {
    format!("{} RETURNING id", inserting(ids))
}

/// The same, telling only how many.
pub(super) fn inserting(ids: usize) -> String {
    format!(
        "INSERT INTO known_ids (org_id, day, id) VALUES {}
         ON CONFLICT (org_id, id) DO NOTHING",
        rows(ids, 2, 1)
    )
}
