//! The options page: the first steps, then the person's role and organisation, where Cuecard may read, systems of the
//! person's own, privacy, whether counts may leave, everything that is kept, and author mode.

mod any_field;
mod author;
mod bindings_file;
mod data;
mod dates;
mod delete;
mod field;
mod first;
mod join;
pub mod leaves;
mod level;
mod meaning_form;
mod meanings;
mod organisation;
mod own;
mod pointing;
mod privacy;
mod quiet_hours;
mod reports;
mod role;
mod sites;
mod team;
mod toggle;

pub use any_field::AnyField;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::dom::{self, Build, button, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Change, Failure, HostChange, Message, Status, StatusAnswer, ask, tell};

/// Asks the worker for the settings and shows them, or the first steps.
pub fn start() {
    dom::document().set_title(&say(Key::OptionsTitle));
    // Another tab went on with the first steps, or deleted everything.
    dom::listen(&dom::window(), "storage", |_| show_all(false));
    show_all(false);
}

/// Shows everything anew. `moved`: what had the focus is gone, so it moves to the heading.
fn show_all(moved: bool) {
    spawn_local(async move {
        match ask(&Message::Status).await {
            Some(StatusAnswer { status }) => match first::open_step(&status) {
                Some(step) => first::show(step, &status),
                None => show_settings(&status),
            },
            None => dom::show([heading(), no_answer()]),
        }
        let heading = dom::root().first_element_child().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(heading) = heading.filter(|_| moved) {
            let _ = heading.focus();
        }
    });
}

fn show_settings(status: &Status) {
    dom::show(
        [heading(), role::section(status), organisation::section(status)]
            .into_iter()
            .chain(sites::section(&status.sites))
            .chain([own::section(status), quiet_hours::section(status.settings.silence.hours)])
            .chain(meanings::section(status))
            .chain(dates::sections(&status.asks_dates))
            .chain([
                privacy::section(status),
                level::section(status),
                data::section(),
                author::section(),
                make("p", "").with(make("a", "").set("href", "cosign.html").text(&say(Key::CosignOpen))),
                first::again(),
            ]),
    );
}

fn heading() -> HtmlElement {
    make("h1", "").set("tabindex", "-1").text(&say(Key::OptionsTitle))
}

/// Shows a section anew after a change, and says what was done in its last element.
async fn renew(old: HtmlElement, section: fn(&Status) -> HtmlElement, done: Key) {
    let Some(StatusAnswer { status }) = ask(&Message::Status).await else { return };
    let new = section(&status);
    let said = new.last_element_child().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let _ = old.replace_with_with_node_1(&new);
    if let Some(said) = said {
        said.set_text_content(Some(&say(done)));
        // What had the focus is gone, so it moves to the words that say what was done.
        let _ = said.focus();
    }
}

/// Changes one host.
async fn set_host(host: HostChange) -> Result<(), Failure> {
    tell(&Message::Set { settings: Change { host: Some(host), ..Change::default() } }).await
}

/// Where a section says what was done.
fn said() -> HtmlElement {
    make("p", "said").set("role", "status").set("tabindex", "-1")
}

fn no_answer() -> HtmlElement {
    make("section", "notice")
        .set("role", "status")
        .with(make("p", "").text(&say(Key::NoAnswer)))
        .with(button("secondary", &say(Key::TryAgain)).on_press(|| show_all(true)))
}

/// A part of the page: a heading, one sentence, and what can be set.
fn section(heading: Key, what: Key) -> HtmlElement {
    make("section", "").with(make("h2", "").text(&say(heading))).with(make("p", "lead").text(&say(what)))
}
