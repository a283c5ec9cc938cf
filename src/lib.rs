//! The Cuecard engine: what a page's state means, whether an aid may show, and what came of it.
//!
//! Pure: no clock, no I/O, no randomness. Whatever a decision depends on is an argument, so the
//! same arguments give the same bytes, natively and in the browser. Data flows one way:
//! [`adapter`] → [`page`] → [`trigger`] → [`decide`] → [`measure`] → [`report`]; [`step`] is the
//! one door through which the shells (worker, command line, tests) come in.

pub mod adapter;
#[cfg(feature = "trust")]
pub mod approval;
#[cfg(any(feature = "authoring", feature = "verdict"))]
pub mod chance;
pub mod content;
pub mod decide;
#[cfg(feature = "authoring")]
pub mod explain;
pub mod hash;
#[cfg(feature = "trust")]
pub mod join;
pub mod json;
pub mod learn;
pub mod ledger;
pub mod measure;
pub mod pack;
pub mod page;
#[cfg(feature = "authoring")]
pub mod play;
#[cfg(feature = "trust")]
pub mod policy;
pub mod report;
pub mod role;
#[cfg(feature = "authoring")]
pub mod simulation;
mod sort;
#[cfg(feature = "trust")]
mod statement;
pub mod step;
pub mod table;
mod text;
pub mod time;
pub mod trigger;
#[cfg(feature = "trust")]
pub mod trust;
#[cfg(feature = "verdict")]
pub mod verdict;
