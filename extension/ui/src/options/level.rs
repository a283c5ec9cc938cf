//! How much may leave this browser: nothing, or anonymous counts. Which of the two holds shows in
//! whether a server is set; each takes effect with a button of its own, so that going over the choices
//! by keyboard changes nothing.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::reports::{self, save};
use super::{renew, said};
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{say, say_count};
use crate::messages::Status;

/// The choice, with what each means, who sees what of it, and what it costs.
pub fn section(status: &Status) -> HtmlElement {
    let (server, said) = (status.settings.server.as_ref(), said());
    let section = super::section(Key::LevelTitle, Key::LevelWhat);
    let sends = server.is_some();
    let stop = sends.then(|| stop(status.outbox.waiting.len(), &section, &said));
    let form = reports::form(server, &section, &said);
    let local = choice("level-local", [Key::LevelLocal, Key::LevelLocalWhat], !sends, stop);
    let counts = choice("level-counts", [Key::LevelCounts, Key::LevelCountsWhat], sends, Some(form));
    let choices = make("div", "levels")
        .set("role", "radiogroup")
        .set("aria-label", &say(Key::LevelTitle))
        .with(local)
        .with(counts);
    section.with(choices).with(said)
}

/// One choice; `below` is what it takes, and shows while it is chosen.
fn choice(id: &str, [label, what]: [Key; 2], chosen: bool, below: Option<HtmlElement>) -> HtmlElement {
    let hint = format!("{id}-what");
    let input = make("input", "")
        .set("type", "radio")
        .set("name", "level")
        .set("id", id)
        .set("aria-describedby", &hint);
    let input = if chosen { input.set("checked", "") } else { input };
    make("div", "level")
        .with(input)
        .with(make("label", "name").set("for", id).text(&say(label)))
        .with(make("p", "aside").set("id", &hint).text(&say(what)))
        .with_all(below.map(|below| make("div", "below").with(below)))
}

/// What becomes of what waits, and the button that ends the sending.
fn stop(waiting: usize, section: &HtmlElement, said: &HtmlElement) -> HtmlElement {
    let waits = match waiting {
        0 => say(Key::LevelNoneWaits),
        waiting => say_count(waiting as u32, Key::LevelWaitsOne, Key::LevelWaitsMany),
    };
    let (section, said) = (section.clone(), said.clone());
    let stop = button("primary", &say(Key::LevelStop)).on_press(move || {
        let (section, said) = (section.clone(), said.clone());
        spawn_local(async move {
            if save(None).await.is_ok() {
                renew(section, self::section, Key::NothingLeaves).await;
            } else {
                said.set_text_content(Some(&say(Key::NotSaved)));
            }
        });
    });
    let lines = [waits, say(Key::DeleteWhat)].map(|line| make("p", "").text(&line));
    make("div", "stop").with_all(lines).with(stop)
}
