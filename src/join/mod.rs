//! What an organisation publishes for one of its teams: visited, believed only as far as it is signed,
//! and put together with what came with the extension. For the module that a browser loads a few times a
//! day; the worker itself only opens what this one hands over.
//!
//! ```text
//! root, team, language ─► visit: what to fetch next ─► what is signed ─► content, and what is told of it
//! ```
//!
//! Who co-signs for the team looks at all of it, and says something of one nudge (`signing`):
//!
//! ```text
//! root, team, key ─► looking: what to fetch next ─► agenda: nudges, cards ─► draft ─► signed elsewhere
//! ```

#[cfg(feature = "signing")]
mod agenda;
mod content;
#[cfg(feature = "signing")]
mod cosigner;
mod fetching;
mod link;
#[cfg(feature = "signing")]
mod packs;
mod policy;
#[cfg(feature = "signing")]
mod said;
#[cfg(feature = "signing")]
mod shown;
mod told;
mod visit;

#[cfg(feature = "signing")]
pub use agenda::Agenda;
#[cfg(feature = "signing")]
pub use cosigner::{Cosigner, Looking};
pub use link::{Link, Terms};
#[cfg(feature = "signing")]
pub use said::{Said, Unsaid};
pub use told::{Quiet, Told};
pub use visit::{Member, Visit, Visited};
