//! Help that a person asks for: always given, whatever keeps it from coming by itself.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::decide::{Spent, spent};
use cuecard::ledger::{Answer, Arm};
use cuecard::step::{Card, Message, Reply, Speaker};
use person::{Person, TAB, deal, offered, pricing};
use serde_json::{Value, json};

const LATE: &str = "Negotiation/Review";
const EARLY: &str = "Qualification";
const PRICING: &str = "pricing-objection";
const SLIPPING: &str = "slipping-close-date";
/// The tab that help is asked for in; the work goes on in [`TAB`].
const HELP_TAB: i64 = 2;

/// The names of the aids that can be asked for at `url`.
fn help(person: &mut Person, url: &str) -> Vec<String> {
    let reply = person.extension(Message::Help { url: url.into() });
    let reply = serde_json::to_value(reply).unwrap();
    let aids = reply["aids"].as_array().unwrap();
    aids.iter().map(|aid| aid["nudge"].as_str().unwrap().to_owned()).collect()
}

fn pull(person: &mut Person, nudge: &str) -> Option<Box<Card>> {
    match person.extension(Message::Pull { nudge: nudge.into(), tab: HELP_TAB }) {
        Reply::Card { card } => card,
        other => panic!("{other:?}"),
    }
}

fn spends(person: &Person) -> Spent {
    let role = person.content.role("account-executive").unwrap();
    spent(&person.ledger.moments, &role.budget.period, person.today)
}

/// The pricing aid comes up on `record`, in whichever arm, and stays on the page; its moment.
fn comes(person: &mut Person, record: &str) -> (String, Arm) {
    let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
    let offer = offered(&reply).unwrap_or_else(|| panic!("{reply:?} {}", person.reason(PRICING)));
    let (moment, arm) = (offer.moment.clone(), offer.arm);
    assert!(person.holds(TAB, &moment));
    (moment, arm)
}

#[test]
fn the_list_is_what_fits_page_and_role() {
    let mut person = Person::new("someone");
    let record = person.url("006A");
    let fits = help(&mut person, &record);
    for nudge in [PRICING, SLIPPING] {
        assert!(fits.contains(&nudge.to_owned()), "{fits:?}");
    }
    let reply = serde_json::to_value(person.extension(Message::Help { url: record.clone() })).unwrap();
    let line = reply["aids"].as_array().unwrap().iter().find(|aid| aid["nudge"] == PRICING).unwrap();
    let published = &person.content.nudge(PRICING).unwrap().nudge;
    let aid = person.content.aid(PRICING).unwrap();
    let expected = json!({
        "nudge": PRICING, "pack": "opportunity-management", "title": aid.title,
        "why": aid.why, "seconds": published.seconds,
    });
    assert_eq!(*line, expected);
    // Where its meanings are not bound an aid does not fit.
    let unbound = help(&mut person, "https://other.lightning.force.com/lightning/r/Opportunity/006A/view");
    assert!(!unbound.contains(&PRICING.to_owned()) && unbound.contains(&SLIPPING.to_owned()), "{unbound:?}");
    let none = Vec::<String>::new();
    for url in
        ["https://example.org/", "https://acme.lightning.force.com/lightning/page/home", "about:blank", ""]
    {
        assert_eq!(help(&mut person, url), none, "{url}");
    }
    person.chooses("senior-engineer");
    assert_eq!(help(&mut person, &record), none, "another role's");
    person.ledger.settings.role = None;
    assert_eq!(help(&mut person, &record), none, "no role");
}

#[test]
fn whatever_keeps_it_silent_it_can_be_asked_for() {
    type Setting = fn(&mut Person);
    let cases: [(&str, Setting, &str); 8] = [
        ("withheld", |person| assert_eq!(comes(person, "006A").1, Arm::Withheld), "once_per_record"),
        (
            "muted",
            |person| {
                let (moment, _) = comes(person, "006A");
                person.answers(&moment, Answer::NeverAgain);
            },
            "muted",
        ),
        (
            "over budget",
            |person| {
                for record in ["006A", "006B", "006C"] {
                    let (moment, arm) = comes(person, record);
                    if arm == Arm::Shown {
                        person.answers(&moment, Answer::Done);
                    }
                }
            },
            "budget_count",
        ),
        ("another card open", |person| assert!(pull(person, SLIPPING).is_some()), "card_open"),
        ("on pause", |person| _ = person.sets(&json!({ "pause": "monday" })), "paused"),
        (
            "in quiet hours",
            |person| _ = person.sets(&json!({ "quiet_hours": { "from": 0, "until": 1439 } })),
            "quiet_hours",
        ),
        (
            "its pack off",
            |person| _ = person.sets(&json!({ "pack": { "pack": "opportunity-management", "on": false } })),
            "category",
        ),
        (
            "its site off",
            |person| _ = person.sets(&json!({ "host": { "host": "acme.lightning.force.com", "on": false } })),
            "site",
        ),
    ];
    for (name, setting, reason) in cases {
        let mut person = if name == "withheld" {
            let mut person = Person::drawing(&[(PRICING, Arm::Withheld)]);
            person.joins_server();
            person
        } else {
            Person::unspaced("someone")
        };
        setting(&mut person);
        if reason != "once_per_record" {
            assert_eq!(pricing(&mut person, "006X"), reason, "{name}");
        }
        let url = person.url("006X");
        assert!(help(&mut person, &url).contains(&PRICING.to_owned()), "{name}");
        let before = spends(&person);
        let card = pull(&mut person, PRICING).unwrap_or_else(|| panic!("{name}"));
        let published = &person.content.nudge(PRICING).unwrap().nudge;
        let aid = person.content.aid(PRICING).unwrap();
        assert_eq!((&card.title, &card.body), (&aid.title, &aid.body), "{name}");
        let after = spends(&person);
        assert_eq!(after.count, before.count, "{name}: no slot");
        assert_eq!(after.seconds, before.seconds + published.seconds, "{name}: its minutes");
    }
}

#[test]
fn the_arm_stays_and_the_pull_is_noted_beside_it() {
    for arm in [Arm::Shown, Arm::Withheld] {
        let mut person = Person::drawing(&[(PRICING, arm), (SLIPPING, Arm::Shown)]);
        person.joins_server();
        let (moment, drawn) = comes(&mut person, "006A");
        assert_eq!(drawn, arm);
        if arm == Arm::Shown {
            person.answers(&moment, Answer::Done);
        }
        let first = person.ledger.lineages.get(PRICING).unwrap().first;
        // Another nudge's pull is its own.
        pull(&mut person, SLIPPING).unwrap();
        let pulled = |person: &Person| person.ledger.windows.iter().any(|window| window.pulled);
        assert!(!pulled(&person), "{arm:?}");
        let card = pull(&mut person, PRICING).unwrap();
        person.answers(&card.moment, Answer::Done);
        person.worker_dies();
        let lineage = person.ledger.lineages.get(PRICING).unwrap();
        assert_eq!((lineage.first, lineage.pulls, lineage.draws), (first, 1, 0), "{arm:?}");
        let window = person.ledger.windows.iter().find(|window| window.nudge == PRICING).unwrap();
        assert!(window.pulled && window.arm == arm, "{arm:?}: {window:?}");
        // It was no turn, and took part in no comparison: what is withheld costs as shown ones did.
        assert_eq!(lineage.spending.is_empty(), arm == Arm::Withheld);
        let sent = person.delivers();
        let entries = sent.iter().filter(|body| body.contains(r#""kind":"entry""#)).count();
        assert_eq!(entries, 1, "{arm:?}: {sent:?}");
    }
}

#[test]
fn its_card_answers_as_any_card_does() {
    // How many seconds stay spent of an answer after 30, and whether the aid comes by itself then.
    let cases = [
        (Answer::Done, 30, "comes"),
        (Answer::Closed, 30, "comes"),
        (Answer::NotRelevant, 0, "comes"),
        (Answer::Later, 30, "snoozed"),
        (Answer::NeverAgain, 30, "muted"),
    ];
    for (answer, seconds, then) in cases {
        let mut person = Person::new("someone");
        let card = pull(&mut person, PRICING).unwrap();
        // One card at a time: while it is open no other comes.
        assert_eq!(pricing(&mut person, "006A"), "card_open", "{answer:?}");
        // Its page asks for it as for any card's, also after the worker's death.
        person.worker_dies();
        let again = person.extension(Message::Card { moment: card.moment.clone() });
        assert_eq!(again, Reply::Card { card: Some(card.clone()) }, "{answer:?}");
        let output = person.answers(&card.moment, answer);
        let told: Vec<_> = output.tell.iter().map(|tell| (tell.tab, tell.message.kind)).collect();
        assert_eq!(told, [(HELP_TAB, "close")], "{answer:?}");
        assert_eq!(spends(&person), Spent { count: 0, seconds }, "{answer:?}");
        // The first answer holds.
        person.answers(&card.moment, Answer::NotRelevant);
        assert_eq!(spends(&person), Spent { count: 0, seconds }, "{answer:?}");
        let over = person.extension(Message::Card { moment: card.moment });
        assert_eq!(over, Reply::Card { card: None }, "{answer:?}");
        assert_eq!(pricing(&mut person, "006A"), then, "{answer:?}");
    }
}

#[test]
fn pulled_minutes_leave_less_for_what_comes_by_itself() {
    let mut person = Person::new("someone");
    let minutes: Value = person.status()["budget"]["seconds"]["limit"].take();
    for _ in 0..100 {
        let card = pull(&mut person, PRICING).unwrap();
        person.answers(&card.moment, Answer::Done);
        if u64::from(spends(&person).seconds) >= minutes.as_u64().unwrap() {
            break;
        }
    }
    assert_eq!(pricing(&mut person, "006A"), "budget_minutes");
    assert!(pull(&mut person, PRICING).is_some(), "and it is not refused for that");
}

#[test]
fn what_does_not_exist_is_not_given_and_changes_nothing() {
    let mut person = Person::new("someone");
    let before = person.ledger.clone();
    assert!(pull(&mut person, "nobody-knows").is_none());
    assert_eq!(person.ledger, before);
    // A page of a web system asks for nothing.
    for message in
        [Message::Pull { nudge: PRICING.into(), tab: TAB }, Message::Help { url: person.url("006A") }]
    {
        for from in [Speaker::Page { tab: TAB }, Speaker::Shell] {
            assert_eq!(person.says(from, message.clone()).reply, Reply::Nothing);
            assert_eq!(person.ledger, before);
        }
    }
}
