//! How well systems can be read, as the organisation hears of it: what was read, what is gone, each
//! once a week, and not a word of whose system it is.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::ledger::Ledger;
use cuecard::step::Message;
use person::{Page, Person, TAB, deal};

const OBJECTION: &str = "field:Primary_Objection__c";

fn whole() -> Vec<(&'static str, &'static str)> {
    deal("Qualification", "Timing")
}

fn without(names: &[&str]) -> Vec<(&'static str, &'static str)> {
    whole().into_iter().filter(|(name, _)| !names.contains(name)).collect()
}

/// Opens so many records that show this, and leaves the last one, too.
fn looks_at(person: &mut Person, times: usize, page: Page<'_>) {
    for number in 0..times {
        let record = format!("006{number}");
        person.arrives(TAB, &record);
        person.reads(TAB, &record, page, None);
    }
    person.shell(Message::TabClosed { tab: TAB });
}

/// What waits to leave, as it will be sent; the order in which it leaves is drawn.
fn waiting(person: &Person) -> Vec<String> {
    let waiting = person.ledger.outbox.waiting.iter();
    sorted(waiting.map(|waiting| waiting.body.text().to_owned()).collect())
}

fn sorted(mut bodies: Vec<String>) -> Vec<String> {
    bodies.sort_unstable();
    bodies
}

/// The reports of a week: that Salesforce was read, and the places that are gone.
fn expected(person: &Person, week: &str, gone: &[&str]) -> Vec<String> {
    let version = &person.content.version;
    let report = |place: String| {
        format!(
            r#"{{"version":1,"kind":"health","app":"salesforce",{place}"content":"{version}","week":"{week}"}}"#
        )
    };
    let places = gone.iter().map(|place| format!(r#""place":"{place}","#));
    sorted(std::iter::once(String::new()).chain(places).map(report).collect())
}

#[test]
fn what_was_read_and_what_is_gone_is_told_once_a_week() {
    let mut person = Person::new("someone");
    person.joins_server();
    looks_at(&mut person, 3, &whole());
    looks_at(&mut person, 2, &without(&["amount", OBJECTION]));
    assert_eq!(waiting(&person), expected(&person, "2026-W47", &[]), "twice may be half a page");
    person.worker_dies();
    looks_at(&mut person, 4, &without(&["amount", OBJECTION]));
    let week = expected(&person, "2026-W47", &["record.amount", "record.objection"]);
    assert_eq!(waiting(&person), week);
    for secret in ["acme", "force.com", "Primary", "field:", "006"] {
        assert!(!week.concat().contains(secret), "{secret}");
    }
    assert_eq!(sorted(person.delivers()), week);

    person.passes(5, 0);
    looks_at(&mut person, 1, &without(&["amount"]));
    person.worker_dies();
    looks_at(&mut person, 1, &without(&["amount"]));
    assert_eq!(sorted(person.delivers()), expected(&person, "2026-W48", &["record.amount"]));
}

#[test]
fn alone_nothing_is_queued() {
    let mut person = Person::new("someone");
    looks_at(&mut person, 3, &whole());
    looks_at(&mut person, 3, &without(&["amount"]));
    assert_eq!(waiting(&person), Vec::<String>::new());
    assert!(person.ledger.reported.is_empty());
    assert_eq!(person.status()["vanished"][0]["place"], "salesforce.record.amount");
    // Who joins later has reported nothing of it yet.
    person.joins_server();
    looks_at(&mut person, 1, &without(&["amount"]));
    assert_eq!(waiting(&person), expected(&person, "2026-W47", &["record.amount"]));
}

#[test]
fn a_page_that_shows_nothing_was_not_read() {
    let mut person = Person::new("someone");
    person.joins_server();
    looks_at(&mut person, 3, &[]);
    assert_eq!(waiting(&person), Vec::<String>::new());
}

#[test]
fn the_hosts_of_a_system_count_as_one() {
    let mut person = Person::new("someone");
    person.joins_server();
    for host in ["acme.lightning.force.com", "other.lightning.force.com"] {
        person.host = host.into();
        looks_at(&mut person, 3, &whole());
        looks_at(&mut person, 3, &without(&["close_date"]));
    }
    assert_eq!(waiting(&person), expected(&person, "2026-W47", &["record.close_date"]));
    assert_eq!(person.status()["vanished"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_week_is_told_once_whatever_the_clock_does() {
    let mut person = Person::new("someone");
    person.joins_server();
    // Days gone by, and the reports that wait then.
    let turns = [
        ("Wednesday", 0, 1),
        ("Sunday", 4, 1),
        ("Monday", 1, 2),
        ("Sunday again, further west", -1, 2),
        ("Monday again", 1, 2),
        ("a week later", 7, 3),
        ("a clock that is years ahead", 1000, 4),
        ("and is put right: rather again than not for years", -1000, 5),
    ];
    for (name, days, reports) in turns {
        person.today = person.today.plus(days);
        looks_at(&mut person, 2, &whole());
        assert_eq!(waiting(&person).len(), reports, "{name}");
    }
}

#[test]
fn a_ledger_from_before_opens_and_keeps_what_waits() {
    let entry = r#"{"version":1,"kind":"entry","pack":"p","nudge":"n","content":"0123456789abcdef","arm":"shown","week":"2026-W49"}"#;
    let server = r#"{"url":"https://counts.example","secret":"correct-horse-battery","gap_seconds":60}"#;
    let before = format!(
        r#"{{"format":1,"settings":{{"role":"account-executive","server":{server}}},
            "outbox":{{"waiting":[{{"id":"a","body":{entry}}}],"refused":[{{"body":{entry},"why":"w"}}]}}}}"#
    );
    let mut person = Person::new("someone");
    person.ledger = Ledger::read(&before).unwrap();
    assert_eq!(waiting(&person), [entry]);
    looks_at(&mut person, 1, &whole());
    person.worker_dies();
    let mut both = vec![entry.to_owned()];
    both.extend(expected(&person, "2026-W47", &[]));
    assert_eq!(waiting(&person), sorted(both));
}
