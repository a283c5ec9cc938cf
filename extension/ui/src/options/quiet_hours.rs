//! The hours of every day in which nothing comes up by itself.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Change, Failure, Message, QuietHours, tell};

/// What a person who sets some for the first time finds there: the evening and the night.
const USUAL: QuietHours = QuietHours { from: 18 * 60, until: 8 * 60 };
const HOUR: u32 = 60;

/// The quiet hours, to see, to change and to end.
pub fn section(hours: Option<QuietHours>) -> HtmlElement {
    let QuietHours { from, until } = hours.unwrap_or(USUAL);
    let (from, until) = (time(from), time(until));
    let said = make("p", "said").set("role", "status");
    let none = button("quiet", &say(Key::QuietNone));
    if hours.is_none() {
        let _ = none.clone().set("hidden", "");
    }
    let labelled = |label: Key, time: &HtmlInputElement| {
        make("label", "field").with(make("span", "label").text(&say(label))).with(time)
    };
    let form = make("form", "")
        .set("novalidate", "")
        .with(
            make("div", "row").with(labelled(Key::QuietFrom, &from)).with(labelled(Key::QuietUntil, &until)),
        )
        .with(
            make("div", "row").with(make("button", "primary").text(&say(Key::Save))).with(&none).with(&said),
        );
    let (told, end) = (said.clone(), none.clone());
    let form = form.on("submit", move |event| {
        event.prevent_default();
        match minutes(&from.value()).zip(minutes(&until.value())) {
            Some((from, until)) => save(Some(QuietHours { from, until }), told.clone(), end.clone()),
            None => told.set_text_content(Some(&say(Key::QuietMalformed))),
        }
    });
    let pressed = none.clone();
    let _ = none.on_press(move || save(None, said.clone(), pressed.clone()));
    super::section(Key::QuietTitle, Key::QuietWhat).with(form)
}

fn save(hours: Option<QuietHours>, said: HtmlElement, none: HtmlElement) {
    spawn_local(async move {
        let settings = Change { quiet_hours: Some(hours), ..Change::default() };
        let words = match tell(&Message::Set { settings }).await {
            Ok(()) => {
                // The button that goes may have had the focus: it moves to the words.
                let _ = said.set_attribute("tabindex", "-1");
                let _ = none.toggle_attribute_with_force("hidden", hours.is_none());
                say(if hours.is_none() { Key::QuietEnded } else { Key::Saved })
            }
            Err(Failure::Refused(problem)) => [problem.what, problem.mend].join(" "),
            Err(Failure::NoAnswer) => say(Key::NotSaved),
        };
        said.set_text_content(Some(&words));
        if none.has_attribute("hidden") {
            let _ = said.focus();
        }
    });
}

fn time(minutes: u32) -> HtmlInputElement {
    let value = format!("{:02}:{:02}", minutes / HOUR, minutes % HOUR);
    make("input", "time").set("type", "time").set("value", &value).unchecked_into()
}

/// Minutes after midnight of a time as the browser writes it: `18:30`.
fn minutes(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once(':')?;
    // Some browsers add seconds.
    let minute = minute.get(..2)?;
    let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
    (hour < 24 && minute < HOUR).then_some(hour * HOUR + minute)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn times_are_minutes_after_midnight() {
        let cases = [
            ("00:00", Some(0)),
            ("18:30", Some(1110)),
            ("23:59:00", Some(1439)),
            ("24:00", None),
            ("12:60", None),
            ("12", None),
            ("", None),
            ("a:bc", None),
        ];
        for (time, wanted) in cases {
            assert_eq!(minutes(time), wanted, "{time:?}");
        }
    }
}
