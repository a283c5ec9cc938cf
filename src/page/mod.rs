//! Typed pictures of a page, and what happened between two of them.

mod change;
mod unnamed;
mod value;

pub use change::{Change, Draft, Drafts, SAVE_MS, drop_drafts, keep_drafts, own_changes};
pub use unnamed::{PART, START, Unnamed, plain};
pub use value::{Decimal, Kind, Value};

use crate::table::Table;

/// Facts by name. Absent places are absent here: never a guess.
pub type Facts = Table<String, Value>;
