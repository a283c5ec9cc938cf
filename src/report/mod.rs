//! Anonymous counts: the wire schema, the queue, and what to do with a server's answer.

mod delivery;
mod outbox;
mod wire;

pub use delivery::{Delivery, ServerAnswer};
pub use outbox::{Outbox, Refused, Waiting};
pub use wire::{Kind, Report, VERSION};
