//! So many cards of one pack in a week.

use super::{Candidate, Reason, Situation};
use crate::role::Period;

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let most = candidate.published.most_a_week?;
    let (monday, _) = Period::Week.around(situation.today);
    let of_pack = situation.ledger.moments.iter().filter(|moment| moment.pack == candidate.published.pack);
    let taken = of_pack.filter(|moment| moment.takes_slot() && moment.day >= monday).count();
    u32::try_from(taken).is_ok_and(|taken| taken >= most).then_some(Reason::PackCap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{TODAY, check, moment};
    use crate::ledger::{Moment, MomentState};

    #[test]
    fn only_what_its_pack_took_this_week() {
        let cases = [
            (Moment { pack: "pack".into(), ..moment() }, Some(Reason::PackCap)),
            (Moment { pack: "other".into(), ..moment() }, None),
            (Moment { pack: "pack".into(), pulled: true, ..moment() }, None),
            (Moment { pack: "pack".into(), state: MomentState::Released, ..moment() }, None),
            (Moment { pack: "pack".into(), day: TODAY.monday().plus(-1), ..moment() }, None),
        ];
        for (had, expected) in cases {
            check(
                gate,
                |setting, published| {
                    published.most_a_week = Some(1);
                    setting.ledger.moments = vec![had.clone()];
                },
                expected,
            );
        }
    }
}
