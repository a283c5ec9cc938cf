//! From published counts to verdicts, by the same code as `cuecard verdict`.

use crate::lines::{PROMISED_POINTS, lines};
use crate::repository::Signed;
use crate::storage::{Counts, Uses};
use cuecard::time::Day;
use cuecard::verdict::Noise;
use cuecard::verdict::trials::{Judged, Misfit, Settings, judged};

/// Verdicts on every content of every nudge as of `today`: by what is signed of it, and else by what is
/// assumed (see [`lines`]).
pub fn verdicts(
    counts: &Counts,
    uses: &Uses,
    signed: Option<&Signed>,
    today: Day,
) -> Result<Vec<Judged>, Vec<Misfit>> {
    let settings = Settings { today, opened: None, min_lift_points: PROMISED_POINTS, noise: Noise::EXACT };
    judged(&lines(counts, uses, signed), &settings)
}

#[cfg(test)]
#[allow(clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::repository::{Promise, Said};
    use crate::storage::{Block, Cell, Tally, Use};
    use cuecard::verdict::trials::Finding;
    use cuecard::verdict::{Ground, Verdict};
    use std::collections::BTreeMap;

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
        let (verdict, ground, _) = ruled_by(counts, uses, None, today);
        (verdict, ground)
    }

    /// Also on which day of the trial.
    fn ruled_by(
        counts: &Counts,
        uses: &Uses,
        signed: Option<&Signed>,
        today: &str,
    ) -> (Verdict, Ground, u32) {
        let today = Day::parse(today).unwrap_or_else(|| panic!("{today}"));
        let judged = verdicts(counts, uses, signed, today).unwrap_or_else(|misfits| panic!("{misfits:?}"));
        match judged.as_slice() {
            [Judged { finding: Finding::Ruled(ruling), .. }] => (ruling.verdict, ruling.ground, ruling.day),
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
    fn what_is_signed_says_when_a_trial_opened_what_it_promised_and_whether_it_is_extended() {
        let promise = |change: fn(&mut Promise)| {
            let opened = Day::parse("2026-09-28").unwrap_or_default();
            let mut promise =
                Promise { content: "c".to_owned(), opened, min_lift_points: 10, ..Promise::default() };
            change(&mut promise);
            Signed::from([(name(), Said { promise: Some(promise), ..Said::default() })])
        };
        let counts =
            Counts::from([(name(), BTreeMap::from([(block("2026-W40"), cell((101, 300), (99, 300)))]))]);
        // 2026-W40 begins on 2026-09-28. Without anything signed ten points are too many to be reached.
        let no_lift = (Verdict::NoEffect, Ground::NoLift, 60);
        let undecided = (Verdict::Insufficient, Ground::Undecided, 60);
        type Case = (Option<fn(&mut Promise)>, &'static str, (Verdict, Ground, u32));
        let cases: [Case; 8] = [
            (None, "2026-11-28", no_lift),
            (Some(|_| ()), "2026-11-28", no_lift),
            (Some(|it| it.min_lift_points = 5), "2026-11-28", undecided),
            // Of another text it says nothing.
            (Some(|it| (it.min_lift_points, it.content) = (5, "d".to_owned())), "2026-11-28", no_lift),
            (None, "2026-11-20", (Verdict::Running, Ground::NotYet, 53)),
            (Some(|it| it.opened = it.opened.plus(-10)), "2026-11-20", no_lift),
            (Some(|it| it.opened = it.opened.plus(3)), "2026-11-28", (Verdict::Running, Ground::NotYet, 58)),
            (
                Some(|it| (it.min_lift_points, it.extended) = (5, true)),
                "2026-12-28",
                (Verdict::Running, Ground::NotYet, 91),
            ),
        ];
        for (change, today, expected) in cases {
            let signed = change.map(promise);
            let found = ruled_by(&counts, &Uses::new(), signed.as_ref(), today);
            assert_eq!(found, expected, "{signed:?} {today}");
        }
    }

    #[test]
    fn people_who_did_it_before_are_compared_with_each_other() {
        let of = |earlier: &str| Block { earlier: earlier.to_owned(), ..block("2026-W40") };
        // Whoever did it before does it again, and there are more of them among the shown: no effect.
        let cells = [(of("did"), cell((95, 100), (38, 40))), (of("did_not"), cell((2, 40), (5, 100)))];
        let counts = |cells: BTreeMap<Block, Cell>| Counts::from([(name(), cells)]);
        let mixed = crate::storage::together(&BTreeMap::from(cells.clone()));
        let (apart, mixed) = (counts(BTreeMap::from(cells)), counts(mixed));
        assert_eq!(ruled(&mixed, &Uses::new(), "2026-10-20"), (Verdict::Improved, Ground::Evidence));
        assert_eq!(ruled(&apart, &Uses::new(), "2026-10-20"), (Verdict::Running, Ground::NotYet));
    }
}
