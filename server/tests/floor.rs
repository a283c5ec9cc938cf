//! Small groups never show, not even by adding and subtracting what does.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard::time::Day;
use cuecard_server::{Block, Cell, CheckedReport, Counts, ReportId, Store};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Scratch, id, report};

const FLOOR: i64 = 10;
const NUDGE: &str = "n";

/// Entries in one week: shown, withheld. Every second entry also brings a success.
type Sizes = (i64, i64);

/// What it is, the weeks that come in, the cells that may show.
type Case = (&'static str, &'static [Sizes], &'static [(&'static str, Sizes)]);

async fn fill(store: &Store, weeks: &[Sizes]) {
    let mut number = 0;
    for (week, (shown, withheld)) in (1..).zip(weeks) {
        for (arm, size) in [("shown", *shown), ("withheld", *withheld)] {
            for person in 0..size {
                for bucket in ["entry", "success"] {
                    if bucket == "success" && person % 2 == 1 {
                        continue;
                    }
                    let body = report(NUDGE, &name(week), arm, bucket);
                    let report = CheckedReport::parse(body.as_bytes()).unwrap();
                    number += 1;
                    let id = ReportId::parse(&id(number)).unwrap();
                    store.accept(&id, report, Day(20_000)).await.unwrap();
                }
            }
        }
    }
}

fn name(week: i64) -> String {
    format!("2026-W{week:02}")
}

fn sizes(cells: &BTreeMap<Block, Cell>) -> BTreeMap<String, Sizes> {
    cells
        .iter()
        .map(|(block, cell)| (block.week.clone(), (cell.shown.entries, cell.withheld.entries)))
        .collect()
}

async fn counts_of(weeks: &[Sizes]) -> Counts {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    fill(&store, weeks).await;
    let counts = store.counts(u32::try_from(FLOOR).unwrap()).await.unwrap();
    store.close().await;
    counts
}

#[tokio::test]
async fn weeks_show_alone_together_or_not_at_all() {
    let cases: [Case; 9] = [
        ("large enough", &[(10, 10)], &[("2026-W01", (10, 10))]),
        ("one below", &[(10, 9)], &[]),
        ("one arm empty", &[(50, 0)], &[]),
        ("two large weeks", &[(10, 12), (30, 11)], &[("2026-W01", (10, 12)), ("2026-W02", (30, 11))]),
        ("one small week is left out", &[(10, 10), (9, 9)], &[("2026-W01", (10, 10))]),
        ("a small arm takes its week along", &[(10, 10), (90, 9)], &[("2026-W01", (10, 10))]),
        ("small weeks together", &[(5, 5), (5, 6)], &[("", (10, 11))]),
        (
            "small weeks beside a large one",
            &[(20, 20), (6, 6), (4, 4)],
            &[("2026-W01", (20, 20)), ("", (10, 10))],
        ),
        ("small weeks that stay small together", &[(20, 20), (6, 6), (4, 3)], &[("2026-W01", (20, 20))]),
    ];
    for (what, weeks, expected) in cases {
        let counts = counts_of(weeks).await;
        let cells = counts.values().next().unwrap();
        let expected: BTreeMap<String, Sizes> =
            expected.iter().map(|(week, sizes)| ((*week).to_owned(), *sizes)).collect();
        assert_eq!(sizes(cells), expected, "{what}");
    }
}

#[tokio::test]
async fn outcomes_without_entries_and_other_nudges_do_not_help() {
    let scratch = Scratch::new();
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
        for _ in 0..copies {
            number += 1;
            let body = report(nudge, "2026-W01", arm, bucket);
            let report = CheckedReport::parse(body.as_bytes()).unwrap();
            let id = ReportId::parse(&id(number)).unwrap();
            store.accept(&id, report, Day(20_000)).await.unwrap();
        }
    }
    let counts = store.counts(10).await.unwrap();
    assert_eq!(counts.len(), 3);
    assert!(counts.values().all(BTreeMap::is_empty), "{counts:?}");
    store.close().await;
}

/// Everything that an attacker can make of the numbers shown for a nudge: each cell, their sum,
/// and the sum minus any of the cells.
fn derivable(cells: &BTreeMap<Block, Cell>) -> Vec<Sizes> {
    let shown: Vec<Sizes> = sizes(cells).into_values().collect();
    (0..1_u32 << shown.len())
        .map(|choice| {
            shown
                .iter()
                .enumerate()
                .filter(|(index, _)| choice >> index & 1 == 1)
                .fold((0, 0), |sum, (_, cell)| (sum.0 + cell.0, sum.1 + cell.1))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn subtraction_never_isolates_a_small_group(
        weeks in prop::collection::vec((0_i64..14, 0_i64..14), 1..6)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let counts = runtime.block_on(counts_of(&weeks));
        for cells in counts.values() {
            for (shown, withheld) in derivable(cells) {
                prop_assert!(shown == 0 || shown >= FLOOR, "{weeks:?}");
                prop_assert!(withheld == 0 || withheld >= FLOOR, "{weeks:?}");
            }
            let shown = sizes(cells);
            for (week, size) in (1..).zip(&weeks) {
                let large = size.0 >= FLOOR && size.1 >= FLOOR;
                prop_assert_eq!(shown.get(&name(week)), large.then_some(size));
            }
            // What is left is all of the small weeks, or none of them.
            let small = weeks.iter().filter(|size| size.0 < FLOOR || size.1 < FLOOR);
            let rest = small.fold((0, 0), |sum, size| (sum.0 + size.0, sum.1 + size.1));
            let fits = rest.0 >= FLOOR && rest.1 >= FLOOR;
            prop_assert_eq!(shown.get(""), fits.then_some(&rest));
        }
    }
}
