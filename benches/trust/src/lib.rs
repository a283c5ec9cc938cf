//! The verifier under measurement, in the WebAssembly that a browser would load; without the feature
//! `verifier`, what such a module has in any case: the allocator, and the reader and writer of JSON.

#[cfg(feature = "verifier")]
mod visit;

#[cfg(not(feature = "verifier"))]
#[wasm_bindgen::prelude::wasm_bindgen]
/// Reads JSON and writes it again.
///
/// # Errors
/// When it is none.
pub fn turn(json: &str) -> Result<String, String> {
    let read = cuecard::json::read::<cuecard::table::Table<String, Vec<String>>>(json);
    read.and_then(|value| cuecard::json::write(&value)).map_err(|error| error.to_string())
}
