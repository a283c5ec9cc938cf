//! The choice under scarcity earns its place: the simulation of `examples/choice`, in short.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

use cuecard::simulation::Chance;

#[path = "../examples/choice/simulation/mod.rs"]
mod simulation;

use simulation::optimum::optimum;
use simulation::policy::{COUNT, UNITS};
use simulation::weeks::{Moment, Pattern, Setting, week};
use simulation::{NEWCOMER, SETTLED, shares};

const SEED: u64 = 4;
/// A hundred half-years: the shares are sure to about half a point.
const WEEKS: usize = 100 * 26;
/// Four hundred, to a quarter of a point: with one aid a day the shares are close to four fifths.
const MORE_WEEKS: usize = 4 * WEEKS;

const DAILY: Setting = Setting { a_week: 0, pattern: Pattern::Steady, lessons: 0, one_a_day: true };

#[test]
fn captures_four_fifths_of_the_optimum_and_beats_first_come() {
    // First come may be better by a point where there is next to nothing to choose from.
    let cases = [(2, -0.01), (4, 0.03), (8, 0.2), (16, 0.35), (30, 0.45)];
    for one_a_day in [true, false] {
        for (a_week, lead) in cases {
            let weeks = if one_a_day && a_week >= 8 { MORE_WEEKS } else { WEEKS };
            let setting = Setting { a_week, one_a_day, ..DAILY };
            let [first, half, secretary, bid] = shares(&setting, SETTLED, weeks, SEED);
            let figures = format!("{setting:?}: {first:.3} {half:.3} {secretary:.3} {bid:.3}");
            assert!((0.8..=1.0).contains(&bid), "{figures}");
            assert!(bid >= first + lead, "{figures}");
            assert!(bid > half && bid > secretary, "{figures}");
        }
    }
}

#[test]
fn holds_on_weeks_that_it_was_not_made_for() {
    for pattern in [Pattern::Bursty, Pattern::Drifting, Pattern::Correlated] {
        for lessons in [0, 25] {
            for (a_week, lead) in [(4, 0.03), (8, 0.1), (16, 0.2), (30, 0.3)] {
                let setting = Setting { a_week, pattern, lessons, ..DAILY };
                let [first, .., bid] = shares(&setting, SETTLED, WEEKS, SEED);
                assert!(bid >= first + lead, "{setting:?}: {first:.3} {bid:.3}");
            }
        }
    }
}

#[test]
fn newcomers_lose_little_where_the_priors_are_wrong() {
    // The priors expect ten moments a week.
    for (a_week, least) in [(2, 0.75), (4, 0.75), (8, 0.75), (16, 0.7), (30, 0.65)] {
        let setting = Setting { a_week, ..DAILY };
        let [.., bid] = shares(&setting, NEWCOMER, WEEKS, SEED);
        assert!(bid >= least, "{setting:?}: {bid:.3}");
    }
}

#[test]
fn the_same_seed_gives_the_same_figures_and_another_does_not() {
    let setting = Setting { a_week: 8, lessons: 25, ..DAILY };
    let of = |seed| shares(&setting, SETTLED, 26, seed).map(f64::to_bits);
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

/// Every choice of moments that the limits allow, one by one.
fn best_by_trying(week: &[Moment], one_a_day: bool) -> u64 {
    let choices = 0u32..1 << week.len();
    let values = choices.filter(|choice| choice.count_ones() <= COUNT).filter_map(|choice| {
        let chosen: Vec<&Moment> = week
            .iter()
            .enumerate()
            .filter(|(place, _)| choice >> place & 1 == 1)
            .map(|(_, one)| one)
            .collect();
        let mut days: Vec<usize> = chosen.iter().map(|moment| moment.weekday).collect();
        days.dedup();
        let allowed = (!one_a_day || days.len() == chosen.len())
            && chosen.iter().map(|moment| moment.units).sum::<u32>() <= UNITS;
        allowed.then(|| chosen.iter().map(|moment| u64::from(moment.value)).sum())
    });
    values.max().unwrap_or(0)
}

#[test]
fn the_optimum_is_the_best_of_all_choices() {
    let mut chance = Chance::seeded(7);
    let mut bound_by_time = 0;
    for number in 0..300 {
        let setting = Setting { a_week: 7, lessons: 50, one_a_day: number % 2 == 0, ..DAILY };
        let mut moments = week(&setting, 0, 1, &mut chance);
        moments.truncate(12);
        let best = optimum(&moments, setting.one_a_day);
        assert_eq!(best, best_by_trying(&moments, setting.one_a_day), "{moments:?}");
        let timeless: Vec<Moment> = moments.iter().map(|moment| Moment { units: 0, ..*moment }).collect();
        bound_by_time += usize::from(best < optimum(&timeless, setting.one_a_day));
    }
    assert!(bound_by_time > 30, "{bound_by_time}");
}
