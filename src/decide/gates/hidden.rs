//! What cannot be seen is not shown, and not withheld either: both arms lose the same moments.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    (!situation.visible).then_some(Reason::Hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::check;

    #[test]
    fn only_in_a_visible_tab() {
        check(gate, |_, _| {}, None);
        check(gate, |setting, _| setting.visible = false, Some(Reason::Hidden));
    }
}
