//! How successes split between two arms by chance alone: the hypergeometric distribution.

use super::block::Block;
use super::factorials::Factorials;

/// The successes of a block, and all ways in which chance could have split them.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    shown: u32,
    withheld: u32,
    successes: u32,
    /// The fewest that the shown arm can have.
    pub least: u32,
    /// The most.
    pub most: u32,
    /// Those that it has.
    pub observed: u32,
}

impl Split {
    /// Of a block.
    pub fn of(block: &Block) -> Self {
        let (shown, withheld) = (block.shown(), block.withheld());
        let successes = shown.successes + withheld.successes;
        Self {
            shown: shown.entries,
            withheld: withheld.entries,
            successes,
            least: successes.saturating_sub(withheld.entries),
            most: shown.entries.min(successes),
            observed: shown.successes,
        }
    }

    /// Whether it could not have come out otherwise: then it says nothing.
    pub fn is_fixed(&self) -> bool {
        self.least == self.most
    }

    /// The probability of `at` + 1 shown successes over that of `at`, for `at` below the most.
    pub fn ratio(&self, at: u32) -> f64 {
        let [shown, withheld, successes, at] = [self.shown, self.withheld, self.successes, at].map(f64::from);
        (shown - at) * (successes - at) / ((at + 1.0) * (withheld - successes + at + 1.0))
    }

    /// The logarithm of the probability of `at` shown successes.
    pub fn ln_probability(&self, at: u32, factorials: &Factorials) -> f64 {
        factorials.ln_ways(self.shown, at) + factorials.ln_ways(self.withheld, self.successes - at)
            - factorials.ln_ways(self.shown + self.withheld, self.successes)
    }

    /// The likeliest number of shown successes.
    pub fn mode(&self) -> u32 {
        let all = u64::from(self.shown) + u64::from(self.withheld) + 2;
        let product = (u64::from(self.shown) + 1) * (u64::from(self.successes) + 1);
        u32::try_from(product / all).unwrap_or(self.most).clamp(self.least, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::super::block::Counts;
    use super::*;

    fn split(shown: (u32, u32), withheld: (u32, u32)) -> Split {
        let of = |(successes, entries)| Counts::known(successes, entries);
        Split::of(&Block::new(of(shown), of(withheld)).unwrap())
    }

    #[test]
    fn probabilities_add_up_and_the_mode_is_the_largest() {
        let mut factorials = Factorials::default();
        factorials.reach(5_000);
        for split in [
            split((3, 8), (2, 9)),
            split((8, 8), (9, 9)),
            split((0, 1), (1, 1)),
            split((900, 2_000), (1_000, 3_000)),
        ] {
            let probability = |at| libm::exp(split.ln_probability(at, &factorials));
            let all: Vec<f64> = (split.least..=split.most).map(probability).collect();
            assert!((all.iter().sum::<f64>() - 1.0).abs() < 1e-10, "{split:?}");
            let largest = all.iter().copied().fold(0.0, f64::max);
            assert!((probability(split.mode()) - largest).abs() < 1e-12, "{split:?}");
            for at in split.least..split.most {
                let expected =
                    split.ln_probability(at + 1, &factorials) - split.ln_probability(at, &factorials);
                assert!((libm::log(split.ratio(at)) - expected).abs() < 1e-9, "{split:?} at {at}");
            }
        }
    }

    #[test]
    fn what_could_not_be_otherwise_is_fixed() {
        assert!(split((0, 8), (0, 9)).is_fixed() && split((8, 8), (9, 9)).is_fixed());
        assert!(split((0, 0), (4, 9)).is_fixed(), "an empty arm says nothing");
        assert!(!split((1, 8), (0, 9)).is_fixed());
    }
}
