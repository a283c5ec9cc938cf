//! The explanation of one decision, for the person it was about.

use serde::{Deserialize, Serialize};

use super::gates::Reason;
use crate::json::fields;
use crate::pack::Nudge;

/// One decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// What it was decided from: 16 hexadecimal digits over facts, events and budget.
    pub input: String,
    /// The events that made candidates, by name.
    pub events: Vec<String>,
    /// Every candidate and what became of it; the chosen one first.
    pub candidates: Vec<Considered>,
    /// What is left of the budget before this: aids and seconds.
    pub left: (u32, u32),
    /// The chance of *shown* of the chosen one, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
}

fields! { Receipt: at, input, events, candidates, left; percent, .. }

/// One candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Considered {
    /// The nudge.
    pub nudge: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Its aid shows.
    Shown,
    /// It is withheld, to be judged by.
    Withheld,
    /// A gate stopped it.
    Silent,
}

impl Considered {
    /// A candidate that a gate stopped.
    pub fn stopped(nudge: &Nudge, reason: Reason) -> Self {
        Self { nudge: nudge.nudge.clone(), outcome: Outcome::Silent, reason }
    }
}
