//! Anonymous counts: what is told, how it travels, the queue, and what to do with a server's answer.

mod delivery;
mod fact;
mod kind;
mod noise;
mod outbox;
#[cfg(feature = "authoring")]
pub mod sheet;

pub use delivery::{Delivery, ServerAnswer};
pub use fact::Report;
pub use kind::{Kind, Label, SCHEMA, Shape, VERSION};
pub use noise::Noise;
pub use outbox::{Outbox, Refused, Waiting};
