//! What no way to choose could exceed: a knapsack over each period, solved exactly by dynamic
//! programming (Bellman, *Dynamic Programming*, 1957), in which nothing binds but the budget. Spacing
//! and pace would bind too, so what can really be had is less.

use super::life::Moment;
use crate::role::Role;
use crate::time::{DAY_MS, Day};

/// Seconds are counted in tens, rounded down: the bound stays one.
const UNIT_SECONDS: u32 = 10;

/// The greatest worth of a person's moments within their role's budget.
pub fn of(role: &Role, moments: &[Moment]) -> u64 {
    let period = |moment: &Moment| {
        let day = Day(i32::try_from(moment.at / DAY_MS).unwrap_or_default());
        role.budget.period.around(day).0
    };
    moments.chunk_by(|one, other| period(one) == period(other)).map(|moments| best(role, moments)).sum()
}

fn best(role: &Role, moments: &[Moment]) -> u64 {
    let count = role.budget.count as usize;
    let units = (role.budget.seconds / UNIT_SECONDS) as usize;
    // The best worth by cards and time that are used at most.
    let mut best = vec![vec![0u64; units + 1]; count + 1];
    for moment in moments {
        let takes = (moment.seconds / UNIT_SECONDS) as usize;
        for cards in (1..=count).rev() {
            for time in (takes..=units).rev() {
                let with = best[cards - 1][time - takes] + u64::from(moment.value);
                best[cards][time] = best[cards][time].max(with);
            }
        }
    }
    best[count][units]
}
