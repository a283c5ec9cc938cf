//! The worker: takes messages one at a time, lets the engine decide on a copy of the ledger,
//! stores the copy, and only then acts. Whatever dies before the store never happened; whatever
//! dies after it is in the store.

mod browser;
mod delivery;
mod ledger;
mod storage;

use cuecard::content::Content;
use cuecard::json;
use cuecard::ledger::Problem;
use cuecard::step::{Env, Envelope, Message, Output, Speaker, step};
use wasm_bindgen::prelude::*;

use ledger::Stored;

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

    async fn take(&mut self, envelope: &Envelope) -> Result<Output, JsValue> {
        let (now, today, minute) = (browser::now(), browser::today(), browser::minute());
        let env = Env { now, today, minute, random: browser::random()? };
        let mut next = self.stored.ledger.clone();
        let output = step(&self.content, &self.stored.secret, &mut next, &env, envelope);
        if next != self.stored.ledger {
            self.stored.replace(next).await.map_err(|error| self.could_not_store(&error))?;
        }
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
        self.stored.ledger.note(Problem {
            at: browser::now(),
            place: "storage".into(),
            what: format!("The browser could not store what Cuecard remembers ({why})."),
            mend: "Free some disk space. Until then no aid shows, and nothing is lost.".into(),
        });
        JsValue::from_str(&why)
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
