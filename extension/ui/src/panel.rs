//! The panel beside the page: help on whatever page is in front, and nothing else.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::browser::{on_tab_change, open_options};
use crate::dom::{self, Build, button, make};
use crate::help::{Help, Place};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Message, Status, StatusAnswer, ask};

thread_local! {
    /// The help that is shown, to follow the tab in front; none while nothing can be looked for.
    static SHOWN: std::cell::RefCell<Option<Rc<Help>>> = const { std::cell::RefCell::new(None) };
    /// Whether the worker is being asked already: browsers tell of one tab several times.
    static ASKING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Shows the help, and follows the tab in front from now on.
pub fn start() {
    dom::document().set_title(&say(Key::HelpTitle));
    // The card of an aid, in its frame, brings a main part of its own.
    let _ = dom::root().set("aria-label", &say(Key::HelpTitle));
    show();
    on_tab_change(|| {
        match SHOWN.with_borrow(Clone::clone) {
            // An aid that is being read stays.
            Some(help) if help.section().is_connected() => spawn_local(async move {
                help.look().await;
            }),
            Some(_) => {}
            // Perhaps a role was chosen in the other tab.
            None => show(),
        }
    });
}

fn show() {
    if ASKING.replace(true) {
        return;
    }
    spawn_local(async {
        let answer = ask(&Message::Status).await;
        ASKING.set(false);
        let Some(StatusAnswer { status }) = answer else {
            return show_instead(
                make("section", "notice")
                    .set("role", "status")
                    .with(make("h1", "").text(&say(Key::HelpTitle)))
                    .with(make("p", "").text(&say(Key::NoAnswer)))
                    .with(button("secondary", &say(Key::TryAgain)).on_press(show)),
            );
        };
        if needs_role(&status) {
            return show_instead(
                make("section", "")
                    .with(make("h1", "").text(&say(Key::NoRoleTitle)))
                    .with(make("p", "").text(&say(Key::NoRole)))
                    .with(button("primary", &say(Key::ChooseRole)).on_press(open_options)),
            );
        }
        let help = Help::new(Place { at_first: usize::MAX, opens_panel: false, back: show }, "h1");
        dom::show([help.section().clone()]);
        SHOWN.set(Some(Rc::clone(&help)));
        help.look().await;
        help.focus();
    });
}

/// What stands there while nothing can be looked for. It is shown anew with every tab, and whoever is at
/// its button stays there.
fn show_instead(section: HtmlElement) {
    SHOWN.set(None);
    let held = dom::holds_focus(&dom::root());
    dom::show([section]);
    if held {
        dom::focus_on(&dom::root());
    }
}

fn needs_role(status: &Status) -> bool {
    // One who cannot choose, because the worker is broken, is not asked to.
    status.budget.is_none() && !status.roles.is_empty()
}
