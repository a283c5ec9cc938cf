//! Evidence that may be looked at every week: an e-process (Turner, Ly and Grünwald 2024).
//!
//! A block is compared with the ways in which chance could have split its successes. If the odds of
//! success are not better with the nudge, the expectation of each factor is at most 1 whatever came
//! before, so the product exceeds 20 with a probability of at most 1 in 20, however often one looks.

use super::block::Block;
use super::hypergeometric::Split;
use super::workspace::Workspace;

/// Odds ratios that are betted on, from a small effect to a large one.
pub const ODDS: [f64; 5] = [1.25, 1.5, 2.0, 3.0, 5.0];
const LN_ODDS: [f64; 5] = [
    0.223_143_551_314_209_76,
    0.405_465_108_108_164_4,
    std::f64::consts::LN_2,
    1.098_612_288_668_109_8,
    1.609_437_912_434_100_3,
];
/// How much is betted on each.
pub const WEIGHTS: [f64; 5] = [0.15, 0.25, 0.30, 0.20, 0.10];
/// A term this much smaller than the sum changes nothing that a double holds.
const NEGLIGIBLE: f64 = 1e-18;

/// What the blocks so far say, in logarithms.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// That it helps, for each of the odds.
    up: [f64; 5],
    /// That it harms.
    down: [f64; 5],
}

impl Evidence {
    /// Takes in one more block.
    pub fn add(&mut self, block: &Block, workspace: &mut Workspace) {
        let split = Split::of(block);
        if split.is_fixed() {
            return;
        }
        let Workspace { factorials, rising, falling, .. } = workspace;
        factorials.reach(block.shown().entries + block.withheld().entries);
        rising.clear();
        rising.extend((split.least..split.most).map(|at| split.ratio(at)));
        falling.clear();
        falling.extend(rising.iter().map(|ratio| 1.0 / ratio));
        // From the smallest odds to the largest, so that the likeliest split only ever moves up.
        let mut mode = 0;
        for place in (0..ODDS.len()).rev() {
            let ln = surprise(&split, 1.0 / ODDS[place], -LN_ODDS[place], &mut mode, rising, falling);
            self.down[place] -= ln + split.ln_probability(split.least + mode as u32, factorials);
        }
        for place in 0..ODDS.len() {
            let ln = surprise(&split, ODDS[place], LN_ODDS[place], &mut mode, rising, falling);
            self.up[place] -= ln + split.ln_probability(split.least + mode as u32, factorials);
        }
    }

    /// The logarithm of the evidence that the nudge helps.
    pub fn ln_up(&self) -> f64 {
        mixed(&self.up)
    }

    /// The logarithm of the evidence that it harms.
    pub fn ln_down(&self) -> f64 {
        mixed(&self.down)
    }
}

/// The logarithm of Σ h(x) ψ^x over h(mode) ψ^observed, summed from the likeliest split of these odds
/// outwards: nothing over- or underflows, however large the block.
fn surprise(
    split: &Split,
    odds: f64,
    ln_odds: f64,
    mode: &mut usize,
    rising: &[f64],
    falling: &[f64],
) -> f64 {
    while rising.get(*mode).is_some_and(|ratio| ratio * odds > 1.0) {
        *mode += 1;
    }
    let (below, above) = (&falling[..*mode], &rising[*mode..]);
    let mut sum = 1.0;
    let mut term = 1.0;
    for ratio in above {
        term *= ratio * odds;
        sum += term;
        if term < sum * NEGLIGIBLE {
            break;
        }
    }
    term = 1.0;
    let inverse = 1.0 / odds;
    for ratio in below.iter().rev() {
        term *= ratio * inverse;
        sum += term;
        if term < sum * NEGLIGIBLE {
            break;
        }
    }
    let from_observed = f64::from(split.least) + *mode as f64 - f64::from(split.observed);
    libm::log(sum) + from_observed * ln_odds
}

/// The logarithm of the weighted sum.
fn mixed(ln: &[f64; 5]) -> f64 {
    let most = ln.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = ln.iter().zip(WEIGHTS).map(|(ln, weight)| weight * libm::exp(ln - most)).sum();
    most + libm::log(sum)
}

#[cfg(test)]
mod tests {
    use super::super::block::Counts;
    use super::*;

    fn evidence(blocks: &[[u32; 4]]) -> Evidence {
        let mut evidence = Evidence::default();
        let mut workspace = Workspace::default();
        for [s1, n1, s0, n0] in blocks {
            evidence
                .add(&Block::new(Counts::known(*s1, *n1), Counts::known(*s0, *n0)).unwrap(), &mut workspace);
        }
        evidence
    }

    #[test]
    fn logarithms_of_the_odds_are_right() {
        for (odds, ln) in ODDS.iter().zip(LN_ODDS) {
            assert!((libm::log(*odds) - ln).abs() < 1e-15);
        }
        assert!((WEIGHTS.iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn directions_mirror_each_other() {
        let there = evidence(&[[9, 20, 4, 21], [3, 7, 1, 9]]);
        let back = evidence(&[[4, 21, 9, 20], [1, 9, 3, 7]]);
        assert!(there.ln_up() > 0.0 && there.ln_down() < 0.0);
        assert!((there.ln_up() - back.ln_down()).abs() < 1e-12);
    }

    #[test]
    fn under_no_effect_every_block_is_fair() {
        // The expectation over all splits of a block is exactly 1.
        let mut factorials = super::super::factorials::Factorials::default();
        factorials.reach(40);
        let (n1, n0, all) = (12, 15, 9);
        let mut expectation = [0.0; 2];
        for s1 in 0..=all {
            let split = Split::of(&Block::new(Counts::known(s1, n1), Counts::known(all - s1, n0)).unwrap());
            let probability = libm::exp(split.ln_probability(s1, &factorials));
            let found = evidence(&[[s1, n1, all - s1, n0]]);
            expectation[0] += probability * libm::exp(found.ln_up());
            expectation[1] += probability * libm::exp(found.ln_down());
        }
        assert!(expectation.iter().all(|value| (value - 1.0).abs() < 1e-12), "{expectation:?}");
    }

    #[test]
    fn large_blocks_neither_overflow_nor_lose_their_tails() {
        let found = evidence(&[[40_000, 100_000, 30_000, 100_000]]);
        assert!(found.ln_up().is_finite() && found.ln_up() > 1_000.0, "{found:?}");
        assert!(found.ln_down().is_finite() && found.ln_down() < -1_000.0, "{found:?}");
        let nothing = evidence(&[[0, 9, 0, 12], [7, 7, 8, 8]]);
        assert!(nothing.ln_up().abs() < 1e-15 && nothing.ln_down().abs() < 1e-15);
    }
}
