//! Whether a candidate shows: gates in a fixed order, one choice, the arm, and the receipt.

mod arm;
mod bid_price;
mod budget;
mod demand;
mod gates;
mod priors;
mod receipt;
mod worth;

pub use arm::{Draw, Standing, draw};
pub use bid_price::{Bid, Left, bid};
pub use budget::{Spent, spent};
pub use demand::Demand;
pub use gates::{Candidate, GATES, Reason, Situation};
pub use priors::Priors;
pub use receipt::{Considered, Outcome, Receipt};
pub use worth::{Evidence, ONE, Urgency, Worth};

use crate::pack::Nudge;

/// The best of the candidates that passed every gate, and a verdict on each of the others: more
/// severe first, then shorter, then by name. Choice by worth under scarcity refines this order.
pub fn choose<'a>(
    situation: &Situation<'_>,
    candidates: &[Candidate<'a>],
) -> (Option<Candidate<'a>>, Vec<Considered>) {
    let mut considered: Vec<Considered> = Vec::new();
    let mut passed: Vec<Candidate<'a>> = Vec::new();
    for candidate in candidates {
        match GATES.iter().find_map(|gate| gate(situation, candidate)) {
            Some(reason) => considered.push(Considered::new(candidate.nudge(), reason)),
            None => passed.push(*candidate),
        }
    }
    let best = passed.iter().min_by_key(|candidate| rank(candidate.nudge())).copied();
    for candidate in &passed {
        if best.is_none_or(|best| best.nudge().nudge != candidate.nudge().nudge) {
            considered.push(Considered::new(candidate.nudge(), Reason::Outbid));
        }
    }
    (best, considered)
}

fn rank(nudge: &Nudge) -> (std::cmp::Reverse<crate::pack::Severity>, u32, &str) {
    (std::cmp::Reverse(nudge.severity), nudge.seconds, &nudge.nudge)
}
