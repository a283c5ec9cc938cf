//! The ids of reports that SQLite counted lately. Ids are random: giving one its place among all others
//! changes a page that no other of its transaction is on, and the log takes whole pages. So a transaction
//! writes its ids side by side, as one row, and they get their places when they are so many that several
//! share a page. Meanwhile they are also in memory, as nothing finds them in such rows. (Sorted runs that are
//! merged later: P. O'Neil et al., The log-structured merge-tree, 1996.)

use super::ORGANISATION;
use super::database::{Database, Session, Value};
use super::writer::inserting;
use crate::report::ReportId;
use cuecard::time::Day;
use rusqlite::Connection;
use sqlx::Error;
use std::collections::HashMap;

/// In 6 MB of memory; giving them their places takes half a second.
const MOST: usize = 131_072;

const FILE_STATE: &str = "PRAGMA data_version";
const READ: &str = "SELECT ids, day FROM recent_ids WHERE org_id = $1";
const WRITE: &str = "INSERT INTO recent_ids (org_id, first_id, day, ids) VALUES ($1, $2, $3, $4)";
const CLEAR: &str = "DELETE FROM recent_ids WHERE org_id = $1";
/// Ids of a row are in order: it holds none before its first.
const LIKELY: &str = "SELECT ids FROM recent_ids WHERE org_id = $1 AND first_id <= $2";

/// Every statement here.
pub(super) const STATEMENTS: [&str; 4] = [READ, WRITE, CLEAR, LIKELY];

/// Those of one row.
fn read_run(run: &[u8]) -> impl Iterator<Item = ReportId> {
    run.chunks_exact(ReportId::BYTES).filter_map(ReportId::from_bytes)
}

/// Whether it is in one of the rows.
pub(super) async fn holds(database: &Database, id: &ReportId) -> Result<bool, Error> {
    let values = [ORGANISATION.into(), Value::Bytes(id.as_bytes())];
    for row in database.fetch(LIKELY, &values).await? {
        if read_run(&row.bytes(0)?).any(|other| other == *id) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// All of them with their days, for a copy, in which they get their places.
pub(super) async fn read(session: &mut Session) -> Result<Vec<(Vec<u8>, i64)>, Error> {
    let mut ids = Vec::new();
    for row in session.fetch(READ, &[ORGANISATION.into()]).await? {
        let (run, day) = (row.bytes(0)?, row.number(1)?);
        ids.extend(read_run(&run).map(|id| (id.as_bytes().to_vec(), day)));
    }
    Ok(ids)
}

/// What the rows hold. Used within transactions that may write: nobody else changes rows meanwhile.
#[derive(Default)]
pub(super) struct Recent {
    /// When each was counted.
    ids: HashMap<ReportId, Day>,
    /// The state of the file that this is of; none: not known.
    state: Option<i64>,
}

impl Recent {
    /// Reads the rows again if anybody else wrote to the file.
    pub(super) fn refresh(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let state = connection.prepare_cached(FILE_STATE)?.query_row((), |row| row.get(0))?;
        if self.state == Some(state) {
            return Ok(());
        }
        self.ids.clear();
        let mut read = connection.prepare_cached(READ)?;
        let mut rows = read.query((ORGANISATION,))?;
        while let Some(row) = rows.next()? {
            let (run, day) = (row.get_ref(0)?.as_blob()?, Day(row.get(1)?));
            self.ids.extend(read_run(run).map(|id| (id, day)));
        }
        self.state = Some(state);
        Ok(())
    }

    /// After a transaction that failed: whether it was committed is not known.
    pub(super) fn distrust(&mut self) {
        self.state = None;
    }

    pub(super) fn has(&self, id: &ReportId) -> bool {
        self.ids.contains_key(id)
    }

    /// Writes ids, in order, of which there was none yet; and gives all their places once they are many.
    pub(super) fn write(
        &mut self,
        connection: &Connection,
        ids: &[ReportId],
        today: Day,
    ) -> rusqlite::Result<()> {
        let Some(first) = ids.first() else { return Ok(()) };
        let run: Vec<u8> = ids.iter().flat_map(ReportId::as_bytes).copied().collect();
        let values = (ORGANISATION, first.as_bytes(), today.0, run);
        connection.prepare_cached(WRITE)?.execute(values)?;
        self.ids.extend(ids.iter().map(|id| (*id, today)));
        if self.ids.len() >= MOST { self.place(connection) } else { Ok(()) }
    }

    /// Gives each its place among all others.
    pub(super) fn place(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut ids: Vec<(ReportId, Day)> = self.ids.drain().collect();
        ids.sort_unstable_by_key(|(id, _)| *id);
        let mut insert = connection.prepare_cached(&inserting(1))?;
        insert.raw_bind_parameter(1, ORGANISATION)?;
        for (id, day) in &ids {
            insert.raw_bind_parameter(2, day.0)?;
            insert.raw_bind_parameter(3, id.as_bytes())?;
            insert.raw_execute()?;
        }
        connection.prepare_cached(CLEAR)?.execute((ORGANISATION,))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{Location, Store};
    use tempfile::TempDir;

    const TODAY: Day = Day(20_000);

    fn ids(numbers: std::ops::Range<usize>) -> Vec<ReportId> {
        numbers.map(|number| ReportId::parse(&format!("{number:032x}")).unwrap()).collect()
    }

    async fn tables() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        Store::open(&Location::File(file(&folder))).await.unwrap().close().await;
        folder
    }

    fn file(folder: &TempDir) -> std::path::PathBuf {
        folder.path().join("cuecard.sqlite")
    }

    fn open(folder: &TempDir) -> (Connection, Recent) {
        (Connection::open(file(folder)).unwrap(), Recent::default())
    }

    /// How many have their places, and how many rows of others wait.
    fn rows(connection: &Connection) -> (i64, i64) {
        let count = "SELECT (SELECT COUNT(*) FROM known_ids), (SELECT COUNT(*) FROM recent_ids)";
        connection.query_row(count, (), |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    }

    #[tokio::test]
    async fn they_wait_until_they_are_many_and_keep_their_days() {
        let folder = tables().await;
        let (mut connection, mut recent) = open(&folder);
        let transaction = connection.transaction().unwrap();
        recent.refresh(&transaction).unwrap();
        recent.write(&transaction, &[], TODAY).unwrap();
        assert_eq!(rows(&transaction), (0, 0), "nothing is no row");
        recent.write(&transaction, &ids(1..MOST), TODAY).unwrap();
        assert_eq!(rows(&transaction), (0, 1));
        recent.write(&transaction, &ids(MOST..MOST + 2), TODAY.plus(1)).unwrap();
        assert_eq!(rows(&transaction), (i64::try_from(MOST).unwrap() + 1, 0));
        assert!(!recent.has(&ids(1..2)[0]), "it is where all others are");
        let later = "SELECT COUNT(*) FROM known_ids WHERE day = 20001";
        assert_eq!(transaction.query_row(later, (), |row| row.get::<_, i64>(0)), Ok(2));
        transaction.commit().unwrap();
    }

    #[tokio::test]
    async fn what_others_write_and_place_is_seen() {
        let folder = tables().await;
        let ((one, mut hers), (other, mut his)) = (open(&folder), open(&folder));
        let id = ids(7..8)[0];
        his.refresh(&other).unwrap();
        hers.refresh(&one).unwrap();
        hers.write(&one, &[id], TODAY).unwrap();
        assert!(!his.has(&id));
        his.refresh(&other).unwrap();
        assert!(his.has(&id));
        his.place(&other).unwrap();
        hers.refresh(&one).unwrap();
        assert!(!hers.has(&id));
        assert_eq!(rows(&one), (1, 0));
    }

    #[tokio::test]
    async fn what_was_undone_is_forgotten_once_it_is_distrusted() {
        let folder = tables().await;
        let (mut connection, mut recent) = open(&folder);
        let id = ids(7..8)[0];
        let transaction = connection.transaction().unwrap();
        recent.refresh(&transaction).unwrap();
        recent.write(&transaction, &[id], TODAY).unwrap();
        transaction.rollback().unwrap();
        recent.refresh(&connection).unwrap();
        assert!(recent.has(&id), "its own connection's work does not show in the file's state");
        recent.distrust();
        recent.refresh(&connection).unwrap();
        assert!(!recent.has(&id));
    }
}
