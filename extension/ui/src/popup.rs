//! The popup: what may still come up, help on the page in front, when Cuecard keeps quiet, what was
//! decided and why, and what waits to leave.

mod budget;
mod decisions;
mod lists;
mod next;
mod organisation;
mod page;
mod published;
mod recording;
mod reports;
mod silence;
mod switches;

pub use decisions::reason;

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::browser;
use crate::dom::{self, Build, button, make};
use crate::help::{Help, Place};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Message, StatusAnswer, ask_unless};
use next::Next;
use switches::Switches;

/// What fits in the popup beside the rest.
const AIDS_AT_FIRST: usize = 3;

/// Shows how things stand: what the worker answered `early`, or says when it is asked.
pub fn start(early: Option<Promise>) {
    dom::document().set_title(&say(Key::ExtensionName));
    // The card of an aid, in its frame, brings a main part of its own.
    let _ = dom::root().set("aria-label", &say(Key::ExtensionName));
    spawn_local(open(early, |_| {}));
}

/// Shows it anew after something was changed; what had the focus is gone, so it moves to the top,
/// where how things stand now is read on from.
fn renew() {
    spawn_local(open(None, |_| {
        if let Some(head) = dom::root().first_element_child() {
            dom::focus_on(&head);
        }
    }));
}

/// Shows it again after an aid, where the person was.
fn back_from_aid() {
    spawn_local(open(None, |help| help.focus()));
}

async fn open(early: Option<Promise>, then: fn(&Help)) {
    let Some(StatusAnswer { status }) = ask_unless(early, &Message::Status).await else {
        return dom::show([head(), no_answer()]);
    };
    let silence = &status.settings.silence;
    let help = Help::new(Place { at_first: AIDS_AT_FIRST, opens_panel: true, back: back_from_aid }, "h2");
    let switches = switches::Switches::new(silence, status.muted.clone());
    let next = next::section(&status.learning);
    let has_role = status.budget.is_some();
    let parts = [
        Some(head()),
        lists::problems(&status.problems),
        silence::now(&status),
        recording::now(&status),
        organisation::now_wrong(status.organisation.as_ref()),
        lists::no_site(&status.sites),
        Some(match &status.budget {
            Some(budget) => budget::section(budget, &status.decisions),
            None => no_role(),
        }),
        has_role.then(|| help.section().clone()),
        next.as_ref().map(|next| next.section.clone()),
        Some(decisions::section(&status.decisions, &status.muted)),
        // What is off keeps quiet anyway.
        (has_role && !status.off).then(|| silence::section(silence).with(switches.view())),
        lists::vanished(&status.vanished),
        lists::unbound(&status.unbound),
        Some(page::section()),
        Some(reports::section(&status.outbox, status.settings.server.is_some())),
    ];
    dom::show(parts.into_iter().flatten());
    if has_role {
        let wants = Wants { packs_off: !silence.packs.is_empty(), joined: status.organisation.is_some() };
        fill(&help, next, switches, wants, then).await;
    }
}

/// Why the published file is read, and which.
struct Wants {
    /// Packs that are switched off have names there.
    packs_off: bool,
    /// The person's organisation publishes another one than came with the extension.
    joined: bool,
}

/// What comes with the page in front and the published file, once the rest can be read.
async fn fill(help: &Rc<Help>, next: Option<Next>, switches: Switches, wants: Wants, then: fn(&Help)) {
    let found = help.look().await;
    then(help);
    let (tab, packs) = found.map_or((None, Vec::new()), |(tab, packs)| (Some(tab), packs));
    let host = tab.filter(|_| !packs.is_empty()).and_then(|tab| tab.host());
    let needs_file = next.is_some() || !packs.is_empty() || wants.packs_off;
    let published = if needs_file { published::load(wants.joined).await } else { None }.unwrap_or_default();
    if let Some(next) = next {
        next.tell_ceilings(&published);
    }
    switches.fill(host, packs, help.nudges(), &published);
}

fn head() -> HtmlElement {
    make("header", "head")
        .with(make("h1", "").set("tabindex", "-1").text(&say(Key::ExtensionName)))
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
        .with(button("secondary", &say(Key::TryAgain)).on_press(|| start(None)))
}

/// A part of the popup under its heading.
fn section(heading: &str) -> HtmlElement {
    make("section", "").with(make("h2", "").text(heading))
}
