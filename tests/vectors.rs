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

use cuecard::hash;
use cuecard::ledger::{Answer, Arm};
use cuecard::step::{Message, Reply, replay};
use person::content::{compiled, shipped_files};
use person::{Person, TAB, deal, offered, with};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// The content that ships, with a role that chooses by worth, so that bids are made, too.
fn content() -> String {
    let files = shipped_files().into_iter().map(|(path, text)| match path.as_str() {
        "roles/account-executive.yaml" => (path, text.replace("minutes: 6", "minutes: 6, choice: worth")),
        _ => (path, text),
    });
    compiled(files)
}

/// The days, by name.
fn days() -> Vec<(&'static str, Person)> {
    let content = content();
    let alone = |seed: &str| Person::with(&content, hash::digest(&[seed.as_bytes()]));
    let drawing = |arm| Person::drawing_with(&content, &[("pricing-objection", arm)]);
    vec![
        ("a-fortnight-alone", fortnight(alone("a person alone"))),
        ("a-season-of-learning", season(alone("a person who learns"))),
        ("a-season-forgotten", forgotten(season(alone("a person who learns")))),
        ("shown-with-a-server", outcome(drawing(Arm::Shown))),
        ("withheld-with-a-server", outcome(drawing(Arm::Withheld))),
        ("dates-that-read-both-ways", dates(alone("a person with dates"))),
    ]
}

/// A deal gets late, and its buyer objects to the price; the aid is used if it comes.
fn objects(person: &mut Person, record: &str, answer: Answer) {
    let reply = person.saves(TAB, record, &deal("Qualification", ""), &deal("Negotiation/Review", "Pricing"));
    if let Some(offer) = offered(&reply) {
        let moment = offer.moment.clone();
        person.holds(TAB, &moment);
        person.extension(Message::Card { moment: moment.clone() });
        person.answers(&moment, answer);
    }
}

/// Work that goes right and wrong, at odd distances: memory, due dates, mastery, a lapse, bids.
fn season(mut person: Person) -> Person {
    let late = deal("Negotiation/Review", "Pricing");
    for (number, (days, right)) in
        [(1, false), (3, true), (5, true), (2, false), (8, true), (13, true), (21, true), (34, false)]
            .into_iter()
            .enumerate()
    {
        let record = format!("006{number}");
        objects(&mut person, &record, Answer::Done);
        person.passes(1, 0);
        let (place, raw) =
            if right { ("field:Concession_Traded__c", "A longer term") } else { ("amount", "$40,000.00") };
        person.saves(TAB, &record, &late, &with(late.clone(), place, raw));
        person.passes(days, 0);
        person.extension(Message::Status);
    }
    person
}

/// After all that, the person wants less of it kept, and the aid never again.
fn forgotten(mut person: Person) -> Person {
    person.sets(&serde_json::json!({ "keep_days": 35 }));
    person.extension(Message::Mute { nudge: "pricing-objection".into() });
    person.extension(Message::Status);
    person
}

/// Five eligible moments in a fortnight, every kind of answer, a restart in between.
fn fortnight(mut person: Person) -> Person {
    let answers = [Answer::Done, Answer::NotRelevant, Answer::Later, Answer::NeverAgain, Answer::Closed];
    for (number, answer) in answers.into_iter().enumerate() {
        objects(&mut person, &format!("006{number}"), answer);
        person.shell(Message::Started);
        person.passes(2, 0);
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
        fs::write(folder().join("content.json"), content()).unwrap();
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

/// Five hundred of them are kept.
#[test]
fn a_receipt_is_about_a_third_of_a_kilobyte() {
    const TYPICAL_BYTES: usize = 350;
    const MOST_BYTES: usize = 1024;
    let mut sizes: Vec<usize> = days()
        .iter()
        .flat_map(|(_, person)| &person.ledger.decisions)
        .map(|receipt| cuecard::json::write(receipt).unwrap().len())
        .collect();
    sizes.sort_unstable();
    assert!(sizes.len() > 10);
    assert!(sizes[sizes.len() / 2] <= TYPICAL_BYTES && sizes[sizes.len() - 1] <= MOST_BYTES, "{sizes:?}");
}
