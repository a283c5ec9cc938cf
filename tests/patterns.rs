//! Patterns over many records, by the shipped Salesforce adapter: repeated losses (T5), and the first
//! of a kind (T6).

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::content::Content;
use cuecard::hash;
use person::content::{TESTER, compiled, counting_pack, shipped_files};
use person::{Page, Person, TAB, offered};

fn seller() -> Person {
    let nudges = [
        ("lost-on-price", "lost_on_price", "within_days: 90, at_least: 2"),
        ("lost-to-competitor", "lost_to_competitor", "within_days: 90, at_least: 2"),
        ("first-win", "deal_won", "at_most: 1"),
    ];
    let pack = counting_pack("salesforce", "amount", &nudges);
    Person::with_role(&compiled(shipped_files().into_iter().chain(pack)), hash::digest(&[b"seller"]), TESTER)
}

/// The nudge that comes up as a deal is closed, by the person or by a colleague.
fn closes(person: &mut Person, record: &str, stage: &str, reason: &str, own: bool) -> Option<String> {
    let page =
        |stage, reason| [("object", "Opportunity"), ("stage", stage), ("field:Loss_Reason__c", reason)];
    let (before, after) = (page("Qualification", ""), page(stage, reason));
    let url = person.url(record);
    let (before, after): (Page<'_>, Page<'_>) = (&before, &after);
    person.opens(TAB, &url, before, &[]);
    if own {
        person.shows(TAB, &url, after, &[], Some("save"));
    }
    let reply = person.shows(TAB, &url, after, &[], None);
    let moment = offered(&reply)?.moment.clone();
    let nudge = person.ledger.moments.iter().find(|each| each.id == moment).unwrap().nudge.clone();
    Some(nudge)
}

#[test]
fn repeated_losses_for_one_reason_bring_the_aid_and_mixed_ones_do_not() {
    let cases: [(&str, &[&str], Option<&str>); 6] = [
        (
            "2 of 5 on price",
            &["Timing", "Price", "No decision", "Competitor", "Price"],
            Some("lost-on-price"),
        ),
        (
            "2 of 5 to a competitor",
            &["Competitor", "Price", "Timing", "Timing", "Competitor"],
            Some("lost-to-competitor"),
        ),
        ("all mixed", &["Price", "Competitor", "Timing", "No decision"], None),
        ("one on price", &["Price"], None),
        ("an unbound reason, twice", &["Colour", "Colour"], None),
        ("no reason, twice", &["", ""], None),
    ];
    for (name, losses, expected) in cases {
        let mut person = seller();
        let (last, earlier) = losses.split_last().unwrap();
        for (at, reason) in earlier.iter().enumerate() {
            let came = closes(&mut person, &format!("006{at}"), "Closed Lost", reason, true);
            assert_eq!(came, None, "{name}, loss {at}");
            person.passes(7, 0);
        }
        let came = closes(&mut person, "006Z", "Closed Lost", last, true);
        assert_eq!(came.as_deref(), expected, "{name}");
    }
}

#[test]
fn losses_of_colleagues_and_of_long_ago_do_not_count() {
    let mut person = seller();
    closes(&mut person, "006A", "Closed Lost", "Price", false);
    assert_eq!(closes(&mut person, "006B", "Closed Lost", "Price", true), None);
    person.passes(91, 0);
    assert_eq!(closes(&mut person, "006C", "Closed Lost", "Price", true), None);
    let came = closes(&mut person, "006D", "Closed Lost", "Price", true);
    assert_eq!(came.as_deref(), Some("lost-on-price"));
}

#[test]
fn help_for_the_first_of_a_kind_comes_once() {
    let mut person = seller();
    assert_eq!(closes(&mut person, "006A", "Closed Lost", "Timing", true), None);
    person.passes(14, 0);
    assert_eq!(closes(&mut person, "006B", "Closed Won", "", false), None, "a colleague's");
    assert_eq!(closes(&mut person, "006C", "Closed Won", "", true).as_deref(), Some("first-win"));
    person.passes(1, 0);
    assert_eq!(closes(&mut person, "006D", "Closed Won", "", true), None);
}

#[test]
fn the_first_of_a_kind_is_the_first_only_after_two_weeks_of_looking() {
    let mut person = seller();
    assert_eq!(closes(&mut person, "006A", "Closed Lost", "Timing", true), None);
    person.passes(13, 0);
    assert_eq!(closes(&mut person, "006B", "Closed Won", "", true), None, "too early to tell");
    person.passes(1, 0);
    assert_eq!(closes(&mut person, "006C", "Closed Won", "", true), None, "the second");
}

#[test]
fn content_that_begins_to_count_an_event_looks_for_it_from_then_on() {
    for (days, expected) in [(13, None), (14, Some("first-win"))] {
        let mut person = seller();
        let without = counting_pack("salesforce", "amount", &[("lost", "lost_on_price", "at_least: 9")]);
        let without = Content::open(compiled(shipped_files().into_iter().chain(without))).unwrap();
        let with = std::mem::replace(&mut person.content, without);
        assert_eq!(closes(&mut person, "006A", "Closed Lost", "Timing", true), None);
        person.passes(20, 0);
        person.content = with;
        assert_eq!(closes(&mut person, "006B", "Closed Lost", "Timing", true), None);
        person.passes(days, 0);
        let came = closes(&mut person, "006C", "Closed Won", "", true);
        assert_eq!(came.as_deref(), expected, "{days} days after the update");
    }
}
