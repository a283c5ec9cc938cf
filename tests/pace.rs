//! How often an aid may come, as authors of nudges, packs and roles say it in their files.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::hash;
use cuecard::ledger::{Answer, Arm};
use cuecard::role::Choice;
use cuecard::step::{Message, Reply};
use person::content::{compiled, shipped_files};
use person::{Person, TAB, deal, offered, pricing, slipping};

const PRICING: &str = "pricing-objection";
const MINUTE_MS: u64 = 60 * 1000;

/// A person whose content has these lines instead of those, in files that end so.
fn with_lines(changes: &[(&str, &str, &str)]) -> Person {
    let files = shipped_files().into_iter().map(|(path, mut text)| {
        for (_, from, to) in changes.iter().filter(|(file, _, _)| path.ends_with(file)) {
            assert!(text.contains(from), "{path} no longer holds {from:?}");
            text = text.replacen(from, to, 1);
        }
        (path, text)
    });
    Person::with(&compiled(files), hash::digest(&[b"someone"]))
}

const ON_EACH: (&str, &str, &str) =
    ("pricing-objection.md", "\nseverity:", "\ncadence: each_record\nseverity:");
const BUDGET: &str = "minutes: 6 }";

/// The pricing aid comes up on `record` and is used.
fn uses(person: &mut Person, record: &str) {
    let reply = person.saves(TAB, record, &deal("Qualification", ""), &deal("Negotiation/Review", "Pricing"));
    let offer = offered(&reply).unwrap_or_else(|| panic!("{}", person.reason(PRICING)));
    let (moment, arm) = (offer.moment.clone(), offer.arm);
    assert!(person.holds(TAB, &moment));
    if arm == Arm::Shown {
        person.answers(&moment, Answer::Done);
    }
}

#[test]
fn cadence_is_the_time_from_one_turn_to_the_next() {
    for (cadence, days) in [("spaced", 2), ("weekly", 7), ("biweekly", 14), ("monthly", 30)] {
        let line = format!("\ncadence: {cadence}\nseverity:");
        let mut person = with_lines(&[("pricing-objection.md", "\nseverity:", &line)]);
        uses(&mut person, "006A");
        assert_eq!(slipping(&mut person, "006B"), "comes", "{cadence}: another nudge");
        person.passes(days - 1, 0);
        assert_eq!(pricing(&mut person, "006C"), "cooldown", "{cadence}");
        person.passes(1, 0);
        assert_eq!(pricing(&mut person, "006D"), "comes", "{cadence}");
    }
    let mut person = with_lines(&[ON_EACH]);
    uses(&mut person, "006A");
    assert_eq!(pricing(&mut person, "006A"), "once_per_record");
    assert_eq!(pricing(&mut person, "006B"), "comes");
}

#[test]
fn a_pack_has_its_most_a_week() {
    let mut person =
        with_lines(&[ON_EACH, ("opportunity-management/pack.yaml", "licence:", "most_a_week: 2\nlicence:")]);
    // What the person asks for takes no part in it.
    let Reply::Card { card: Some(card) } =
        person.extension(Message::Pull { nudge: PRICING.into(), tab: TAB })
    else {
        panic!("no card")
    };
    person.answers(&card.moment, Answer::Done);
    uses(&mut person, "006A");
    uses(&mut person, "006B");
    assert_eq!(pricing(&mut person, "006C"), "pack_cap");
    assert_eq!(slipping(&mut person, "006D"), "pack_cap", "all its nudges together");
    person.passes(5, 0);
    assert_eq!(pricing(&mut person, "006E"), "comes", "on Monday");
}

#[test]
fn a_role_has_its_pace() {
    let gap = "minutes: 6, gap_minutes: 30 }";
    let mut person = with_lines(&[ON_EACH, ("account-executive.yaml", BUDGET, gap)]);
    uses(&mut person, "006A");
    person.passes(0, 29 * MINUTE_MS);
    assert_eq!(pricing(&mut person, "006B"), "pace");
    assert_eq!(slipping(&mut person, "006C"), "pace", "whichever nudge");
    person.passes(0, MINUTE_MS);
    assert_eq!(pricing(&mut person, "006D"), "comes");

    let most = "minutes: 6, most_a_day: 1 }";
    let mut person = with_lines(&[ON_EACH, ("account-executive.yaml", BUDGET, most)]);
    uses(&mut person, "006A");
    assert_eq!(pricing(&mut person, "006B"), "pace");
    person.passes(1, 0);
    assert_eq!(pricing(&mut person, "006C"), "comes");
}

#[test]
fn a_role_says_what_a_slot_goes_to() {
    let choice = |person: &Person| person.content.role("account-executive").unwrap().budget.choice;
    assert_eq!(choice(&Person::new("someone")), Choice::First);
    let worth = "minutes: 6, choice: worth }";
    assert_eq!(choice(&with_lines(&[("account-executive.yaml", BUDGET, worth)])), Choice::Worth);
}
