//! A site where the person wants no aid.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, _: &Candidate<'_>) -> Option<Reason> {
    let hosts = &situation.ledger.settings.silence.hosts;
    hosts.iter().any(|host| host == situation.host).then_some(Reason::Site)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{HOST, check};

    #[test]
    fn only_the_sites_that_are_off() {
        check(gate, |setting, _| setting.ledger.settings.silence.hosts = vec!["other".into()], None);
        check(
            gate,
            |setting, _| setting.ledger.settings.silence.hosts = vec![HOST.into()],
            Some(Reason::Site),
        );
    }
}
