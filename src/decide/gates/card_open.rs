//! One card at a time, over all tabs and windows.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    situation.ledger.moments.iter().any(|moment| moment.is_open(situation.now)).then_some(Reason::CardOpen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{check, moment};
    use crate::ledger::{Arm, Moment};

    #[test]
    fn while_another_card_is_open() {
        let with = |card: Moment| {
            move |setting: &mut crate::decide::gates::fixture::Setting, _: &mut crate::content::Published| {
                setting.ledger.moments.push(card.clone());
            }
        };
        check(gate, with(moment()), Some(Reason::CardOpen));
        check(gate, with(Moment { over: true, ..moment() }), None);
        check(gate, with(Moment { arm: Arm::Withheld, ..moment() }), None);
    }
}
