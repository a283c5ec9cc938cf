//! The engine under measurement, in the WebAssembly that the worker's core is built as. Only the
//! timed calls are in here; the clock is JavaScript's.

mod opened;
mod plain;
mod workload;

use wasm_bindgen::prelude::*;

use opened::Opened;
use workload::vocabulary::SYSTEMS;
use workload::{Workload, generate};

/// See [`Workload`].
#[wasm_bindgen]
pub struct Bench(Workload);

#[wasm_bindgen]
impl Bench {
    /// So many nudges and page changes; the same `seed` gives the same ones.
    ///
    /// # Errors
    /// When what was generated is not what the engine takes.
    #[wasm_bindgen(constructor)]
    pub fn new(nudges: usize, changes: usize, seed: u32) -> Result<Bench, JsValue> {
        Workload::new(nudges, changes, seed).map(Self).map_err(sentence)
    }

    /// A call that does nothing: what a call alone costs.
    pub fn nothing(&self, change: usize) -> usize {
        change
    }

    /// See [`Workload::match_indexed`].
    pub fn match_indexed(&self, change: usize) -> usize {
        self.0.match_indexed(change)
    }

    /// See [`Workload::match_naive`].
    pub fn match_naive(&self, change: usize) -> usize {
        self.0.match_naive(change)
    }

    /// See [`Workload::found_indexed`].
    pub fn found_indexed(&self, change: usize) -> Vec<String> {
        self.0.found_indexed(change)
    }

    /// See [`Workload::found_naive`].
    pub fn found_naive(&self, change: usize) -> Vec<String> {
        self.0.found_naive(change)
    }

    /// See [`Workload::envelope`].
    pub fn envelope(&self, change: usize) -> String {
        self.0.envelope(change).to_owned()
    }

    /// See [`Workload::rewind`].
    pub fn rewind(&mut self, change: usize) {
        self.0.rewind(change);
    }

    /// See [`Workload::decide`].
    ///
    /// # Errors
    /// When the reading is none.
    pub fn decide(&mut self, envelope: &str) -> Result<String, JsValue> {
        self.0.decide(envelope).map_err(sentence)
    }

    /// See [`plain::rules`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn rules_json(&self) -> Result<String, JsValue> {
        plain::rules(&self.0).map_err(sentence)
    }

    /// See [`plain::facts`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn facts_json(&self, change: usize) -> Result<String, JsValue> {
        plain::facts(&self.0, change).map_err(sentence)
    }
}

/// Compiled content with so many generated nudges, as the extension loads it.
///
/// # Errors
/// When it cannot be written as JSON.
#[wasm_bindgen]
pub fn content_json(nudges: usize, seed: u32) -> Result<String, JsValue> {
    generate(nudges, seed).write().map_err(|error| sentence(error.to_string()))
}

/// What the worker remembers of a person after months of work, as it stores it; now and today are
/// milliseconds and days since 1970.
///
/// # Errors
/// When it cannot be written as JSON.
#[wasm_bindgen]
pub fn ledger_json(seed: u32, now: f64, today: i32) -> Result<String, JsValue> {
    workload::full_ledger(seed, now as u64, today).map_err(sentence)
}

/// A host of the generated content, and the path of a record there.
#[wasm_bindgen]
pub fn record_address() -> Vec<String> {
    let [system, ..] = SYSTEMS;
    vec![system.host.to_owned(), format!("/{}/R000000", system.objects[0])]
}

/// See [`Opened`].
#[wasm_bindgen]
pub struct OpenedContent(Opened);

#[wasm_bindgen]
impl OpenedContent {
    /// Opens compiled content.
    ///
    /// # Errors
    /// When it is none.
    #[wasm_bindgen(constructor)]
    pub fn new(json: String) -> Result<OpenedContent, JsValue> {
        Opened::new(json).map(Self).map_err(sentence)
    }

    /// See [`Opened::work`].
    ///
    /// # Errors
    /// When the engine does not take in what it should.
    pub fn work(&self, changes: usize, seed: u32) -> Result<usize, JsValue> {
        self.0.work(changes, seed).map_err(sentence)
    }
}

fn sentence(error: String) -> JsValue {
    JsValue::from_str(&error)
}
