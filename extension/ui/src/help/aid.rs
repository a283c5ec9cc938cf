//! An aid that the person asked for. It is the card itself, in a frame: whatever a card can do, it
//! can do here, and it is answered like any other.

use js_sys::encode_uri_component;
use web_sys::HtmlElement;

use crate::browser::on_message;
use crate::dom::{self, Build, button, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::Value;

/// Shows the card of a moment in place of the page; `back` is where the person came from.
pub fn show(moment: &str, title: &str, back: fn()) {
    let address = ["card.html#", &String::from(encode_uri_component(moment))].concat();
    let frame = make("iframe", "frame").set("src", &address).set("title", title);
    let leave = button("quiet", &say(Key::HelpBack)).on_press(back);
    let _ = frame.clone().on("load", {
        let frame = frame.clone();
        // Whoever opened it goes on reading there.
        move |_| {
            let _ = frame.focus();
        }
    });
    let heading = make("h1", "unseen").text(&say(Key::HelpTitle));
    dom::show([heading, make("header", "head").with(&leave), frame.clone()]);
    follow(moment.to_owned(), frame, leave, back);
}

/// Gives the card the height that it asks for, and goes back once it is closed.
fn follow(moment: String, frame: HtmlElement, leave: HtmlElement, back: fn()) {
    on_message(move |message| {
        let message = Value::of(message);
        let is = |name: &str, text: &str| message.text(name).is_some_and(|it| it == text);
        // An earlier card of this page listens on, and hears nothing that it knows.
        if !frame.is_connected() || !is("moment", &moment) {
            return;
        }
        if is("kind", "size") {
            // A whole number: how floats are written would be 8 KB of WebAssembly.
            let height = message.number("height").unwrap_or_default() as u32;
            let _ = frame.style().set_property("block-size", &format!("{height}px"));
        } else if is("kind", "answered") {
            if is("answer", "closed") {
                back();
            } else {
                // The buttons of the card go; what is left to do is to go back.
                let _ = leave.focus();
            }
        }
    });
}
