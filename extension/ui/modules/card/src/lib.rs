//! The module of the card and the lesson: what must be on the screen while the work waits, and so is no larger than it
//! needs to be.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the surface that the page names in `data-surface`; `early` is the answer to its first
/// question, where the page asked it.
#[wasm_bindgen]
pub fn start(surface: &str, early: Option<Promise>) {
    cuecard_ui::start_card(surface, early);
}
