//! Why an aid was not relevant: one press, or none.

use web_sys::HtmlElement;

use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::Misfit;

const REASONS: [(Misfit, Key); 4] = [
    (Misfit::Known, Key::MisfitKnown),
    (Misfit::BadTime, Key::MisfitBadTime),
    (Misfit::WrongHere, Key::MisfitWrongHere),
    (Misfit::Unhelpful, Key::MisfitUnhelpful),
];

/// The reasons; `say_why` gets the one that is pressed.
pub fn reasons(say_why: impl Fn(Misfit) + Clone + 'static) -> HtmlElement {
    let asked = say(Key::WhyNot);
    let chips = REASONS.iter().map(|(reason, label)| {
        let (say_why, reason) = (say_why.clone(), *reason);
        button("chip", &say(*label)).on_press(move || say_why(reason))
    });
    let chips = make("div", "reasons").set("role", "group").set("aria-label", &asked).with_all(chips);
    make("div", "").with(make("p", "aside").text(&asked)).with(chips)
}
