//! Pauses: the one that holds now, with one press to end it, and those that can be had. What was
//! switched off as a whole is told, and ended, in the same place.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{civil_day, day, moment, now as now_ms, say, say_with};
use crate::messages::{Change, Message, Pause, Silence, Status, tell};

/// Whether a pause holds, and until when, in words.
fn paused_until(silence: &Silence) -> Option<String> {
    let now = now_ms();
    let until = silence.until.filter(|until| *until > now).map(moment);
    let until_day = || silence.until_day.as_deref().filter(|until| **until > *civil_day(now)).map(day);
    until.or_else(until_day)
}

/// That nothing comes up by itself now, and until when.
pub fn now(status: &Status) -> Option<HtmlElement> {
    if status.off {
        return Some(ended_by(&say(Key::OffNow), Key::SwitchOn, || Message::Switch { on: true }));
    }
    if let Some(until) = paused_until(&status.settings.silence) {
        let words = say_with(Key::PausedUntil, &[&until]);
        return Some(ended_by(&words, Key::PauseEnd, || pause(Pause::Over)));
    }
    let lost = say_with(Key::PausedByLoss, &[&day(status.quiet_until.as_deref()?)]);
    Some(make("section", "paused").with(make("p", "").text(&lost)))
}

/// What goes on, and the one press that ends it.
pub fn ended_by(words: &str, label: Key, message: fn() -> Message<'static>) -> HtmlElement {
    let said = make("p", "said").set("role", "status");
    let end = telling(button("secondary", &say(label)), message, said.clone());
    make("section", "paused with-action").with(make("p", "name").text(words)).with(end).with(said)
}

/// How long Cuecard can be asked to keep quiet.
pub fn section(silence: &Silence) -> HtmlElement {
    let section = super::section(&say(Key::PauseTitle));
    if paused_until(silence).is_some() {
        return section.with(make("p", "aside").text(&say(Key::PauseHelp)));
    }
    let said = make("p", "said").set("role", "status");
    let choices: [(Key, fn() -> Message<'static>); 3] = [
        (Key::PauseHour, || pause(Pause::Hour)),
        (Key::PauseDay, || pause(Pause::Day)),
        (Key::PauseMonday, || pause(Pause::Monday)),
    ];
    let buttons =
        choices.map(|(label, message)| telling(button("secondary", &say(label)), message, said.clone()));
    section
        .with(make("p", "aside").text(&say(Key::PauseHelp)))
        .with(make("div", "choices").with_all(buttons))
        .with(said)
}

fn pause(pause: Pause) -> Message<'static> {
    Message::Set { settings: Change { pause: Some(pause), ..Change::default() } }
}

/// Makes a button begin or end a silence.
fn telling(button: HtmlElement, message: fn() -> Message<'static>, said: HtmlElement) -> HtmlElement {
    button.on_press(move || {
        let said = said.clone();
        spawn_local(async move {
            if tell(&message()).await.is_ok() {
                super::renew();
            } else {
                said.set_text_content(Some(&say(Key::NotSaved)));
            }
        });
    })
}
