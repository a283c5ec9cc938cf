//! What somebody who knows the whole week beforehand would capture, exactly: a 0/1 knapsack of aids
//! and time, with at most one moment of each day where that is asked for, by dynamic programming.

use super::policy::{COUNT, UNITS};
use super::weeks::Moment;

/// The greatest value of a week within [`COUNT`] aids, [`UNITS`] of time and, perhaps, one a day.
/// The week is in the order of time.
pub fn optimum(week: &[Moment], one_a_day: bool) -> u64 {
    let same = |one: &Moment, other: &Moment| one_a_day && one.weekday == other.weekday;
    // The best value by aids and time that are used at most.
    let mut best = [[0u64; UNITS as usize + 1]; COUNT as usize + 1];
    for rivals in week.chunk_by(same) {
        let before = best;
        for moment in rivals {
            let takes = moment.units as usize;
            for aids in 1..before.len() {
                for time in takes..before[aids].len() {
                    let with = before[aids - 1][time - takes] + u64::from(moment.value);
                    best[aids][time] = best[aids][time].max(with);
                }
            }
        }
    }
    best[COUNT as usize][UNITS as usize]
}
