//! From published counts to verdicts, by the same code as `cuecard verdict`.

use crate::storage::{Block, Cell, Counts, Tally, Use, Uses};
use cuecard::time::{Day, Week};
use cuecard::verdict::trials::{Judged, Line, Misfit, Settings, judged};
use cuecard::verdict::{Block as Arms, Counts as Arm, Noise};
use std::collections::{BTreeMap, BTreeSet};

/// What a nudge has to gain where nobody says what it promised, in points: what all starter packs promise.
pub const PROMISED_POINTS: u32 = 10;

/// Verdicts on every content of every nudge as of `today`. A trial counts from the Monday of its first
/// published week: when the pilot opened, counts do not say.
pub fn verdicts(counts: &Counts, uses: &Uses, today: Day) -> Result<Vec<Judged>, Vec<Misfit>> {
    let settings = Settings { today, opened: None, min_lift_points: PROMISED_POINTS, noise: Noise::EXACT };
    judged(&lines(counts, uses), &settings)
}

/// One line for each nudge, content, week and group.
pub fn lines(counts: &Counts, uses: &Uses) -> Vec<Line> {
    let (no_cells, no_uses) = (BTreeMap::new(), BTreeMap::new());
    let mut lines = Vec::new();
    for (pack, nudge) in counts.keys().chain(uses.keys()).collect::<BTreeSet<_>>() {
        let name = (pack.clone(), nudge.clone());
        let cells = counts.get(&name).unwrap_or(&no_cells);
        let uses = uses.get(&name).unwrap_or(&no_uses);
        let blocks: BTreeSet<&Block> = cells.keys().chain(uses.keys()).collect();
        let opened = |content: &str| {
            let weeks = blocks.iter().filter(|block| block.content == content);
            weeks.filter_map(|block| Week::parse(&block.week)).map(Week::first_day).min()
        };
        for block in &blocks {
            let Some(week) = Week::parse(&block.week) else { continue };
            let cell = cells.get(*block).cloned().unwrap_or_default();
            let used = uses.get(*block);
            lines.push(Line {
                place: lines.len() as u64 + 1,
                pack: pack.clone(),
                nudge: nudge.clone(),
                content: block.content.clone(),
                stratum: format!("{} {}", block.role, block.team).trim().to_owned(),
                week,
                behaviour: behaviour(&cell),
                guardrail: guardrail(&cell),
                shows: count(used.map_or(0, |used| used.exposures.values().sum())),
                fast_dismissals: count(used.map_or(0, fast)),
                opened: opened(&block.content),
                min_lift_points: None,
                restarts: None,
                extended: false,
                is_weak: false,
            });
        }
    }
    lines
}

/// Cards that were closed within three seconds.
fn fast(used: &Use) -> i64 {
    used.exposures.get("fast").copied().unwrap_or_default()
}

fn behaviour(cell: &Cell) -> Arms {
    let arm = |tally: &Tally| {
        let entries = count(tally.entries);
        // Whoever was watched to the end is known, also when the record was never looked at again. An
        // outcome may be published before its entry.
        let outcomes = count(tally.success + tally.failure + tally.unseen).min(entries);
        Arm { entries, outcomes, successes: count(tally.success).min(outcomes) }
    };
    Arms::new(arm(&cell.shown), arm(&cell.withheld)).unwrap_or_default()
}

fn guardrail(cell: &Cell) -> Arms {
    let arm =
        |tally: &Tally| Arm::known(count(tally.worsened).min(count(tally.entries)), count(tally.entries));
    Arms::new(arm(&cell.shown), arm(&cell.withheld)).unwrap_or_default()
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use cuecard::verdict::trials::Finding;
    use cuecard::verdict::{Ground, Verdict};

    fn name() -> (String, String) {
        ("pack".to_owned(), "nudge".to_owned())
    }

    fn block(week: &str) -> Block {
        Block { week: week.to_owned(), content: "c".to_owned(), ..Block::default() }
    }

    fn cell(shown: (i64, i64), withheld: (i64, i64)) -> Cell {
        let tally = |(success, entries): (i64, i64)| Tally {
            entries,
            success,
            failure: entries - success,
            ..Tally::default()
        };
        Cell { shown: tally(shown), withheld: tally(withheld) }
    }

    fn ruled(counts: &Counts, uses: &Uses, today: &str) -> (Verdict, Ground) {
        let today = Day::parse(today).unwrap_or_else(|| panic!("{today}"));
        let judged = verdicts(counts, uses, today).unwrap_or_else(|misfits| panic!("{misfits:?}"));
        match judged.as_slice() {
            [Judged { finding: Finding::Ruled(ruling), .. }] => (ruling.verdict, ruling.ground),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn published_counts_come_to_verdicts() {
        let of = |cell| Counts::from([(name(), BTreeMap::from([(block("2026-W40"), cell)]))]);
        let good = of(cell((45, 60), (15, 60)));
        let none = of(cell((20, 60), (20, 60)));
        let used = |completed, fast| {
            let exposures = [("completed", completed), ("fast", fast)];
            let exposures = exposures.map(|(word, count)| (word.to_owned(), count)).into();
            let of = Use { exposures, ..Use::default() };
            Uses::from([(name(), BTreeMap::from([(block("2026-W40"), of)]))])
        };
        let mut worse = cell((20, 60), (20, 60));
        worse.shown.worsened = 40;
        for (counts, uses, today, expected) in [
            (&good, Uses::new(), "2026-10-20", (Verdict::Improved, Ground::Evidence)),
            (&none, Uses::new(), "2026-10-20", (Verdict::Running, Ground::NotYet)),
            (&none, Uses::new(), "2026-12-20", (Verdict::NoEffect, Ground::NoLift)),
            (&none, used(10, 30), "2026-10-20", (Verdict::Harmful, Ground::FastDismissals)),
            (&none, used(30, 10), "2026-10-20", (Verdict::Running, Ground::NotYet)),
            (&of(worse), Uses::new(), "2026-10-20", (Verdict::Harmful, Ground::Guardrail)),
        ] {
            assert_eq!(ruled(counts, &uses, today), expected, "{today}");
        }
    }

    #[test]
    fn what_was_published_before_its_entries_is_counted_no_more_often_than_they_are() {
        let mut early = cell((0, 10), (0, 10));
        (early.shown.success, early.withheld.failure) = (12, 30);
        let counts = Counts::from([(name(), BTreeMap::from([(block("2026-W40"), early)]))]);
        let lines = lines(&counts, &Uses::new());
        assert_eq!(lines[0].behaviour.shown(), Arm { entries: 10, outcomes: 10, successes: 10 });
        assert_eq!(lines[0].behaviour.withheld(), Arm { entries: 10, outcomes: 10, successes: 0 });
    }
}
