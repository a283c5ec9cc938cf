//! How cards are used, as far as it may be shown: closed blocks of answers, checks and times, which are
//! reported of cards that were shown.

use super::ORGANISATION;
use super::blocks::read_key;
use super::counts::Block;
use super::database::Database;
use super::row::COLUMNS;
use super::word::read_word;
use cuecard::report::Kind;
use sqlx::Error;
use std::collections::BTreeMap;

/// Blocks with at least the floor of people in all buckets of their kind together.
pub(super) const READ: &str = "
    WITH large AS (
        SELECT kind, pack, nudge, content, week, role, team, earlier FROM blocks
        WHERE org_id = $1 AND kind IN ('exposure', 'check', 'time')
        GROUP BY kind, pack, nudge, content, week, role, team, earlier
        HAVING SUM(reports) >= $2
    )
    SELECT b.kind, b.pack, b.nudge, b.content, b.arm, b.week, b.role, b.team, b.earlier, b.bucket,
           b.reports
    FROM blocks b
    JOIN large l ON l.kind = b.kind AND l.pack = b.pack AND l.nudge = b.nudge AND l.content = b.content
                AND l.week = b.week AND l.role = b.role AND l.team = b.team AND l.earlier = b.earlier
    WHERE b.org_id = $1
    ORDER BY b.pack, b.nudge, b.week, b.content, b.role, b.team, b.earlier, b.kind, b.bucket";

/// How the cards of one group were used: counts by the words of the reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Use {
    /// What became of cards: `completed`, `dismissed`, `fast`.
    pub exposures: BTreeMap<String, i64>,
    /// What came of checks: `first.first_try`, `later.wrong` and so on.
    pub checks: BTreeMap<String, i64>,
    /// For how long cards were in view: `10`, `30`, `60`, `120` seconds at most, `more`.
    pub times: BTreeMap<String, i64>,
}

impl Use {
    /// Both together.
    pub fn plus(mut self, other: &Self) -> Self {
        for (sum, more) in [
            (&mut self.exposures, &other.exposures),
            (&mut self.checks, &other.checks),
            (&mut self.times, &other.times),
        ] {
            for (word, count) in more {
                *sum.entry(word.clone()).or_default() += count;
            }
        }
        self
    }
}

/// What may be shown, by pack and nudge.
pub type Uses = BTreeMap<(String, String), BTreeMap<Block, Use>>;

pub(super) async fn read(database: &Database, floor: u32) -> Result<Uses, Error> {
    let mut uses = Uses::new();
    for row in database.fetch(READ, &[ORGANISATION.into(), i64::from(floor).into()]).await? {
        let mut key = read_key(&row)?;
        let block = Block::of(&mut key);
        let of = uses.entry((key.pack, key.nudge)).or_default().entry(block).or_default();
        let counts = match read_word(&key.kind) {
            Some(Kind::Exposure) => &mut of.exposures,
            Some(Kind::Check) => &mut of.checks,
            Some(Kind::Time) => &mut of.times,
            // A kind of a newer program.
            _ => continue,
        };
        *counts.entry(key.bucket).or_default() += row.number(COLUMNS.len())?;
    }
    Ok(uses)
}
