//! The way into an organisation: a link that somebody sent, and what joining means.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::field::Field;
use super::{organisation, renew, said};
use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::{Failure, Message, Problem, tell};
use crate::trust::refusal;

/// The section of who is on their own.
pub fn section() -> HtmlElement {
    let said = said();
    let meaning = [Key::OrganisationDecides, Key::OrganisationLeaves, Key::OrganisationEnds]
        .map(|sentence| make("p", "aside").text(&say(sentence)));
    let section = super::section(Key::OrganisationTitle, Key::OrganisationNone);
    let form = form(&section, &said);
    section.with(disclosure("", &say(Key::OrganisationMeans)).with_all(meaning)).with(form).with(said)
}

fn form(section: &HtmlElement, said: &HtmlElement) -> HtmlElement {
    let input = make("input", "")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("dir", "ltr");
    let link = Field::new("link", &say(Key::LinkLabel), &say(Key::LinkHint), input);
    let form = make("form", "")
        .set("novalidate", "")
        .with(&link.row)
        .with(make("button", "secondary").text(&say(Key::LinkJoin)));
    let (section, said) = (section.clone(), said.clone());
    form.on("submit", move |event| {
        event.prevent_default();
        link.clear();
        said.set_text_content(Some(&say(Key::LinkAsking)));
        spawn_local(join(link.clone(), section.clone(), said.clone()));
    })
}

async fn join(link: Field, section: HtmlElement, said: HtmlElement) {
    let wrong = match tell(&Message::JoinBy { link: &link.value() }).await {
        Ok(()) => return renew(section, organisation::section, Key::Joined).await,
        Err(Failure::Refused(problem)) => why(&problem),
        Err(Failure::NoAnswer) => say(Key::NotSaved),
    };
    said.set_text_content(None);
    link.complain(&wrong);
}

/// Why the worker joined nothing: the link is wrong, or what it leads to.
fn why(problem: &Problem) -> String {
    match (problem.place.as_str(), problem.what.as_str()) {
        ("link", "expired") => say(Key::LinkEnded),
        ("link", "signature") => say(Key::LinkForged),
        ("link", "unsupported") => say(Key::TrustOther),
        ("link", _) => say(Key::LinkBroken),
        (_, "unreachable") => say(Key::LinkUnreachable),
        (_, word) => say_with(Key::LinkNothing, &[&say(refusal(word))]),
    }
}
