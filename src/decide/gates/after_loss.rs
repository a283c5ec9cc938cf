//! After a ledger was lost, what was spent is unknown: quiet until the next week.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    situation.ledger.quiet_until.is_some_and(|day| situation.today < day).then_some(Reason::AfterLoss)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{TODAY, check};

    #[test]
    fn until_the_day_comes() {
        check(gate, |setting, _| setting.ledger.quiet_until = Some(TODAY), None);
        check(gate, |setting, _| setting.ledger.quiet_until = Some(TODAY.plus(1)), Some(Reason::AfterLoss));
    }
}
