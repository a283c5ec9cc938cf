//! Work is the review: what a person does right and wrong in the tool says when an aid comes again,
//! and when it leaves them alone.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::ledger::{Answer, Arm};
use person::{Person, TAB, deal, offered, slipping, with};
use serde_json::Value;

const PRICING: &str = "pricing-objection";
const LATE: &str = "Negotiation/Review";
const EARLY: &str = "Qualification";

/// A late deal gets its pricing objection; whether the aid came.
fn objects(person: &mut Person, record: &str) -> bool {
    let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
    let Some(offer) = offered(&reply) else { return false };
    let (moment, arm) = (offer.moment.clone(), offer.arm);
    assert!(person.holds(TAB, &moment));
    if arm == Arm::Shown {
        person.answers(&moment, Answer::Done);
    }
    true
}

/// Done right: the concession was traded.
fn trades(person: &mut Person, record: &str) {
    let traded = with(deal(LATE, "Pricing"), "field:Concession_Traded__c", "Two-year term");
    person.saves(TAB, record, &deal(LATE, "Pricing"), &traded);
}

/// Done wrong: the price was cut.
fn gives(person: &mut Person, record: &str) {
    let cut = with(deal(LATE, "Pricing"), "amount", "$40,000.00");
    person.saves(TAB, record, &deal(LATE, "Pricing"), &cut);
}

fn learning(person: &mut Person) -> (String, Value) {
    learning_of(person, PRICING)
}

fn learning_of(person: &mut Person, nudge: &str) -> (String, Value) {
    let status = person.status();
    let lines = status["learning"].as_array().unwrap();
    let line = lines.iter().find(|line| line["nudge"] == nudge).unwrap();
    (line["stage"].as_str().unwrap().to_owned(), line["next"].clone())
}

#[test]
fn what_is_mastered_is_left_alone_until_the_next_lapse() {
    let mut person = Person::new("someone");
    assert!(objects(&mut person, "006A"));
    assert_eq!(learning(&mut person), ("new".into(), "2026-11-20".into()), "viewed says nothing");

    // Right at once after the card: with help, so it is due again before long.
    trades(&mut person, "006A");
    let (stage, _) = learning(&mut person);
    assert_eq!(stage, "learning");

    // Right twice, days apart and unaided: at moments that were silent, too.
    person.passes(1, 0);
    assert!(!objects(&mut person, "006B"));
    person.passes(1, 0);
    trades(&mut person, "006B");
    assert_eq!(learning(&mut person).0, "learning", "once may be luck");
    assert!(!objects(&mut person, "006C"));
    assert_eq!(person.reason(PRICING), "\"not_due\"");
    person.passes(3, 0);
    trades(&mut person, "006C");
    assert_eq!(learning(&mut person), ("mastered".into(), Value::Null));
    person.passes(40, 0);
    assert!(!objects(&mut person, "006D"));
    assert_eq!(person.reason(PRICING), "\"mastered\"");

    // A slip on a moment that was silent reopens it.
    gives(&mut person, "006D");
    assert_eq!(learning(&mut person).0, "learning");
    person.passes(7, 0);
    assert!(objects(&mut person, "006E"), "{}", person.reason(PRICING));
}

#[test]
fn right_after_a_card_is_right_with_help_whatever_the_card_was_told() {
    for answer in [Answer::Done, Answer::NotRelevant] {
        let mut person = Person::new("someone");
        let reply = person.saves(TAB, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"));
        let moment = offered(&reply).unwrap().moment.clone();
        assert!(person.holds(TAB, &moment));
        person.answers(&moment, answer);
        trades(&mut person, "006A");
        person.passes(1, 0);
        assert!(!objects(&mut person, "006B"));
        person.passes(1, 0);
        trades(&mut person, "006B");
        assert_eq!(learning(&mut person).0, "learning", "{answer:?}: one success was without help");
    }
}

#[test]
fn the_calendar_alone_changes_nothing() {
    let mut person = Person::new("someone");
    assert!(objects(&mut person, "006A"));
    gives(&mut person, "006A");
    let before = person.ledger.lineages.clone();
    for _ in 0..60 {
        person.passes(1, 0);
        person.arrives(TAB, "006A");
        person.status();
    }
    let practice = |lineages: &cuecard::table::Table<String, cuecard::ledger::Lineage>| {
        lineages.get(PRICING).unwrap().practice.clone()
    };
    assert_eq!(practice(&person.ledger.lineages), practice(&before));
    assert_eq!(person.ledger.moments.len(), 1, "due alone shows nothing");
}

#[test]
fn work_on_records_where_it_was_not_asked_for_says_nothing() {
    let mut person = Person::new("someone");
    trades(&mut person, "006A");
    gives(&mut person, "006B");
    assert_eq!(person.ledger.lineages.get(PRICING), None);
}

#[test]
fn with_and_without_help_are_compared() {
    let mut person = Person::new("someone");
    for number in 0..40 {
        let record = format!("006{number:02}");
        person.passes(7, 0);
        // Each time after a slip, so that it is due.
        if objects(&mut person, &record) {
            gives(&mut person, &record);
        }
    }
    person.passes(15, 0);
    person.status();
    let fading = person.ledger.lineages.get(PRICING).unwrap().fading;
    assert_eq!((fading.prompted.successes, fading.unprompted.successes), (0, 0));
    assert!(fading.prompted.n > fading.unprompted.n, "four of five are shown: {fading:?}");
    assert!(fading.unprompted.n > 0);
    assert!(!fading.dependency());
}

#[test]
fn what_names_no_error_is_missed_when_its_window_ends() {
    let mut person = Person::new("someone");
    assert_eq!(slipping(&mut person, "006A"), "comes");
    let stage = |person: &mut Person| learning_of(person, "slipping-close-date").0;
    person.passes(2, 0);
    assert_eq!(stage(&mut person), "new", "the window still runs");
    // Looked at again, and no next step was written.
    let unchanged = with(deal(EARLY, ""), "close_date", "2/18/2027");
    person.saves(TAB, "006A", &unchanged, &unchanged);
    person.passes(2, 0);
    assert_eq!(stage(&mut person), "learning");
    // A deal that was never opened again says nothing.
    let mut away = Person::new("someone");
    assert_eq!(slipping(&mut away, "006A"), "comes");
    away.passes(4, 0);
    assert_eq!(stage(&mut away), "new");
}
