//! Whether a candidate takes one of the last slots, or leaves it to a stronger one that is still
//! to come. Source of the rule: research, engine, *Choice under scarcity*. Whole numbers only, and
//! no division where it decides, so that it decides the same everywhere.

use serde::Serialize;

use crate::json::fields;

use super::demand::{Arrivals, Demand, weekday};
use super::priors::Priors;
use super::worth::Worth;
use crate::role::Period;
use crate::time::Day;

/// A mean over fewer weeks than these is filled up with prior weeks.
const LEAST_WEEKS: u64 = 4;

/// What is left of a budget period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Aids.
    pub count: u32,
    /// Seconds.
    pub seconds: u32,
}

/// What a candidate is worth beside what is still to come, for the receipt and for the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bid {
    /// Its value in ten-thousandths.
    pub value: u32,
    /// Aids that the rest of the budget holds.
    pub slots_left: u32,
    /// Stronger moments that are expected before the period ends, in tenths, rounded.
    pub stronger_tenths: u32,
    /// It is weaker than what the packs' lowest quarter would be worth to this person.
    pub too_weak: bool,
    /// It shows.
    pub shows: bool,
}

fields! { Bid: value, slots_left, stronger_tenths, too_weak, shows, .. }

/// The bid of a candidate of this `worth` on `today`: it shows if fewer stronger moments are
/// expected in the rest of the `period` than slots are `left`, and if it is not too weak. The bar
/// falls as the period runs out, and nothing is carried over into the next.
pub fn bid(demand: &Demand, priors: &Priors, period: &Period, today: Day, left: Left, worth: Worth) -> Bid {
    let slots_left = slots(left, priors.mean_seconds);
    let stronger = coming(demand, priors, period, today).times(share_better(demand, priors, worth.value));
    let too_weak = worth.strength < priors.floor();
    Bid {
        value: worth.value,
        slots_left,
        stronger_tenths: stronger.tenths(),
        too_weak,
        shows: !too_weak && stronger.below(slots_left),
    }
}

/// The aids that fit into what is left, if each takes the mean.
fn slots(left: Left, mean_seconds: u32) -> u32 {
    left.seconds.checked_div(mean_seconds).map_or(left.count, |fit| left.count.min(fit))
}

/// The candidate moments that are expected in the rest of the period: so many a week, times the
/// share of the weekdays that are left. Today counts whole, whatever its hour: what would be lost
/// by showing too soon is stronger than what is lost by showing too late, and counting half of it
/// costs one to two points in the simulation.
fn coming(demand: &Demand, priors: &Priors, period: &Period, today: Day) -> Ratio {
    let (first, last) = period.around(today);
    let Arrivals { mut weekdays, weeks } = demand.before(first);
    let missing = LEAST_WEEKS.saturating_sub(weeks);
    let twice_arrivals = 2 * weekdays.iter().sum::<u64>() + missing * priors.in_two_weeks;
    // One more on each working day: the profile of a person of whom nothing is known.
    for working_day in &mut weekdays[..5] {
        *working_day += 1;
    }
    let week: u64 = weekdays.iter().sum();
    let days_left = u64::from(last.0.abs_diff(today.0)) + 1;
    let odd_days: u64 = (0..days_left % 7).map(|days| weekdays[weekday(today.plus(days as i32))]).sum();
    Ratio {
        over: twice_arrivals * (days_left / 7 * week + odd_days),
        under: 2 * weeks.max(LEAST_WEEKS) * week,
    }
}

/// The share of the last values and of the priors that are above `value`. Ties count half.
fn share_better(demand: &Demand, priors: &Priors, value: u32) -> Ratio {
    let mut share = Ratio { over: 0, under: 0 };
    for other in demand.values().iter().chain(&priors.values) {
        share.over += u64::from(*other > value) + u64::from(*other >= value);
        share.under += 2;
    }
    share
}

/// A number that is not negative. Demand caps its counts, priors their nudges, and a period has
/// 2¹⁶ days at most: no term or product here comes near 2⁶³.
#[derive(Clone, Copy, Debug)]
struct Ratio {
    over: u64,
    under: u64,
}

impl Ratio {
    fn times(self, other: Self) -> Self {
        Self { over: self.over * other.over, under: self.under * other.under }
    }

    fn below(self, whole: u32) -> bool {
        self.over < self.under * u64::from(whole)
    }

    /// In tenths, halves up.
    fn tenths(self) -> u32 {
        let tenths = (20 * self.over + self.under).checked_div(2 * self.under).unwrap_or(0);
        u32::try_from(tenths).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests;
