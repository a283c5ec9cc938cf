//! Outcomes that were told with noise: randomised response (Warner 1965).

/// How likely a browser tells the true outcome; otherwise it tells the opposite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    truth: f64,
}

/// Its number is one.
impl Eq for Noise {}

impl Noise {
    /// Every outcome is true.
    pub const EXACT: Self = Self { truth: 1.0 };

    /// The noise of an ε: true with e^ε / (1 + e^ε). None for one that is not above zero.
    pub fn of(epsilon: f64) -> Option<Self> {
        (epsilon > 0.0).then(|| Self { truth: 1.0 / (1.0 + libm::exp(-epsilon)) })
    }

    /// That of so many outcomes of which so many can be expected to be true; none: of no outcome. Some told
    /// with one noise and some with another are as if all were told with the mean of both.
    pub fn mixed(expected: f64, outcomes: f64) -> Option<Self> {
        (outcomes > 0.0).then(|| Self { truth: expected / outcomes })
    }

    /// Its ε; none: every outcome is true.
    pub fn epsilon(self) -> Option<f64> {
        (self.truth < 1.0).then(|| libm::log(self.truth / (1.0 - self.truth)))
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
    fn a_mixture_of_noises_is_one_noise() {
        let (exact, two) = (Noise::EXACT, Noise::of(2.0).unwrap());
        for (plain, noisy) in [(30.0, 10.0), (0.0, 10.0), (7.0, 0.0)] {
            let all = plain + noisy;
            let mixed = Noise::mixed(plain * exact.truth() + noisy * two.truth(), all).unwrap();
            for rate in [0.0, 0.3, 1.0] {
                let told = (plain * exact.told(rate) + noisy * two.told(rate)) / all;
                assert!((mixed.told(rate) - told).abs() < 1e-12, "{plain} {noisy} {rate}");
            }
        }
        assert_eq!(Noise::mixed(0.0, 0.0), None);
    }

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
        assert!((four.epsilon().unwrap() - 4.0).abs() < 1e-12);
        assert_eq!(Noise::EXACT.epsilon(), None);
        assert!([0.0, -1.0, f64::NAN].iter().all(|epsilon| Noise::of(*epsilon).is_none()));
    }
}
