//! How often verdicts are wrong, in made-up trials: as often as stated, and no more whatever people
//! and networks do. Bounds are stated rates plus three standard errors of so many runs.
#![allow(clippy::unwrap_used, clippy::panic)]

use cuecard::verdict::deadline::midp;
use cuecard::verdict::lineage::LEVEL;
use cuecard::verdict::simulation::{Conduct, Population, Setting, Tally, simulate, simulate_lineages};
use cuecard::verdict::{Block, Counts, Noise, Workspace};

const RUNS: u32 = 1_500;
const SEED: u64 = 7;

fn tally(setting: &Setting) -> Tally {
    simulate(setting, RUNS, SEED, &mut Workspace::default(), &mut |_| ())
}

/// Three standard errors of a share of so many runs.
fn three_errors(share: f64, runs: u32) -> f64 {
    3.0 * (share * (1.0 - share) / f64::from(runs)).sqrt()
}

#[track_caller]
fn assert_near(what: &str, found: f64, expected: f64) {
    // The expected figures are rounded, and come from some thousand runs themselves.
    let margin = three_errors(expected.clamp(0.005, 0.995), RUNS) + 0.02;
    assert!((found - expected).abs() <= margin, "{what}: {found:.3}, not {expected} ± {margin:.3}");
}

#[track_caller]
fn assert_at_most(what: &str, found: f64, stated: f64) {
    let most = stated + three_errors(stated, RUNS);
    assert!(found <= most, "{what}: {found:.3} of at most {stated} ({most:.3} with chance)");
}

#[test]
fn what_is_kept_is_as_known() {
    // People per arm, what the nudge does; kept at the deadline, and in the end.
    let cases = [
        (30, 0.0, 0.05, 0.08),
        (30, 10.0, 0.20, 0.35),
        (30, 20.0, 0.47, 0.76),
        (100, -10.0, 0.0, 0.005),
        (100, 0.0, 0.05, 0.08),
        (100, 10.0, 0.45, 0.71),
        (100, 20.0, 0.91, 0.99),
        (300, 10.0, 0.82, 0.98),
    ];
    for (per_arm, lift, at_deadline, in_the_end) in cases {
        let found = tally(&Setting::new(per_arm, lift));
        let name = format!("{per_arm} people an arm, {lift} points");
        assert_near(&name, found.share(found.kept_at_deadline), at_deadline);
        assert_near(&name, found.share(found.kept), in_the_end);
    }
}

/// How often the deadline's test alone passes, counted up over all outcomes: `per_arm` people in each
/// arm, of whom such shares do it.
fn passes(per_arm: u32, shown: f64, withheld: f64) -> f64 {
    let binomial = |rate: f64| -> Vec<f64> {
        let all = (0..=per_arm).scan(1.0, |ways, at| {
            let here = *ways * rate.powi(at as i32) * (1.0 - rate).powi((per_arm - at) as i32);
            *ways *= f64::from(per_arm - at) / f64::from(at + 1);
            Some(here)
        });
        all.collect()
    };
    let (shown, withheld) = (binomial(shown), binomial(withheld));
    let mut workspace = Workspace::default();
    let mut passed = 0.0;
    for (s1, probability) in shown.iter().enumerate() {
        for (s0, other) in withheld.iter().enumerate() {
            let arm = |successes: usize| Counts::known(successes as u32, per_arm);
            let block = Block::new(arm(s1), arm(s0)).unwrap();
            // The rest has no weight in the sum.
            if probability * other > 1e-9 && midp(&[block], &mut workspace) <= LEVEL {
                passed += probability * other;
            }
        }
    }
    passed
}

#[test]
fn the_deadline_alone_errs_as_often_as_it_says() {
    for per_arm in [30, 100] {
        for rate in [0.05, 0.1, 0.3, 0.5, 0.8] {
            let wrong = passes(per_arm, rate, rate);
            assert!(wrong <= LEVEL + 0.003, "{per_arm} people, {rate}: {wrong}");
        }
    }
    for (per_arm, lift, expected) in [(30, 0.1, 0.1799), (100, 0.1, 0.4234), (100, 0.2, 0.8949)] {
        let found = passes(per_arm, 0.3 + lift, 0.3);
        assert!((found - expected).abs() < 1e-4, "{per_arm} people, {lift}: {found}");
    }
}

#[test]
fn noise_costs_power_and_no_validity() {
    let cases = [(4.0, 30, 0.36), (4.0, 100, 0.66), (2.0, 30, 0.26), (2.0, 100, 0.50), (1.0, 100, 0.29)];
    for (epsilon, per_arm, kept) in cases {
        let setting = |lift| Setting { noise: Noise::of(epsilon).unwrap(), ..Setting::new(per_arm, lift) };
        let found = tally(&setting(10.0));
        assert_near(&format!("ε {epsilon}, {per_arm}"), found.share(found.kept), kept);
        let none = tally(&setting(0.0));
        assert_at_most(&format!("ε {epsilon}, {per_arm}"), none.share(none.kept_at_deadline), 0.06);
    }
}

/// At the deadline, without an extension: the error that K1 states.
fn null(change: impl FnOnce(&mut Setting)) -> Tally {
    let mut setting = Setting { extended: false, ..Setting::new(100, 0.0) };
    change(&mut setting);
    tally(&setting)
}

#[test]
fn whatever_people_do_a_useless_nudge_is_not_kept_more_often() {
    let conduct = |conduct: Conduct| move |setting: &mut Setting| setting.conduct = conduct;
    let none = Conduct::default;
    let cases = [
        (
            "outcomes of both arms are lost",
            null(conduct(Conduct { lost_shown: 15.0, lost_withheld: 15.0, ..none() })),
        ),
        ("shown people switch off", null(conduct(Conduct { lost_shown: 20.0, ..none() }))),
        ("withheld outcomes are lost", null(conduct(Conduct { lost_withheld: 20.0, ..none() }))),
        ("refunds", null(conduct(Conduct { refunded: 20.0, ..none() }))),
        ("late reports", null(conduct(Conduct { late: 20.0, ..none() }))),
        ("a competing nudge", null(conduct(Conduct { rival: (50.0, 20.0), ..none() }))),
        (
            "one that takes the free slot",
            null(conduct(Conduct { rival_when_withheld: (50.0, 20.0), ..none() })),
        ),
        ("the floor", null(|setting| setting.floor = 10)),
        (
            "the floor, three teams",
            null(|setting| {
                setting.floor = 10;
                setting.by_team = true;
                setting.population = Population { teams: 3, team_gap: 20.0, ..setting.population };
            }),
        ),
    ];
    for (name, found) in cases {
        assert_at_most(name, found.share(found.kept), 0.06);
    }
}

#[test]
fn arms_that_lose_differently_are_invalid() {
    let lost =
        |lost_withheld| null(|setting| setting.conduct = Conduct { lost_withheld, ..Conduct::default() });
    let (much, even) = (lost(20.0), lost(0.0));
    assert!(much.share(much.invalid) > 0.9, "{much:?}");
    assert_at_most("nothing is lost", even.share(even.invalid), 0.005);
}

#[test]
fn failures_that_vanish_would_deceive() {
    // Why entries are counted at the moment itself: if failures of the shown arm left no trace, a
    // useless nudge would be kept two to four times as often, until the arms' sizes give it away.
    let vanished = |vanished_shown| {
        let found = null(|setting| setting.conduct = Conduct { vanished_shown, ..Conduct::default() });
        found.share(found.kept)
    };
    let found = [0.0, 10.0, 20.0].map(vanished);
    assert!(found[0] < 0.08 && found[1] > 0.08 && found[2] > 0.14, "{found:?}");
}

#[test]
fn trying_again_does_not_pass_in_the_end() {
    let setting = Setting { extended: false, ..Setting::new(60, 0.0) };
    let kept = |halving| {
        let kept = simulate_lineages(&setting, 6, halving, RUNS, SEED, &mut Workspace::default());
        f64::from(kept) / f64::from(RUNS)
    };
    assert_at_most("six tries, each at half the level", kept(true), 0.10);
    let plain = kept(false);
    assert!((plain - 0.26).abs() < three_errors(0.26, RUNS) + 0.02, "six tries at one level: {plain}");
}

#[test]
fn a_harmful_nudge_is_stopped_before_the_deadline_and_hardly_ever_kept() {
    let harmful = tally(&Setting::new(300, -10.0));
    assert!(harmful.share(harmful.stopped_early) > 0.55, "{harmful:?}");
    assert_at_most("harmful", harmful.share(harmful.kept), 0.01);
    let helpful = tally(&Setting::new(300, 10.0));
    assert_at_most("a helpful one is stopped", helpful.share(helpful.harmful), 0.01);
}

#[test]
fn the_planted_effect_lies_inside_the_interval() {
    let mut covered = 0;
    for lift in [-10.0, 0.0, 10.0, 20.0] {
        // Without an extension, so that the interval is as often as possible that of the deadline.
        covered += tally(&Setting { extended: false, ..Setting::new(100, lift) }).covered;
    }
    let share = f64::from(covered) / f64::from(4 * RUNS);
    assert!((0.74..0.84).contains(&share), "80 % are stated: {share}");
}

#[test]
fn comparing_like_with_like_finds_more() {
    let setting = |lift, by_earlier| Setting {
        population: Population { earlier_gap: 50.0, ..Setting::new(100, 0.0).population },
        by_earlier,
        extended: false,
        ..Setting::new(100, lift)
    };
    let kept = |lift, by_earlier| {
        let found = tally(&setting(lift, by_earlier));
        found.share(found.kept)
    };
    let (with, without) = (kept(10.0, true), kept(10.0, false));
    assert!(with > without + 0.03, "{with} with, {without} without");
    assert_at_most("a useless one", kept(0.0, true), 0.06);
}
