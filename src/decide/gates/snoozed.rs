//! *Later*: at the next matching moment, and not while the person is still at it.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let until = situation.lineage(candidate)?.snoozed_until?;
    (situation.now < until).then_some(Reason::Snoozed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{NOW, check};

    #[test]
    fn only_for_its_while() {
        check(gate, |setting, _| setting.lineage("nudge").snoozed_until = Some(NOW), None);
        check(gate, |setting, _| setting.lineage("other").snoozed_until = Some(NOW + 1), None);
        check(
            gate,
            |setting, _| setting.lineage("nudge").snoozed_until = Some(NOW + 1),
            Some(Reason::Snoozed),
        );
    }
}
