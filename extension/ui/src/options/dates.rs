//! How a host writes dates, asked once where its pages leave it open.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{day, say, say_with};
use crate::messages::{Change, DateOrder, HostChange, Message, tell};

/// A day that reads both ways in numbers.
const EXAMPLE: &str = "2026-12-04";
const MONTH_FIRST: &str = "12/4/2026";
const DAY_FIRST: &str = "4/12/2026";

/// One question for each host that leaves it open.
pub fn sections(hosts: &[String]) -> impl Iterator<Item = HtmlElement> {
    hosts.iter().map(|host| question(host))
}

fn question(host: &str) -> HtmlElement {
    let said = super::said();
    let answers = make("div", "row");
    let choices = [
        (Key::DatesMonthFirst, MONTH_FIRST, DateOrder::MonthDay),
        (Key::DatesDayFirst, DAY_FIRST, DateOrder::DayMonth),
    ];
    let buttons = choices.map(|(key, example, order)| {
        let (host, said, answers) = (host.to_owned(), said.clone(), answers.clone());
        button("secondary", &say_with(key, &[example])).on_press(move || {
            spawn_local(answer(host.clone(), order, said.clone(), answers.clone()));
        })
    });
    let example = say_with(Key::DatesExample, &[&day(EXAMPLE)]);
    make("section", "")
        .with(make("h2", "").text(&say_with(Key::DatesTitle, &[host])))
        .with(make("p", "lead").text(&example))
        .with(answers.with_all(buttons))
        .with(said)
}

async fn answer(host: String, order: DateOrder, said: HtmlElement, answers: HtmlElement) {
    let change = HostChange { host, date_order: Some(order), ..HostChange::default() };
    let settings = Change { host: Some(change), ..Change::default() };
    if tell(&Message::Set { settings }).await.is_ok() {
        said.set_text_content(Some(&say(Key::DatesKnown)));
        // The buttons go, so the focus moves to the words that replace them.
        let _ = said.focus();
        answers.remove();
    } else {
        said.set_text_content(Some(&say(Key::NotSaved)));
    }
}
