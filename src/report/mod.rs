//! Anonymous counts: what is told, how it travels, the queue, and what to do with a server's answer.

mod delivery;
mod kinds;
mod outbox;
mod wire;

pub use delivery::{Delivery, ServerAnswer};
pub use kinds::{HealthReport, Report, WindowReport};
pub use outbox::{Outbox, Refused, Waiting};
pub use wire::Kind;
