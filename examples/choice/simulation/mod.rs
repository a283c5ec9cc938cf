//! The choice under scarcity, simulated: the rule that is shipped against simpler ones, as shares
//! of what could have been had at best.

pub mod optimum;
pub mod policy;
pub mod weeks;

use cuecard::simulation::Chance;
use optimum::optimum;
use policy::{Policy, captured};
use weeks::{Moment, Setting, week};

/// The policies in the order of [`Shares`].
pub const POLICIES: [Policy; 4] = [Policy::FirstCome, Policy::TopHalf, Policy::Secretary, Policy::BidPrice];

/// Weeks of a person's life that are simulated.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// Weeks that pass before any is counted.
    pub history: usize,
    /// Weeks that are counted.
    pub counted: usize,
}

/// Half a year after four weeks of history, as the research counts.
pub const SETTLED: Life = Life { history: 4, counted: 26 };
/// The first two weeks.
pub const NEWCOMER: Life = Life { history: 0, counted: 2 };

/// The share of the optimum that each policy captures over at least so many counted weeks.
pub fn shares(setting: &Setting, life: Life, weeks: usize, seed: u64) -> [f64; POLICIES.len()] {
    let mut chance = Chance::seeded(seed);
    let mut best = 0;
    let mut sums = [0; POLICIES.len()];
    for _ in 0..weeks.div_ceil(life.counted) {
        let of = life.history + life.counted;
        let lived: Vec<Vec<Moment>> = (0..of).map(|number| week(setting, number, of, &mut chance)).collect();
        best += lived.iter().skip(life.history).map(|week| optimum(week, setting.one_a_day)).sum::<u64>();
        for (sum, policy) in sums.iter_mut().zip(POLICIES) {
            *sum += captured(policy, setting, &lived).iter().skip(life.history).sum::<u64>();
        }
    }
    sums.map(|sum| sum as f64 / best as f64)
}
