//! What one tab last showed, so that an own change can be told from a colleague's.

use serde::Serialize;

use crate::json::fields;
use crate::page::{Drafts, Facts};
use crate::table::Table;
use crate::time::Day;

/// One tab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tab {
    /// The record that it shows, as a keyed digest.
    pub record: String,
    /// Its host.
    pub host: String,
    /// When it was last read, in milliseconds since 1970.
    pub at: u64,
    /// The civil day of that.
    pub day: Day,
    /// What it last showed outside its forms: raw facts and what they mean.
    pub facts: Facts,
    /// What the person saved and the page has yet to show.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub drafts: Drafts,
    /// The digests of passing things, such as messages, that it showed last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passing: Vec<String>,
    /// What was found since the page arrived.
    #[serde(skip_serializing_if = "Visit::is_empty")]
    pub visit: Visit,
}

fields! { Tab: record, at, day, facts; host, drafts, passing, visit, .. }

impl Tab {
    /// A tab that shows `record` and was not read yet.
    pub fn new(record: &str) -> Self {
        Self {
            record: record.to_owned(),
            host: String::new(),
            at: 0,
            day: Day(0),
            facts: Facts::new(),
            drafts: Drafts::new(),
            passing: Vec::new(),
            visit: Visit::default(),
        }
    }
}

/// Which places were found on one page, for its health.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// The adapter's app and its page.
    pub page: String,
    /// The fact or list, and the alternative that matched; `None`: none did so far.
    pub found: Table<String, Option<u8>>,
}

fields! { Visit: ; page, found, .. }

impl Visit {
    /// Whether nothing was looked for.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}
