//! Golden vectors: recorded days whose every answer must stay the same to the byte. The same files
//! run through the built WebAssembly in `tests/vectors/wasm.test.mjs`.
//!
//! `CUECARD_RECORD=1 cargo test --all-features --test vectors` records them anew; read the
//! difference before you commit it.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use std::fs;
use std::path::PathBuf;

use cuecard::ledger::{Answer, Arm};
use cuecard::step::{Message, Reply, replay};
use person::content::shipped_content;
use person::{Person, TAB, deal, offered, with};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// The days, by name.
fn days() -> Vec<(&'static str, Person)> {
    let pricing = ("pricing-objection", "slipping-close-date");
    vec![
        ("a-week-alone", week(Person::new("a person alone"))),
        ("shown-with-a-server", outcome(Person::drawing(&[(pricing.0, Arm::Shown)]))),
        ("withheld-with-a-server", outcome(Person::drawing(&[(pricing.0, Arm::Withheld)]))),
        ("dates-that-read-both-ways", dates(Person::new("a person with dates"))),
    ]
}

/// Five eligible moments in one week, every kind of answer, a restart in between.
fn week(mut person: Person) -> Person {
    let answers = [Answer::Done, Answer::NotRelevant, Answer::Later, Answer::NeverAgain, Answer::Closed];
    for (number, answer) in answers.into_iter().enumerate() {
        let record = format!("006{number}");
        let reply =
            person.saves(TAB, &record, &deal("Qualification", ""), &deal("Negotiation/Review", "Pricing"));
        if let Some(offer) = offered(&reply) {
            let moment = offer.moment.clone();
            person.holds(TAB, &moment);
            person.extension(Message::Card { moment: moment.clone() });
            person.answers(&moment, answer);
        }
        person.shell(Message::Started);
    }
    person.extension(Message::Status);
    person
}

/// Entry, behaviour and outcome, delivered.
fn outcome(mut person: Person) -> Person {
    person.joins_server();
    let late = deal("Negotiation/Review", "Pricing");
    let reply = person.saves(TAB, "006A", &deal("Qualification", ""), &late);
    if let Reply::Moment { moment } = reply {
        person.holds(TAB, &moment.moment);
        person.answers(&moment.moment, Answer::Done);
    }
    person.passes(2, 0);
    person.saves(TAB, "006A", &late, &with(late.clone(), "field:Concession_Traded__c", "Two-year term"));
    person.delivers();
    person.passes(14, 0);
    person.delivers();
    person.extension(Message::Status);
    person
}

/// Numeric dates before and after the host's order is known, other notations, broken values.
fn dates(mut person: Person) -> Person {
    let page = |date| with(deal("Qualification", ""), "close_date", date);
    for (before, after) in [
        ("12/5/2026", "1/6/2027"),
        ("1/6/2027", "1/28/2027"),
        ("1/28/2027", "3/4/2027"),
        ("3/4/2027", "18.12.2027"),
        ("Mar 4, 2027", "4. April 2027"),
        ("", "soon"),
        ("99/99/9999", "2/30/2027"),
    ] {
        person.saves(TAB, "006A", &page(before), &page(after));
    }
    person.saves(
        TAB,
        "006B",
        &with(page("1/28/2027"), "amount", "1.234,5"),
        &with(page("1/28/2027"), "amount", "n/a"),
    );
    person
}

#[test]
fn every_recorded_day_replays_to_the_byte() {
    let record = std::env::var_os("CUECARD_RECORD").is_some();
    if record {
        fs::write(folder().join("content.json"), shipped_content()).unwrap();
        for (name, person) in days() {
            let trace = serde_json::to_string_pretty(&person.trace()).unwrap();
            fs::write(folder().join(format!("{name}.trace.json")), format!("{trace}\n")).unwrap();
        }
    }
    let content = fs::read_to_string(folder().join("content.json")).unwrap();
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().to_str()?.strip_suffix(".trace.json").map(str::to_owned)
        })
        .collect();
    names.sort();
    assert_eq!(names.len(), days().len());
    for name in names {
        let trace = fs::read_to_string(folder().join(format!("{name}.trace.json"))).unwrap();
        let replayed = replay(&content, &trace).unwrap();
        let expected = folder().join(format!("{name}.expected.jsonl"));
        if record {
            fs::write(&expected, &replayed).unwrap();
        }
        let expected = fs::read_to_string(expected).unwrap();
        let differs = replayed.lines().zip(expected.lines()).position(|(now, then)| now != then);
        assert_eq!(differs, None, "{name}: the first step that differs");
        assert_eq!(replayed.len(), expected.len(), "{name}");
    }
}

#[test]
fn what_is_no_trace_is_refused_with_a_reason() {
    let content = fs::read_to_string(folder().join("content.json")).unwrap();
    for (content, trace, why) in [
        ("{}", "{}", "content"),
        (content.as_str(), "{", "trace"),
        (content.as_str(), r#"{"secret":"zz","steps":[]}"#, "secret"),
    ] {
        let error = replay(content, trace).unwrap_err();
        assert!(error.contains(why), "{error}");
    }
}
