//! Outcomes that were told with noise: randomised response (Warner 1965).

/// How likely a browser tells the true outcome; otherwise it tells the opposite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    truth: f64,
}

impl Noise {
    /// Every outcome is true.
    pub const EXACT: Self = Self { truth: 1.0 };

    /// The noise of an ε: true with e^ε / (1 + e^ε). None for one that is not above zero.
    pub fn of(epsilon: f64) -> Option<Self> {
        (epsilon > 0.0).then(|| Self { truth: 1.0 / (1.0 + libm::exp(-epsilon)) })
    }

    /// The probability of the truth.
    pub fn truth(self) -> f64 {
        self.truth
    }

    /// What a true share becomes when it is told.
    pub fn told(self, rate: f64) -> f64 {
        rate * self.truth + (1.0 - rate) * (1.0 - self.truth)
    }

    /// The true difference behind one that was told. Only what is shown is divided: evidence and
    /// deadline are valid on the noisy outcomes as they are.
    pub fn true_difference(self, told: f64) -> f64 {
        told / (2.0 * self.truth - 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_comes_back_from_what_was_told() {
        for epsilon in [0.5, 1.0, 2.0, 4.0] {
            let noise = Noise::of(epsilon).unwrap();
            let told = noise.told(0.4) - noise.told(0.3);
            assert!(told < 0.1 && (noise.true_difference(told) - 0.1).abs() < 1e-12, "{epsilon}");
        }
        let four = Noise::of(4.0).unwrap();
        assert!((four.truth() - 0.982_013_790_037_908_4).abs() < 1e-15);
        assert_eq!(Noise::EXACT.told(0.3), 0.3);
        assert!([0.0, -1.0, f64::NAN].iter().all(|epsilon| Noise::of(*epsilon).is_none()));
    }
}
