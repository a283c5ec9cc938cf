use proptest::prelude::*;

use super::*;
use crate::trigger::KEEP_DAYS;

/// A Monday.
const MONDAY: Day = Day(19_996);
const SPRINT: Period = Period::Sprint { starts: Day(19_998), days: 14 };
const FULL: Left = Left { count: 3, seconds: 480 };

fn worth(value: u32) -> Worth {
    Worth { value, strength: value }
}

/// Twenty nudges of 100, 200 … 2,000, each of 90 seconds.
fn twenty() -> Priors {
    Priors::of((1..=20).map(|part| (worth(100 * part), 90)))
}

/// Ten moments worth 1,000 … 1,900 on each working day of the eight weeks before `MONDAY`.
fn busy() -> Demand {
    let mut demand = Demand::default();
    for day in (1..=56).rev().map(|days| MONDAY.plus(-days)).filter(|day| weekday(*day) < 5) {
        for part in 0..10 {
            demand.note("nudge", &part.to_string(), 1_000 + 100 * part, day);
        }
    }
    demand
}

#[test]
fn the_rule_by_hand() {
    // Busy: 50 a week, evenly from Monday to Friday. Of 200 values and 20 priors, 220 in all:
    // above 1,900 is 1 prior, and 21 are equal, so that 11.5 in 220 are better.
    let newcomer = Demand::default();
    let no_time = Left { seconds: 89, ..FULL };
    let last = Left { count: 1, ..FULL };
    let cases = [
        // 50 × 11.5 / 220 = 2.61 on Monday, 0.52 on Friday, 0 on Saturday.
        ("strong on Monday", &busy(), 0, FULL, 1_900, (3, 26, true)),
        ("the last slot on Monday", &busy(), 0, last, 1_900, (1, 26, false)),
        ("the last slot on Friday", &busy(), 4, last, 1_900, (1, 5, true)),
        ("as long as the last", &busy(), 5, last, 500, (1, 0, true)),
        // Above 1,100 are 160 values and 9 priors, and 21 are equal: 50 × 179.5 / 220 = 40.8.
        ("weak on Monday", &busy(), 0, FULL, 1_100, (3, 408, false)),
        ("too weak on Sunday", &busy(), 6, FULL, 499, (3, 0, false)),
        ("no slot", &busy(), 6, Left { count: 0, ..FULL }, 9_000, (0, 0, false)),
        ("no minutes", &busy(), 6, no_time, 9_000, (0, 0, false)),
        ("minutes for two", &busy(), 0, Left { seconds: 269, ..FULL }, 1_900, (2, 26, false)),
        // Priors alone: 10 a week; above 1,800 are 2, and 1 is equal: 10 × 2.5 / 20 = 1.25.
        ("new, strong", &newcomer, 0, FULL, 1_800, (3, 13, true)),
        ("new, in the middle", &newcomer, 0, FULL, 1_000, (3, 53, false)),
        ("new, in the middle, on Thursday", &newcomer, 3, FULL, 1_000, (3, 21, true)),
    ];
    for (name, demand, days, left, value, (slots_left, stronger_tenths, shows)) in cases {
        let got = bid(demand, &twenty(), &Period::Week, MONDAY.plus(days), left, worth(value));
        let too_weak = value < 500;
        assert_eq!(got, Bid { value, slots_left, stronger_tenths, too_weak, shows }, "{name}");
    }
}

#[test]
fn weakness_is_the_nudges_not_the_moments() {
    let cases = [(600, 90, true), (499, 499, false)];
    for (strength, value, shows) in cases {
        let worth = Worth { value, strength };
        let got = bid(&busy(), &twenty(), &Period::Week, MONDAY.plus(6), FULL, worth);
        assert_eq!(got.shows, shows, "{strength} {value}");
    }
}

#[test]
fn a_sprint_expects_what_its_days_bring() {
    // The sprint begins on Wednesday: 10 a week from the priors, 20 in the sprint.
    let stronger = |days| {
        let today = MONDAY.plus(days);
        bid(&Demand::default(), &twenty(), &SPRINT, today, FULL, worth(1_800)).stronger_tenths
    };
    // A share of 2.5 in 20 of: all 20, of 14 after three working days, of 2, of the sprint before.
    assert_eq!([stronger(2), stronger(7), stronger(15), stronger(1)], [25, 18, 3, 3]);
}

#[test]
fn one_prior_nudge_is_enough_and_none_is_no_error() {
    let one = Priors::of(std::iter::once((worth(2_000), 90)));
    assert!(bid(&Demand::default(), &one, &Period::Week, MONDAY, FULL, worth(2_000)).shows);
    assert!(!bid(&Demand::default(), &one, &Period::Week, MONDAY, FULL, worth(1_999)).shows);
    let none = Priors::of(std::iter::empty());
    let got = bid(&Demand::default(), &none, &Period::Week, MONDAY, FULL, worth(0));
    assert_eq!((got.slots_left, got.shows), (3, true));
}

#[test]
fn huge_numbers_do_not_overflow() {
    let huge = Priors::of((0..3_000).map(|_| (worth(u32::MAX), 1)));
    let mut demand = Demand::default();
    for day in -90..0 {
        for record in 0..300 {
            demand.note("nudge", &record.to_string(), u32::MAX, MONDAY.plus(day));
        }
    }
    let left = Left { count: u32::MAX, seconds: u32::MAX };
    let long = Period::Sprint { starts: MONDAY, days: u16::MAX };
    for today in [MONDAY, MONDAY.plus(60_000), MONDAY.plus(-60_000)] {
        for value in [0, u32::MAX] {
            for period in [&Period::Week, &long] {
                let got = bid(&demand, &huge, period, today, left, worth(value));
                assert_eq!(got.shows, value == u32::MAX, "{today:?} {value} {period:?}");
            }
        }
    }
}

fn any_demand() -> impl Strategy<Value = Demand> {
    prop::collection::vec((0u32..4_000, -60i32..30, 0u8..50), 0..300).prop_map(|moments| {
        let mut demand = Demand::default();
        for (value, day, record) in moments {
            demand.note("nudge", &record.to_string(), value, MONDAY.plus(day));
        }
        demand
    })
}

fn any_left() -> impl Strategy<Value = Left> {
    (0u32..5, 0u32..600).prop_map(|(count, seconds)| Left { count, seconds })
}

proptest! {
    #[test]
    fn the_bar_never_rises_within_a_period(
        demand in any_demand(), left in any_left(), value in 0u32..4_000, day in 0i32..28,
    ) {
        for period in [Period::Week, SPRINT] {
            let (today, tomorrow) = (MONDAY.plus(day), MONDAY.plus(day + 1));
            if period.around(today) != period.around(tomorrow) {
                continue;
            }
            let one = bid(&demand, &twenty(), &period, today, left, worth(value));
            let mut later = demand.clone();
            later.present(tomorrow);
            later.prune(tomorrow, KEEP_DAYS);
            let other = bid(&later, &twenty(), &period, tomorrow, left, worth(value));
            prop_assert!(other.stronger_tenths <= one.stronger_tenths);
            prop_assert!(other.shows || !one.shows);
        }
    }

    #[test]
    fn a_higher_value_never_loses_where_a_lower_one_shows(
        demand in any_demand(), left in any_left(), value in 0u32..4_000, more in 0u32..4_000, day in 0i32..7,
    ) {
        let of = |value| bid(&demand, &twenty(), &Period::Week, MONDAY.plus(day), left, worth(value));
        prop_assert!(of(value + more).shows || !of(value).shows);
    }

    #[test]
    fn nothing_shows_without_a_slot(
        demand in any_demand(), left in any_left(), value in 0u32..4_000, day in 0i32..7,
    ) {
        let got = bid(&demand, &twenty(), &Period::Week, MONDAY.plus(day), left, worth(value));
        prop_assert!(got.slots_left > 0 || !got.shows);
        // What the person is told agrees with what was decided.
        prop_assert!(got.shows || got.too_weak || got.stronger_tenths >= 10 * got.slots_left);
    }

    #[test]
    fn what_was_stored_decides_the_same(
        demand in any_demand(), left in any_left(), value in 0u32..4_000, day in 0i32..7,
    ) {
        let stored = crate::json::write(&demand).unwrap();
        let read: Demand = crate::json::read(&stored).unwrap();
        let of = |demand| bid(demand, &twenty(), &Period::Week, MONDAY.plus(day), left, worth(value));
        prop_assert_eq!(of(&read), of(&demand));
        let receipt = crate::json::write(&of(&demand)).unwrap();
        prop_assert_eq!(crate::json::read::<Bid>(&receipt).unwrap(), of(&demand));
    }
}
