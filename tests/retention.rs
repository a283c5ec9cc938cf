//! For how long what happened is kept is the person's word, within what promises need.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::ledger::{Answer, Arm, Ledger};
use cuecard::step::{Message, Reply};
use cuecard::time::DAY_MS;
use cuecard::trigger::{Condition, Counted, Past};
use person::{Person, TAB, deal, offered, pricing};
use serde_json::json;

const PRICING: &str = "pricing-objection";

fn keeps(person: &mut Person, days: u32) {
    let reply = person.sets(&json!({ "keep_days": days }));
    assert_eq!(reply, Reply::Done { ok: true }, "{days}");
}

/// The days of what is told of cards, and of decisions, from today back.
fn told(person: &Person) -> (Vec<i32>, Vec<i32>) {
    let ago = |day: i32| person.today.0 - day;
    let cards = person.ledger.moments.iter().filter(|moment| !moment.nudge.is_empty());
    let decided = person.ledger.decisions.iter().map(|it| i32::try_from(it.at / DAY_MS).unwrap());
    let mut decided: Vec<i32> = decided.map(ago).collect();
    decided.dedup();
    (cards.map(|moment| ago(moment.day.0)).collect(), decided)
}

/// The pricing aid has its moment on a record, and is seen.
fn comes(person: &mut Person, record: &str) -> String {
    let reply = person.saves(TAB, record, &deal("Qualification", ""), &deal("Negotiation/Review", "Pricing"));
    let moment = offered(&reply).unwrap_or_else(|| panic!("{record}: {reply:?}")).moment.clone();
    assert!(person.holds(TAB, &moment));
    moment
}

/// A card each ten days, the last one today.
fn half_a_season() -> Person {
    let mut person = Person::unspaced("someone");
    for number in 0..9 {
        comes(&mut person, &format!("006{number}"));
        person.passes(10, 0);
    }
    comes(&mut person, "006X");
    person
}

#[test]
fn what_is_older_goes_at_once_and_what_was_spent_stays() {
    let all = [90, 80, 70, 60, 50, 40, 30, 20, 10, 0];
    for (days, cards, decisions) in
        [(90, &all[..], &all[..]), (60, &all[3..], &all[3..]), (35, &all[6..], &all[6..])]
    {
        let mut person = half_a_season();
        let budget = person.status()["budget"].clone();
        keeps(&mut person, days);
        assert_eq!(told(&person), (cards.to_vec(), decisions.to_vec()), "{days}");
        assert_eq!(person.ledger.moments.len(), all.len(), "what was spent when stays");
        assert_eq!(person.status()["budget"], budget, "{days}");
        for moment in person.ledger.moments.iter().filter(|moment| moment.nudge.is_empty()) {
            assert!(moment.record.is_empty() && moment.id.is_empty() && moment.answer.is_none());
            assert!(!moment.pack.is_empty() && moment.spends());
        }
        // It goes on: the next day the next ones are too old.
        person.passes(i32::try_from(days).unwrap(), 0);
        person.extension(Message::Status);
        let (cards, _) = told(&person);
        let kept: &[i32] = if days == 90 { &all } else { &all[9..] };
        assert_eq!(cards.len(), kept.len(), "{days}");
    }
}

#[test]
fn no_record_has_its_card_twice_whatever_is_kept() {
    let mut person = half_a_season();
    keeps(&mut person, 35);
    person.worker_dies();
    for (record, ago, expected) in [("0062", 70, "once_per_record"), ("006Y", 0, "comes")] {
        assert_eq!(pricing(&mut person, record), expected, "{record}, {ago} days ago");
    }
}

#[test]
fn days_with_counts_go_and_what_is_not_known_any_more_fires_nothing() {
    let mut person = Person::new("someone");
    let today = person.today;
    let events = &mut person.ledger.history;
    events.look_for("won", today.plus(-200));
    for ago in [80, 50, 35, 34, 3] {
        events.add("won", today.plus(-ago));
    }
    let holds = |ledger: &Ledger, within: u16, least: Option<u32>, most: Option<u32>| {
        let counted = Counted {
            event: "won".into(),
            within_days: Some(within),
            at_least: least,
            at_most: most,
            on_this_record: false,
        };
        let past = Past { person: &ledger.history, record: &ledger.history, today };
        Condition::Count(counted).holds(&cuecard::page::Facts::new(), past)
    };
    assert!(holds(&person.ledger, 60, Some(4), None) && holds(&person.ledger, 36, None, Some(3)));
    keeps(&mut person, 35);
    let kept = &person.ledger;
    assert_eq!(kept.history.count("won", today, 90), 2);
    assert_eq!(kept.history.ever("won"), 5, "how often at all is no day");
    // Two were in the last 35 days; of those before nobody knows.
    let cases = [
        (35, Some(2), None, true),
        (35, None, Some(2), true),
        (35, None, Some(1), false),
        (36, None, Some(2), false),
        (90, None, Some(4), false),
        (90, Some(3), None, false),
        (90, Some(2), None, true),
    ];
    for (within, least, most, expected) in cases {
        assert_eq!(holds(kept, within, least, most), expected, "{within} {least:?} {most:?}");
    }
}

#[test]
fn what_is_too_short_or_too_long_is_refused_and_changes_nothing() {
    let mut person = half_a_season();
    let before = person.ledger.clone();
    for days in [0, 34, 91, 65_535] {
        let reply = person.sets(&json!({ "keep_days": days, "withhold": false }));
        let Reply::Refused { error } = reply else { panic!("{days}: {reply:?}") };
        assert_eq!(error.place, "keep_days", "{days}");
        assert_eq!(person.ledger, before, "{days}");
    }
    // A ledger that says less than the least is taken for the least.
    person.ledger.settings.keep_days = Some(1);
    person.ledger.tended = None;
    person.extension(Message::Status);
    assert_eq!(told(&person).0, [30, 20, 10, 0]);
}

#[test]
fn as_long_as_it_is_of_use_is_no_setting() {
    let mut person = Person::new("someone");
    for (days, kept) in [(35, Some(35)), (60, Some(60)), (90, None)] {
        keeps(&mut person, days);
        assert_eq!(person.ledger.settings.keep_days, kept);
        let stored = cuecard::json::write(&person.ledger).unwrap();
        assert_eq!(stored.contains("keep_days"), kept.is_some());
        assert_eq!(Ledger::read(&stored).unwrap(), person.ledger);
    }
}

#[test]
fn what_was_learned_and_muted_stays() {
    let mut person = Person::drawing(&[(PRICING, Arm::Shown)]);
    let moment = comes(&mut person, "006A");
    person.answers(&moment, Answer::NeverAgain);
    person.passes(80, 0);
    // What was still looked for is found by now.
    person.extension(Message::Status);
    let before = person.ledger.lineages.clone();
    keeps(&mut person, 35);
    assert_eq!(told(&person).0, [0; 0]);
    assert_eq!(person.status()["muted"][0]["nudge"], PRICING);
    assert_eq!(person.ledger.lineages, before);
}
