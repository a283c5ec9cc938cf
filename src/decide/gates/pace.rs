//! Cards keep a distance from each other, where the role asks for it.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    let pace = &situation.role?.budget.pace;
    let gap_ms = u64::from(pace.gap_minutes) * 60 * 1000;
    let slots = || situation.ledger.moments.iter().filter(|moment| moment.takes_slot());
    let close = slots().any(|moment| situation.now.saturating_sub(moment.at) < gap_ms);
    let today = slots().filter(|moment| moment.day >= situation.today).count();
    let full = pace.most_a_day.is_some_and(|most| u32::try_from(today).is_ok_and(|today| today >= most));
    (close || full).then_some(Reason::Pace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{NOW, Setting, TODAY, check, moment};
    use crate::ledger::Moment;
    use crate::role::Pace;

    const GAP_MS: u64 = 30 * 60 * 1000;

    #[test]
    fn half_an_hour_between_two() {
        let had = |ago: u64, gap_minutes: u32| {
            move |setting: &mut Setting, _: &mut crate::content::Published| {
                setting.paces(Pace { gap_minutes, most_a_day: None });
                setting.ledger.moments = vec![Moment { at: NOW - ago, ..moment() }];
            }
        };
        check(gate, had(GAP_MS, 30), None);
        check(gate, had(GAP_MS - 1, 30), Some(Reason::Pace));
        check(gate, had(0, 0), None);
    }

    #[test]
    fn one_a_day() {
        let had = |day| {
            move |setting: &mut Setting, _: &mut crate::content::Published| {
                setting.paces(Pace { gap_minutes: 0, most_a_day: Some(1) });
                setting.ledger.moments = vec![Moment { day, ..moment() }];
            }
        };
        check(gate, had(TODAY), Some(Reason::Pace));
        check(gate, had(TODAY.plus(-1)), None);
    }
}
