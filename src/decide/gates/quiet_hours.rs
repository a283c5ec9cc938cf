//! Hours of the day when nothing comes up.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    let theirs = situation.organisation.into_iter().flat_map(|organisation| &organisation.quiet_hours);
    let mut hours = situation.ledger.settings.silence.hours.iter().chain(theirs);
    hours.any(|hours| hours.hold(situation.minute)).then_some(Reason::QuietHours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Organisation;
    use crate::decide::gates::fixture::{MINUTE, check};
    use crate::ledger::QuietHours;

    #[test]
    fn only_within_them() {
        let hours = |from, until| QuietHours { from, until };
        for (hours, expected) in [
            (hours(MINUTE - 1, MINUTE), None),
            (hours(MINUTE, MINUTE + 1), Some(Reason::QuietHours)),
            (hours(MINUTE + 1, MINUTE + 2), None),
        ] {
            check(gate, |setting, _| setting.ledger.settings.silence.hours = Some(hours), expected);
            let theirs = Organisation { quiet_hours: vec![hours], ..Organisation::default() };
            check(gate, |setting, _| setting.organisation = Some(theirs.clone()), expected);
        }
    }
}
