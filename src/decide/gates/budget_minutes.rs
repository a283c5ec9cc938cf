//! So many minutes a period, and never more than an hour a week.

use super::{Candidate, Reason, Situation};
use crate::decide::budget::{CEILING_SECONDS, spent};
use crate::role::Period;

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let budget = &situation.role?.budget;
    let fits = |period: &Period, limit: u32| {
        let spent = spent(&situation.ledger.moments, period, situation.today).seconds;
        spent.saturating_add(candidate.nudge().seconds) <= limit
    };
    let fits = fits(&budget.period, budget.seconds) && fits(&Period::Week, CEILING_SECONDS);
    (!fits).then_some(Reason::BudgetMinutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{Setting, TODAY, check, moment};
    use crate::ledger::Moment;

    #[test]
    fn what_is_left_must_hold_the_aid() {
        // The fixture's aid takes 100 seconds, its role has 360.
        let had = |seconds: u32| {
            move |setting: &mut Setting, _: &mut crate::content::Published| {
                setting.ledger.moments = vec![Moment { seconds, ..moment() }];
            }
        };
        check(gate, had(260), None);
        check(gate, had(261), Some(Reason::BudgetMinutes));
    }

    #[test]
    fn an_hour_a_week_also_in_a_long_sprint() {
        let sprint = |seconds: u32| {
            move |setting: &mut Setting, _: &mut crate::content::Published| {
                if let Some(role) = &mut setting.role {
                    role.budget.period = Period::Sprint { starts: TODAY.plus(-20), days: 42 };
                    role.budget.seconds = 100_000;
                }
                setting.ledger.moments = vec![Moment { seconds, ..moment() }];
            }
        };
        check(gate, sprint(CEILING_SECONDS - 100), None);
        check(gate, sprint(CEILING_SECONDS - 99), Some(Reason::BudgetMinutes));
    }
}
