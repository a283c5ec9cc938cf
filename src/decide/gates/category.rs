//! A pack that the person switched off.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let packs = &situation.ledger.settings.silence.packs;
    packs.contains(&candidate.published.pack).then_some(Reason::Category)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::check;

    #[test]
    fn only_the_packs_that_are_off() {
        check(gate, |setting, _| setting.ledger.settings.silence.packs = vec!["other".into()], None);
        let off = vec!["other".into(), "pack".into()];
        check(gate, |setting, _| setting.ledger.settings.silence.packs = off.clone(), Some(Reason::Category));
    }
}
