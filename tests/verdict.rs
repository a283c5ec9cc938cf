//! Verdicts against golden figures, and the table row by row.
#![allow(clippy::unwrap_used, clippy::panic)]

use cuecard::verdict::deadline::midp;
use cuecard::verdict::evidence::{Evidence, ODDS, WEIGHTS};
use cuecard::verdict::interval::agresti_caffo;
use cuecard::verdict::{Action, Block, Counts, Ground, Noise, Trial, Verdict, Week, Workspace, judge};
use serde_json::Value;

fn block([s1, n1, s0, n0]: [u32; 4]) -> Block {
    Block::new(Counts::known(s1, n1), Counts::known(s0, n0)).unwrap()
}

#[test]
fn every_figure_is_that_of_the_vectors() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/verdict.json")).unwrap();
    let numbers = |value: &Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    assert_eq!((numbers(&vectors["psi"]), numbers(&vectors["weights"])), (ODDS.to_vec(), WEIGHTS.to_vec()));
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() > 10);
    let mut workspace = Workspace::default();
    for (place, case) in cases.iter().enumerate() {
        let blocks: Vec<[u32; 4]> = serde_json::from_value(case["blocks"].clone()).unwrap();
        let blocks: Vec<Block> = blocks.into_iter().map(block).collect();
        let mut evidence = Evidence::default();
        blocks.iter().for_each(|block| evidence.add(block, &mut workspace));
        let interval = agresti_caffo(&blocks.iter().fold(Block::default(), |all, block| all.plus(block)));
        let found = [
            ("log_e_up", evidence.ln_up()),
            ("log_e_down", evidence.ln_down()),
            ("midp", midp(&blocks, &mut workspace)),
            ("ac_lo80", interval.lower),
            ("ac_hi80", interval.upper),
        ];
        for (name, value) in found {
            let expected = case[name].as_f64().unwrap();
            assert!((value - expected).abs() < 1e-9, "case {place}, {name}: {value}, not {expected}");
        }
    }
}

fn week(day: u32, counts: [u32; 4]) -> Week {
    Week { day, behaviour: block(counts), ..Week::default() }
}

/// A trial of these weeks with a promise of five points, changed a little.
fn verdict(weeks: &[Week], today: u32, change: impl FnOnce(&mut Trial<'_>)) -> (Verdict, Ground, u32) {
    let mut trial = Trial::new(weeks, 5);
    change(&mut trial);
    let ruling = judge(&trial, today, &mut Workspace::default());
    assert_eq!(ruling.midp.is_some(), matches!(ruling.day, 60 | 120), "{ruling:?}");
    (ruling.verdict, ruling.ground, ruling.day)
}

#[test]
fn the_first_row_that_holds_decides() {
    let half = |s1, s0| [s1, 50, s0, 50];
    let cases = [
        ("nothing yet", vec![week(11, half(16, 15))], 59, (Verdict::Running, Ground::NotYet, 59)),
        ("nobody at all", vec![], 60, (Verdict::Insufficient, Ground::FewPeople, 60)),
        ("uneven arms", vec![week(11, [20, 90, 10, 40])], 12, (Verdict::Invalid, Ground::ArmSizes, 11)),
        ("harm", vec![week(11, half(8, 30))], 20, (Verdict::Harmful, Ground::Harm, 11)),
        ("help", vec![week(11, half(30, 8))], 20, (Verdict::Improved, Ground::Evidence, 11)),
        (
            "harm first, whatever came later",
            vec![week(11, half(8, 30)), week(18, half(45, 2))],
            60,
            (Verdict::Harmful, Ground::Harm, 11),
        ),
        ("few people", vec![week(11, [9, 19, 2, 22])], 60, (Verdict::Insufficient, Ground::FewPeople, 60)),
        (
            "enough at the deadline",
            vec![week(11, half(24, 14))],
            60,
            (Verdict::Improved, Ground::Deadline, 60),
        ),
        ("no better", vec![week(11, half(15, 15))], 60, (Verdict::NoEffect, Ground::NoLift, 60)),
        (
            "less than it promised",
            vec![week(11, [305, 1_000, 300, 1_000])],
            60,
            (Verdict::NoEffect, Ground::NoLift, 60),
        ),
        ("undecided", vec![week(11, half(18, 15))], 60, (Verdict::Insufficient, Ground::Undecided, 60)),
        (
            "a week that closed after the deadline does not count",
            vec![week(11, half(18, 15)), week(61, half(50, 0))],
            75,
            (Verdict::Insufficient, Ground::Undecided, 60),
        ),
    ];
    for (name, weeks, today, expected) in cases {
        assert_eq!(verdict(&weeks, today, |_| ()), expected, "{name}");
    }
}

#[test]
fn an_extension_ends_on_its_last_day() {
    let undecided = week(11, [18, 50, 15, 50]);
    let cases = [
        (vec![], 119, (Verdict::Running, Ground::NotYet, 119)),
        (vec![week(90, [26, 50, 14, 50])], 120, (Verdict::Improved, Ground::LastDeadline, 120)),
        (vec![week(90, [17, 50, 15, 50])], 130, (Verdict::Insufficient, Ground::NotProven, 120)),
        (vec![week(90, [12, 50, 16, 50])], 130, (Verdict::NoEffect, Ground::NotProven, 120)),
        (vec![week(90, [8, 50, 30, 50])], 130, (Verdict::Harmful, Ground::Harm, 90)),
    ];
    for (later, today, expected) in cases {
        let weeks: Vec<Week> = [undecided].into_iter().chain(later).collect();
        assert_eq!(verdict(&weeks, today, |trial| trial.extended = true), expected);
    }
    // Too few people, or no lift, are not extended.
    let few = [week(11, [9, 19, 2, 22])];
    assert_eq!(verdict(&few, 90, |trial| trial.extended = true).1, Ground::FewPeople);
}

#[test]
fn a_restart_needs_twice_the_proof() {
    let weeks = [week(11, [24, 50, 15, 50])];
    assert_eq!(verdict(&weeks, 60, |_| ()).0, Verdict::Improved);
    assert_eq!(verdict(&weeks, 60, |trial| trial.restarts = 1).0, Verdict::Insufficient);
}

#[test]
fn missing_outcomes_turn_a_decision_invalid() {
    let counts = |entries, outcomes, successes| Counts { entries, outcomes, successes };
    let lost = Block::new(counts(50, 49, 28), counts(50, 38, 9)).unwrap();
    let even = Block::new(counts(50, 40, 28), counts(50, 38, 9)).unwrap();
    let few = Block::new(counts(12, 12, 5), counts(12, 8, 4)).unwrap();
    let cases = [
        (lost, 20, (Verdict::Invalid, Ground::Missing, 11)),
        (even, 20, (Verdict::Improved, Ground::Evidence, 11)),
        (few, 59, (Verdict::Running, Ground::NotYet, 59)),
    ];
    for (behaviour, today, expected) in cases {
        let weeks = [Week { day: 11, behaviour, ..Week::default() }];
        assert_eq!(verdict(&weeks, today, |_| ()), expected, "{behaviour:?}");
    }
}

#[test]
fn a_worse_guardrail_and_fast_dismissals_stop_early() {
    let fine = week(11, [16, 50, 15, 50]);
    let cases = [
        (Week { guardrail: block([20, 50, 4, 50]), ..fine }, Ground::Guardrail),
        (Week { guardrail: block([4, 50, 20, 50]), ..fine }, Ground::NotYet),
        (Week { shows: 20, fast_dismissals: 11, ..fine }, Ground::FastDismissals),
        (Week { shows: 20, fast_dismissals: 10, ..fine }, Ground::NotYet),
        (Week { shows: 19, fast_dismissals: 19, ..fine }, Ground::NotYet),
    ];
    for (week, ground) in cases {
        let (verdict, found, _) = verdict(&[week], 20, |_| ());
        assert_eq!(found, ground, "{week:?}");
        let action = if ground == Ground::NotYet { Action::Continue } else { Action::Pause };
        assert_eq!(verdict.action(), action);
    }
}

#[test]
fn noise_changes_what_is_shown_and_nothing_else() {
    let weeks = [week(11, [24, 50, 14, 50])];
    let of = |noise| judge(&Trial { noise, ..Trial::new(&weeks, 5) }, 60, &mut Workspace::default());
    let (exact, noisy) = (of(Noise::EXACT), of(Noise::of(2.0).unwrap()));
    assert_eq!((exact.midp, exact.log_e_up, exact.verdict), (noisy.midp, noisy.log_e_up, noisy.verdict));
    let factor = 2.0 * Noise::of(2.0).unwrap().truth() - 1.0;
    for (shown, told) in
        [(noisy.lift, exact.lift), (noisy.lower80, exact.lower80), (noisy.upper80, exact.upper80)]
    {
        assert!((shown * factor - told).abs() < 1e-12);
    }
}
