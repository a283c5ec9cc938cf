//! A nudge is for certain roles; without a role nothing shows.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let fits = situation.role.is_some_and(|role| candidate.nudge().roles.contains(&role.role));
    (!fits).then_some(Reason::Role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::check;

    #[test]
    fn only_for_its_roles() {
        check(gate, |_, _| {}, None);
        check(gate, |_, published| published.nudge.roles = vec!["other".into()], Some(Reason::Role));
        check(gate, |setting, _| setting.role = None, Some(Reason::Role));
    }
}
