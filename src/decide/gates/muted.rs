//! *Never again* is never again.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let lineage = situation.lineage(candidate);
    lineage.is_some_and(|lineage| lineage.muted).then_some(Reason::Muted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::check;

    #[test]
    fn only_the_muted_one() {
        check(gate, |setting, _| setting.lineage("other").muted = true, None);
        check(gate, |setting, _| setting.lineage("nudge").muted = true, Some(Reason::Muted));
    }
}
