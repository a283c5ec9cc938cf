//! Spacing: what was done right lately can wait.

use super::{Candidate, Reason, Situation};
use crate::learn::Cadence;

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let spaced = candidate.nudge().cadence != Cadence::EachRecord;
    (spaced && !situation.lineage(candidate)?.practice.is_due(situation.today)).then_some(Reason::NotDue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{Setting, check};
    use crate::learn::Evidence;

    /// What the person did so many days ago, and what that comes to.
    type Case<'a> = (&'a [(i32, Evidence)], Option<Reason>);

    #[test]
    fn right_lately_waits_and_wrong_lately_does_not() {
        let (good, lapse) = (Evidence::Success { shown_at: None }, Evidence::Lapse);
        let cases: [Case<'_>; 7] = [
            (&[], None),
            (&[(1, good)], Some(Reason::NotDue)),
            (&[(30, good)], None),
            (&[(1, lapse)], None),
            // The error at hand does not put off what was due before it …
            (&[(0, lapse)], None),
            (&[(1, lapse), (0, lapse)], None),
            // … nor does it hurry what can wait.
            (&[(1, good), (0, lapse)], Some(Reason::NotDue)),
        ];
        for (work, expected) in cases {
            check(gate, |setting, _| setting.practises("nudge", work), expected);
            check(gate, |setting, _| setting.practises("another", work), None);
        }
        let flag = |setting: &mut Setting, published: &mut crate::content::Published| {
            setting.practises("nudge", &[(1, good)]);
            published.nudge.cadence = Cadence::EachRecord;
        };
        check(gate, flag, None);
    }
}
