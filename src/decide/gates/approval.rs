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
    use crate::time::DAY_MS;

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
        let until = |until| Organisation { until, ..Organisation::default() };
        let told = cases.map(|(end, approval, expected)| (end.map(until), approval, expected));
        // It was seen to be the newest at a time that has not come yet: the clock was set back.
        let seen = |seen| Some(Organisation { seen, until: u64::MAX, ..Organisation::default() });
        let clocks = [
            (seen(NOW + DAY_MS), approval(Reason::Lease, 1), None),
            (seen(NOW + DAY_MS + 1), approval(Reason::Lease, 1), Some(Reason::OutOfDate)),
        ];
        for (organisation, approval, expected) in told.into_iter().chain(clocks) {
            check(
                gate,
                |setting, published| {
                    setting.organisation = organisation.clone();
                    published.approval = approval.clone();
                },
                expected,
            );
        }
    }
}
