//! Deals as Salesforce shows them, and the moments that they bring.

use cuecard::step::{Message, Reply};

use super::{Person, TAB, offered};

/// A deal as the page shows it.
pub fn deal<'a>(stage: &'a str, objection: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("stage", stage),
        ("close_date", "12/18/2026"),
        ("amount", "$50,000.00"),
        ("next_step", ""),
        ("field:Primary_Objection__c", objection),
        ("field:Concession_Traded__c", ""),
    ]
}

/// The same with one place changed.
pub fn with<'a>(mut page: Vec<(&'a str, &'a str)>, name: &'a str, raw: &'a str) -> Vec<(&'a str, &'a str)> {
    page.retain(|(other, _)| *other != name);
    page.push((name, raw));
    page
}

/// A page of the pricing aid's moment is saved on `record`; what came of it: `comes`, in either arm,
/// or why not. Nothing is spent: what comes is taken back before it is seen.
pub fn pricing(person: &mut Person, record: &str) -> String {
    let reply = person.saves(TAB, record, &deal("Qualification", ""), &deal("Negotiation/Review", "Pricing"));
    taken_back(person, &reply, "pricing-objection")
}

/// The same for the aid on close dates: the second push by two weeks.
pub fn slipping(person: &mut Person, record: &str) -> String {
    let page = |date| with(deal("Qualification", ""), "close_date", date);
    person.saves(TAB, record, &page("12/18/2026"), &page("1/18/2027"));
    let reply = person.saves(TAB, record, &page("1/18/2027"), &page("2/18/2027"));
    taken_back(person, &reply, "slipping-close-date")
}

fn taken_back(person: &mut Person, reply: &Reply, nudge: &str) -> String {
    let Some(offer) = offered(reply) else {
        return person.reason(nudge).trim_matches('"').to_owned();
    };
    let moment = offer.moment.clone();
    person.page(TAB, Message::Gone { moment });
    "comes".into()
}
