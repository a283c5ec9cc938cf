//! The options page: the person's role, where Cuecard may read, systems of the person's own, and
//! whether counts may leave.

mod dates;
mod field;
mod own;
mod reports;
mod role;
mod sites;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::dom::{self, Build, button, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Message, StatusAnswer, ask};

/// Asks the worker for the settings and shows them.
pub fn start() {
    dom::document().set_title(&say(Key::OptionsTitle));
    spawn_local(async {
        let heading = make("h1", "").text(&say(Key::OptionsTitle));
        match ask(&Message::Status).await {
            Some(StatusAnswer { status }) => dom::show(
                [heading, role::section(&status)]
                    .into_iter()
                    .chain(sites::section(&status.sites))
                    .chain([own::section(&status)])
                    .chain(dates::sections(&status.asks_dates))
                    .chain([reports::section(status.settings.server.as_ref())]),
            ),
            None => dom::show([heading, no_answer()]),
        }
    });
}

fn no_answer() -> HtmlElement {
    make("section", "notice")
        .set("role", "status")
        .with(make("p", "").text(&say(Key::NoAnswer)))
        .with(button("secondary", &say(Key::TryAgain)).on_press(start))
}

/// A part of the page: a heading, one sentence, and what can be set.
fn section(heading: Key, what: Key) -> HtmlElement {
    make("section", "").with(make("h2", "").text(&say(heading))).with(make("p", "lead").text(&say(what)))
}
