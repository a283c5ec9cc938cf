//! The person's team, to see and to correct, whoever said it first.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::field::Field;
use super::{organisation, renew};
use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::{Failure, Message, Organisation, tell};

/// The form; `section` is shown anew once it is saved, what could not be done is said in `said`.
pub fn form(organisation: &Organisation, section: &HtmlElement, said: &HtmlElement) -> HtmlElement {
    let given = organisation.given.as_ref().map(|given| say_with(Key::TeamGiven, &[given]));
    let hint = given.unwrap_or_else(|| say(Key::TeamHint));
    let input = make("input", "")
        .set("type", "text")
        .set("value", &organisation.team)
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("dir", "ltr");
    let team = Field::new("team", &say(Key::TeamLabel), &hint, input);
    let form = make("form", "")
        .set("novalidate", "")
        .with(&team.row)
        .with(make("button", "secondary").text(&say(Key::TeamSave)));
    let (section, said) = (section.clone(), said.clone());
    form.on("submit", move |event| {
        event.prevent_default();
        team.clear();
        said.set_text_content(Some(&say(Key::LinkAsking)));
        spawn_local(save(team.clone(), section.clone(), said.clone()));
    })
}

async fn save(team: Field, section: HtmlElement, said: HtmlElement) {
    let wrong = match tell(&Message::Team { team: team.value().trim() }).await {
        Ok(()) => return renew(section, organisation::section, Key::Saved).await,
        Err(Failure::Refused(_)) => Key::TeamMalformed,
        Err(Failure::NoAnswer) => Key::NotSaved,
    };
    said.set_text_content(None);
    team.complain(&say(wrong));
}
