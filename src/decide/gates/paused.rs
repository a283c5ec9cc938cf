//! The person wants no aid for a while.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    let silence = &situation.ledger.settings.silence;
    let paused = silence.until.is_some_and(|until| situation.now < until)
        || silence.until_day.is_some_and(|day| situation.today < day);
    paused.then_some(Reason::Paused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{NOW, TODAY, check};
    use crate::ledger::Silence;

    #[test]
    fn until_its_end() {
        let cases = [
            (Silence { until: Some(NOW), ..Silence::default() }, None),
            (Silence { until: Some(NOW + 1), ..Silence::default() }, Some(Reason::Paused)),
            (Silence { until_day: Some(TODAY), ..Silence::default() }, None),
            (Silence { until_day: Some(TODAY.plus(1)), ..Silence::default() }, Some(Reason::Paused)),
        ];
        for (silence, expected) in cases {
            check(gate, |setting, _| setting.ledger.settings.silence = silence.clone(), expected);
        }
    }
}
