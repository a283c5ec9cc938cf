//! Text that no content names is asked for by pieces of it, and is not kept.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::content::Content;
use cuecard::hash;
use person::content::{TESTER, compiled, counting_pack, shipped_files};
use person::{Page, Person, TAB, offered};

/// Content with one nudge, which comes up on `on` and `when`.
fn content(on: &str, when: &str) -> String {
    let pack = counting_pack("salesforce", "amount", &[("asked", "deal_won", "at_least: 1")]);
    let pack = pack.into_iter().map(|(path, text)| {
        let lines = text.lines().map(|line| match line.split_once(": ") {
            Some(("on", _)) => format!("on: {on}\n"),
            Some(("when", _)) => format!("when: {when}\n"),
            _ => format!("{line}\n"),
        });
        (path, lines.collect::<String>())
    });
    compiled(shipped_files().into_iter().chain(pack))
}

fn at_work(content: &str) -> Person {
    Person::with_role(content, hash::digest(&[b"seller"]), TESTER)
}

/// Whether a card is offered as the person changes the stage or the next step.
fn comes(person: &mut Person, before: (&str, &str), after: (&str, &str)) -> bool {
    let page = |(stage, next_step)| [("object", "Opportunity"), ("stage", stage), ("next_step", next_step)];
    let (before, after) = (page(before), page(after));
    let url = person.url("006A");
    let (before, after): (Page<'_>, Page<'_>) = (&before, &after);
    person.opens(TAB, &url, before, &[]);
    person.shows(TAB, &url, after, &[], Some("save"));
    offered(&person.shows(TAB, &url, after, &[], None)).is_some()
}

#[test]
fn what_a_text_starts_with_or_contains_is_known_and_the_text_is_not() {
    let cases = [
        ("{ next_step: { starts_with: call } }", "Call  ZOË about the price", true),
        ("{ next_step: { starts_with: call } }", "Please call", false),
        ("{ next_step: { contains: [zoë, max] } }", "Call  ZOË about the price", true),
        ("{ next_step: { contains: [zoë, max] } }", "Call Anna", false),
        ("{ not: { next_step: { contains: price } } }", "Call Anna", true),
        ("{ not: { next_step: { contains: price } } }", "Call about the Price", false),
        ("{ not: { next_step: { contains: price } } }", "", true),
        ("{ next_step: empty }", "", true),
        ("{ next_step: empty }", "Call Anna", false),
        ("{ not: { next_step: empty } }", "Call Anna", true),
    ];
    for (when, text, expected) in cases {
        let mut person = at_work(&content("{ changed: stage }", when));
        let came = comes(&mut person, ("Qualification", text), ("Negotiation/Review", text));
        assert_eq!(came, expected, "{when}: {text:?}");
        let kept = cuecard::json::write(&person.ledger).unwrap();
        for word in ["Call", "ZOË", "about", "Anna"] {
            assert!(!kept.contains(word), "{when}: {word} is kept");
        }
    }
}

#[test]
fn a_place_that_is_not_there_is_neither_empty_nor_without() {
    for when in ["{ next_step: empty }", "{ not: { next_step: { contains: price } } }"] {
        for other in [when.to_owned(), format!("{{ not: {when} }}")] {
            let mut person = at_work(&content("{ changed: stage }", &other));
            let page = |stage| [("object", "Opportunity"), ("stage", stage)];
            let (before, after) = (page("Qualification"), page("Negotiation/Review"));
            let url = person.url("006A");
            person.opens(TAB, &url, &before, &[]);
            person.shows(TAB, &url, &after, &[], Some("save"));
            assert!(offered(&person.shows(TAB, &url, &after, &[], None)).is_none(), "{other}");
        }
    }
}

#[test]
fn a_change_of_a_text_is_judged_by_what_it_became() {
    let content = content("{ changed: next_step, to: { contains: price } }", "{ object: Opportunity }");
    for (before, after, expected) in [
        ("", "Call about the price", true),
        ("Talk of the price", "Call about the price", true),
        ("Call about the price", "Call Anna", false),
        ("Call about the price", "call about the  price", true),
        ("Call about the price", "Call about  the price", false),
    ] {
        let mut person = at_work(&content);
        let stage = "Qualification";
        assert_eq!(comes(&mut person, (stage, before), (stage, after)), expected, "{before:?} {after:?}");
    }
}

#[test]
fn new_content_reads_the_same_text_for_its_own_fragments() {
    let old = content("{ changed: stage }", "{ next_step: { contains: nothing } }");
    let new = content("{ changed: stage }", "{ next_step: { contains: price } }");
    let text = "Call about the price";
    let page = |stage| [("object", "Opportunity"), ("stage", stage), ("next_step", text)];
    let (before, after) = (page("Qualification"), page("Negotiation/Review"));
    let mut person = at_work(&old);
    let url = person.url("006A");
    person.opens(TAB, &url, &before, &[]);
    person.content = Content::open(new.clone()).unwrap();
    // The same text is no change, and is now known to contain what is asked for.
    assert!(offered(&person.shows(TAB, &url, &before, &[], None)).is_none());
    person.shows(TAB, &url, &after, &[], Some("save"));
    assert!(offered(&person.shows(TAB, &url, &after, &[], None)).is_some());
}
