//! The floor: a block closes only when both arms have enough new people, so that no count is about a
//! few of them. It looks at n, never at successes.

use super::block::Block;
use super::judge::Week;

/// Takes weeks of a stratum together until both arms have at least `floor` people; what never gets
/// there stays out. `weeks` are in the order of days, and so is the answer.
pub fn closed(weeks: &[Week], floor: u32) -> Vec<Week> {
    let mut open: Vec<Week> = Vec::new();
    let mut closed = Vec::new();
    for week in weeks {
        let mut joined = *week;
        if let Some(place) = open.iter().position(|other| other.stratum == week.stratum) {
            joined = plus(&open.swap_remove(place), week);
        }
        let fits = |block: &Block| block.smaller_arm() >= floor || *block == Block::default();
        if joined.behaviour.smaller_arm() >= floor && fits(&joined.guardrail) {
            closed.push(joined);
        } else {
            open.push(joined);
        }
    }
    closed
}

fn plus(one: &Week, other: &Week) -> Week {
    Week {
        day: other.day,
        stratum: other.stratum,
        behaviour: one.behaviour.plus(&other.behaviour),
        guardrail: one.guardrail.plus(&other.guardrail),
        shows: one.shows.saturating_add(other.shows),
        fast_dismissals: one.fast_dismissals.saturating_add(other.fast_dismissals),
        // Those of one stratum are told alike.
        noise: other.noise,
    }
}

#[cfg(test)]
mod tests {
    use super::super::block::Counts;
    use super::*;

    fn week(day: u32, stratum: u32, shown: u32, withheld: u32) -> Week {
        let behaviour = Block::new(Counts::known(1, shown), Counts::known(0, withheld)).unwrap();
        Week { day, stratum, behaviour, shows: shown, ..Week::default() }
    }

    #[test]
    fn weeks_wait_for_each_other_until_both_arms_have_enough() {
        let weeks = [week(11, 0, 12, 9), week(11, 1, 10, 10), week(18, 0, 3, 2), week(18, 1, 30, 9)];
        let found: Vec<_> = closed(&weeks, 10)
            .iter()
            .map(|week| (week.day, week.stratum, week.behaviour.shown().entries, week.shows))
            .collect();
        assert_eq!(found, [(11, 1, 10, 10), (18, 0, 15, 15)], "the last of stratum 1 has nine withheld");
        assert_eq!(closed(&weeks, 0), weeks);
        assert!(closed(&weeks, 31).is_empty());
    }
}
