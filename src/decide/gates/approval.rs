//! What an organisation publishes comes up only as long as those stand by it who have to.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let approval = candidate.published.approval.as_ref();
    situation.organisation?.lack(approval, situation.now, situation.today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Approval, Organisation};
    use crate::decide::gates::fixture::{NOW, TODAY, check};

    #[test]
    fn only_what_is_approved_and_as_long_as_it_is() {
        let approval =
            |reason, days| Some(Approval { reason, from: TODAY.plus(days), ..Approval::default() });
        let cases = [
            (None, None, None),
            (None, approval(Reason::CoSign, 0), None),
            (Some(NOW + 1), None, Some(Reason::CoSign)),
            (Some(NOW + 1), approval(Reason::Lease, 1), None),
            (Some(NOW + 1), approval(Reason::Lease, 0), Some(Reason::Lease)),
            (Some(NOW + 1), approval(Reason::SwitchedOff, -9), Some(Reason::SwitchedOff)),
            (Some(NOW), approval(Reason::Lease, 1), Some(Reason::OutOfDate)),
            (Some(NOW), approval(Reason::Pilot, -1), Some(Reason::OutOfDate)),
        ];
        for (until, approval, expected) in cases {
            check(
                gate,
                |setting, published| {
                    setting.organisation =
                        until.map(|until| Organisation { until, ..Organisation::default() });
                    published.approval = approval.clone();
                },
                expected,
            );
        }
    }
}
