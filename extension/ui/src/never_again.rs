//! *Never again*, and the way back, wherever an aid is listed. Where it is listed more than once, all
//! places say the same.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::dom::{self, Build, button, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::{Message, tell};

/// Every such place.
const CLASS: &str = "never-again";
/// Which nudge it is about, by name and by title; and that it is muted.
const NUDGE: &str = "data-nudge";
const TITLE: &str = "data-title";
const MUTED: &str = "data-muted";

/// The button, and where it says what it did.
pub fn control(nudge: &str, title: &str, muted: bool) -> [HtmlElement; 2] {
    let said = make("p", "aside said").set("role", "status");
    let control = button(&["quiet ", CLASS].concat(), "").set(NUDGE, nudge).set(TITLE, title);
    show(&control, muted);
    let (pressed, told, nudge): (_, _, Rc<str>) = (control.clone(), said.clone(), nudge.into());
    let control = control.on_press(move || {
        // What it says is what it does.
        let mute = !pressed.has_attribute(MUTED);
        let (told, nudge) = (told.clone(), Rc::clone(&nudge));
        spawn_local(async move { told.set_text_content(Some(&say(change(&nudge, mute).await))) });
    });
    [control, said]
}

/// A switch for it: on while the nudge may come up. What could not be stored is said in `said`.
pub fn switch(nudge: &str, on: bool, said: &HtmlElement) -> HtmlElement {
    let switch: HtmlInputElement =
        make("input", CLASS).set("type", "checkbox").set(NUDGE, nudge).unchecked_into();
    switch.set_checked(on);
    let (pressed, told, nudge): (_, _, Rc<str>) = (switch.clone(), said.clone(), nudge.into());
    HtmlElement::from(switch).on("change", move |event| {
        if !event.is_trusted() {
            return;
        }
        let (pressed, told, nudge) = (pressed.clone(), told.clone(), Rc::clone(&nudge));
        spawn_local(async move {
            let on = pressed.checked();
            told.set_text_content(None);
            // A switch that turned says it all.
            if let words @ Key::NotSaved = change(&nudge, !on).await {
                pressed.set_checked(!on);
                told.set_text_content(Some(&say(words)));
            }
        });
    })
}

/// Tells the worker, then every place of this page; gives what there is to say of it.
async fn change(nudge: &str, mute: bool) -> Key {
    let message = if mute { Message::Mute { nudge } } else { Message::Unmute { nudge } };
    if tell(&message).await.is_err() {
        return Key::NotSaved;
    }
    let places = dom::document().get_elements_by_class_name(CLASS);
    for place in (0..places.length()).filter_map(|at| places.item(at)) {
        if place.get_attribute(NUDGE).as_deref() == Some(nudge) {
            show(&place, mute);
        }
    }
    if mute { Key::MutedNow } else { Key::ShownAgain }
}

fn show(place: &Element, muted: bool) {
    if let Some(switch) = place.dyn_ref::<HtmlInputElement>() {
        return switch.set_checked(!muted);
    }
    let (label, which) = match muted {
        true => (Key::ShowAgain, Key::ShowAgainWhich),
        false => (Key::AnswerNeverAgain, Key::NeverAgainWhich),
    };
    // What was said before may not hold any more.
    if let Some(said) = place.next_element_sibling() {
        said.set_text_content(None);
    }
    let title = place.get_attribute(TITLE).unwrap_or_default();
    place.set_text_content(Some(&say(label)));
    let _ = place.set_attribute("aria-label", &say_with(which, &[&title]));
    let _ = place.toggle_attribute_with_force(MUTED, muted);
}
