//! Spaced: a nudge keeps away for two days, and for as long as its cadence says.

use super::{Candidate, Reason, Situation};
use crate::learn::{Cadence, SPACED_MS};

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let nudge = candidate.nudge();
    if nudge.cadence == Cadence::EachRecord {
        return None;
    }
    let moments = situation.ledger.moments.iter();
    let turns = moments.filter(|moment| moment.nudge == nudge.nudge && moment.is_turn());
    let last = turns.max_by_key(|moment| moment.at)?;
    let cools = situation.now.saturating_sub(last.at) < SPACED_MS;
    (cools || situation.today < nudge.cadence.next_day(last.day)).then_some(Reason::Cooldown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{NOW, Setting, TODAY, check, moment};
    use crate::ledger::{Answer, Moment, MomentState};
    use crate::time::DAY_MS;

    fn had(moment: Moment, cadence: Cadence) -> impl Fn(&mut Setting, &mut crate::content::Published) {
        move |setting, published| {
            published.nudge.cadence = cadence;
            setting.ledger.moments = vec![moment.clone()];
        }
    }

    fn turn(ago_ms: u64, days_ago: i32) -> Moment {
        Moment { nudge: "nudge".into(), at: NOW - ago_ms, day: TODAY.plus(-days_ago), ..moment() }
    }

    #[test]
    fn two_days_and_its_cadence() {
        use Cadence::{Biweekly, EachRecord, Monthly, Spaced, Weekly};
        let silent = Some(Reason::Cooldown);
        let cases = [
            (SPACED_MS - 1, 2, Spaced, silent),
            (SPACED_MS, 2, Spaced, None),
            (SPACED_MS, 2, Weekly, silent),
            (6 * DAY_MS, 6, Weekly, silent),
            (7 * DAY_MS, 7, Weekly, None),
            (13 * DAY_MS, 13, Biweekly, silent),
            (14 * DAY_MS, 14, Biweekly, None),
            (30 * DAY_MS, 30, Monthly, silent),
            (31 * DAY_MS, 31, Monthly, None),
            (0, 0, EachRecord, None),
        ];
        for (ago_ms, days_ago, cadence, expected) in cases {
            check(gate, had(turn(ago_ms, days_ago), cadence), expected);
        }
    }

    #[test]
    fn what_was_not_relevant_had_its_turn() {
        let refunded = Moment { state: MomentState::Refunded, ..turn(SPACED_MS - 1, 2) };
        check(gate, had(refunded, Cadence::Spaced), Some(Reason::Cooldown));
    }

    #[test]
    fn only_turns_of_this_nudge() {
        for other in [
            Moment { nudge: "another".into(), ..turn(0, 0) },
            Moment { state: MomentState::Released, ..turn(0, 0) },
            Moment { answer: Some(Answer::Later), ..turn(0, 0) },
            Moment { pulled: true, ..turn(0, 0) },
        ] {
            check(gate, had(other, Cadence::Spaced), None);
        }
    }
}
