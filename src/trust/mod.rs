//! Whether what was fetched comes from whom it says, is still in force, and is the newest there is: a
//! client of The Update Framework (TUF 1.0, section 5 of its specification). `docs/trust.md` says what
//! is checked in which order.
//!
//! Pure: whoever has files, a folder or a network, asks a [`Client`] what it wants and gives it that,
//! until it wants no more. What it is given is believed only once the signatures over it hold.

mod accepted;
mod announced;
mod canonical;
mod client;
mod envelope;
mod header;
mod limits;
mod object;
mod path;
mod refusal;
mod root;
#[cfg(feature = "signing")]
pub mod sign;
mod signers;
mod snapshot;
mod state;
mod targets;
mod tree;

pub use accepted::{Accepted, Target, TrustedRole};
pub use client::{Client, Scope, Wanted, run};
pub(crate) use envelope::Envelope;
pub use refusal::{Reason, Refusal};
pub use state::{State, pin};

#[cfg(test)]
#[path = "../../tests/trust/forge.rs"]
mod forge;
