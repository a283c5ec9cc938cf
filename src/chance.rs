//! Seeded chance: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
//! generators", 2014), so that a simulation needs no dependency and repeats itself.

/// How moments spread over the week, from Monday, in percent: work ends on Friday for most.
const WEEKDAYS: [u32; 7] = [20, 22, 22, 20, 14, 1, 1];

/// A sequence of random numbers.
pub struct Chance(u64);

impl Chance {
    /// The sequence of a seed.
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// The sequence of a digest's first bytes.
    pub fn of(digest: &[u8; 32]) -> Self {
        Self(digest.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte)))
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from 0 (possible) to 1 (not).
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Evenly from `least` to `most`, both possible.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + (self.share() * f64::from(most - least + 1)) as u32
    }

    /// The place of one of these, each as likely as its share of a hundred; none: the rest of it.
    pub fn among(&mut self, percents: impl IntoIterator<Item = u32>) -> Option<usize> {
        let drawn = self.between(1, 100);
        let mut sum = 0;
        percents.into_iter().position(|percent| {
            sum += percent;
            drawn <= sum
        })
    }

    /// 0 for Monday to 6 for Sunday: moments come as work does.
    pub fn weekday(&mut self) -> usize {
        self.among(WEEKDAYS).unwrap_or_default()
    }

    /// How many of what comes `mean` times on average (Poisson, by Knuth's product of shares).
    pub fn count(&mut self, mean: f64) -> u32 {
        let limit = (-mean).exp();
        let mut product = self.share();
        let mut count = 0;
        while product > limit {
            product *= self.share();
            count += 1;
        }
        count
    }

    /// A lognormal factor with median 1 (normal by Box and Muller, 1958).
    pub fn lognormal(&mut self, sigma: f64) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        (sigma * radius * (std::f64::consts::TAU * self.share()).cos()).exp()
    }
}
