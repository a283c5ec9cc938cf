//! Deletes the history, or everything, once the person confirmed it.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::data;
use crate::browser::drop_permission;
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Message, StatusAnswer, ask, tell};

/// Adds the two ways to delete to `part`; `kept` shows what is kept.
pub fn add(kept: &HtmlElement, part: HtmlElement) -> HtmlElement {
    let (said, place) = (super::said(), make("div", ""));
    offer(&place, &said, kept);
    part.with(place).with(said)
}

fn offer(place: &HtmlElement, said: &HtmlElement, kept: &HtmlElement) {
    let ways =
        [(Key::DeleteHistory, Key::DeleteHistoryWhat, false), (Key::DeleteAll, Key::DeleteAllWhat, true)];
    let buttons = ways.map(|(words, what, everything)| {
        let (place, said, kept) = (place.clone(), said.clone(), kept.clone());
        button("secondary", &say(words)).on_press(move || {
            said.set_text_content(None);
            confirm((words, what, everything), &place, &said, &kept);
        })
    });
    place.set_text_content(None);
    let _ = place.clone().with(make("div", "actions").with_all(buttons));
}

fn confirm(
    (words, what, everything): (Key, Key, bool),
    place: &HtmlElement,
    said: &HtmlElement,
    kept: &HtmlElement,
) {
    let all = || (place.clone(), said.clone(), kept.clone());
    let (back, go) = (all(), all());
    let question = make("p", "").set("tabindex", "-1").text(&say(what));
    let delete = button("danger", &say(words)).on_press(move || {
        let (place, said, kept) = go.clone();
        spawn_local(delete(everything, place, said, kept));
    });
    let keep = button("secondary", &say(Key::Cancel)).on_press(move || {
        let (place, said, kept) = &back;
        offer(place, said, kept);
        // What was pressed is gone, so the focus goes to what came back.
        if let Some(first) = place.query_selector("button").ok().flatten() {
            let _ = wasm_bindgen::JsCast::unchecked_into::<HtmlElement>(first).focus();
        }
    });
    place.set_text_content(None);
    let _ = place.clone().with(&question).with(make("div", "actions").with(delete).with(keep));
    let _ = question.focus();
}

async fn delete(everything: bool, place: HtmlElement, said: HtmlElement, kept: HtmlElement) {
    let before = if everything { ask(&Message::Status).await } else { None };
    if tell(&Message::Forget { everything }).await.is_err() {
        return said.set_text_content(Some(&say(Key::NotSaved)));
    }
    super::first::forget_places(everything);
    if let Some(StatusAnswer { status }) = before {
        for site in status.sites.iter().filter(|site| site.granted) {
            drop_permission(&[format!("https://{}/*", site.site)]);
        }
        return super::show_all(true);
    }
    offer(&place, &said, &kept);
    said.set_text_content(Some(&say(Key::Deleted)));
    // What had the focus is gone, so it moves to the words that say what was done.
    let _ = said.focus();
    data::renew(&kept);
}
