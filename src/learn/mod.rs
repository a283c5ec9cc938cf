//! Learning: work is the review. What is seen in the tool rates how well a behaviour is remembered,
//! and the ratings say when a reminder is worth its seconds, and when a person is left alone.
//!
//! Nothing here shows anything, and no day that merely passes changes anything: a due date is a
//! gate for a nudge whose work is open, never a trigger.

pub mod cadence;
pub mod checking;
pub mod fading;
pub mod level;
pub mod mastery;
pub mod memory;
pub mod rating;
pub mod spacing;

pub use cadence::{Cadence, next_day};
pub use checking::{Checking, DIFFERENT_DRAWS, Round, next_variant};
pub use fading::{Fading, Trials};
pub use level::Level;
pub use mastery::{Practice, SPACED_MS, Stage};
pub use memory::Memory;
pub use rating::{CheckResult, Evidence};
pub use spacing::{Rating, Strength};
