//! Counts that may be shown. The floor is in the query: smaller groups never leave the database.

use super::ORGANISATION;
use super::word::{read_bucket, read_word};
use cuecard::ledger::Arm;
use cuecard::measure::Finding;
use sqlx::{Row, SqlitePool};
use std::collections::BTreeMap;

/// Each count lands in exactly one cell: its own week and content if both arms have enough
/// entries there, else the remainder of its nudge. A remainder that is too small itself is left
/// out of everything. So whatever is added or subtracted, what comes out is again a sum of
/// groups that are large enough.
///
/// This holds for one reading of the page. Whoever compares readings over time can still see a
/// group grow by one.
const READ: &str = "
    WITH large AS (
        SELECT pack, nudge, content, week FROM counts
        WHERE org_id = $1 AND bucket = 'entry' AND reports >= $2
        GROUP BY pack, nudge, content, week
        HAVING COUNT(*) = 2
    ), folded AS (
        SELECT c.pack, c.nudge,
               COALESCE(l.content, '') AS content, COALESCE(l.week, '') AS week,
               c.arm, c.bucket, CAST(SUM(c.reports) AS BIGINT) AS reports
        FROM counts c
        LEFT JOIN large l ON l.pack = c.pack AND l.nudge = c.nudge
                         AND l.content = c.content AND l.week = c.week
        WHERE c.org_id = $1
        GROUP BY c.pack, c.nudge, COALESCE(l.content, ''), COALESCE(l.week, ''), c.arm, c.bucket
    ), fit AS (
        SELECT pack, nudge, content, week FROM folded
        WHERE bucket = 'entry' AND reports >= $2
        GROUP BY pack, nudge, content, week
        HAVING COUNT(*) = 2
    )
    SELECT f.pack, f.nudge, f.content, f.week, f.arm, f.bucket, f.reports
    FROM folded f
    JOIN fit ON fit.pack = f.pack AND fit.nudge = f.nudge
            AND fit.content = f.content AND fit.week = f.week";

/// Names only: that a nudge has reports is no secret, how many may be.
const NAMES: &str = "SELECT DISTINCT pack, nudge FROM counts WHERE org_id = $1";

/// What one arm counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// People's first moments.
    pub entries: i64,
    /// See [`Finding::Success`].
    pub success: i64,
    /// See [`Finding::Failure`].
    pub failure: i64,
    /// See [`Finding::Unseen`].
    pub unseen: i64,
    /// See [`Finding::Censored`].
    pub censored: i64,
}

impl Tally {
    fn add(&mut self, outcome: Option<Finding>, reports: i64) {
        *match outcome {
            None => &mut self.entries,
            Some(Finding::Success) => &mut self.success,
            Some(Finding::Failure) => &mut self.failure,
            Some(Finding::Unseen) => &mut self.unseen,
            Some(Finding::Censored) => &mut self.censored,
        } += reports;
    }

    /// All reports in this tally.
    pub fn reports(&self) -> i64 {
        self.entries + self.success + self.failure + self.unseen + self.censored
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            entries: self.entries + other.entries,
            success: self.success + other.success,
            failure: self.failure + other.failure,
            unseen: self.unseen + other.unseen,
            censored: self.censored + other.censored,
        }
    }
}

/// One group that is large enough to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Where the card was shown.
    pub shown: Tally,
    /// Where it was withheld.
    pub withheld: Tally,
}

/// Which group: a week (`2026-W49`) and a content hash; both empty for a nudge's remainder.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// The ISO week in which the windows end.
    pub week: String,
    /// The content hash.
    pub content: String,
}

impl Block {
    /// Whether this is everything too small to be shown alone, added together.
    pub fn is_remainder(&self) -> bool {
        self.week.is_empty()
    }
}

/// What may be shown, by pack and nudge. A nudge without cells is too small.
pub type Counts = BTreeMap<(String, String), BTreeMap<Block, Cell>>;

pub(super) async fn read(pool: &SqlitePool, floor: u32) -> Result<Counts, sqlx::Error> {
    let mut counts = Counts::new();
    for row in sqlx::query(NAMES).bind(ORGANISATION).fetch_all(pool).await? {
        counts.insert((row.try_get(0)?, row.try_get(1)?), BTreeMap::new());
    }
    let rows = sqlx::query(READ).bind(ORGANISATION).bind(i64::from(floor)).fetch_all(pool).await?;
    for row in rows {
        let block = Block { content: row.try_get(2)?, week: row.try_get(3)? };
        let (arm, bucket): (String, String) = (row.try_get(4)?, row.try_get(5)?);
        let (Some(arm), Some(outcome)) = (read_word(&arm), read_bucket(&bucket)) else {
            continue;
        };
        let cell = counts.entry((row.try_get(0)?, row.try_get(1)?)).or_default().entry(block).or_default();
        let tally = match arm {
            Arm::Shown => &mut cell.shown,
            Arm::Withheld => &mut cell.withheld,
        };
        tally.add(outcome, row.try_get(6)?);
    }
    Ok(counts)
}
