//! What a person may silence: each word silences what it says and nothing else, and holds on.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::hash;
use cuecard::ledger::Arm;
use cuecard::step::{Message, Reply};
use person::content::{compiled, shipped_files};
use person::{Person, TAB, WEDNESDAY, deal, offered, pricing, slipping};
use serde_json::{Value, json};

const LATE: &str = "Negotiation/Review";
const EARLY: &str = "Qualification";
const PRICING: &str = "pricing-objection";
const PACK: &str = "opportunity-management";
const ACME: &str = "acme.lightning.force.com";
const OTHER_HOST: &str = "other.lightning.force.com";

fn says(person: &mut Person, settings: &Value) {
    let reply = person.sets(settings);
    assert_eq!(reply, Reply::Done { ok: true }, "{settings}");
    person.worker_dies();
}

/// A person whose two aids are in two packs.
fn with_two_packs() -> Person {
    let moved = shipped_files().into_iter().flat_map(|(path, text)| {
        if path == "packs/opportunity-management/pack.yaml" {
            let other = text.replace("pack: opportunity-management", "pack: closing");
            return vec![(path, text), ("packs/closing/pack.yaml".into(), other)];
        }
        // With its lesson and its check.
        let other = "packs/closing/nudges/slipping-close-date.";
        let path = path.replace("packs/opportunity-management/nudges/slipping-close-date.", other);
        vec![(path, text)]
    });
    Person::with(&compiled(moved), hash::digest(&[b"someone"]))
}

#[test]
fn each_silences_what_it_says_and_nothing_else() {
    let off = |pack: &str| json!({ "pack": { "pack": pack, "on": false } });
    let site = |on: bool| json!({ "host": { "host": ACME, "on": on } });
    // The pricing aid, the aid on close dates, and that one on another host.
    let cases = [
        (vec![], ["comes", "comes", "comes"]),
        (vec![json!({ "pause": "hour" })], ["paused"; 3]),
        (vec![json!({ "pause": "hour" }), json!({ "pause": "over" })], ["comes"; 3]),
        (vec![json!({ "quiet_hours": { "from": 900, "until": 960 } })], ["quiet_hours"; 3]),
        (
            vec![json!({ "quiet_hours": { "from": 900, "until": 960 } }), json!({ "quiet_hours": null })],
            ["comes"; 3],
        ),
        (vec![off(PACK)], ["category", "comes", "comes"]),
        (vec![off("closing")], ["comes", "category", "category"]),
        (vec![off(PACK), json!({ "pack": { "pack": PACK, "on": true } })], ["comes"; 3]),
        (vec![site(false)], ["site", "site", "comes"]),
        (vec![site(false), site(true)], ["comes"; 3]),
        // Whoever removes a system of their own removes what they said of it.
        (vec![site(false), json!({ "host": { "host": ACME, "app": "" } })], ["comes"; 3]),
        // Said together, each holds; the first one that weighs is told.
        (
            vec![json!({ "pause": "day", "pack": { "pack": PACK, "on": false } })],
            ["category", "paused", "paused"],
        ),
    ];
    for (settings, expected) in cases {
        let mut person = with_two_packs();
        settings.iter().for_each(|settings| says(&mut person, settings));
        let here = [pricing(&mut person, "006A"), slipping(&mut person, "006B")];
        person.host = OTHER_HOST.into();
        let there = slipping(&mut person, "006C");
        assert_eq!([here[0].as_str(), &here[1], &there], expected, "{settings:?}");
    }
}

#[test]
fn a_pause_ends_when_it_says() {
    let (hour, day, monday) = (vec!["hour"], vec!["day"], vec!["monday"]);
    let cases = [
        (hour.clone(), "2026-11-18", 15, 59, "paused"),
        (hour, "2026-11-18", 16, 1, "comes"),
        (day.clone(), "2026-11-19", 14, 59, "paused"),
        (day, "2026-11-19", 15, 1, "comes"),
        (monday.clone(), "2026-11-22", 23, 59, "paused"),
        (monday, "2026-11-23", 0, 1, "comes"),
        // The last word holds, also when it is the shorter one.
        (vec!["monday", "hour"], "2026-11-18", 16, 1, "comes"),
        (vec!["hour", "monday"], "2026-11-18", 16, 1, "paused"),
        (vec!["day", "over"], "2026-11-18", 15, 2, "comes"),
    ];
    for (pauses, day, hour, minute, expected) in cases {
        let mut person = Person::new("someone");
        person.is_at(WEDNESDAY, 15, 0);
        pauses.iter().for_each(|pause| says(&mut person, &json!({ "pause": pause })));
        person.is_at(day, hour, minute);
        assert_eq!(pricing(&mut person, "006A"), expected, "{pauses:?} on {day} at {hour}:{minute}");
    }
}

#[test]
fn quiet_hours_come_every_day_also_over_midnight() {
    let mut person = Person::new("someone");
    says(&mut person, &json!({ "quiet_hours": { "from": 22 * 60, "until": 7 * 60 } }));
    let cases = [
        ("2026-11-18", 21, 59, "comes"),
        ("2026-11-18", 22, 0, "quiet_hours"),
        ("2026-11-19", 0, 0, "quiet_hours"),
        ("2026-11-19", 6, 58, "quiet_hours"),
        ("2026-11-19", 7, 0, "comes"),
        ("2026-12-24", 23, 30, "quiet_hours"),
    ];
    for (number, (day, hour, minute, expected)) in cases.into_iter().enumerate() {
        person.is_at(day, hour, minute);
        assert_eq!(pricing(&mut person, &format!("006{number}")), expected, "{day} {hour}:{minute}");
    }
}

#[test]
fn what_is_refused_says_why_and_changes_nothing() {
    let full: Vec<String> = (0..64).map(|number| format!("host-{number}.example")).collect();
    let cases = [
        ("quiet_hours", json!({ "pause": "hour", "quiet_hours": { "from": 1440, "until": 60 } })),
        ("quiet_hours", json!({ "pause": "hour", "quiet_hours": { "from": 60, "until": 1440 } })),
        ("quiet_hours", json!({ "pause": "hour", "quiet_hours": { "from": 60, "until": 60 } })),
        ("pack", json!({ "pause": "hour", "pack": { "pack": "nobody-knows", "on": false } })),
        ("pack", json!({ "withhold": false, "pack": { "pack": "nobody-knows", "on": true } })),
        ("host", json!({ "pause": "hour", "host": { "host": "No Host", "on": false } })),
        ("host", json!({ "pause": "hour", "host": { "host": "one-too-many.example", "on": false } })),
        ("host", json!({ "pause": "hour", "host": { "host": ACME, "on": true, "app": "nobody-knows" } })),
        ("role", json!({ "withhold": false, "role": "nobody" })),
        ("server.url", json!({ "pause": "hour", "server": { "url": "http://far.example", "secret": "s" } })),
        // What is right of the host does not hold without what is wrong of it.
        (
            "meaning",
            json!({ "host": {
                "host": "new.example", "app": "salesforce", "on": true, "fetch": true,
                "meaning": { "meaning": "nobody_knows" },
            } }),
        ),
        ("meaning", json!({ "host": { "host": ACME, "app": "", "meaning": { "meaning": "nobody_knows" } } })),
    ];
    let mut person = Person::new("someone");
    person.arrives(TAB, "006A");
    for host in full {
        says(&mut person, &json!({ "host": { "host": host, "on": false } }));
    }
    for (place, settings) in cases {
        let before = person.ledger.clone();
        let Reply::Refused { error } = person.sets(&settings) else { panic!("{settings} was taken") };
        assert_eq!(error.place, place, "{settings}");
        assert!(error.what.ends_with('.') && error.mend.ends_with('.'), "{error:?}");
        assert_eq!(person.ledger, before, "{settings}");
    }
    for nonsense in [
        json!({ "pause": "year" }),
        json!({ "quiet_hours": { "from": 60 } }),
        json!({ "quiet_hours": { "from": -1, "until": 60 } }),
        json!({ "pack": { "pack": PACK } }),
        json!({ "withhold": "yes" }),
        json!({ "silence": {} }),
    ] {
        let message = json!({ "kind": "set", "settings": nonsense });
        assert!(serde_json::from_value::<Message>(message).is_err(), "{nonsense}");
    }
}

#[test]
fn a_pack_that_is_published_no_more_can_be_switched_on_again() {
    let mut person = Person::new("someone");
    person.ledger.settings.silence.packs = vec!["retired".into()];
    says(&mut person, &json!({ "pack": { "pack": "retired", "on": true } }));
    assert!(person.ledger.settings.silence.is_empty());
}

/// The arms of so many moments, each taken back before it is seen.
fn arms(person: &mut Person, prefix: &str, count: usize) -> Vec<Arm> {
    let one = |number: usize| {
        let reply = person.saves(TAB, &format!("{prefix}{number}"), &deal(EARLY, ""), &deal(LATE, "Pricing"));
        let offer = offered(&reply).unwrap();
        let (moment, arm) = (offer.moment.clone(), offer.arm);
        person.page(TAB, Message::Gone { moment });
        arm
    };
    (0..count).map(one).collect()
}

/// Entries and outcomes that were sent.
fn counted(person: &mut Person) -> Vec<String> {
    let of_window = |body: &String| !body.contains(r#""kind":"health""#);
    person.delivers().into_iter().filter(of_window).collect()
}

#[test]
fn whoever_wants_nothing_withheld_sees_all_and_counts_nowhere() {
    let mut person = Person::drawing(&[(PRICING, Arm::Withheld)]);
    person.joins_server();
    says(&mut person, &json!({ "withhold": false }));
    assert_eq!(arms(&mut person, "006A", 3), [Arm::Shown; 3], "the drawn arm does not count");
    person.passes(15, 0);
    assert_eq!(arms(&mut person, "006B", 40), [Arm::Shown; 40]);
    person.passes(15, 0);
    assert!(counted(&mut person).is_empty());
    // Whoever changes their mind is drawn for again: four in five.
    says(&mut person, &json!({ "withhold": true }));
    let withheld = arms(&mut person, "006C", 40).iter().filter(|arm| **arm == Arm::Withheld).count();
    assert!((1..20).contains(&withheld), "{withheld} of 40");
    person.passes(15, 0);
    assert!(counted(&mut person).is_empty(), "its first moment was never a comparison");
}

#[test]
fn comparisons_that_run_end_censored() {
    for arm in [Arm::Shown, Arm::Withheld] {
        let mut person = Person::drawing(&[(PRICING, arm)]);
        person.joins_server();
        assert_eq!(arms(&mut person, "006A", 1), [arm]);
        let entry = counted(&mut person);
        assert!(entry.len() == 1 && entry[0].contains(r#""kind":"entry""#), "{entry:?}");
        says(&mut person, &json!({ "withhold": false }));
        assert_eq!(arms(&mut person, "006B", 1), [Arm::Shown], "what may show shows at once");
        // What is seen from now on does not count, nor does opting in again bring it back.
        let traded = person::with(deal(LATE, "Pricing"), "field:Concession_Traded__c", "Two years");
        person.saves(TAB, "006A", &deal(LATE, "Pricing"), &traded);
        says(&mut person, &json!({ "withhold": true }));
        person.passes(15, 0);
        let outcome = counted(&mut person);
        assert!(outcome.len() == 1 && outcome[0].contains(r#""outcome":"censored""#), "{outcome:?}");
    }
}

#[test]
fn opting_in_before_the_first_moment_withholds_as_drawn() {
    let mut person = Person::drawing(&[(PRICING, Arm::Withheld)]);
    person.joins_server();
    says(&mut person, &json!({ "withhold": false }));
    says(&mut person, &json!({ "withhold": true }));
    assert_eq!(arms(&mut person, "006A", 1), [Arm::Withheld]);
    assert_eq!(counted(&mut person).len(), 1);
}

#[test]
fn what_is_about_safety_is_never_withheld() {
    let files = shipped_files().into_iter().map(|(path, text)| {
        let text = if path.ends_with("pricing-objection.md") {
            text.replacen("\nseverity:", "\nsafety: true\nseverity:", 1)
        } else {
            text
        };
        (path, text)
    });
    let content = compiled(files);
    // Of sixteen people half would be withheld from.
    for number in 0u8..16 {
        let mut person = Person::with(&content, hash::digest(&[&[number]]));
        person.joins_server();
        assert_eq!(arms(&mut person, "006A", 3), [Arm::Shown; 3], "{number}");
        person.passes(15, 0);
        assert_eq!(arms(&mut person, "006B", 3), [Arm::Shown; 3], "{number}");
        assert!(counted(&mut person).is_empty(), "without a control there is nothing to compare");
    }
}

#[test]
fn never_again_can_be_said_without_a_card_and_taken_back() {
    let mut person = with_two_packs();
    let mute = || Message::Mute { nudge: PRICING.into() };
    assert_eq!(person.extension(mute()), Reply::Done { ok: true });
    person.worker_dies();
    assert_eq!(
        (pricing(&mut person, "006A"), slipping(&mut person, "006B")),
        ("muted".into(), "comes".into())
    );
    assert_eq!(person.status()["muted"][0]["nudge"], PRICING);
    let url = person.url("006A");
    let help = serde_json::to_value(person.extension(Message::Help { url })).unwrap();
    for aid in help["aids"].as_array().unwrap() {
        let expected = if aid["nudge"] == PRICING { json!(true) } else { Value::Null };
        assert_eq!(aid["muted"], expected, "{aid}");
    }
    person.extension(mute());
    assert_eq!(person.extension(Message::Unmute { nudge: PRICING.into() }), Reply::Done { ok: true });
    assert_eq!(pricing(&mut person, "006C"), "comes");
    assert_eq!(person.status()["muted"], json!([]));
    // A page of a web system has no such word.
    let before = person.ledger.clone();
    assert_eq!(person.page(TAB, mute()), Reply::Nothing);
    assert_eq!(person.ledger, before);
}
