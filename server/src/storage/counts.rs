//! Counts that may be shown: closed blocks, and the floor once more in the query, as an
//! administrator may have raised it since.

use super::ORGANISATION;
use super::blocks::read_key;
use super::database::Database;
use super::row::{COLUMNS, Key, told};
use super::word::read_word;
use cuecard::ledger::Arm;
use cuecard::measure::Finding;
use cuecard::report::{Kind, Noise};
use sqlx::Error;
use std::collections::BTreeMap;

/// Blocks of entries, outcomes and guardrails with at least the floor of people in either arm. The names of
/// nudges come from here, too: that a nudge has its first report would be one person's doing.
pub(super) const READ: &str = "
    WITH large AS (
        SELECT pack, nudge, content, week, role, team, earlier FROM blocks
        WHERE org_id = $1 AND kind = 'entry' AND reports >= $2
        GROUP BY pack, nudge, content, week, role, team, earlier
        HAVING COUNT(*) = 2
    )
    SELECT b.kind, b.pack, b.nudge, b.content, b.arm, b.week, b.role, b.team, b.earlier, b.bucket,
           b.reports
    FROM blocks b
    JOIN large l ON l.pack = b.pack AND l.nudge = b.nudge AND l.content = b.content
                AND l.week = b.week AND l.role = b.role AND l.team = b.team AND l.earlier = b.earlier
    WHERE b.org_id = $1 AND b.kind IN ('entry', 'outcome', 'guardrail')
    ORDER BY b.pack, b.nudge, b.week, b.content, b.role, b.team, b.earlier, b.arm, b.kind, b.bucket";

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
    /// Those with whom what must not get worse got worse.
    pub worsened: i64,
    /// Outcomes among them that were told with noise.
    pub noisy: Noisy,
}

/// How many were told with how much noise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Noisy {
    /// See [`Noise::Light`].
    pub light: i64,
    /// See [`Noise::Strong`].
    pub strong: i64,
}

impl Noisy {
    fn add(&mut self, noise: Option<Noise>, reports: i64) {
        match noise {
            None => {}
            Some(Noise::Light) => self.light += reports,
            Some(Noise::Strong) => self.strong += reports,
        }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self { light: self.light + other.light, strong: self.strong + other.strong }
    }

    /// Whether there are any.
    pub fn is_any(self) -> bool {
        self.light + self.strong > 0
    }
}

/// The bucket of a guardrail that got worse.
const WORSENED: &str = "worsened";

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
            worsened: self.worsened + other.worsened,
            noisy: self.noisy.plus(other.noisy),
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

/// Which group.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// The ISO week after which it was closed: the windows of its people ended in it or before.
    pub week: String,
    /// The content hash.
    pub content: String,
    /// The role, empty for all whose own group was too small or unknown.
    pub role: String,
    /// The team, likewise.
    pub team: String,
    /// Whether they were seen to do it before, as the reports' word; empty: not told, or by too few.
    pub earlier: String,
}

impl Block {
    pub(super) fn of(key: &mut Key) -> Self {
        let [week, content, role, team, earlier] =
            [&mut key.week, &mut key.content, &mut key.role, &mut key.team, &mut key.earlier]
                .map(std::mem::take);
        Self { week, content, role, team, earlier }
    }
}

/// What may be shown, by pack and nudge.
pub type Counts = BTreeMap<(String, String), BTreeMap<Block, Cell>>;

/// The same for people to read, whatever was done before: that makes a verdict sharper and says nothing of
/// the card. What is added up are whole blocks.
pub(crate) fn together(cells: &BTreeMap<Block, Cell>) -> BTreeMap<Block, Cell> {
    let mut sums: BTreeMap<Block, Cell> = BTreeMap::new();
    for (block, cell) in cells {
        let sum = sums.entry(Block { earlier: String::new(), ..block.clone() }).or_default();
        *sum = Cell { shown: sum.shown.plus(cell.shown), withheld: sum.withheld.plus(cell.withheld) };
    }
    sums
}

pub(super) async fn read(database: &Database, floor: u32) -> Result<Counts, Error> {
    let mut counts = Counts::new();
    for row in database.fetch(READ, &[ORGANISATION.into(), i64::from(floor).into()]).await? {
        let mut key = read_key(&row)?;
        let kind = read_word(&key.kind);
        // What a number was stands after the word.
        let (said, noise) = told(&key.bucket);
        let word = said.split('.').next().unwrap_or_default();
        let outcome = match kind {
            Some(Kind::Entry | Kind::Guardrail) => None,
            // A bucket of a newer program.
            _ if read_word::<Finding>(word).is_none() => continue,
            _ => read_word(word),
        };
        let is_worse = said == WORSENED;
        let Some(arm) = read_word(&key.arm) else { continue };
        let block = Block::of(&mut key);
        let cell = counts.entry((key.pack, key.nudge)).or_default().entry(block).or_default();
        let tally = match arm {
            Arm::Shown => &mut cell.shown,
            Arm::Withheld => &mut cell.withheld,
        };
        let reports = row.number(COLUMNS.len())?;
        match kind {
            Some(Kind::Guardrail) if is_worse => tally.worsened += reports,
            Some(Kind::Guardrail) => {}
            _ => {
                tally.add(outcome, reports);
                tally.noisy.add(noise, reports);
            }
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_whole_blocks_added_up_by_week_text_and_group() {
        let block = |week: &str, team: &str, earlier: &str| Block {
            week: week.to_owned(),
            team: team.to_owned(),
            earlier: earlier.to_owned(),
            ..Block::default()
        };
        let cell = |entries: i64| {
            let tally = Tally { entries, success: entries / 2, ..Tally::default() };
            Cell { shown: tally, withheld: tally }
        };
        let cells = BTreeMap::from([
            (block("2026-W40", "", ""), cell(10)),
            (block("2026-W40", "", "did"), cell(12)),
            (block("2026-W40", "", "did_not"), cell(30)),
            (block("2026-W40", "north", "did"), cell(14)),
            (block("2026-W41", "", "did"), cell(16)),
        ]);
        let sums: Vec<(Block, i64, i64)> = together(&cells)
            .into_iter()
            .map(|(block, cell)| (block, cell.shown.entries, cell.withheld.success))
            .collect();
        let expected = [
            (block("2026-W40", "", ""), 52, 26),
            (block("2026-W40", "north", ""), 14, 7),
            (block("2026-W41", "", ""), 16, 8),
        ];
        assert_eq!(sums, expected);
    }
}
