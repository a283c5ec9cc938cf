//! Random numbers from the randomness that the shell passed in.

use crate::hash;

/// A stream that the seed determines: SHA-256 in counter mode.
#[derive(Debug)]
pub struct Random {
    seed: Vec<u8>,
    drawn: u32,
}

impl Random {
    /// A stream from the shell's seed.
    pub fn new(seed: &str) -> Self {
        Self { seed: seed.as_bytes().to_vec(), drawn: 0 }
    }

    fn next(&mut self) -> [u8; 32] {
        let digest = hash::digest(&[b"random", &self.drawn.to_le_bytes(), &self.seed]);
        self.drawn += 1;
        digest
    }

    /// A random name of 32 hexadecimal digits.
    pub fn name(&mut self) -> String {
        hash::short_hex(&self.next(), 16)
    }

    /// A random number.
    pub fn number(&mut self) -> u64 {
        self.next().iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte))
    }

    /// A random number between 0 and `below`, without `below` itself.
    pub fn below(&mut self, below: u64) -> u64 {
        // The bias is below 2^-40 for anything that is drawn here.
        self.number().checked_rem(below).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_and_repeat_with_the_seed() {
        let names = |seed| {
            let mut random = Random::new(seed);
            [random.name(), random.name()]
        };
        assert_eq!(names("a"), names("a"));
        let [first, second] = names("a");
        assert!(first != second && first.len() == 32);
        assert_ne!(names("a"), names("b"));
        let mut random = Random::new("a");
        assert!((0..1000).all(|_| random.below(7) < 7));
        assert_eq!(random.below(0), 0);
    }
}
