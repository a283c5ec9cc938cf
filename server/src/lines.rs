//! From published counts, and what is signed of them, to lines that `cuecard verdict` judges.

use crate::repository::{Promise, Signed};
use crate::storage::{Block, Cell, Counts, Tally, Use, Uses, told};
use cuecard::report::Noise as Told;
use cuecard::time::{Day, Week};
use cuecard::verdict::trials::Line;
use cuecard::verdict::{Block as Arms, Counts as Arm, Noise};
use std::collections::{BTreeMap, BTreeSet};

/// What a nudge has to gain where nothing signed says what it promised, in points: what all starter packs
/// promise.
pub const PROMISED_POINTS: u32 = 10;

/// One line for each nudge, content, week and group. What is signed holds for the text that it speaks of;
/// weeks before its pilot opened are left out. Of every other text a trial counts from the Monday of its
/// first published week.
pub fn lines(counts: &Counts, uses: &Uses, signed: Option<&Signed>) -> Vec<Line> {
    let (no_cells, no_uses) = (BTreeMap::new(), BTreeMap::new());
    let mut lines = Vec::new();
    for (pack, nudge) in counts.keys().chain(uses.keys()).collect::<BTreeSet<_>>() {
        let name = (pack.clone(), nudge.clone());
        let cells = counts.get(&name).unwrap_or(&no_cells);
        let uses = uses.get(&name).unwrap_or(&no_uses);
        let blocks: BTreeSet<&Block> = cells.keys().chain(uses.keys()).collect();
        let promise = signed.and_then(|signed| signed.get(&name)?.promise.as_ref());
        for block in &blocks {
            let Some(week) = Week::parse(&block.week) else { continue };
            let promise = promise.filter(|promise| promise.content == block.content);
            if promise.is_some_and(|promise| promise.is_after(week)) {
                continue;
            }
            let cell = cells.get(*block).cloned().unwrap_or_default();
            let used = uses.get(*block);
            lines.push(Line {
                place: lines.len() as u64 + 1,
                pack: pack.clone(),
                nudge: nudge.clone(),
                content: block.content.clone(),
                stratum: stratum(block),
                week,
                behaviour: behaviour(&cell),
                guardrail: guardrail(&cell),
                shows: count(used.map_or(0, |used| used.exposures.values().sum())),
                fast_dismissals: count(used.map_or(0, fast)),
                opened: promise.map(|it| it.opened).or_else(|| first_day(&blocks, &block.content)),
                min_lift_points: Some(promise.map_or(PROMISED_POINTS, |it| it.min_lift_points)),
                restarts: promise.map(|promise| tries_before(&blocks, promise)),
                extended: promise.is_some_and(|it| it.extended),
                is_weak: promise.is_some_and(|it| it.weak),
                noise: noise(&cell),
            });
        }
    }
    lines
}

/// People are compared with those of their group who are like them: names hold no `=`.
fn stratum(block: &Block) -> String {
    let before = if block.earlier.is_empty() { "" } else { "before=" };
    format!("{} {} {before}{}", block.role, block.team, block.earlier).trim().to_owned()
}

/// The Monday of a text's first published week.
fn first_day(blocks: &BTreeSet<&Block>, content: &str) -> Option<Day> {
    let weeks = blocks.iter().filter(|block| block.content == content);
    weeks.filter_map(|block| Week::parse(&block.week)).map(Week::first_day).min()
}

/// Tries of the lineage before the one that is signed: texts that were counted earlier, and this one before
/// its pilot was opened anew.
fn tries_before(blocks: &BTreeSet<&Block>, promise: &Promise) -> u32 {
    let mut firsts: BTreeMap<&str, Week> = BTreeMap::new();
    let (mut own, mut earlier) = (None, 0);
    // They come in the order of their weeks.
    for block in blocks {
        let Some(week) = Week::parse(&block.week) else { continue };
        if block.content != promise.content {
            firsts.entry(&block.content).or_insert(week);
        } else if promise.is_after(week) {
            earlier = 1;
        } else {
            own = own.or(Some((week, block.content.as_str())));
        }
    }
    let others = firsts.iter().filter(|(content, week)| own.is_some_and(|own| (**week, **content) < own));
    earlier + count(others.count().try_into().unwrap_or_default())
}

/// Cards that were closed within three seconds, as it was told. Noise draws every share towards a third, so
/// more than half of what was told is more than half of what was true.
fn fast(used: &Use) -> i64 {
    used.exposures.iter().filter(|(word, _)| told(word).0 == "fast").map(|(_, count)| count).sum()
}

/// How the outcomes of both arms were told: with the mean of what some were told with and others; none: all
/// exactly.
fn noise(cell: &Cell) -> Option<Noise> {
    let both = cell.shown.plus(cell.withheld);
    let (light, strong) = (f64::from(count(both.noisy.light)), f64::from(count(both.noisy.strong)));
    let known = f64::from(count(both.success + both.failure + both.unseen));
    let truth = |noise: Told| noise.word().parse().ok().and_then(Noise::of).unwrap_or(Noise::EXACT).truth();
    let expected = known - light - strong + light * truth(Told::Light) + strong * truth(Told::Strong);
    if both.noisy.is_any() { Noise::mixed(expected, known) } else { None }
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
    use crate::repository::Said;
    use crate::storage::Noisy;

    fn name() -> (String, String) {
        ("pack".to_owned(), "nudge".to_owned())
    }

    fn block(week: &str, content: &str) -> Block {
        Block { week: week.to_owned(), content: content.to_owned(), ..Block::default() }
    }

    #[test]
    fn what_was_published_before_its_entries_is_counted_no_more_often_than_they_are() {
        let ten = Tally { entries: 10, ..Tally::default() };
        let mut early = Cell { shown: ten, withheld: ten };
        (early.shown.success, early.withheld.failure) = (12, 30);
        let counts = Counts::from([(name(), BTreeMap::from([(block("2026-W40", "c"), early)]))]);
        let lines = lines(&counts, &Uses::new(), None);
        assert_eq!(lines[0].behaviour.shown(), Arm { entries: 10, outcomes: 10, successes: 10 });
        assert_eq!(lines[0].behaviour.withheld(), Arm { entries: 10, outcomes: 10, successes: 0 });
    }

    #[test]
    fn outcomes_are_told_with_the_mean_of_their_noises() {
        let epsilon = |light, strong| {
            let arm = |noisy| Tally {
                entries: 20,
                success: 5,
                failure: 14,
                censored: 1,
                noisy,
                ..Tally::default()
            };
            let cell = Cell { shown: arm(Noisy { light, strong }), withheld: arm(Noisy::default()) };
            noise(&cell).and_then(Noise::epsilon).map(|epsilon| (epsilon * 100.0).round() / 100.0)
        };
        // 38 outcomes are known; with ε = 4 a word is true in 98.2 of 100 cases, with ε = 2 in 88.1.
        for (light, strong, expected) in
            [(0, 0, None), (38, 0, Some(4.0)), (0, 38, Some(2.0)), (0, 19, Some(2.76)), (19, 19, Some(2.61))]
        {
            assert_eq!(epsilon(light, strong), expected, "{light} {strong}");
        }
    }

    #[test]
    fn cards_that_were_closed_at_once_count_as_they_were_told() {
        let exposures = [("fast", 3), ("fast~2", 4), ("completed~2", 9), ("faster", 1)];
        let exposures = exposures.map(|(word, count)| (word.to_owned(), count)).into();
        assert_eq!(fast(&Use { exposures, ..Use::default() }), 7);
    }

    #[test]
    fn a_pilot_that_is_opened_anew_is_another_try_and_so_is_another_text() {
        let opened = Day::parse("2026-10-15").unwrap_or_else(|| panic!("a day"));
        let weak = |weak| {
            let promise =
                Promise { content: "c".to_owned(), opened, min_lift_points: 7, weak, ..Promise::default() };
            Signed::from([(name(), Said { promise: Some(promise), ..Said::default() })])
        };
        let monday = |week: &str| Week::parse(week).map(Week::first_day);
        // Blocks by week and text; which tell of a try: week, opening, points, restarts.
        type Told = (&'static str, Option<Day>, Option<u32>, Option<u32>);
        let told = |week, restarts| -> Told { (week, Some(opened), Some(7), Some(restarts)) };
        let first: Told = ("2026-W40", monday("2026-W40"), Some(PROMISED_POINTS), None);
        type Case<'c> = (&'c [(&'c str, &'c str)], Vec<Told>);
        let cases: [Case<'_>; 5] = [
            (&[("2026-W42", "c"), ("2026-W43", "c")], vec![told("2026-W42", 0), told("2026-W43", 0)]),
            (&[("2026-W40", "c"), ("2026-W43", "c")], vec![told("2026-W43", 1)]),
            (&[("2026-W40", "a"), ("2026-W43", "c")], vec![first, told("2026-W43", 1)]),
            (&[("2026-W40", "a"), ("2026-W41", "c"), ("2026-W43", "c")], vec![first, told("2026-W43", 2)]),
            (&[("2026-W40", "c")], vec![]),
        ];
        for (blocks, expected) in cases {
            let cells = blocks.iter().map(|(week, content)| (block(week, content), Cell::default()));
            let counts = Counts::from([(name(), cells.collect())]);
            let found = lines(&counts, &Uses::new(), Some(&weak(false)));
            let found: Vec<_> = found
                .iter()
                .map(|line| (line.week.to_string(), line.opened, line.min_lift_points, line.restarts))
                .collect();
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(week, opened, points, restarts)| (week.to_owned(), opened, points, restarts))
                .collect();
            assert_eq!(found, expected, "{blocks:?}");
            let weak = lines(&counts, &Uses::new(), Some(&weak(true)));
            assert!(weak.iter().all(|line| line.is_weak == (line.content == "c")), "{blocks:?}");
        }
    }

    #[test]
    fn people_are_compared_within_their_group_with_those_who_did_as_they_did() {
        let of = |role: &str, team: &str, earlier: &str| Block {
            role: role.to_owned(),
            team: team.to_owned(),
            earlier: earlier.to_owned(),
            ..block("2026-W40", "c")
        };
        for (role, team, earlier, expected) in [
            ("", "", "", ""),
            ("", "", "did", "before=did"),
            ("", "", "did_not", "before=did_not"),
            // A team of that name is another one.
            ("", "did", "", "did"),
            ("seller", "north", "did", "seller north before=did"),
        ] {
            assert_eq!(stratum(&of(role, team, earlier)), expected);
        }
    }
}
