//! What an organisation publishes for one of its teams: visited, believed only as far as it is signed,
//! and put together with what came with the extension. For the module that a browser loads a few times a
//! day; the worker itself only opens what this one hands over.
//!
//! ```text
//! root, team, language ─► visit: what to fetch next ─► what is signed ─► content, and what is told of it
//! ```

mod content;
mod link;
mod policy;
mod told;
mod visit;

pub use link::{Link, Terms};
pub use told::{Quiet, Told};
pub use visit::{Member, Visit, Visited};
