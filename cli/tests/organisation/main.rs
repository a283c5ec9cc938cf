//! From keys to a nudge that is live, as it is typed: who has to have signed, and what nobody can do alone.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod browser;
mod evidence;
mod joining;
mod later;
mod live;
mod made;
mod page;
mod people;
mod policy;
#[cfg(unix)]
mod served;
mod translated;
