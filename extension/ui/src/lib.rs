//! What people see: the card in its frame, the popup, the panel beside the page and the options page.
//!
//! Each page shows what the worker answers and sends back what the person chose. It decides nothing
//! and keeps nothing but the place in the first steps and in a lesson: the worker is the one that
//! knows and writes.
//!
//! It is shipped as two modules (`modules/`), so that a card does not wait for the pages that are
//! opened in calm.

mod address;
mod browser;
mod card;
mod check;
mod content;
mod dom;
mod help;
mod in_view;
mod keys;
mod lesson;
mod locale;
mod messages;
mod never_again;
mod options;
mod panel;
mod popup;
mod trust;

use dom::Build as _;
use js_sys::Promise;

/// Starts `card` or `lesson`: what stands beside the work. `early`: the answer to the first question
/// of the card, which was asked while this module was loading.
pub fn start_card(surface: &str, early: Option<Promise>) {
    match surface {
        "card" if is_inside() => card::start(early),
        "lesson" if is_inside() => lesson::start(),
        // A frame that cannot work stays invisible: the page around it belongs to someone else.
        "card" => {}
        _ => say_outside(),
    }
}

/// Starts `popup`, `panel` or `options`: what a person opens on their own. `early`: the answer to the
/// first question of the popup, which was asked while this module was loading.
pub fn start_desk(surface: &str, early: Option<Promise>) {
    match surface {
        "popup" if is_inside() => popup::start(early),
        "panel" if is_inside() => panel::start(),
        "options" if is_inside() => options::start(),
        _ => say_outside(),
    }
}

/// Whether the page is a part of the extension, and then speaks the person's language.
fn is_inside() -> bool {
    let inside = browser::is_extension();
    if inside {
        locale::name_the_language();
    }
    inside
}

fn say_outside() {
    dom::show([dom::make("h1", "").text("Cuecard"), dom::make("p", "").text(locale::OUTSIDE)]);
}

// Tests of what only a page has run in one; the others run without a browser, too.
#[cfg(test)]
#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
