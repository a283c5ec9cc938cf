//! The memory model against its reference. `tests/vectors/spacing.json` holds 60 sequences of
//! reviews with the stability `s`, the difficulty `d` and the interval `ivl` at a retention of 0.9
//! that py-fsrs 6.3.2 gives for them, and `policy_ivl`, its interval at 0.85 and at most 120 days.
//! They reach every branch of the formulas that can be reached.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use cuecard::learn::spacing::LEAST_STABILITY;
use cuecard::learn::{Memory, Rating, Strength};
use cuecard::time::Day;
use proptest::prelude::*;
use serde::Deserialize;

const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

#[derive(Deserialize)]
struct Review {
    days: u32,
    rating: usize,
    s: f64,
    d: f64,
    ivl: u32,
    policy_ivl: u32,
}

fn sequences() -> Vec<Vec<Review>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/spacing.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn equals_the_reference() {
    let sequences = sequences();
    assert_eq!(sequences.len(), 60);
    for (number, sequence) in sequences.iter().enumerate() {
        let mut strength: Option<Strength> = None;
        for (step, review) in sequence.iter().enumerate() {
            let rating = RATINGS[review.rating - 1];
            let now = strength
                .map_or_else(|| Strength::first(rating), |strength| strength.after(review.days, rating));
            let place = format!("sequence {number}, review {step}: {now:?}");
            assert!((now.stability - review.s).abs() <= 1e-9 * review.s, "{place}");
            assert!((now.difficulty - review.d).abs() <= 1e-9 * review.d, "{place}");
            assert_eq!(now.interval(0.9, 36_500), review.ivl, "{place}");
            assert_eq!(now.interval(0.85, 120), review.policy_ivl, "{place}");
            strength = Some(now);
        }
    }
}

#[test]
fn whole_numbers_change_no_interval() {
    for (number, sequence) in sequences().iter().enumerate() {
        let mut day = Day::parse("2026-11-20").unwrap();
        let mut memory: Option<Memory> = None;
        for (step, review) in sequence.iter().enumerate() {
            let rating = RATINGS[review.rating - 1];
            day = day.plus(review.days as i32);
            let now = memory.map_or_else(|| Memory::first(rating, day), |memory| memory.after(rating, day));
            assert_eq!(now.interval(), review.policy_ivl, "sequence {number}, review {step}: {now:?}");
            assert_eq!(now.due_on(), day.plus(review.policy_ivl as i32));
            memory = Some(now);
        }
    }
}

#[test]
fn a_memory_is_kept_in_whole_numbers() {
    let day = |text| Day::parse(text).unwrap();
    let memory = Memory::first(Rating::Good, day("2028-02-28")).after(Rating::Good, day("2028-03-01"));
    // py-fsrs: 10.964332335820698 and 2.111214235785395, after two days: 2028 is a leap year.
    let json = cuecard::json::write(&memory).unwrap();
    assert_eq!(json, r#"{"stability":10964332,"difficulty":2111214,"on":"2028-03-01"}"#);
    assert_eq!(cuecard::json::read::<Memory>(&json).unwrap(), memory);
    assert!(cuecard::json::read::<Memory>(&json.replace("10964332", "10.9")).is_err());
}

#[test]
fn a_clock_that_was_set_back_counts_as_the_same_day() {
    let day = |text| Day::parse(text).unwrap();
    let memory = Memory::first(Rating::Good, day("2026-11-20"));
    let [same, earlier] = ["2026-11-20", "2025-01-01"]
        .map(|on| cuecard::json::write(&memory.after(Rating::Again, day(on))).unwrap());
    assert_eq!(same.replace("2026-11-20", "2025-01-01"), earlier);
    assert_eq!(memory.recall(day("1999-01-01")), memory.recall(day("2026-11-20")));
    assert_eq!(memory.recall(day("2026-11-20")), 10_000);
}

#[test]
fn a_damaged_memory_still_answers() {
    for (stability, difficulty) in [(0, 0), (u64::MAX, u32::MAX)] {
        let json = format!(r#"{{"stability":{stability},"difficulty":{difficulty},"on":"2026-11-20"}}"#);
        let memory: Memory = cuecard::json::read(&json).unwrap();
        assert_eq!(memory.recall(Day::parse("2026-11-20").unwrap()), 10_000, "{json}");
        for rating in RATINGS {
            let next = memory.after(rating, Day::parse("2026-12-20").unwrap());
            assert!((1..=120).contains(&next.interval()), "{json} {rating:?}: {next:?}");
            assert!(next.recall(Day::parse("2199-12-31").unwrap()) < 10_000, "{json} {rating:?}");
        }
    }
}

fn strength() -> impl Strategy<Value = Strength> {
    (-3.0f64..4.0, 1.0f64..=10.0).prop_map(|(magnitude, difficulty)| Strength {
        stability: 10f64.powf(magnitude).max(LEAST_STABILITY),
        difficulty,
    })
}

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(RATINGS.to_vec())
}

proptest! {
    #[test]
    fn an_interval_keeps_its_limits(strength in strength(), retention in 0.5f64..0.99) {
        prop_assert!((1..=120).contains(&strength.interval(retention, 120)));
    }

    #[test]
    fn more_retention_is_never_a_longer_interval(
        strength in strength(), one in 0.5f64..0.99, other in 0.5f64..0.99,
    ) {
        let (low, high) = (one.min(other), one.max(other));
        prop_assert!(strength.interval(high, 36_500) <= strength.interval(low, 36_500));
    }

    #[test]
    fn again_never_lengthens_and_a_better_rating_never_shortens(
        strength in strength(), days in 0u32..4000,
    ) {
        let after = RATINGS.map(|rating| strength.after(days, rating).stability);
        prop_assert!(after[0] <= strength.stability.max(LEAST_STABILITY));
        prop_assert!(after[1] >= strength.stability);
        prop_assert!(after.is_sorted(), "{:?}", after);
    }

    #[test]
    fn recall_falls_with_time(strength in strength(), days in 0u32..40_000, more in 1u32..4000) {
        let (sooner, later) = (strength.recall(days), strength.recall(days + more));
        prop_assert!(later < sooner && sooner <= 1.0 && later > 0.0);
    }

    #[test]
    fn whole_numbers_go_there_and_back(
        ratings in prop::collection::vec((-400i32..4000, rating()), 1..20), first in rating(),
    ) {
        let mut day = Day::parse("2026-11-20").unwrap();
        let mut memory = Memory::first(first, day);
        for (days, rating) in ratings {
            day = Day((day.0 + days).clamp(0, 80_000));
            memory = memory.after(rating, day);
            let json = cuecard::json::write(&memory).unwrap();
            prop_assert!(!json.contains('.') && json.len() < 80, "{}", json);
            let back: Memory = cuecard::json::read(&json).unwrap();
            prop_assert_eq!(&back, &memory);
            prop_assert_eq!(back.after(rating, day.plus(3)), memory.after(rating, day.plus(3)));
            prop_assert!(memory.recall(day.plus(30)) <= memory.recall(day.plus(29)));
        }
    }
}
