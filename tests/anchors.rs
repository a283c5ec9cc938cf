//! A nudge that names a place comes with the probe that reads it, so that the card stands there.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::step::{Offer, Reply};
use person::content::{compiled, shipped_files};
use person::{Page, Person, TAB};

const NUDGE: &str = "opportunity-management/nudges/pricing-objection.md";
const OBJECTION: &str = "field:Primary_Objection__c";
const BEFORE: Page<'_> = &[("object", "Opportunity"), ("stage", "Qualification"), (OBJECTION, "")];
const AFTER: Page<'_> = &[("object", "Opportunity"), ("stage", "Negotiation/Review"), (OBJECTION, "Pricing")];

/// Somebody whose content has this line in the nudge about prices.
fn person(line: &str) -> Person {
    let files = shipped_files().into_iter().map(|(path, text)| match path.ends_with(NUDGE) {
        true => (path, text.replacen("\nseverity:", &format!("\n{line}\nseverity:"), 1)),
        false => (path, text),
    });
    Person::drawing_with(&compiled(files), &[])
}

fn offer(reply: &Reply) -> &Offer {
    match reply {
        Reply::Moment { moment } => moment,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_offer_names_the_probe_of_its_anchor() {
    let cases = [
        ("anchor: stage", Some("stage")),
        ("anchor: objection", Some(OBJECTION)),
        ("anchor: deal_phase", Some("stage")),
        ("anchor: amount", Some("amount")),
        ("urgency: normal", None),
    ];
    for (line, place) in cases {
        let mut person = person(line);
        let reply = person.saves(TAB, "006A", BEFORE, AFTER);
        let plan = person.plan("006A");
        let named = plan.sources.iter().position(|source| source.fact() == place);
        let wanted = place.map(|_| named.unwrap());
        let offer = offer(&reply);
        let surface = if place.is_some() { "inline" } else { "panel" };
        assert_eq!((offer.anchor, offer.surface), (wanted, surface), "{line}");
    }
}

#[test]
fn what_the_address_says_has_no_place_on_the_page() {
    let mut person = person("anchor: object");
    let reply = person.saves(TAB, "006A", BEFORE, AFTER);
    let offer = offer(&reply);
    assert_eq!(offer.surface, "inline");
    assert_eq!(offer.anchor, Some(person.plan("006A").probes.len()));
}
