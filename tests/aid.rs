//! The life of an aid after it came: steps that tick themselves, lesson, check, and why it was not
//! relevant.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::learn::{CheckResult, Stage};
use cuecard::ledger::{Answer, Arm, Misfit, MomentState};
use cuecard::step::{Card, Message, Output, Reply, Speaker};
use person::{Person, TAB, deal, offered, with};
use serde_json::json;

const SLIPPING: &str = "slipping-close-date";
const RECORD: &str = "006A";
const NONE: [u8; 0] = [];

fn page<'a>(close_date: &'a str, next_step: &'a str) -> Vec<(&'a str, &'a str)> {
    with(with(deal("Qualification", ""), "close_date", close_date), "next_step", next_step)
}

/// A person whose deal slipped twice, with the aid on the page; its moment.
fn helped() -> (Person, String) {
    let mut person = Person::drawing_unspaced(&[(SLIPPING, Arm::Shown)]);
    person.saves(TAB, RECORD, &page("12/18/2026", ""), &page("1/18/2027", ""));
    let reply = person.saves(TAB, RECORD, &page("1/18/2027", ""), &page("2/18/2027", ""));
    let moment = offered(&reply).unwrap_or_else(|| panic!("{}", person.reason(SLIPPING))).moment.clone();
    assert!(person.holds(TAB, &moment));
    (person, moment)
}

fn card(person: &mut Person, moment: &str) -> Option<Box<Card>> {
    match person.extension(Message::Card { moment: moment.into() }) {
        Reply::Card { card } => card,
        other => panic!("{other:?}"),
    }
}

/// The steps that the card is told to be done.
fn told(output: &Output) -> Vec<u8> {
    output
        .tell
        .iter()
        .filter(|tell| tell.message.kind == "done")
        .flat_map(|tell| tell.message.steps.clone())
        .collect()
}

/// What the page with this next step says to the worker after a save, and what the card then hears.
fn saves(person: &mut Person, tab: i64, record: &str, next_step: &str) -> Vec<u8> {
    let url = person.url(record);
    person.edits(tab, record, &page("2/18/2027", next_step));
    let plan = person.plan_at(&url).unwrap();
    let readings = person::readings(&plan.sources, &page("2/18/2027", next_step));
    let saw = json!({
        "kind": "saw", "id": format!("{next_step}{tab}{record}"), "url": url, "plan": plan.version,
        "readings": readings, "act": null, "visible": true,
    });
    told(&person.says(Speaker::Page { tab }, serde_json::from_value(saw).unwrap()))
}

#[test]
fn a_step_ticks_itself_where_the_page_shows_it_done() {
    let (mut person, moment) = helped();
    assert_eq!(card(&mut person, &moment).unwrap().done, NONE);
    assert_eq!(saves(&mut person, TAB, RECORD, ""), NONE, "nothing was done");
    person.arrives(9, "006B");
    person.reads(9, "006B", &page("2/18/2027", ""), None);
    assert_eq!(saves(&mut person, 9, "006B", "Legal returns the contract on 12 March"), NONE, "another deal");
    assert_eq!(saves(&mut person, TAB, RECORD, "Legal returns the contract on 12 March"), [2]);
    assert_eq!(card(&mut person, &moment).unwrap().done, [2], "a card that opens later shows it, too");
    assert_eq!(saves(&mut person, TAB, RECORD, ""), [2], "what was done stays done");
    person.answers(&moment, Answer::Done);
    assert_eq!(saves(&mut person, TAB, RECORD, "Board on 4 May"), NONE, "no card is open");
}

#[test]
fn a_card_says_why_it_came_and_brings_lesson_and_check() {
    let (mut person, moment) = helped();
    let written = cuecard::json::write(&card(&mut person, &moment)).unwrap();
    let shown: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(shown["lesson"]["title"], "Dates that hold");
    assert_eq!(shown["checks"]["variants"][0]["variant"], "next-quarter-probably");
    assert_eq!((&shown["level"], &shown["asked"], &shown["flag"]), (&json!(0), &json!([]), &json!(null)));
    assert_eq!(shown["receipt"]["candidates"][0], json!([SLIPPING, "shown"]));
    // What a person asks for comes for no other reason.
    let pulled = person.extension(Message::Pull { nudge: SLIPPING.into(), tab: TAB });
    assert_eq!(serde_json::to_value(pulled).unwrap()["card"]["receipt"], json!(null));
}

#[test]
fn a_lesson_takes_minutes_and_no_slot_also_after_the_card() {
    let (mut person, moment) = helped();
    person.answers(&moment, Answer::Done);
    assert!(card(&mut person, &moment).is_none(), "the card is over");
    let before = person.ledger.moments.len();
    let mut read = |shown_ms| {
        let lesson = Message::Lesson { moment: moment.clone(), shown_ms };
        let Reply::Card { card } = person.extension(lesson) else { panic!("no card") };
        assert!(card.is_some());
        person.ledger.moment(&moment).unwrap().seconds
    };
    // The card itself was there for half a minute.
    assert_eq!([read(0), read(61_500), read(100), read(u64::MAX)], [30, 92, 93, 693]);
    assert_eq!(person.ledger.moments.len(), before);
    let none = Message::Lesson { moment: "nobody".into(), shown_ms: 5 };
    assert!(matches!(person.extension(none), Reply::Card { card: None }));
}

#[test]
fn a_check_schedules_and_grows_harder_and_one_word_of_it_is_told() {
    let (mut person, moment) = helped();
    person.joins_server();
    let checked = |person: &mut Person, variant: &str, result| {
        let moment = moment.clone();
        person.extension(Message::Checked { moment, variant: variant.into(), result, top: 1 });
        let lineage = &person.ledger.lineages.get(SLIPPING).unwrap();
        (lineage.checking.level.number(), lineage.checking.asked.join(" "), lineage.practice.stage())
    };
    let first = checked(&mut person, "a", CheckResult::FirstTry);
    assert_eq!(first, (0, "a".into(), Stage::Learning));
    person.passes(3, 0);
    assert_eq!(checked(&mut person, "b", CheckResult::FirstTry), (1, "a b".into(), Stage::Mastered));
    person.passes(1, 0);
    assert_eq!(checked(&mut person, "c", CheckResult::Wrong), (0, "a b c".into(), Stage::Learning));
    let card = card(&mut person, &moment);
    assert!(card.is_none(), "days have passed");
    let sent = person.delivers();
    let checks: Vec<&String> = sent.iter().filter(|body| body.contains("check")).collect();
    assert!(checks.len() == 1 && checks[0].ends_with(r#""round":"first","check":"first_try"}"#), "{sent:?}");
    // Nobody but the person's own pages may say so.
    let forged = Message::Checked { moment, variant: "z".into(), result: CheckResult::FirstTry, top: 1 };
    assert_eq!(person.page(TAB, forged), Reply::Nothing);
}

#[test]
fn why_it_was_not_relevant_is_kept_with_the_moment() {
    let (mut person, moment) = helped();
    let says = |person: &mut Person, reason| {
        person.extension(Message::Reason { moment: moment.clone(), reason });
        person.ledger.moment(&moment).unwrap().misfit
    };
    assert_eq!(says(&mut person, Misfit::Known), None, "it was not answered");
    let output = person.answers(&moment, Answer::NotRelevant);
    let close = output.tell.iter().find(|tell| tell.message.kind == "close").unwrap();
    assert!(close.message.after_ms.is_some_and(|wait| wait > 2000), "there is time to say why");
    assert_eq!(says(&mut person, Misfit::WrongHere), Some(Misfit::WrongHere));
    assert_eq!(says(&mut person, Misfit::Known), Some(Misfit::Known), "the last word counts");
    assert_eq!(person.ledger.moment(&moment).unwrap().state, MomentState::Refunded);
}
