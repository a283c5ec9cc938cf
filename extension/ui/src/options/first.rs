//! The first steps: role, systems, privacy. Each can be skipped and come back to. Where the person
//! is stands in the page's own storage, so that a reload and a second tab know it, too.

use web_sys::HtmlElement;

use super::{level, own, privacy, role, sites};
use crate::browser::{self, keep_place, kept_place};
use crate::dom::{self, Build, button, disclosure, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::Status;

const STEPS: [Key; 3] = [Key::StepRole, Key::StepSystems, Key::StepPrivacy];
/// What stands for "no more steps".
const DONE: usize = STEPS.len();

/// What its place is kept under.
const PLACE: &str = "first-steps";

/// The step that is open, from 0 on. `None`: the steps were taken, or were never needed.
pub fn open_step(status: &Status) -> Option<usize> {
    match kept_place(PLACE) {
        Some(step) => Some(step).filter(|step| *step < DONE),
        None => status.settings.role.is_none().then_some(0),
    }
}

/// The person deleted something: of the places only that of these steps may stay.
pub fn forget_places(everything: bool) {
    let place = kept_place(PLACE).filter(|_| !everything);
    browser::forget_places();
    if let Some(place) = place {
        keep_place(PLACE, place);
    }
}

/// Shows one step.
pub fn show(step: usize, status: &Status) {
    let part = match step {
        0 => vec![role::form(status, Key::SaveAndGoOn, Some(|| go(1)))],
        1 => {
            let other = disclosure("", &say(Key::StepOtherSystem)).with(own::section(status));
            sites::section(&status.sites).into_iter().chain([other]).collect()
        }
        _ => vec![privacy::first(status), level::section(status)],
    };
    let steps = STEPS.iter().enumerate().map(|(place, name)| {
        let line = make("li", if place < step { "taken" } else { "" }).text(&say(*name));
        if place == step { line.set("aria-current", "step") } else { line }
    });
    let back = (step > 0).then(|| button("secondary", &say(Key::StepBack)).on_press(move || go(step - 1)));
    // The first step goes on by saving; what is left is to skip it.
    let (class, words) = match step {
        0 => ("secondary", Key::StepSkip),
        1 => ("primary", Key::StepNext),
        _ => ("primary", Key::StepEnd),
    };
    let next = button(class, &say(words)).on_press(move || go(step + 1));
    let number = (step + 1).to_string();
    dom::show(
        [
            make("h1", "").set("tabindex", "-1").text(&say(Key::FirstTitle)),
            make("p", "lead").text(&say(Key::FirstWhat)),
            make("ol", "steps")
                .set("aria-label", &say_with(Key::StepOf, &[&number, &DONE.to_string()]))
                .with_all(steps),
        ]
        .into_iter()
        .chain(part)
        .chain([make("div", "row").with_all(back).with(next)]),
    );
}

/// Goes to a step, or past the last one.
fn go(step: usize) {
    keep_place(PLACE, step);
    if step < DONE {
        super::show_all(true);
    } else {
        end();
    }
}

/// Says where the first card will come from.
fn end() {
    let heading = make("h1", "").set("tabindex", "-1").text(&say(Key::FirstDone));
    let settings = button("primary", &say(Key::FirstSettings)).on_press(|| super::show_all(true));
    dom::show([heading.clone(), make("first-card", ""), make("div", "row").with(settings)]);
    // What was pressed is gone.
    let _ = heading.focus();
}

/// The way back to the steps.
pub fn again() -> HtmlElement {
    button("secondary", &say(Key::FirstAgain)).on_press(|| go(0))
}
