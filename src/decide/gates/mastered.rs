//! Who does it unaided is left alone, until they slip.

use super::{Candidate, Reason, Situation};
use crate::learn::Cadence;

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let spaced = candidate.nudge().cadence != Cadence::EachRecord;
    (spaced && situation.lineage(candidate)?.practice.is_mastered()).then_some(Reason::Mastered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{Setting, check};
    use crate::learn::Evidence;

    /// What the person did so many days ago, and what that comes to.
    type Case<'a> = (&'a [(i32, Evidence)], Option<Reason>);

    #[test]
    fn two_spaced_successes_and_no_lapse_since() {
        let silent = Some(Reason::Mastered);
        let (good, lapse) = (Evidence::Success { shown_at: None }, Evidence::Lapse);
        let cases: [Case<'_>; 4] = [
            (&[(9, good)], None),
            (&[(9, good), (5, good)], silent),
            (&[(9, good), (8, good)], None),
            (&[(9, good), (5, good), (1, lapse)], None),
        ];
        for (work, expected) in cases {
            check(gate, |setting, _| setting.practises("nudge", work), expected);
            check(gate, |setting, _| setting.practises("another", work), None);
        }
        let flag = |setting: &mut Setting, published: &mut crate::content::Published| {
            setting.practises("nudge", &[(9, good), (5, good)]);
            published.nudge.cadence = Cadence::EachRecord;
        };
        check(gate, flag, None);
    }
}
