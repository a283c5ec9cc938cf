//! So many aids a period, over all tools. No author can override it.

use super::{Candidate, Reason, Situation};
use crate::decide::budget::spent;

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    let budget = &situation.role?.budget;
    let spent = spent(&situation.ledger.moments, &budget.period, situation.today);
    (spent.count >= budget.count).then_some(Reason::BudgetCount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{Setting, TODAY, check, moment};
    use crate::ledger::{Moment, MomentState};
    use crate::pack::Severity;

    #[test]
    fn three_a_week_whatever_the_author_says() {
        let had = |moments: Vec<Moment>| {
            move |setting: &mut Setting, published: &mut crate::content::Published| {
                published.nudge.severity = Severity::Critical;
                setting.ledger.moments = moments.clone();
            }
        };
        let refunded = Moment { state: MomentState::Refunded, ..moment() };
        let last_week = Moment { day: TODAY.monday().plus(-1), ..moment() };
        check(gate, had(vec![moment(); 2]), None);
        check(gate, had(vec![moment(); 3]), Some(Reason::BudgetCount));
        check(gate, had(vec![moment(), moment(), refunded]), None);
        check(gate, had(vec![moment(), moment(), last_week]), None);
    }
}
