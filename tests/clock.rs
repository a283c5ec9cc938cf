//! Clocks that jump, days of 23 and 25 hours, flights, and the turn of the year.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::ledger::{Answer, Arm};
use cuecard::step::{Message, Reply};
use cuecard::time::{DAY_MS, Day};
use person::{Person, TAB, deal, offered, pricing};
use serde_json::json;

const LATE: &str = "Negotiation/Review";
const EARLY: &str = "Qualification";
const PRICING: &str = "pricing-objection";
const HOUR_MS: u64 = 60 * 60 * 1000;

/// The pricing aid comes up on `record` and is answered; `false`: it stays silent.
fn uses(person: &mut Person, record: &str, answer: Answer) -> bool {
    let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
    let Some(offer) = offered(&reply) else { return false };
    let (moment, arm) = (offer.moment.clone(), offer.arm);
    assert!(person.holds(TAB, &moment));
    if arm == Arm::Shown {
        person.answers(&moment, answer);
    }
    true
}

/// The clock jumps by so many days, and something happens then.
fn leaps(person: &mut Person, days: i64) {
    person.now = person.now.checked_add_signed(days * DAY_MS as i64).unwrap();
    person.today = person.today.plus(i32::try_from(days).unwrap());
    person.shell(Message::Woke);
    person.worker_dies();
}

fn sets(person: &mut Person, settings: &serde_json::Value) {
    assert_eq!(person.sets(settings), Reply::Done { ok: true });
}

#[test]
fn a_clock_that_ran_ahead_gives_no_second_budget() {
    for days in [1, 6, 7, 21, 59, 61, 400, 3650] {
        let mut person = Person::unspaced("someone");
        (0..3).for_each(|number| assert!(uses(&mut person, &format!("006A{number}"), Answer::Done)));
        leaps(&mut person, days);
        leaps(&mut person, -days);
        assert_eq!(person.spent(), 3, "{days} days ahead");
        assert_eq!(pricing(&mut person, "006B"), "budget_count", "{days} days ahead");
        person.passes(5, 0);
        assert_eq!(pricing(&mut person, "006C"), "comes", "{days} days ahead, next Monday");
    }
}

#[test]
fn what_was_noted_ahead_silences_no_longer_than_it_would_have() {
    for days in [7, 21, 400, 3650] {
        let mut person = Person::unspaced("someone");
        leaps(&mut person, days);
        (0..3).for_each(|number| assert!(uses(&mut person, &format!("006A{number}"), Answer::Done)));
        leaps(&mut person, -days);
        // They count now: attention is not won by turning a clock, …
        assert_eq!(person.spent(), 3, "{days}");
        assert_eq!(pricing(&mut person, "006B"), "budget_count", "{days}");
        // … nor lost for long.
        person.passes(5, 0);
        assert_eq!(person.spent(), 0, "{days}");
        assert_eq!(pricing(&mut person, "006B"), "comes", "{days}");
    }
}

#[test]
fn what_the_person_put_off_ahead_heals() {
    for (settings, silent_ms) in [
        (json!({ "pause": "hour" }), DAY_MS),
        (json!({ "pause": "day" }), DAY_MS),
        (json!({ "pause": "monday" }), 5 * DAY_MS),
    ] {
        let mut person = Person::new("someone");
        leaps(&mut person, 400);
        sets(&mut person, &settings);
        leaps(&mut person, -400);
        assert_eq!(pricing(&mut person, "006A"), "paused", "{settings}");
        let days = i32::try_from(silent_ms / DAY_MS).unwrap();
        person.passes(days, 60_000);
        assert_eq!(pricing(&mut person, "006A"), "comes", "{settings}");
    }
    // Put off ahead: for its half hour and no longer.
    let mut person = Person::new("someone");
    leaps(&mut person, 400);
    assert!(uses(&mut person, "006A", Answer::Later));
    leaps(&mut person, -400);
    assert_eq!(pricing(&mut person, "006A"), "snoozed");
    person.passes(0, HOUR_MS);
    assert_eq!(pricing(&mut person, "006A"), "comes");
}

#[test]
fn cooldown_and_records_of_ahead_heal() {
    for days in [21, 400] {
        let mut person = Person::new("someone");
        leaps(&mut person, days);
        assert!(uses(&mut person, "006A", Answer::Done));
        leaps(&mut person, -days);
        assert_eq!(pricing(&mut person, "006B"), "cooldown", "{days}");
        person.passes(2, 60_000);
        assert_eq!(pricing(&mut person, "006B"), "comes", "{days}");
        assert_eq!(pricing(&mut person, "006A"), "once_per_record", "{days}");
        // Its day is now that of the return: kept for 90 days, and not for years.
        person.passes(91, 0);
        assert_eq!(pricing(&mut person, "006A"), "comes", "{days}");
    }
}

#[test]
fn a_window_of_ahead_ends_as_long_after_as_it_would_have() {
    let mut person = Person::new("someone");
    leaps(&mut person, 400);
    assert!(uses(&mut person, "006A", Answer::Done));
    let length = |person: &Person| person.ledger.windows[0].ends - person.ledger.windows[0].opened;
    let before = length(&person);
    leaps(&mut person, -400);
    assert_eq!((person.ledger.windows.len(), length(&person)), (1, before));
    person.passes(15, 0);
    person.shell(Message::Woke);
    assert!(person.ledger.windows.is_empty());
}

#[test]
fn reports_of_ahead_leave_within_a_day() {
    let mut person = Person::drawing(&[(PRICING, Arm::Shown)]);
    person.joins_server();
    leaps(&mut person, 400);
    assert!(uses(&mut person, "006A", Answer::Done));
    assert!(!person.ledger.outbox.waiting.is_empty());
    // Its alarm would ring in a year: whatever happens next must set another.
    (person.now, person.today) = (person.now - 400 * DAY_MS, person.today.plus(-400));
    let due = person.shell(Message::TabClosed { tab: TAB }).wake_at.unwrap();
    assert!(due <= person.now + DAY_MS, "{due}");
    person.passes(1, 0);
    assert!(person.delivers().iter().any(|body| body.contains(r#""kind":"entry""#)));
}

#[test]
fn a_clock_that_was_never_set_forgets_and_mends_nothing() {
    let mut person = Person::unspaced("someone");
    (0..3).for_each(|number| assert!(uses(&mut person, &format!("006A{number}"), Answer::Done)));
    sets(&mut person, &json!({ "pause": "monday" }));
    person.shell(Message::Woke);
    let before = person.ledger.clone();
    for battery_flat in ["1970-01-02", "2000-01-01", "2025-12-31"] {
        let day = Day::parse(battery_flat).unwrap();
        let (now, today) = (person.now, person.today);
        (person.now, person.today) = (u64::try_from(day.0).unwrap() * DAY_MS, day);
        person.shell(Message::Woke);
        person.worker_dies();
        assert_eq!(pricing(&mut person, "006B"), "paused", "{battery_flat}");
        (person.now, person.today) = (now, today);
        person.shell(Message::Woke);
        assert_eq!(person.ledger.moments, before.moments, "{battery_flat}");
        assert_eq!(person.ledger.lineages, before.lineages, "{battery_flat}");
        assert_eq!(person.ledger.windows, before.windows, "{battery_flat}");
        assert_eq!(person.ledger.settings, before.settings, "{battery_flat}");
    }
}

#[test]
fn a_week_is_the_persons_own_in_the_air_and_on_days_of_23_and_25_hours() {
    // Where the person is when three cards were used, where they are then, and what is spent there.
    let cases = [
        ("east over Sunday's midnight", "2026-11-22", "2026-11-23", 0),
        ("west back over Monday's midnight", "2026-11-23", "2026-11-22", 3),
        ("west within the week", "2026-11-19", "2026-11-18", 3),
        ("summer time ends that Sunday", "2026-10-25", "2026-10-26", 0),
        ("summer time begins that Sunday", "2027-03-28", "2027-03-29", 0),
        ("within the week that changes clocks", "2026-10-24", "2026-10-25", 3),
        ("New Year", "2026-12-31", "2027-01-01", 3),
        ("the last day of ISO week 53", "2026-12-31", "2027-01-03", 3),
        ("the Monday after ISO week 53", "2027-01-03", "2027-01-04", 0),
        ("a leap day", "2028-02-28", "2028-02-29", 3),
    ];
    for (name, from, to, expected) in cases {
        let mut person = Person::unspaced("someone");
        person.is_at(from, 12, 0);
        (0..3).for_each(|number| assert!(uses(&mut person, &format!("006A{number}"), Answer::Done)));
        // A flight changes the day and not the time.
        person.now += HOUR_MS;
        person.today = Day::parse(to).unwrap();
        person.shell(Message::Woke);
        assert_eq!(person.spent(), expected, "{name}");
        let then = if expected == 3 { "budget_count" } else { "comes" };
        assert_eq!(pricing(&mut person, "006B"), then, "{name}");
        // Back home the count is what it was.
        person.today = Day::parse(from).unwrap();
        assert_eq!(person.spent(), 3, "{name}");
    }
}

#[test]
fn a_pause_until_monday_outlives_a_flight_west() {
    let mut person = Person::new("someone");
    // A Monday in Tokyo: until the next one. Then it is Sunday again in Honolulu.
    person.is_at("2026-11-23", 9, 0);
    sets(&mut person, &json!({ "pause": "monday" }));
    for (day, expected) in [
        ("2026-11-22", "paused"),
        ("2026-11-23", "paused"),
        ("2026-11-29", "paused"),
        ("2026-11-30", "comes"),
    ] {
        person.today = Day::parse(day).unwrap();
        assert_eq!(pricing(&mut person, "006A"), expected, "{day}");
    }
}

#[test]
fn the_week_of_a_window_is_that_of_its_end_also_over_the_year() {
    for (day, week) in [
        ("2026-12-16", "2026-W53"),
        ("2026-12-20", "2026-W53"),
        ("2026-12-21", "2027-W01"),
        ("2026-12-31", "2027-W02"),
    ] {
        let mut person = Person::drawing(&[(PRICING, Arm::Shown)]);
        person.joins_server();
        person.is_at(day, 12, 0);
        assert!(uses(&mut person, "006A", Answer::Done));
        assert_eq!(person.ledger.windows[0].week, week, "{day}");
    }
}
