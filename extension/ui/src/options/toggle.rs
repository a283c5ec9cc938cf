//! A switch that holds as soon as it is pressed.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Message, tell};

/// A switch with its label and what it means; `message` tells the worker. What came of it is said
/// in `said`.
pub fn toggle(
    id: &str,
    (label, what): (Key, Key),
    on: bool,
    said: &HtmlElement,
    message: fn(bool) -> Message<'static>,
) -> HtmlElement {
    let hint = format!("{id}-what");
    let switch = make("input", "switch").set("type", "checkbox").set("role", "switch").set("id", id);
    let switch = if on { switch.set("checked", "") } else { switch };
    let said = said.clone();
    let switch = switch.set("aria-describedby", &hint).on("change", move |event| {
        let switch = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(switch) = switch else { return };
        let said = said.clone();
        spawn_local(async move {
            let done = tell(&message(switch.checked())).await.is_ok();
            if !done {
                switch.set_checked(!switch.checked());
            }
            said.set_text_content(Some(&say(if done { Key::Saved } else { Key::NotSaved })));
        });
    });
    make("div", "toggle")
        .with(make("div", "row").with(switch).with(make("label", "name").set("for", id).text(&say(label))))
        .with(make("p", "aside").set("id", &hint).text(&say(what)))
}
