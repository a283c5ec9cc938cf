//! A page's own history: who changed what, and when. It tells of own acts in other browsers.

use serde::Serialize;

use crate::json::fields;

use crate::table::Table;

/// Which list is the history. Its things have the facts `by` (a person), `field`, `from`, `to` and
/// a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HistorySpec {
    /// The list.
    pub of: String,
    /// The facts, by the names that the history has for their fields.
    pub fields: Table<String, String>,
}

fields! { HistorySpec: of, fields }
