//! What Cuecard sees on one page: how to read it, what was read, and what that is.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Pairs, Read, Value, by_serde};
use crate::options::AnyField;

/// The answer to [`super::Message::Look`].
#[derive(Deserialize)]
pub struct LookAnswer {
    /// How to read the page; none where no adapter fits.
    pub plan: Option<Box<RawValue>>,
}

impl Read for LookAnswer {
    fn read(answer: &Value) -> Option<Self> {
        by_serde(answer)
    }
}

/// What of a plan the page has to know; the rest is for the content script.
#[derive(Deserialize)]
pub struct Plan {
    pub version: String,
}

/// What a page asks the content script of a tab.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TabMessage<'a> {
    /// Read this, please.
    Look { plan: &'a RawValue },
    /// Let the person point at one of these.
    Point {
        /// What to point at, in the person's language.
        meaning: &'a str,
        root: &'a RawValue,
        facts: &'a RawValue,
        fields: Vec<AnyField>,
    },
}

/// The content script's answer.
#[derive(Deserialize)]
pub struct Answered {
    pub url: String,
    /// None while the part to read is not on the page.
    pub seen: Option<Seen>,
}

/// What was read, as it goes on to the worker.
#[derive(Deserialize)]
pub struct Seen {
    pub readings: Box<RawValue>,
    pub lists: Box<RawValue>,
}

/// The answer to [`super::Message::Looked`].
#[derive(Deserialize)]
pub struct LookedAnswer {
    /// None when the page moved on meanwhile.
    #[serde(default)]
    pub page: Option<PageState>,
}

impl Read for LookedAnswer {
    fn read(answer: &Value) -> Option<Self> {
        by_serde(answer)
    }
}

/// One page as it is read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PageState {
    pub title: String,
    pub page: String,
    pub host: String,
    pub facts: Places,
    pub lists: Pairs<Vec<Places>>,
    /// Facts and lists that are not there.
    pub absent: Vec<String>,
    /// Meanings that nobody has bound.
    pub unbound: Vec<String>,
}

/// Facts by their names.
pub type Places = Pairs<Place>;

/// One fact.
#[derive(Deserialize)]
pub struct Place {
    pub value: String,
    /// Which alternative matched, from 0.
    #[serde(default)]
    pub at: Option<u32>,
    /// Of how many.
    #[serde(default)]
    pub of: Option<u32>,
}
