//! What people see: the card in its frame, the popup and the options page.
//!
//! Each page shows what the worker answers and sends back what the person chose. It decides nothing
//! and keeps nothing: the worker is the one that knows and the one that writes.

mod address;
mod browser;
mod card;
mod content;
mod dom;
mod keys;
mod locale;
mod messages;
mod options;
mod popup;

use dom::Build as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the surface that the page names in `data-surface`: `card`, `popup` or `options`.
#[wasm_bindgen]
pub fn start(surface: &str) {
    let inside_the_extension = browser::is_extension();
    if inside_the_extension {
        locale::name_the_language();
    }
    match surface {
        // A frame that cannot work stays invisible: the page around it belongs to someone else.
        "card" if inside_the_extension => card::start(),
        "popup" if inside_the_extension => popup::start(),
        "options" if inside_the_extension => options::start(),
        "popup" | "options" => {
            dom::show([dom::make("h1", "").text("Cuecard"), dom::make("p", "").text(locale::OUTSIDE)])
        }
        _ => {}
    }
}

// Tests of what only a page has run in one; the others run without a browser, too.
#[cfg(test)]
#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
