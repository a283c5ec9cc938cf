//! One pack on two organisations that set their systems up in different ways (T12).

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::step::{Message, Reply};
use person::{Page, Person, TAB, offered};
use serde_json::{Value, json};

const LATE: &str = "Negotiation/Review";
const EARLY: &str = "Qualification";
/// The example organisation, bound by its own file, and one that nobody has bound.
const ACME: &str = "acme.lightning.force.com";
const GLOBEX: &str = "globex.lightning.force.com";

/// Whether an own save that brings this objection up, in this field, brings the aid.
fn shows(person: &mut Person, host: &str, record: &str, field: &str, objection: &str) -> bool {
    host.clone_into(&mut person.host);
    let field = format!("field:{field}");
    let before: Page<'_> = &[("object", "Opportunity"), ("stage", EARLY), (&field, "")];
    let after: Page<'_> = &[("object", "Opportunity"), ("stage", LATE), (&field, objection)];
    let url = person.url(record);
    person.opens(TAB, &url, before, &[]);
    person.shows(TAB, &url, after, &[], Some("save"));
    offered(&person.shows(TAB, &url, after, &[], None)).is_some()
}

fn binds(person: &mut Person, host: &str, meaning: &Value) -> Reply {
    person.sets(&json!({ "host": { "host": host, "meaning": meaning } }))
}

/// The line of a meaning on a host.
fn line(person: &mut Person, host: &str, meaning: &str) -> Value {
    let status = person.status();
    let of = |lines: &Value, key: &str, name: &str| {
        lines.as_array().unwrap().iter().find(|line| line[key] == name).cloned().unwrap_or_default()
    };
    of(&of(&status["meanings"], "host", host)["meanings"], "meaning", meaning)
}

/// The nudges that are silent on a host because nobody bound what they need.
fn listed(person: &mut Person) -> Vec<String> {
    let unbound = person.status()["unbound"].clone();
    let lines = unbound.as_array().unwrap().iter();
    lines
        .map(|line| {
            assert_eq!(line["host"], GLOBEX);
            line["nudge"].as_str().unwrap().to_owned()
        })
        .collect()
}

fn obstacle() -> Value {
    json!({ "meaning": "objection", "bound": {
        "field": "Deal_Obstacle__c", "values": { "pricing": ["Too expensive", "Over budget"] },
    } })
}

#[test]
fn one_pack_serves_two_organisations() {
    let mut person = Person::new("someone");
    assert!(shows(&mut person, ACME, "006A", "Primary_Objection__c", "Pricing"));

    let mut person = Person::new("someone");
    assert!(!shows(&mut person, GLOBEX, "006A", "Deal_Obstacle__c", "Too expensive"), "nobody bound it");
    let unbound = line(&mut person, GLOBEX, "objection");
    assert_eq!((&unbound["bound"], &unbound["own"]), (&Value::Null, &json!(false)));
    assert_eq!(unbound["open"]["values"], json!(["pricing", "competitor", "timing", "authority"]));
    assert_eq!(unbound["nudges"], json!(["Trade, do not give"]));
    assert_eq!(listed(&mut person), ["loss-reason-missing", "pricing-objection"]);

    let done = binds(&mut person, GLOBEX, &obstacle());
    assert!(matches!(done, Reply::Done { .. }), "{done:?}");
    // The nudge needs one more meaning for its outcome.
    assert!(!shows(&mut person, GLOBEX, "006B", "Deal_Obstacle__c", "Too expensive"), "one is unbound");
    let traded = json!({ "meaning": "concession_traded", "bound": { "field": "Give_Get__c" } });
    binds(&mut person, GLOBEX, &traded);
    person.worker_dies();
    assert!(!shows(&mut person, GLOBEX, "006C", "Deal_Obstacle__c", "Timing"), "it means something else");
    assert!(!shows(&mut person, ACME, "006D", "Primary_Objection__c", "Too expensive"), "another host");
    assert!(shows(&mut person, GLOBEX, "006E", "Deal_Obstacle__c", "Over budget"));
    assert_eq!(listed(&mut person), ["loss-reason-missing"]);
}

#[test]
fn what_was_bound_can_be_taken_back() {
    let mut person = Person::new("someone");
    person.page(TAB, Message::Arrived { url: format!("https://{GLOBEX}/lightning/r/Opportunity/006A/view") });
    binds(&mut person, GLOBEX, &obstacle());
    assert_eq!(line(&mut person, GLOBEX, "objection")["own"], json!(true));
    binds(&mut person, GLOBEX, &json!({ "meaning": "objection" }));
    assert_eq!(line(&mut person, GLOBEX, "objection")["bound"], Value::Null);
    assert_eq!(person.ledger.settings.bindings, []);

    // The organisation's own comes back.
    shows(&mut person, ACME, "006A", "Primary_Objection__c", "Pricing");
    binds(&mut person, ACME, &obstacle());
    assert_eq!(line(&mut person, ACME, "objection")["bound"]["field"], "Deal_Obstacle__c");
    binds(&mut person, ACME, &json!({ "meaning": "objection" }));
    let line = line(&mut person, ACME, "objection");
    assert_eq!((&line["bound"]["field"], &line["own"]), (&json!("Primary_Objection__c"), &json!(false)));
}

#[test]
fn a_host_that_gets_another_system_forgets_its_meanings() {
    let mut person = Person::new("someone");
    let host = "crm.initech.example";
    person.sets(&json!({ "host": { "host": host, "app": "salesforce" } }));
    binds(&mut person, host, &obstacle());
    assert_eq!(person.ledger.settings.bindings.len(), 1);
    person.sets(&json!({ "host": { "host": host, "app": "jira-data-center" } }));
    assert_eq!(person.ledger.settings.bindings, []);
}

#[test]
fn what_cannot_be_bound_is_refused_and_changes_nothing() {
    let bound = |bound: Value| json!({ "meaning": "objection", "bound": bound });
    let values = |values: Value| bound(json!({ "field": "Deal_Obstacle__c", "values": values }));
    let cases = [
        ("an unknown host", "globex.example", obstacle()),
        ("an unknown meaning", GLOBEX, json!({ "meaning": "colour", "bound": { "field": "Colour__c" } })),
        (
            "a name that is a selector",
            GLOBEX,
            bound(json!({ "field": "x\"] *", "values": { "pricing": ["a"] } })),
        ),
        ("no name", GLOBEX, bound(json!({ "field": "", "values": { "pricing": ["a"] } }))),
        ("no place", GLOBEX, bound(json!({ "values": { "pricing": ["a"] } }))),
        (
            "two places",
            GLOBEX,
            bound(json!({ "field": "A__c", "fact": "stage", "values": { "pricing": ["a"] } })),
        ),
        ("an unknown fact", GLOBEX, bound(json!({ "fact": "colour", "values": { "pricing": ["a"] } }))),
        (
            "a fact of another kind",
            GLOBEX,
            bound(json!({ "fact": "amount", "values": { "pricing": ["a"] } })),
        ),
        ("another kind", GLOBEX, bound(json!({ "field": "A__c", "kind": "number" }))),
        ("no values", GLOBEX, values(json!({}))),
        ("an unknown value", GLOBEX, values(json!({ "colour": ["a"] }))),
        ("a value of nothing", GLOBEX, values(json!({ "pricing": [] }))),
        ("an empty text", GLOBEX, values(json!({ "pricing": [""] }))),
        ("a text of 256 letters", GLOBEX, values(json!({ "pricing": ["a".repeat(256)] }))),
        ("one text for two", GLOBEX, values(json!({ "pricing": ["a"], "timing": ["b", "a"] }))),
    ];
    for (name, host, meaning) in cases {
        let mut person = Person::new("someone");
        let reply = binds(&mut person, host, &meaning);
        assert!(matches!(reply, Reply::Refused { .. }), "{name}: {reply:?}");
        assert_eq!(person.ledger.settings.bindings, [], "{name}");
    }
    let mut person = Person::new("someone");
    let stage = bound(json!({ "fact": "stage", "values": { "pricing": ["Price"] } }));
    let reply = binds(&mut person, GLOBEX, &stage);
    assert!(matches!(reply, Reply::Done { .. }), "{reply:?}");
}

#[test]
fn what_can_be_pointed_at() {
    let mut person = Person::new("someone");
    let url = format!("https://{GLOBEX}/lightning/r/Opportunity/006A/view");
    let point = serde_json::to_value(person.extension(Message::Point { url })).unwrap()["point"].take();
    let facts: Vec<&str> =
        point["facts"].as_array().unwrap().iter().map(|place| place["fact"].as_str().unwrap()).collect();
    assert!(facts.contains(&"stage") && !facts.contains(&"amount"), "{facts:?}");
    let field = &point["fields"][0];
    let select = field["select"].as_str().unwrap();
    assert!(select.contains(r#"="sfdc:RecordField.Opportunity.{field}"]"#), "{select}");
    let elsewhere = person.extension(Message::Point { url: "https://globex.example/".into() });
    assert_eq!(serde_json::to_value(elsewhere).unwrap()["point"], Value::Null);
    // A page may not ask.
    let asked = person.page(TAB, Message::Point { url: format!("https://{GLOBEX}/") });
    assert!(matches!(asked, Reply::Nothing), "{asked:?}");
}
