//! What is measured: generated content, one person, and page changes. The same natively and in
//! WebAssembly; whoever times it is outside.

mod adapters;
pub mod changes;
pub mod matching;
mod nudges;
mod pages;
mod person;
mod random;
pub mod vocabulary;

use std::sync::Arc;

use cuecard::content::{Content, ContentFile};
use cuecard::decide::Receipt;
use cuecard::ledger::Ledger;
use cuecard::pack::{Nudge, Pack};
use cuecard::step::{Reply, step};
use cuecard::time::Day;
use cuecard::trigger::Past;
use serde::Serialize;

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
pub struct Workload {
    /// As they were generated, for those who ask every nudge.
    pub nudges: Vec<Nudge>,
    content: Content,
    /// What the engine remembers of the person.
    pub ledger: Ledger,
    /// The page changes.
    pub changes: Vec<Change>,
    /// The ledger that the next decision may change.
    next: Ledger,
}

impl Workload {
    /// So many nudges and page changes; the same `seed` gives the same ones.
    ///
    /// # Errors
    /// When what was generated is not what the engine takes.
    pub fn new(nudges: usize, changes: usize, seed: u32) -> Result<Self, String> {
        let file = generate(nudges, seed);
        let content = Content::new(&file).map_err(|error| error.to_string())?;
        let nudges =
            file.packs.into_iter().flat_map(|pack| pack.nudges).map(|written| written.nudge).collect();
        let (ledger, changes) = work(&content, changes, seed)?;
        Ok(Self { nudges, content, next: ledger.clone(), ledger, changes })
    }

    /// How many nudges a change makes candidates, found by the index.
    pub fn match_indexed(&self, change: usize) -> usize {
        matching::indexed(&self.content, &self.changes[change], past(&self.ledger)).len()
    }

    /// The same, found by asking every nudge.
    pub fn match_naive(&self, change: usize) -> usize {
        matching::naive(&self.nudges, &self.changes[change], past(&self.ledger)).count()
    }

    /// The names of what the index finds.
    pub fn found_indexed(&self, change: usize) -> Vec<String> {
        let places = matching::indexed(&self.content, &self.changes[change], past(&self.ledger));
        matching::names(&self.content, &self.changes[change], &places)
    }

    /// The names of what asking every nudge finds.
    pub fn found_naive(&self, change: usize) -> Vec<String> {
        let found = matching::naive(&self.nudges, &self.changes[change], past(&self.ledger));
        found.map(|nudge| nudge.nudge.clone()).collect()
    }

    /// The reading of a change, as the worker gets it.
    pub fn envelope(&self, change: usize) -> &str {
        &self.changes[change].envelope
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
    pub fn decide(&mut self, envelope: &str) -> Result<String, String> {
        #[derive(Serialize)]
        struct Decided<'a> {
            reply: &'a Reply,
            receipt: Option<&'a Receipt>,
        }
        let envelope = changes::read(envelope)?;
        let before = self.next.decisions.last().cloned();
        let output = step(&self.content, &SECRET, &mut self.next, &env(), &envelope);
        let last = self.next.decisions.last();
        let is_new = |last: &&Arc<Receipt>| before.is_none_or(|before| !Arc::ptr_eq(&before, last));
        let receipt = last.filter(is_new).map(AsRef::as_ref);
        serde_json::to_string(&Decided { reply: &output.reply, receipt }).map_err(|error| error.to_string())
    }
}

/// A person at work with this content: what the engine remembers of them, and so many page
/// changes, each ready to be decided.
///
/// # Errors
/// When the engine does not take in what it should, or too few pages have something to read.
pub fn work(content: &Content, changes: usize, seed: u32) -> Result<(Ledger, Vec<Change>), String> {
    // Streams of their own: the changes are the same whatever the number of nudges.
    let mut random = Random::new(seed.wrapping_add(1));
    let ledger = person::ledger(&mut random);
    let mut ready = Vec::new();
    // Few nudges leave some kinds of record without any: there is nothing to read there.
    for number in 0..changes * MOST_TRIES {
        let page = Page::generate(&mut random, number, env().today);
        ready.extend(Change::prepare(content, &ledger, &page, number)?);
        if ready.len() == changes {
            return Ok((ledger, ready));
        }
    }
    Err(format!("only {} of {changes} page changes have something to read", ready.len()))
}

/// The ledger of a person who has been at work for months, as the worker stores it.
///
/// # Errors
/// When it cannot be written.
pub fn full_ledger(seed: u32, now: u64, today: i32) -> Result<String, String> {
    let ledger = person::full_ledger(&mut Random::new(seed), now, Day(today));
    cuecard::json::write(&ledger).map_err(|error| error.to_string())
}

/// The past that conditions ask for, on a record that was not opened before.
pub fn past(ledger: &Ledger) -> Past<'_> {
    Past { person: &ledger.history, record: &UNSEEN, today: env().today }
}

/// Compiled content with so many generated nudges.
pub fn generate(nudges: usize, seed: u32) -> ContentFile {
    let mut random = Random::new(seed);
    let nudges: Vec<_> = (0..nudges).map(|place| nudges::nudge(&mut random, place)).collect();
    let packs = nudges.chunks(PACK).enumerate().map(|(place, nudges)| Pack {
        pack: format!("generated-{place:03}"),
        version: "0.1.0".into(),
        title: "Generated".into(),
        workflow: "generated".into(),
        licence: "Apache-2.0 OR MIT".into(),
        most_a_week: None,
        nudges: nudges.to_vec(),
    });
    ContentFile {
        adapters: SYSTEMS.into_iter().map(adapters::adapter).collect(),
        bindings: Vec::new(),
        roles: adapters::roles(),
        packs: packs.collect(),
    }
}
