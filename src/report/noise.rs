//! Randomised response: at the noisy level a report's word is true only most of the time. Nobody who
//! reads it, whoever they are, can be sure of the person; over many people the truth comes out.

use crate::json::words;

/// How noisy: ε, which bounds by what factor, e^ε, any report can change what is believed of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noise {
    /// ε = 4.
    Light,
    /// ε = 2.
    Strong,
}

words! { Noise: Light = "4", Strong = "2" }

/// How often, of 2³² times, the truth is told: e^ε ÷ (e^ε + k − 1) for k = 2 to 5 words, rounded down.
/// Whole numbers, so that every machine draws the same.
const TRUE: [[u32; 4]; 2] = [
    [4_217_717_112, 4_143_196_706, 4_071_263_897, 4_001_786_211],
    [3_782_994_644, 3_380_079_313, 3_054_729_321, 2_786_513_124],
];

impl Noise {
    /// What is told of `truth`, a place among `words` words; what lies beyond them goes by the last.
    /// `drawn` is uniform: its upper half says whether the truth is told, its lower half what else.
    pub fn told(self, words: usize, truth: usize, drawn: u64) -> usize {
        let truth = truth.min(words.saturating_sub(1));
        let chances = TRUE.get(self as usize).and_then(|of| of.get(words.wrapping_sub(2)));
        // A list of one word, or of more than have a chance, tells nothing: there is none.
        let Some(chance) = chances else { return 0 };
        if drawn >> 32 < u64::from(*chance) {
            return truth;
        }
        // The bias is below 2⁻²⁹.
        let others = u32::try_from(words - 1).unwrap_or(1);
        (truth + 1 + (drawn as u32 % others) as usize) % words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Label;
    use crate::step::Random;

    fn chance(noise: Noise, words: usize) -> f64 {
        let epsilon: f64 = noise.word().parse().unwrap();
        epsilon.exp() / (epsilon.exp() + (words - 1) as f64)
    }

    #[test]
    fn the_chances_are_those_that_epsilon_says() {
        for (noise, chances) in Noise::ALL.iter().zip(TRUE) {
            for (words, drawn) in (2..).zip(chances) {
                let expected = (chance(*noise, words) * 4_294_967_296.0).floor();
                assert!((f64::from(drawn) - expected).abs() <= 1.0, "{noise:?} {words}");
                // No report of one person changes the odds of any belief by more than e^ε.
                let (told, other) =
                    (f64::from(drawn), (4_294_967_296.0 - f64::from(drawn)) / (words - 1) as f64);
                let epsilon: f64 = noise.word().parse().unwrap();
                assert!(told / other <= epsilon.exp() * (1.0 + 1e-6), "{noise:?} {words}");
            }
        }
    }

    #[test]
    fn every_label_that_noise_hides_has_a_chance() {
        use Label::{Check, Exposure, Guardrail, Outcome, Time};
        for label in [Outcome, Exposure, Check, Time, Guardrail] {
            for noise in Noise::ALL {
                let told: Vec<usize> =
                    (0..label.words().len()).map(|truth| noise.told(label.noisy_words(), truth, 0)).collect();
                let last = label.noisy_words() - 1;
                let expected: Vec<usize> = (0..label.words().len()).map(|truth| truth.min(last)).collect();
                assert_eq!(told, expected, "the smallest number draws the truth of {label:?}");
                let other = noise.told(label.noisy_words(), 0, u64::MAX);
                assert!(other != 0 && other <= last, "and the greatest never: {label:?}");
            }
        }
        assert_eq!(Noise::Strong.told(1, 3, u64::MAX), 0);
        assert_eq!(Noise::Strong.told(9, 3, u64::MAX), 0);
    }

    /// Many draws for each truth: how often each word is told, within five standard errors of what
    /// is said; and what is made of the noisy counts of a mixed group comes out at the true ones.
    #[test]
    fn many_draws_are_as_noisy_as_is_said_and_their_sum_tells_the_truth() {
        const DRAWS: u32 = 40_000;
        let mut random = Random::new("noise");
        for noise in Noise::ALL {
            for words in 2..=5 {
                let keeps = chance(*noise, words);
                let other = (1.0 - keeps) / (words - 1) as f64;
                let mut counts = vec![0.0; words];
                let truths: Vec<u32> = (0..words).map(|truth| DRAWS / (truth as u32 + 1)).collect();
                for (truth, people) in truths.iter().enumerate() {
                    let mut told = vec![0.0; words];
                    (0..*people).for_each(|_| told[noise.told(words, truth, random.number())] += 1.0);
                    for (word, told) in told.iter().enumerate() {
                        let expected = if word == truth { keeps } else { other };
                        let n = f64::from(*people);
                        let error = (expected * (1.0 - expected) / n).sqrt();
                        assert!(
                            (told / n - expected).abs() < 5.0 * error,
                            "{noise:?} {words} {truth} {word}"
                        );
                        counts[word] += told;
                    }
                }
                let all = f64::from(truths.iter().sum::<u32>());
                for (truth, people) in truths.iter().enumerate() {
                    let debiased = (counts[truth] - all * other) / (keeps - other);
                    let error = (all * 0.25).sqrt() / (keeps - other);
                    assert!((debiased - f64::from(*people)).abs() < 5.0 * error, "{noise:?} {words} {truth}");
                }
            }
        }
    }
}
