//! What one tab last showed, so that an own change can be told from a colleague's.

use serde::{Deserialize, Serialize};

use crate::page::Facts;
use crate::time::Day;

/// How long a pressed *save* waits for the page to show what was saved.
pub const SAVE_MS: u64 = 60_000;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tab {
    /// The record that it shows, as a keyed digest.
    pub record: String,
    /// When it was last read, in milliseconds since 1970.
    pub at: u64,
    /// The civil day of that.
    pub day: Day,
    /// What it last showed outside its form.
    pub facts: Facts,
    /// What the form held when the person pressed *save*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
}

/// A form that was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// What it held.
    pub facts: Facts,
}

impl Draft {
    /// Whether it still waits at `now`. A clock that was set back ends the wait.
    pub fn waits(&self, now: u64) -> bool {
        now.checked_sub(self.at).is_some_and(|waited| waited <= SAVE_MS)
    }
}
