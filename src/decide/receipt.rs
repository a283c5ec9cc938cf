//! The explanation of one decision, for the person it was about.

use serde::{Deserialize, Serialize};

use super::bid_price::Bid;
use super::gates::Reason;
use crate::json::{fields, words};
use crate::pack::Nudge;

/// One decision. It is kept for long, so it is compact: some 300 bytes.
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
    /// How the strongest stood beside what is still to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bid: Option<Bid>,
}

fields! { Receipt: at, input, events, candidates, left; percent, bid, .. }

/// Lines of one kind in a receipt: more than anybody reads, and little enough to keep five hundred.
const MOST_LINES: usize = 16;

impl Receipt {
    /// Keeps what explains most: each event once, and of many candidates first those that are for
    /// the person's role.
    #[must_use]
    pub fn compact(mut self) -> Self {
        let mut events: Vec<String> = Vec::new();
        for event in self.events {
            if events.len() < MOST_LINES && !events.contains(&event) {
                events.push(event);
            }
        }
        self.events = events;
        let is_theirs = |considered: &Considered| considered.1 != Reason::Role;
        let (mut candidates, others): (Vec<_>, Vec<_>) = self.candidates.into_iter().partition(is_theirs);
        candidates.extend(others);
        candidates.truncate(MOST_LINES);
        self.candidates = candidates;
        self
    }
}

/// One candidate: its nudge, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(String, Reason)", into = "(String, Reason)")]
pub struct Considered(pub String, pub Reason);

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its aid shows.
    Shown,
    /// It is withheld, to be judged by.
    Withheld,
    /// A gate stopped it.
    Silent,
}

words! { Outcome: Shown = "shown", Withheld = "withheld", Silent = "silent" }

impl From<(String, Reason)> for Considered {
    fn from((nudge, reason): (String, Reason)) -> Self {
        Self(nudge, reason)
    }
}

impl From<Considered> for (String, Reason) {
    fn from(Considered(nudge, reason): Considered) -> Self {
        (nudge, reason)
    }
}

impl Considered {
    /// What became of `nudge`.
    pub fn new(nudge: &Nudge, reason: Reason) -> Self {
        Self(nudge.nudge.clone(), reason)
    }
}

impl Reason {
    /// What a reason comes to.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Shown => Outcome::Shown,
            Self::Withheld => Outcome::Withheld,
            _ => Outcome::Silent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stops_a_candidate_is_silent() {
        for (reason, outcome) in [
            (Reason::Shown, Outcome::Shown),
            (Reason::Withheld, Outcome::Withheld),
            (Reason::Outbid, Outcome::Silent),
            (Reason::Role, Outcome::Silent),
        ] {
            assert_eq!(reason.outcome(), outcome, "{reason:?}");
        }
    }

    #[test]
    fn a_receipt_of_a_thousand_candidates_stays_small() {
        let considered = |number: usize, reason| Considered(format!("nudge-{number:04}"), reason);
        let others = (0..1_000).map(|number| considered(number, Reason::Role));
        let theirs = (0..5).map(|number| considered(2_000 + number, Reason::Cooldown));
        let receipt = Receipt {
            events: ["a", "b", "a", "a"].map(str::to_owned).to_vec(),
            candidates: others.chain(theirs).collect(),
            ..Receipt::default()
        };
        let receipt = receipt.compact();
        assert_eq!(receipt.events, ["a", "b"]);
        assert_eq!(receipt.candidates.len(), MOST_LINES);
        assert!(receipt.candidates[..5].iter().all(|considered| considered.1 == Reason::Cooldown));
        assert!(receipt.candidates[5..].iter().all(|considered| considered.1 == Reason::Role));
    }
}
