//! The popup: what may still come up, what was decided and why, and what waits to leave.

mod budget;
mod decisions;
mod lists;
mod page;
mod reports;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::browser;
use crate::dom::{self, Build, button, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Message, Status, StatusAnswer, ask};

/// Asks the worker how things stand and shows it.
pub fn start() {
    dom::document().set_title(&say(Key::ExtensionName));
    spawn_local(async {
        match ask(&Message::Status).await {
            Some(StatusAnswer { status }) => show(&status),
            None => dom::show([head(), no_answer()]),
        }
    });
}

fn show(status: &Status) {
    let parts = [
        Some(head()),
        lists::problems(&status.problems),
        Some(match &status.budget {
            Some(budget) => budget::section(budget),
            None => no_role(),
        }),
        Some(decisions::section(&status.decisions)),
        lists::vanished(&status.vanished),
        lists::unbound(&status.unbound),
        lists::muted(&status.muted),
        Some(page::section()),
        Some(reports::section(&status.outbox, status.settings.server.is_some())),
    ];
    dom::show(parts.into_iter().flatten());
}

fn head() -> HtmlElement {
    make("header", "head")
        .with(make("h1", "").text(&say(Key::ExtensionName)))
        .with(button("quiet", &say(Key::OpenOptions)).on_press(browser::open_options))
}

fn no_role() -> HtmlElement {
    section(&say(Key::NoRoleTitle))
        .with(make("p", "").text(&say(Key::NoRole)))
        .with(button("primary", &say(Key::ChooseRole)).on_press(browser::open_options))
}

fn no_answer() -> HtmlElement {
    make("section", "notice")
        .set("role", "status")
        .with(make("p", "").text(&say(Key::NoAnswer)))
        .with(button("secondary", &say(Key::TryAgain)).on_press(start))
}

/// A part of the popup under its heading.
fn section(heading: &str) -> HtmlElement {
    make("section", "").with(make("h2", "").text(heading))
}
