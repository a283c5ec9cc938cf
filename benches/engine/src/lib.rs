//! The engine under measurement, in the WebAssembly that the worker's core is built as. Only the
//! timed calls are in here; the clock is JavaScript's.

mod adapters;
mod changes;
mod nudges;
mod pages;
mod person;
mod random;
mod vocabulary;

use cuecard::content::{App, Content, ContentFile};
use cuecard::decide::Receipt;
use cuecard::ledger::Ledger;
use cuecard::pack::Pack;
use cuecard::step::{Reply, step};
use cuecard::trigger::Past;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use changes::{Change, TAB};
use pages::Page;
use person::{SECRET, UNSEEN, env};
use random::Random;
use vocabulary::SYSTEMS;

/// Nudges in one pack.
const PACK: usize = 100;
/// Pages that are generated for each one that has something to read.
const MOST_TRIES: usize = 20;

/// Generated content, a person, and page changes.
#[wasm_bindgen]
pub struct Bench {
    content: Content,
    ledger: Ledger,
    changes: Vec<Change>,
    /// The ledger that the next decision may change.
    next: Ledger,
}

#[wasm_bindgen]
impl Bench {
    /// So many nudges and page changes; the same `seed` gives the same ones.
    ///
    /// # Errors
    /// When what was generated is not what the engine takes.
    #[wasm_bindgen(constructor)]
    pub fn new(nudges: usize, changes: usize, seed: u32) -> Result<Bench, JsValue> {
        Self::build(nudges, changes, seed).map_err(|error| JsValue::from_str(&error))
    }

    fn build(nudges: usize, changes: usize, seed: u32) -> Result<Self, String> {
        let content = Content::new(&generate(nudges, seed)).map_err(|error| error.to_string())?;
        // Streams of their own: the changes are the same whatever the number of nudges.
        let mut random = Random::new(seed.wrapping_add(1));
        let ledger = person::ledger(&mut random);
        let mut ready = Vec::new();
        // Few nudges leave some kinds of record without any: there is nothing to read there.
        for number in 0..changes * MOST_TRIES {
            let page = Page::generate(&mut random, number, env().today);
            ready.extend(Change::prepare(&content, &ledger, &page, number)?);
            if ready.len() == changes {
                return Ok(Self { content, next: ledger.clone(), ledger, changes: ready });
            }
        }
        Err(format!("only {} of {changes} page changes have something to read", ready.len()))
    }

    /// A call that does nothing: what a call alone costs.
    pub fn nothing(&self, change: usize) -> usize {
        change
    }

    /// How many nudges a change makes candidates, found by the index.
    pub fn match_indexed(&self, change: usize) -> usize {
        let change = &self.changes[change];
        self.app(change)
            .map_or(0, |app| app.index.candidates(&change.facts, &change.events, self.past()).len())
    }

    /// The same, found by asking every nudge.
    pub fn match_naive(&self, change: usize) -> usize {
        let change = &self.changes[change];
        let past = self.past();
        let nudges = self.app(change).into_iter().flat_map(|app| &app.nudges);
        let found = nudges.map(|published| &published.nudge).filter(|nudge| {
            nudge.on.iter().any(|on| change.events.iter().any(|event| on.fits(event)))
                && nudge.when.holds(&change.facts, past)
        });
        found.count()
    }

    /// The reading of a change, as the worker gets it.
    pub fn envelope(&self, change: usize) -> String {
        self.changes[change].envelope.clone()
    }

    /// Puts the person back to where this change was saved and not yet read. Not timed, nor is the
    /// plan, which a page asks for once, when it arrives.
    pub fn rewind(&mut self, change: usize) {
        self.next = self.ledger.clone();
        self.changes[change].arrive(&self.content, &mut self.next);
        self.next.tabs.insert(TAB, self.changes[change].tab.clone());
    }

    /// One whole step: the reading comes in as JSON; reply and receipt, if a decision was made, go
    /// out as JSON. What the worker adds, the copy of the ledger and its storing, is not in it.
    ///
    /// # Errors
    /// When the reading is none.
    pub fn decide(&mut self, envelope: &str) -> Result<String, JsValue> {
        #[derive(Serialize)]
        struct Decided<'a> {
            reply: &'a Reply,
            receipt: Option<&'a Receipt>,
        }
        let envelope = changes::read(envelope).map_err(|error| JsValue::from_str(&error))?;
        let before = self.next.receipts.len();
        let output = step(&self.content, &SECRET, &mut self.next, &env(), &envelope);
        let receipt = self.next.receipts.get(before);
        serde_json::to_string(&Decided { reply: &output.reply, receipt })
            .map_err(|error| JsValue::from_str(&error.to_string()))
    }

    fn app(&self, change: &Change) -> Option<&App> {
        self.content.app(change.app).ok()
    }

    fn past(&self) -> Past<'_> {
        Past { person: &self.ledger.history, record: &UNSEEN, today: env().today }
    }
}

/// Compiled content with so many generated nudges, as the extension loads it.
///
/// # Errors
/// When it cannot be written as JSON.
#[wasm_bindgen]
pub fn content_json(nudges: usize, seed: u32) -> Result<String, JsValue> {
    generate(nudges, seed).write().map_err(|error| JsValue::from_str(&error.to_string()))
}

fn generate(nudges: usize, seed: u32) -> ContentFile {
    let mut random = Random::new(seed);
    let nudges: Vec<_> = (0..nudges).map(|place| nudges::nudge(&mut random, place)).collect();
    let packs = nudges.chunks(PACK).enumerate().map(|(place, nudges)| Pack {
        pack: format!("generated-{place:03}"),
        version: "0.1.0".into(),
        title: "Generated".into(),
        workflow: "generated".into(),
        licence: "Apache-2.0 OR MIT".into(),
        nudges: nudges.to_vec(),
    });
    ContentFile {
        adapters: SYSTEMS.into_iter().map(adapters::adapter).collect(),
        bindings: Vec::new(),
        roles: adapters::roles(),
        packs: packs.collect(),
    }
}
