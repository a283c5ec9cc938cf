//! Small groups never show, not by adding and subtracting, and not by looking again later.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard::time::{Day, Week};
use cuecard_server::{Block, Cell, Counts, Store};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Scratch, report, take};

const FLOOR: u32 = 10;
const NUDGE: &str = "n";

/// Entries: shown, withheld. Every second entry also brings a success.
type Sizes = (i64, i64);

/// What it is, the weeks that come in, the blocks that close, by the week that they are called by.
type Case = (&'static str, &'static [Sizes], &'static [(&'static str, Sizes)]);

/// A report that tells what was done before; nothing, if the word is empty.
fn with_before(body: &str, word: &str) -> String {
    if word.is_empty() {
        return body.to_owned();
    }
    body.replacen('{', &format!(r#"{{"before":"{word}","#), 1)
}

async fn fill(store: &Store, number: &mut u64, week: &str, sizes: Sizes) {
    let mut bodies = Vec::new();
    for (arm, size) in [("shown", sizes.0), ("withheld", sizes.1)] {
        for person in 0..size {
            bodies.push(report(NUDGE, week, arm, "entry"));
            if person % 2 == 0 {
                bodies.push(report(NUDGE, week, arm, "success"));
            }
        }
    }
    take(store, number, bodies).await;
}

fn name(week: i32) -> String {
    format!("2026-W{week:02}")
}

/// The first day on which a week is settled.
fn settled(week: i32) -> Day {
    Week::parse(&name(week)).unwrap().last_day().plus(5)
}

fn sizes(cells: &BTreeMap<Block, Cell>) -> BTreeMap<String, Sizes> {
    cells
        .iter()
        .map(|(block, cell)| (block.week.clone(), (cell.shown.entries, cell.withheld.entries)))
        .collect()
}

async fn shown(store: &Store) -> BTreeMap<String, Sizes> {
    store.counts(FLOOR).await.unwrap().values().next().map(sizes).unwrap_or_default()
}

on_both! {
    async fn weeks_close_alone_or_wait_for_the_next(scratch) {
        let cases: [Case; 8] = [
            ("large enough", &[(10, 10)], &[("2026-W01", (10, 10))]),
            ("one below", &[(10, 9)], &[]),
            ("one arm empty", &[(50, 0)], &[]),
            ("two large weeks", &[(10, 12), (30, 11)], &[("2026-W01", (10, 12)), ("2026-W02", (30, 11))]),
            ("a small week waits", &[(10, 10), (9, 9)], &[("2026-W01", (10, 10))]),
            ("and joins the next", &[(9, 9), (10, 10)], &[("2026-W02", (19, 19))]),
            ("a small arm takes its week along", &[(90, 9), (1, 1)], &[("2026-W02", (91, 10))]),
            ("small weeks together", &[(5, 5), (2, 2), (5, 6)], &[("2026-W03", (12, 13))]),
        ];
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        for (what, weeks, expected) in cases {
            // Blocks are looked at by nudge, so each case has one of its own.
            let nudge = what.replace(' ', "-");
            for (week, (shown, withheld)) in (1..).zip(weeks) {
                for (arm, size) in [("shown", *shown), ("withheld", *withheld)] {
                    let entry = report(&nudge, &name(week), arm, "entry");
                    let people = usize::try_from(size).unwrap();
                    take(&store, &mut number, vec![entry; people]).await;
                }
            }
            store.close_blocks(settled(8), FLOOR).await.unwrap();
            let counts = store.counts(FLOOR).await.unwrap();
            let cells = counts.iter().find(|((_, found), _)| *found == nudge).map(|(_, cells)| sizes(cells));
            let expected: BTreeMap<String, Sizes> =
                expected.iter().map(|(week, sizes)| ((*week).to_owned(), *sizes)).collect();
            assert_eq!(cells.unwrap_or_default(), expected, "{what}");
        }
        store.close().await;
    }

    async fn nothing_shows_before_its_week_is_settled_and_nothing_changes_after(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        fill(&store, &mut number, &name(1), (12, 12)).await;
        store.close_blocks(settled(1).plus(-1), FLOOR).await.unwrap();
        assert!(store.counts(FLOOR).await.unwrap().is_empty(), "not even its name");
        store.close_blocks(settled(1), FLOOR).await.unwrap();
        let first = BTreeMap::from([(name(1), (12, 12))]);
        assert_eq!(shown(&store).await, first);
        // One by one they come late, and whoever looks each time sees none of them.
        for _ in 0..9 {
            fill(&store, &mut number, &name(1), (1, 1)).await;
            store.close_blocks(settled(1).plus(3), FLOOR).await.unwrap();
            assert_eq!(shown(&store).await, first);
        }
        // Even when they are enough: this week's block is closed, so they wait for the next.
        fill(&store, &mut number, &name(1), (1, 1)).await;
        store.close_blocks(settled(1).plus(6), FLOOR).await.unwrap();
        assert_eq!(shown(&store).await, first);
        store.close_blocks(settled(2), FLOOR).await.unwrap();
        let both = BTreeMap::from([(name(1), (12, 12)), (name(2), (10, 10))]);
        assert_eq!(shown(&store).await, both);
        // Who sets a higher floor later hides what was published under the lower one.
        assert_eq!(store.counts(12).await.unwrap().values().map(sizes).collect::<Vec<_>>(), [first]);
        store.close().await;
    }

    /// Entries by what was done before, shown and withheld, week by week; and the blocks that close.
    async fn who_did_it_before_closes_apart_only_where_both_kinds_are_enough(scratch) {
        type Weeks = &'static [&'static [(&'static str, Sizes)]];
        type Blocks = &'static [(&'static str, &'static str, Sizes)];
        let cases: [(&str, Weeks, Blocks); 7] = [
            (
                "both large",
                &[&[("did", (12, 11)), ("did_not", (10, 10))]],
                &[("2026-W01", "did", (12, 11)), ("2026-W01", "did_not", (10, 10))],
            ),
            ("both small", &[&[("did", (6, 5)), ("did_not", (5, 5))]], &[("2026-W01", "", (11, 10))]),
            // What is left alone is too small for a block, and waits: no sum shows it.
            ("one small", &[&[("did", (9, 9)), ("did_not", (30, 30))]], &[("2026-W01", "did_not", (30, 30))]),
            (
                "small, then more of the same",
                &[&[("did", (9, 9)), ("did_not", (30, 30))], &[("did", (1, 1))]],
                &[("2026-W01", "did_not", (30, 30)), ("2026-W02", "did", (10, 10))],
            ),
            ("one arm is small", &[&[("did", (30, 9)), ("did_not", (9, 30))]], &[("2026-W01", "", (39, 39))]),
            ("too small together", &[&[("did", (5, 5)), ("did_not", (4, 4))]], &[]),
            // Those of whom nothing is told are the group without a name.
            (
                "beside those of whom nothing is told",
                &[&[("did", (4, 4)), ("did_not", (10, 10)), ("", (6, 6))]],
                &[("2026-W01", "", (10, 10)), ("2026-W01", "did_not", (10, 10))],
            ),
        ];
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        for (what, weeks, expected) in cases {
            let nudge = what.replace(' ', "-").replace(',', "");
            for (week, groups) in (1..).zip(weeks) {
                for (word, (shown, withheld)) in *groups {
                    for (arm, size) in [("shown", *shown), ("withheld", *withheld)] {
                        let people = usize::try_from(size).unwrap();
                        for bucket in ["entry", "success"] {
                            let body = with_before(&report(&nudge, &name(week), arm, bucket), word);
                            take(&store, &mut number, vec![body; people]).await;
                        }
                    }
                }
                store.close_blocks(settled(week), FLOOR).await.unwrap();
            }
            let counts = store.counts(FLOOR).await.unwrap();
            let cells = counts.into_iter().find(|((_, found), _)| *found == nudge).map(|(_, cells)| cells);
            let mut found = Vec::new();
            for (block, cell) in cells.unwrap_or_default() {
                // Outcomes are where their entries are.
                assert_eq!((cell.shown.success, cell.withheld.success), (cell.shown.entries, cell.withheld.entries));
                found.push((block.week, block.earlier, (cell.shown.entries, cell.withheld.entries)));
            }
            let expected: Vec<_> = expected
                .iter()
                .map(|(week, word, sizes)| ((*week).to_owned(), (*word).to_owned(), *sizes))
                .collect();
            assert_eq!(found, expected, "{what}");
        }
        store.close().await;
    }

    async fn outcomes_without_entries_and_other_nudges_do_not_help(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        for (nudge, arm, bucket, copies) in [
            ("outcomes-only", "shown", "success", 50),
            ("outcomes-only", "withheld", "success", 50),
            ("small-one", "shown", "entry", 9),
            ("small-one", "withheld", "entry", 9),
            ("small-two", "shown", "entry", 9),
            ("small-two", "withheld", "entry", 9),
        ] {
            take(&store, &mut number, vec![report(nudge, "2026-W01", arm, bucket); copies]).await;
        }
        store.close_blocks(settled(8), FLOOR).await.unwrap();
        assert_eq!(store.counts(FLOOR).await.unwrap(), Counts::new());
        store.close().await;
    }
}

/// Which kinds a block needs, and which go along; what was drawn with noise counts as its word.
#[tokio::test]
async fn guardrails_go_with_entries_and_other_kinds_close_by_themselves() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    let of_nudge = r#""version":1,"pack":"p","nudge":"n","content":"0123456789abcdef","week":"2026-W01""#;
    let body = |fields: &str| format!("{{{of_nudge},{fields}}}");
    let mut number = 0;
    for (fields, copies) in [
        (r#""kind":"entry","arm":"shown""#, 10),
        (r#""kind":"entry","arm":"withheld""#, 10),
        (r#""kind":"outcome","arm":"shown","outcome":"success""#, 4),
        (r#""kind":"outcome","arm":"shown","outcome":"success","noise":"4""#, 3),
        (r#""kind":"guardrail","arm":"shown","guardrail":"worsened""#, 1),
        (r#""kind":"guardrail","arm":"shown","guardrail":"held""#, 9),
        (r#""kind":"exposure","exposure":"completed""#, 7),
        (r#""kind":"exposure","exposure":"fast""#, 3),
        (r#""kind":"time","time":"30""#, 9),
    ] {
        take(&store, &mut number, vec![body(fields); copies]).await;
    }
    store.close_blocks(settled(1), FLOOR).await.unwrap();
    let counts = store.counts(FLOOR).await.unwrap();
    let cell = counts.values().next().unwrap().values().next().unwrap();
    assert_eq!((cell.shown.entries, cell.shown.success, cell.shown.worsened), (10, 7, 1));
    assert_eq!((cell.withheld.entries, cell.withheld.worsened), (10, 0));
    for (kind, published) in [
        ("SELECT CAST(SUM(reports) AS BIGINT) FROM blocks WHERE kind = 'guardrail'", 10),
        ("SELECT CAST(SUM(reports) AS BIGINT) FROM blocks WHERE kind = 'exposure'", 10),
        ("SELECT COUNT(*) FROM blocks WHERE kind = 'time'", 0),
    ] {
        assert_eq!(scratch.number(kind).await, published, "{kind}");
    }
    store.close().await;
}

/// A report that names a group, or not.
fn in_group(body: &str, label: &str, name: &str) -> String {
    let said = if name.is_empty() { String::new() } else { format!(r#""{label}":"{name}","#) };
    body.replacen('{', &format!("{{{said}"), 1)
}

#[tokio::test]
async fn small_teams_go_together_or_wait_and_large_ones_stand_alone() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    let mut number = 0;
    for (team, shown, withheld) in [("north", 14, 11), ("south", 6, 5), ("east", 5, 5), ("", 1, 0)] {
        for (arm, people) in [("shown", shown), ("withheld", withheld)] {
            let body = in_group(&report(NUDGE, &name(1), arm, "entry"), "team", team);
            take(&store, &mut number, vec![body; people]).await;
        }
    }
    store.close_blocks(settled(1), FLOOR).await.unwrap();
    let counts = store.counts(FLOOR).await.unwrap();
    let cells = counts.values().next().unwrap();
    let by_team: Vec<(&str, i64, i64)> = cells
        .iter()
        .map(|(block, cell)| (block.team.as_str(), cell.shown.entries, cell.withheld.entries))
        .collect();
    assert_eq!(by_team, [("", 12, 10), ("north", 14, 11)]);
    store.close().await;
}

/// Groups of groups: what is too small goes up by one step at a time, and no further than it has to.
#[tokio::test]
async fn what_is_too_small_goes_up_step_by_step() {
    // Role, team, what was done before, and how many in each arm; then the blocks.
    type Groups = &'static [(&'static str, &'static str, &'static str, usize)];
    let cases: [(&str, Groups, Groups); 5] = [
        (
            "to the team",
            &[("r", "a", "did", 6), ("r", "a", "did_not", 7), ("r", "b", "did", 12)],
            &[("r", "a", "", 13), ("r", "b", "did", 12)],
        ),
        (
            "to the role",
            &[("r", "a", "did", 3), ("r", "a", "did_not", 4), ("r", "b", "did", 5), ("r", "c", "", 20)],
            &[("r", "", "", 12), ("r", "c", "", 20)],
        ),
        (
            "to all",
            &[("r", "a", "did", 4), ("s", "b", "did", 5), ("", "", "", 1), ("s", "c", "", 20)],
            &[("", "", "", 10), ("s", "c", "", 20)],
        ),
        // The rest of a large team is not left beside it: it waits, or goes with others of its role.
        ("a rest waits", &[("r", "a", "did", 30), ("r", "a", "did_not", 9)], &[("r", "a", "did", 30)]),
        (
            "a rest goes with others",
            &[("r", "a", "did", 30), ("r", "a", "did_not", 5), ("r", "b", "", 5)],
            &[("r", "", "", 10), ("r", "a", "did", 30)],
        ),
    ];
    for (what, groups, expected) in cases {
        let scratch = Scratch::new();
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        for (role, team, word, people) in groups {
            for arm in ["shown", "withheld"] {
                let body = with_before(&report(NUDGE, &name(1), arm, "entry"), word);
                let body = in_group(&in_group(&body, "role", role), "team", team);
                take(&store, &mut number, vec![body; *people]).await;
            }
        }
        store.close_blocks(settled(1), FLOOR).await.unwrap();
        let counts = store.counts(FLOOR).await.unwrap();
        let cells = counts.values().next().unwrap().iter();
        let found: Vec<(&str, &str, &str, i64)> = cells
            .map(|(it, cell)| (it.role.as_str(), it.team.as_str(), it.earlier.as_str(), cell.shown.entries))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(role, team, word, people)| (*role, *team, *word, i64::try_from(*people).unwrap()))
            .collect();
        assert_eq!(found, expected, "{what}");
        store.close().await;
    }
}

/// What comes in on one day: of which week before it (0 to 3), and how many.
type Arrival = (i32, Sizes);

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Somebody looks every third day for two months and keeps everything they saw.
    #[test]
    fn two_looks_differ_by_whole_blocks(
        arrivals in prop::collection::vec((0_i32..4, (0_i64..14, 0_i64..14)), 4..16)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(look_and_look_again(&arrivals))?;
    }
}

async fn look_and_look_again(arrivals: &[Arrival]) -> Result<(), TestCaseError> {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    let (mut number, mut before) = (0, BTreeMap::new());
    let (mut came, mut days) = ((0, 0), settled(6));
    for (ago, sizes) in arrivals {
        fill(&store, &mut number, &Week::of(days.plus(-7 * ago)).to_string(), *sizes).await;
        came = (came.0 + sizes.0, came.1 + sizes.1);
        store.close_blocks(days, FLOOR).await.unwrap();
        let now = shown(&store).await;
        for (week, sizes) in &now {
            let old: Option<&Sizes> = before.get(week);
            prop_assert!(old.is_none_or(|old| old == sizes), "{week} changed");
            prop_assert!(sizes.0 >= FLOOR.into() && sizes.1 >= FLOOR.into(), "{week}: {sizes:?}");
        }
        prop_assert!(before.keys().all(|week| now.contains_key(week)), "a block went away");
        before = now;
        days = days.plus(3);
    }
    // In the end everybody is in exactly one block, or waits with too few others.
    store.close_blocks(days.plus(60), FLOOR).await.unwrap();
    let seen = shown(&store).await.values().fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
    let rest = (came.0 - seen.0, came.1 - seen.1);
    prop_assert!(rest.0 >= 0 && rest.1 >= 0, "{rest:?}");
    prop_assert!(rest.0 < FLOOR.into() || rest.1 < FLOOR.into(), "{rest:?} could have closed");
    store.close().await;
    Ok(())
}
