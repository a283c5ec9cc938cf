//! The module of the pages that a person opens on their own: popup, panel and options.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the surface that the page names in `data-surface`; `early` is the answer to its first
/// question, where the page asked it.
#[wasm_bindgen]
pub fn start(surface: &str, early: Option<Promise>) {
    cuecard_ui::start_desk(surface, early);
}
