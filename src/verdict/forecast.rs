//! How many people and weeks a verdict needs, before anybody is asked for attention.

use super::judge::{DEADLINE, FEWEST};
use super::noise::Noise;

/// Days in which late reports still arrive before their week is counted.
pub const LATE_DAYS: u32 = 4;
/// Fewer people over both arms, and the nudge starts as weak evidence: nothing is withheld.
pub const FEWEST_UNITS: u32 = 2 * FEWEST;
/// The standard normal's 95th and 80th percentiles: a one-sided level of .05, a power of .8.
const NORMAL_95: f64 = 1.644_853_626_951_472_2;
const NORMAL_80: f64 = 0.841_621_233_572_914_3;
/// More people work nowhere.
pub const MOST_PEOPLE: f64 = 1e9;

/// What is known, or assumed, before a trial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// People who could meet it.
    pub people: u32,
    /// How often one of them comes to its moment in four weeks.
    pub moments_in_four_weeks: f64,
    /// After how many of a hundred moments the behaviour follows without it.
    pub base_percent: f64,
    /// The improvement that it has to reach, in points.
    pub min_lift_points: f64,
    /// The days in which the behaviour is looked for.
    pub window_days: u32,
    /// How outcomes are told.
    pub noise: Noise,
}

/// What a trial can be expected to come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The last day on which a first moment counts for the deadline.
    pub last_day: u32,
    /// People, over both arms, whose outcome is there by the deadline.
    pub units: f64,
    /// Too few for a trial.
    pub is_weak: bool,
    /// The chance that the deadline finds the stated improvement, if it is there.
    pub power: f64,
    /// People per arm for a chance of .8.
    pub needed_per_arm: f64,
    /// People who would have to be there for that, by the deadline; none: however many.
    pub needed_people: Option<f64>,
    /// Weeks until these people suffice; none: they never do.
    pub needed_weeks: Option<f64>,
}

/// The forecast. Moments come independently of each other (Poisson), so the first of them is there by
/// day D for a share of 1 − e^(−rate × D) of the people.
pub fn forecast(expected: &Expected) -> Forecast {
    let Expected { noise, .. } = *expected;
    let a_day = expected.moments_in_four_weeks.max(0.0) / 28.0;
    let people = f64::from(expected.people);
    let wait = expected.window_days.saturating_add(LATE_DAYS);
    let last_day = DEADLINE.saturating_sub(wait);
    let met = 1.0 - libm::exp(-a_day * f64::from(last_day));
    let units = people * met;
    let base = (expected.base_percent / 100.0).clamp(0.0, 1.0);
    let better = (base + expected.min_lift_points / 100.0).clamp(0.0, 1.0);
    let (told, told_better) = (noise.told(base), noise.told(better));
    let (lift, null, real) = spreads(told, told_better);
    let root = (NORMAL_95 * null + NORMAL_80 * real) / lift;
    let needed_per_arm = libm::ceil(root * root).max(f64::from(FEWEST));
    let per_arm = units / 2.0;
    let power = if per_arm > 0.0 && lift > 0.0 {
        normal((lift * libm::sqrt(per_arm) - NORMAL_95 * null) / real)
    } else {
        0.0
    };
    let needed = 2.0 * needed_per_arm;
    let weeks = |days: f64| libm::ceil((days + f64::from(wait)) / 7.0);
    Forecast {
        last_day,
        units,
        is_weak: units < f64::from(FEWEST_UNITS),
        power,
        needed_per_arm,
        needed_people: (met > 0.0).then(|| libm::ceil(needed / met)).filter(|people| *people < MOST_PEOPLE),
        needed_weeks: (a_day > 0.0 && needed < people)
            .then(|| weeks(-libm::log(1.0 - needed / people) / a_day)),
    }
}

/// The difference, and the standard deviations of one pair of people without and with it.
fn spreads(base: f64, better: f64) -> (f64, f64, f64) {
    let mean = (base + better) / 2.0;
    let null = libm::sqrt(2.0 * mean * (1.0 - mean));
    let real = libm::sqrt(base * (1.0 - base) + better * (1.0 - better));
    (better - base, null, real.max(f64::MIN_POSITIVE))
}

/// The standard normal distribution function.
fn normal(at: f64) -> f64 {
    0.5 * libm::erfc(-at / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::super::interval::NORMAL_90;
    use super::*;

    const EXPECTED: Expected = Expected {
        people: 400,
        moments_in_four_weeks: 4.0,
        base_percent: 30.0,
        min_lift_points: 10.0,
        window_days: 14,
        noise: Noise::EXACT,
    };

    #[test]
    fn normal_percentiles_are_right() {
        for (at, expected) in [(NORMAL_80, 0.8), (NORMAL_90, 0.9), (NORMAL_95, 0.95), (0.0, 0.5)] {
            assert!((normal(at) - expected).abs() < 1e-12, "{at}");
        }
    }

    #[test]
    fn people_weeks_and_power_fit_together() {
        let found = forecast(&EXPECTED);
        assert_eq!((found.last_day, found.needed_per_arm), (42, 281.0));
        assert!((found.units - 400.0 * (1.0 - (-6.0f64).exp())).abs() < 1e-9);
        assert!(!found.is_weak && (0.6..0.7).contains(&found.power), "{found:?}");
        assert_eq!(found.needed_weeks, None, "562 of 400 people never come");
        let people = found.needed_people.unwrap() as u32;
        let enough = forecast(&Expected { people, ..EXPECTED });
        assert!((enough.power - 0.8).abs() < 0.005, "{enough:?}");
        let weeks = enough.needed_weeks.unwrap();
        assert!(weeks * 7.0 <= f64::from(DEADLINE) + 7.0, "they suffice by the deadline: {weeks}");
    }

    #[test]
    fn few_people_rare_moments_long_windows_and_noise_cost() {
        let cases = [
            ("forty people are just enough", Expected { people: 41, ..EXPECTED }, false),
            ("fewer are not", Expected { people: 39, ..EXPECTED }, true),
            ("rare moments", Expected { people: 100, moments_in_four_weeks: 0.2, ..EXPECTED }, true),
            ("no moments", Expected { moments_in_four_weeks: 0.0, ..EXPECTED }, true),
            ("a window past the deadline", Expected { window_days: 60, ..EXPECTED }, true),
        ];
        for (name, expected, is_weak) in cases {
            let found = forecast(&expected);
            assert_eq!(found.is_weak, is_weak, "{name}: {found:?}");
            assert!((0.0..=1.0).contains(&found.power), "{name}: {found:?}");
        }
        assert_eq!(forecast(&Expected { moments_in_four_weeks: 0.0, ..EXPECTED }).needed_people, None);
        let noisy = forecast(&Expected { noise: Noise::of(2.0).unwrap(), ..EXPECTED });
        assert!(noisy.needed_per_arm > 400.0 && noisy.power < forecast(&EXPECTED).power, "{noisy:?}");
    }
}
