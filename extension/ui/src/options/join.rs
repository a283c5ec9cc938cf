//! The way into an organisation: a link that somebody sent, and what joining means.

use js_sys::Promise;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::field::Field;
use super::{organisation, said};
use crate::address::{pattern_of, repository_of};
use crate::browser::{ask_if_it_tells, permitted};
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
    section
        .set("class", "organisation")
        .with(disclosure("", &say(Key::OrganisationMeans)).with_all(meaning))
        .with(form(&said))
        .with(said)
}

fn form(said: &HtmlElement) -> HtmlElement {
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
    let said = said.clone();
    form.on("submit", move |event| {
        event.prevent_default();
        link.clear();
        said.set_text_content(Some(&say(Key::LinkAsking)));
        // Asked here and not later: the browser only listens during the press.
        let pattern = repository_of(&link.value()).and_then(|repository| pattern_of(&repository));
        let asked = pattern.and_then(|pattern| ask_if_it_tells(&pattern));
        spawn_local(join(asked, link.clone(), said.clone()));
    })
}

async fn join(asked: Option<Promise>, link: Field, said: HtmlElement) {
    // The worker looks by itself whether it may.
    permitted(asked).await;
    let wrong = match tell(&Message::JoinBy { link: &link.value() }).await {
        Ok(()) => return organisation::renew_all(Key::Joined).await,
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
