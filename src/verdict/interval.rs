//! How large the difference is, with a margin: Agresti and Caffo (2000), 80 %.

use super::block::Block;

/// The standard normal's 90th percentile: 10 % lie beyond each end of an 80 % interval.
pub const NORMAL_90: f64 = 1.281_551_565_544_600_4;

/// From where to where the difference between shown and withheld may lie, as shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub lower: f64,
    /// Its upper end: with 90 % confidence it is not more.
    pub upper: f64,
}

/// The 80 % interval of the difference: one success and one failure are added to each arm.
pub fn agresti_caffo(total: &Block) -> Interval {
    let arm = |successes: u32, entries: u32| {
        let entries = f64::from(entries) + 2.0;
        let rate = (f64::from(successes) + 1.0) / entries;
        (rate, rate * (1.0 - rate) / entries)
    };
    let (shown, withheld) = (total.shown(), total.withheld());
    let (rate, spread) = arm(shown.successes, shown.entries);
    let (other_rate, other_spread) = arm(withheld.successes, withheld.entries);
    let difference = rate - other_rate;
    let margin = NORMAL_90 * libm::sqrt(spread + other_spread);
    Interval { lower: difference - margin, upper: difference + margin }
}

#[cfg(test)]
mod tests {
    use super::super::block::Counts;
    use super::*;

    #[test]
    fn more_people_make_it_narrower_and_nobody_makes_it_wide() {
        let of = |s1, n1, s0, n0| {
            agresti_caffo(&Block::new(Counts::known(s1, n1), Counts::known(s0, n0)).unwrap())
        };
        let (few, many, none) = (of(4, 10, 3, 10), of(400, 1_000, 300, 1_000), of(0, 0, 0, 0));
        assert!(few.lower < 0.0 && many.lower > 0.0 && many.upper < few.upper, "{few:?} {many:?}");
        assert!((none.lower + none.upper).abs() < 1e-15 && none.upper > 0.6, "{none:?}");
    }
}
