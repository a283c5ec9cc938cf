//! The worker: takes messages one at a time, lets the engine decide on a copy of the ledger,
//! stores the copy, and only then acts. Whatever dies before the store never happened; whatever
//! dies after it is in the store.

mod browser;
mod delivery;
mod ledger;
mod storage;

use cuecard::adapter::Source;
use cuecard::content::Content;
use cuecard::json;
use cuecard::ledger::Problem;
use cuecard::step::{Env, Envelope, Message, Output, Reply, Speaker, step};
use wasm_bindgen::prelude::*;

use ledger::Stored;

/// Browsers give this number to no tab.
const NO_TAB: i64 = -1;

/// The worker's state between messages.
#[wasm_bindgen]
pub struct Worker {
    content: Content,
    stored: Stored,
    /// When the alarm is set to ring, so that it is set only when that changes.
    alarm: Option<u64>,
}

#[wasm_bindgen]
impl Worker {
    /// Opens content (its file's bytes: a string would be copied letter by letter) and ledger.
    ///
    /// # Errors
    /// With a sentence, when the content cannot be read or the database cannot be opened.
    pub async fn open(content: Vec<u8>) -> Result<Worker, JsValue> {
        browser::name_panics();
        // What is no text is no content either, and is refused as such.
        let content = String::from_utf8(content).unwrap_or_default();
        let content = Content::open(content).map_err(|error| JsValue::from_str(&error.to_string()))?;
        let stored = Stored::open(browser::now(), browser::today()).await?;
        Ok(Self { content, stored, alarm: None })
    }

    /// Takes one message (an envelope as JSON) and returns the answer as JSON. The caller waits
    /// for one before it passes the next.
    ///
    /// # Errors
    /// With a sentence, when the ledger could not be stored: nothing happened then.
    pub async fn handle(&mut self, envelope: String) -> Result<String, JsValue> {
        let envelope: Envelope = json::read(&envelope)
            .map_err(|error| JsValue::from_str(&format!("a message that is none: {error}")))?;
        let output = self.take(&envelope).await?;
        json::write(&output.reply).map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// Delivers the report that is due, if one is. Runs beside messages: only its two ends take
    /// their turn with them, so a slow server holds nobody up.
    ///
    /// # Errors
    /// With a sentence, when the ledger could not be stored.
    pub async fn due(&mut self) -> Result<Option<String>, JsValue> {
        self.alarm = None;
        let output = self.take(&Envelope { from: Speaker::Shell, message: Message::Woke }).await?;
        Ok(output.send.and_then(|delivery| json::write(&delivery).ok()))
    }

    /// What the plan for an address reads, for an author's recording: a line with its version, one
    /// with its facts, and one a list with that list's facts, by name and in the plan's order.
    /// Nothing of it is kept.
    pub fn names(&self, url: String) -> Option<String> {
        let (now, today) = (browser::now(), browser::today());
        let env = Env { now, today, minute: 0, random: String::new() };
        let envelope = Envelope { from: Speaker::Page { tab: NO_TAB }, message: Message::Arrived { url } };
        let mut ledger = self.stored.ledger.clone();
        let reply = step(&self.content, &self.stored.secret, &mut ledger, &env, &envelope).reply;
        let Reply::Plan { plan: Some(plan), .. } = reply else { return None };
        let mut lines = plan.version;
        lines.push('\n');
        push_names(&mut lines, &plan.sources);
        for list in &plan.list_sources {
            lines.push('\n');
            lines.push_str(&list.list);
            lines.push(' ');
            push_names(&mut lines, &list.sources);
        }
        Some(lines)
    }

    async fn take(&mut self, envelope: &Envelope) -> Result<Output, JsValue> {
        let (now, today, minute) = (browser::now(), browser::today(), browser::minute());
        let env = Env { now, today, minute, random: browser::random()? };
        let mut next = self.stored.ledger.clone();
        let output = step(&self.content, &self.stored.secret, &mut next, &env, envelope);
        self.stored.replace(next).await.map_err(|error| self.could_not_store(&error))?;
        output.tell.iter().for_each(browser::tell);
        if let Some(when) = output.wake_at.filter(|_| output.wake_at != self.alarm) {
            browser::wake_at(when);
            self.alarm = output.wake_at;
        }
        Ok(output)
    }

    /// Nothing could be stored, so the problem is only noted where the popup finds it until the
    /// worker stops.
    fn could_not_store(&mut self, error: &JsValue) -> JsValue {
        let why = browser::sentence(error);
        self.stored.note(Problem {
            at: browser::now(),
            place: "storage".into(),
            what: format!("The browser could not store what Cuecard remembers ({why})."),
            mend: "Free some disk space. Until then no aid shows, and nothing is lost.".into(),
        });
        JsValue::from_str(&why)
    }
}

/// Names hold no spaces, so one parts them.
fn push_names(line: &mut String, sources: &[Source]) {
    for source in sources {
        line.push_str(source.name());
        line.push(' ');
    }
}

/// Sends one delivery and returns the message that tells the worker what came of it.
#[wasm_bindgen]
pub async fn send(delivery: String) -> Result<String, JsValue> {
    delivery::send(&delivery).await
}

/// Replays a trace; see `cuecard::step::replay`.
///
/// # Errors
/// With a sentence, when content or trace cannot be read.
#[wasm_bindgen]
pub fn replay(content: &str, trace: &str) -> Result<String, JsValue> {
    cuecard::step::replay(content, trace).map_err(|error| JsValue::from_str(&error))
}

// The tests need what a worker has: IndexedDB and the browser's clock and randomness.
#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
