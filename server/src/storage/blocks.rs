//! Closing blocks: only what is in a closed block is ever shown, and a closed block never changes.
//!
//! So nobody learns anything from looking twice: two looks differ by whole blocks, and each block
//! holds at least the floor of people in either arm.

use super::ORGANISATION;
use super::count_id::CountId;
use super::database::{Database, Row, Session, Value};
use super::row::{COLUMNS, Key};
use super::schema::TAKE_TURNS;
use super::sums::{Sum, add, rows};
use super::transaction::{Transaction, run_unhurried};
use crate::metrics::Metrics;
use cuecard::time::{Day, Week};
use sqlx::{AssertSqlSafe, Error};
use std::collections::BTreeMap;

/// So long after a week reports of it still come in the usual way: each waits up to 72 hours, and
/// a browser may be closed for a day.
pub(crate) const SETTLED_AFTER_DAYS: i32 = 4;

/// Weeks in which something waits to be published.
pub(super) const WAITING_WEEKS: &str = "
    SELECT DISTINCT week FROM totals
    WHERE org_id = $1 AND week < $2 AND reports > published
    ORDER BY week";

/// Groups with at least the floor of people, in both arms where there are arms.
macro_rules! large {
    ($from:literal) => {
        concat!(
            "
            SELECT counted_by, pack, nudge, content, to_role, to_team, to_earlier
            FROM (
                SELECT counted_by, pack, nudge, content, to_role, to_team, to_earlier, arm,
                       CAST(SUM(reports) AS BIGINT) AS people
                FROM ",
            $from,
            " WHERE kind = counted_by
                GROUP BY counted_by, pack, nudge, content, to_role, to_team, to_earlier, arm
            ) AS arms
            GROUP BY counted_by, pack, nudge, content, to_role, to_team, to_earlier
            HAVING MIN(people) >= $3 AND (counted_by <> 'entry' OR COUNT(*) = 2)"
        )
    };
}

/// One step of folding what was not published yet: a group that has fewer than the floor goes up, into that
/// of the columns that are kept. People are counted in rows of the kind that counts them.
macro_rules! folded {
    ($from:literal, $role:literal, $team:literal) => {
        concat!(
            "
        SELECT f.kind, f.pack, f.nudge, f.content, f.arm, f.week, f.role, f.team, f.earlier, f.bucket, f.reports,
               f.counted_by,
               CASE WHEN l.pack IS NULL THEN ", $role, " ELSE f.to_role END AS to_role,
               CASE WHEN l.pack IS NULL THEN ", $team, " ELSE f.to_team END AS to_team,
               CASE WHEN l.pack IS NULL THEN '' ELSE f.to_earlier END AS to_earlier
        FROM ", $from, " f
        LEFT JOIN (", large!($from), ") l
            ON l.counted_by = f.counted_by AND l.pack = f.pack AND l.nudge = f.nudge AND l.content = f.content
           AND l.to_role = f.to_role AND l.to_team = f.to_team AND l.to_earlier = f.to_earlier"
        )
    };
}

/// What may be published in a block that is called by the week `$2`, floor `$3`.
///
/// People are counted by entries, in both arms, whatever came of them: a block closes on how many
/// they are and never on what they did. Outcomes and guardrails go with their entries, missing places with the
/// readings of their system. Other kinds are counted by themselves.
///
/// A group that is too small goes up, with all others of the same nudge and text that are too small and that
/// share what it keeps: first what they did before is left out, then the team, then the role. If those without
/// any name are too few as well, they wait. So all blocks together are the only sum there is, and taking
/// blocks away from it leaves blocks.
pub(super) const READY: &str = concat!(
    "
    WITH fresh AS (
        SELECT kind, pack, nudge, content, arm, week, role, team, earlier, bucket, reports - published AS reports,
               CASE kind WHEN 'outcome' THEN 'entry' WHEN 'guardrail' THEN 'entry' WHEN 'missing' THEN 'health' ELSE kind END AS counted_by,
               role AS to_role, team AS to_team, earlier AS to_earlier
        FROM totals
        WHERE org_id = $1 AND week <= $2 AND reports > published
    ), of_team AS (",
    folded!("fresh", "f.to_role", "f.to_team"),
    "
    ), of_role AS (",
    folded!("of_team", "f.to_role", "''"),
    "
    ), of_all AS (",
    folded!("of_role", "''", "''"),
    "
    )
    SELECT f.kind, f.pack, f.nudge, f.content, f.arm, f.week, f.role, f.team, f.earlier, f.bucket, f.reports,
           f.to_role, f.to_team, f.to_earlier
    FROM of_all f
    JOIN (",
    large!("of_all"),
    ") fit
         ON fit.counted_by = f.counted_by AND fit.pack = f.pack AND fit.nudge = f.nudge
            AND fit.content = f.content AND fit.to_role = f.to_role AND fit.to_team = f.to_team
            AND fit.to_earlier = f.to_earlier
    WHERE NOT EXISTS (
        SELECT 1 FROM blocks b
        WHERE b.org_id = $1 AND b.kind = f.counted_by AND b.pack = f.pack AND b.nudge = f.nudge
          AND b.content = f.content AND b.role = f.to_role AND b.team = f.to_team
          AND b.earlier = f.to_earlier AND b.week >= $2
    )"
);

/// Closes every block that can be closed on this day; tells how many counts it published.
///
/// Each week by itself, the oldest first, so that what comes late joins the next block that closes,
/// and reports that come in meanwhile wait for one week's work at most.
pub(super) async fn close(
    database: &Database,
    metrics: &Metrics,
    today: Day,
    floor: u32,
) -> Result<usize, Error> {
    // The newest week of which all is expected to be here.
    let settled = Week::of(today.plus(-7 - SETTLED_AFTER_DAYS)).to_string();
    let mut weeks = Vec::new();
    for row in database.fetch(WAITING_WEEKS, &[ORGANISATION.into(), settled.as_str().into()]).await? {
        weeks.push(row.text(0)?);
    }
    weeks.push(settled);
    let mut published = 0;
    for week in weeks {
        published += run_unhurried(database, metrics, &CloseWeek { week, floor: floor.into() }).await?;
    }
    Ok(published)
}

struct CloseWeek {
    week: String,
    floor: i64,
}

impl Transaction for CloseWeek {
    const NAME: &'static str = "close_week";
    type Output = usize;

    /// What is read is added to a block and marked as published by the same amount, so that what
    /// comes in meanwhile is neither lost nor doubled.
    async fn run(&self, session: &mut Session) -> Result<usize, Error> {
        session.execute(TAKE_TURNS, &[]).await?;
        let values = [ORGANISATION.into(), self.week.as_str().into(), self.floor.into()];
        let mut block: BTreeMap<Key, i64> = BTreeMap::new();
        let mut marked: BTreeMap<CountId, i64> = BTreeMap::new();
        for row in session.fetch(READY, &values).await? {
            let (key, reports) = (read_key(&row)?, row.number(COLUMNS.len())?);
            let shown = Key {
                week: self.week.clone(),
                role: row.text(COLUMNS.len() + 1)?,
                team: row.text(COLUMNS.len() + 2)?,
                earlier: row.text(COLUMNS.len() + 3)?,
                ..key.clone()
            };
            *block.entry(shown).or_default() += reports;
            marked.insert(CountId::from(&key), reports);
        }
        publish(session, &block).await?;
        crate::fault::point("after-block");
        add(session, Sum::Published, &marked).await?;
        Ok(marked.len())
    }
}

/// Counts of a block in one statement; see [`IDS_AT_ONCE`](super::writer::IDS_AT_ONCE).
pub(super) const PUBLISHED_AT_ONCE: usize = 8;

/// The statement for so many.
pub(super) fn publishing(counts: usize) -> String {
    let columns = COLUMNS.join(", ");
    format!(
        "INSERT INTO blocks (org_id, {columns}, reports) VALUES {}
         ON CONFLICT (org_id, {columns}) DO UPDATE SET reports = blocks.reports + excluded.reports",
        rows(counts, 1, COLUMNS.len() + 1)
    )
}

/// Adds to blocks, in the order of their keys.
pub(super) async fn publish(session: &mut Session, amounts: &BTreeMap<Key, i64>) -> Result<(), Error> {
    let amounts: Vec<(&Key, &i64)> = amounts.iter().collect();
    for amounts in amounts.chunks(PUBLISHED_AT_ONCE) {
        let mut values = vec![Value::Text(ORGANISATION)];
        for (key, amount) in amounts {
            values.extend(key.values().map(Value::Text));
            values.push(Value::Number(**amount));
        }
        session.execute(AssertSqlSafe(publishing(amounts.len())), &values).await?;
    }
    Ok(())
}

/// The key in the first columns of a row.
pub(super) fn read_key(row: &Row) -> Result<Key, Error> {
    Ok(Key {
        kind: row.text(0)?,
        pack: row.text(1)?,
        nudge: row.text(2)?,
        content: row.text(3)?,
        arm: row.text(4)?,
        week: row.text(5)?,
        role: row.text(6)?,
        team: row.text(7)?,
        earlier: row.text(8)?,
        bucket: row.text(9)?,
    })
}
