//! When a nudge becomes a candidate: typed conditions, counts of the past, and the index that
//! finds the few that could care among thousands.

mod condition;
mod counted;
mod event;
#[cfg(feature = "authoring")]
mod explain;
mod history;
mod index;
mod program;

pub use condition::{Condition, FactTest, Test};
pub use counted::Counted;
pub use event::{Event, Moved, On};
#[cfg(feature = "authoring")]
pub use explain::{Explained, Leaf, Outcome, explain};
pub use history::{EVER_DAYS, History, KEEP_DAYS, Past};
pub use index::{Index, Rule};
