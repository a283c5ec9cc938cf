//! What is remembered of one nudge.

use serde::Serialize;

use super::Arm;
use crate::json::fields;
use crate::learn::{Checking, Fading, Practice};
use crate::sort::sort;
use crate::table::Table;
use crate::time::Day;

/// One nudge's lineage: editorial changes stay in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lineage {
    /// The person asked never to see it again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
    /// The person's first eligible moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstMoment>,
    /// The person was seen to do it before that, and before they asked for the aid. Noted only where an
    /// organisation's policy lets it be told.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub did: bool,
    /// How many moments were drawn after the first.
    pub draws: u32,
    /// Put off: not before this time, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<u64>,
    /// How often its card was closed before anybody could have read it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub fast: u32,
    /// What its cards really took.
    #[serde(default, skip_serializing_if = "Spending::is_empty")]
    pub spending: Spending,
    /// How often the person asked for it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pulls: u32,
    /// How well the person does it, from work and checks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub practice: Practice,
    /// What was asked of it, and how it went.
    #[serde(default, skip_serializing_if = "is_default")]
    pub checking: Checking,
    /// What came of shown and of withheld moments.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fading: Fading,
    /// The records, as keyed digests, on which it had its moment.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub records: Table<String, Day>,
}

fields! {
    Lineage: ;
    muted, first, did, draws, snoozed_until, fast, spending, pulls, practice, checking, fading, records, ..
}

/// Answers that are remembered for the median: enough to be steady, few enough to follow a change.
const KEEP_SPENT: usize = 15;

/// What the shown cards of one nudge really took, so that withheld moments debit the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spending {
    /// The seconds of the last answered cards, the newest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seconds: Vec<u32>,
    /// Cards that were answered.
    answered: u32,
    /// Those of them that were said not to be relevant.
    refunded: u32,
}

fields! { Spending: ; seconds, answered, refunded, .. }

impl Spending {
    /// Whether no card was answered yet.
    pub fn is_empty(&self) -> bool {
        self.answered == 0
    }

    /// Notes one answered card.
    pub fn note(&mut self, seconds: u32, refunded: bool) {
        self.seconds.push(seconds);
        self.seconds.drain(..self.seconds.len().saturating_sub(KEEP_SPENT));
        self.answered = self.answered.saturating_add(1);
        self.refunded = self.refunded.saturating_add(u32::from(refunded));
    }

    /// The median of what cards took lately, in seconds; `estimate` while there is none.
    pub fn median(&self, estimate: u32) -> u32 {
        let mut sorted = self.seconds.clone();
        sort(&mut sorted);
        sorted.get(sorted.len() / 2).copied().unwrap_or(estimate)
    }

    /// Whether a withheld moment is refunded, as often as shown ones are. `drawn` is uniform.
    pub fn refunds(&self, drawn: u32) -> bool {
        let share = u64::from(self.refunded) << 32;
        u64::from(drawn) * u64::from(self.answered) < share
    }
}

fn is_default<T: Default + PartialEq>(part: &T) -> bool {
    *part == T::default()
}

pub(super) fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// The first eligible moment: it alone is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FirstMoment {
    /// Its arm.
    pub arm: Arm,
    /// Its day.
    pub day: Day,
}

fields! { FirstMoment: arm, day, .. }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withheld_moments_take_what_shown_ones_took() {
        let mut spending = Spending::default();
        assert_eq!(spending.median(90), 90, "the estimate, before there is an answer");
        assert!(!spending.refunds(0));
        for (seconds, refunded) in [(10, false), (50, true), (20, false)] {
            spending.note(seconds, refunded);
        }
        assert_eq!(spending.median(90), 20);
        // One of three was refunded: so is the lowest third of what is drawn.
        for (drawn, refunds) in
            [(0, true), (u32::MAX / 3 - 1, true), (u32::MAX / 3 + 1, false), (u32::MAX, false)]
        {
            assert_eq!(spending.refunds(drawn), refunds, "{drawn}");
        }
        (0..KEEP_SPENT).for_each(|_| spending.note(100, false));
        assert_eq!(spending.median(90), 100);
        assert_eq!(spending.seconds.len(), KEEP_SPENT);
    }
}
