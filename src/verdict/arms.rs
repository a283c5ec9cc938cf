//! Whether both arms lost the same: if one lost more, nothing that follows can be trusted.

use super::block::Block;
use super::deadline::midp;
use super::workspace::Workspace;

/// Arm sizes that chance gives this rarely were not made by chance.
pub const SIZES_BY_CHANCE: f64 = 0.001;
/// Missing outcomes may differ by so many points at most.
pub const MISSING_POINTS: f64 = 10.0;
/// A smaller difference is not chance either if chance gives it this rarely.
pub const MISSING_BY_CHANCE: f64 = 0.01;

/// How likely chance alone gives arms at least as uneven as these, when `share` of all is shown:
/// twice the smaller tail of the binomial distribution.
pub fn chance_of_sizes(shown: u32, withheld: u32, share: f64) -> f64 {
    let both = tail(shown, withheld, share).min(tail(withheld, shown, 1.0 - share));
    (2.0 * both).min(1.0)
}

/// The probability of at most `some` of `some + rest`, when each comes with this share.
fn tail(some: u32, rest: u32, share: f64) -> f64 {
    let (some, rest) = (f64::from(some), f64::from(rest));
    let ways = libm::lgamma(some + rest + 1.0) - libm::lgamma(some + 1.0) - libm::lgamma(rest + 1.0);
    let mut term = libm::exp(ways + some * libm::log(share) + rest * libm::log(1.0 - share));
    let odds = (1.0 - share) / share;
    let mut sum = 0.0;
    let mut at = some;
    while at >= 0.0 && term > sum * f64::EPSILON {
        sum += term;
        term *= at / (some + rest - at + 1.0) * odds;
        at -= 1.0;
    }
    sum
}

/// Whether more outcomes are missing in one arm than the other can explain.
pub fn missing_differs(total: &Block, workspace: &mut Workspace) -> bool {
    let difference = (total.shown().missing_rate() - total.withheld().missing_rate()).abs();
    if difference == 0.0 {
        return false;
    }
    let one_sided = midp(&[total.of_missing()], workspace);
    difference * 100.0 > MISSING_POINTS || 2.0 * one_sided.min(1.0 - one_sided) < MISSING_BY_CHANCE
}

#[cfg(test)]
mod tests {
    use super::super::block::Counts;
    use super::*;

    #[test]
    fn arm_sizes_have_their_binomial_chance() {
        let cases = [
            // 2 × (1 + 10) of 1024 ways.
            ((1, 9, 0.5), 22.0 / 1_024.0),
            ((9, 1, 0.5), 22.0 / 1_024.0),
            ((5, 5, 0.5), 1.0),
            ((0, 0, 0.5), 1.0),
            ((0, 3, 0.5), 0.25),
            // None withheld of three at nine in ten: common. None shown: 2 × 0.001.
            ((3, 0, 0.9), 1.0),
            ((0, 3, 0.9), 0.002),
        ];
        for ((shown, withheld, share), expected) in cases {
            let found = chance_of_sizes(shown, withheld, share);
            assert!((found - expected).abs() < 1e-12, "{shown} {withheld}: {found}");
        }
        assert!(chance_of_sizes(60_000, 40_000, 0.5) < SIZES_BY_CHANCE);
        assert!(chance_of_sizes(50_100, 49_900, 0.5) > 0.5);
    }

    #[test]
    fn missing_outcomes_may_differ_as_much_as_chance_does() {
        let cases = [
            ((100, 85), (100, 94), false),
            ((100, 85), (100, 96), true),
            ((100, 96), (100, 85), true),
            ((30, 29), (30, 27), false),
            // Eight points, but of so many people that it is no chance.
            ((300, 276), (300, 300), true),
            ((0, 0), (0, 0), false),
        ];
        let mut workspace = Workspace::default();
        for ((n1, known1), (n0, known0), differs) in cases {
            let of = |entries, outcomes| Counts { entries, outcomes, successes: 0 };
            let total = Block::new(of(n1, known1), of(n0, known0)).unwrap();
            assert_eq!(missing_differs(&total, &mut workspace), differs, "{total:?}");
        }
    }
}
