//! Whether a person does it only when prompted. Withheld moments show what happens without help;
//! help that makes itself necessary should fade (the guidance hypothesis: Salmoni, Schmidt and
//! Walter, Psychological Bulletin 95, 1984).

use serde::Serialize;

use crate::json::fields;

/// Outcomes that are still told apart, newest in the lowest bit: what was long ago says little about
/// help today.
const WINDOW: u32 = u32::BITS;
/// Outcomes in each arm before anything is said. With eight and eight, a person for whom prompts
/// change nothing is flagged in at most 6 of 100 (the test below counts all outcomes); more would
/// wait for years, since few moments are withheld.
const LEAST_OUTCOMES: u32 = 8;
/// Prompted is good: seven in ten.
const GOOD_IN_TEN: u32 = 7;
/// Unprompted is behind by three in ten or more.
const GAP_IN_TEN: u32 = 3;

/// Outcomes of the moments that were shown, and of those that were withheld.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fading {
    /// With the nudge.
    #[serde(skip_serializing_if = "Trials::is_empty")]
    pub prompted: Trials,
    /// Without it.
    #[serde(skip_serializing_if = "Trials::is_empty")]
    pub unprompted: Trials,
}

fields! { Fading: ; prompted, unprompted, .. }

/// Outcomes of one arm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trials {
    /// How many.
    pub n: u32,
    /// How many of them were successes.
    pub successes: u32,
    /// The latest ones, a bit each.
    latest: u32,
}

fields! { Trials: n, successes, latest, .. }

impl Fading {
    /// Takes in what came of a moment.
    pub fn take(&mut self, prompted: bool, success: bool) {
        let trials = if prompted { &mut self.prompted } else { &mut self.unprompted };
        trials.take(success);
    }

    /// Prompted good and unprompted flat, over the latest outcomes of each: prompted succeeds in at
    /// least seven of ten and at least three of ten more often than unprompted, and the later half
    /// of the unprompted outcomes is no better than the earlier half.
    pub fn dependency(&self) -> bool {
        let (prompted, unprompted) = (self.prompted.known(), self.unprompted.known());
        if prompted.min(unprompted) < LEAST_OUTCOMES {
            return false;
        }
        let with = self.prompted.latest_successes(0, prompted);
        let without = self.unprompted.latest_successes(0, unprompted);
        let good = 10 * with >= GOOD_IN_TEN * prompted;
        // Cross-multiplied: with ÷ prompted ≥ without ÷ unprompted + 3 ÷ 10.
        let behind = 10 * with * unprompted >= 10 * without * prompted + GAP_IN_TEN * prompted * unprompted;
        let half = unprompted / 2;
        let later = self.unprompted.latest_successes(0, half);
        let flat = later <= self.unprompted.latest_successes(half, half);
        good && behind && flat
    }
}

impl Trials {
    fn take(&mut self, success: bool) {
        self.n = self.n.saturating_add(1);
        self.successes = self.successes.saturating_add(u32::from(success));
        self.latest = self.latest << 1 | u32::from(success);
    }

    /// How many outcomes are still told apart.
    fn known(&self) -> u32 {
        self.n.min(WINDOW)
    }

    /// Successes among `count` outcomes, leaving out the `skip` latest ones; both within [`WINDOW`].
    fn latest_successes(&self, skip: u32, count: u32) -> u32 {
        let wanted = (1u64 << count) - 1;
        ((u64::from(self.latest) >> skip) & wanted).count_ones()
    }

    /// Whether nothing came of any moment yet.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1` a success, `0` none, oldest first.
    fn fading(prompted: &str, unprompted: &str) -> Fading {
        let mut fading = Fading::default();
        for (arm, outcomes) in [(true, prompted), (false, unprompted)] {
            outcomes.chars().for_each(|outcome| fading.take(arm, outcome == '1'));
        }
        fading
    }

    #[test]
    fn flagged_only_when_help_works_and_nothing_is_learned() {
        let all = "1".repeat(40);
        let none = "0".repeat(40);
        let cases = [
            ("11111111", "00000000", true),
            ("1111111", "00000000", false),
            ("11111111", "0000000", false),
            ("11111111", "00001111", false),
            ("11111111", "11110000", true),
            ("11111111", "01010101", true),
            // Of an odd number, the oldest one is left out.
            ("11111111", "001010101", true),
            ("11111111", "010101011", false),
            ("11111111", "11111100", false),
            ("11111100", "01000100", true),
            ("11111000", "00000000", false),
            ("1111111000", "1010010010", true),
            ("1111111000", "1010110010", false),
            ("00000000", "11111111", false),
            ("", "", false),
            // What was long ago counts no longer, in either arm.
            (&format!("{none}{all}"), &none, true),
            (&all, &format!("{none}{all}"), false),
            (&format!("{all}{none}"), &none, false),
        ];
        for (prompted, unprompted, expected) in cases {
            assert_eq!(fading(prompted, unprompted).dependency(), expected, "{prompted} {unprompted}");
        }
        assert_eq!(fading(&all, &none).prompted.n, 40);
        assert_eq!(fading(&all, &none).unprompted.successes, 0);
    }

    #[test]
    fn only_what_came_of_moments_is_kept_and_all_of_it() {
        let written = |fading: &Fading| crate::json::write(fading).unwrap();
        assert_eq!(written(&Fading::default()), "{}");
        for (prompted, unprompted) in [("", "01"), ("110", ""), ("0", "1")] {
            let fading = fading(prompted, unprompted);
            let kept = written(&fading);
            assert_eq!(crate::json::read::<Fading>(&kept).unwrap(), fading, "{kept}");
            assert_eq!(kept.contains(r#""prompted""#), !prompted.is_empty(), "{kept}");
        }
    }

    fn binomial(n: u32, k: u32, chance: f64) -> f64 {
        let ways = (0..k).fold(1.0, |ways, step| ways * f64::from(n - step) / f64::from(step + 1));
        ways * chance.powi(k as i32) * (1.0 - chance).powi((n - k) as i32)
    }

    /// The chance of the flag at the least number of outcomes, over all of them.
    fn flagged(prompted: f64, earlier: f64, later: f64) -> f64 {
        let half = LEAST_OUTCOMES / 2;
        let outcomes = |n: u32, k: u32| "1".repeat(k as usize) + &"0".repeat((n - k) as usize);
        let mut sum = 0.0;
        for p in 0..=LEAST_OUTCOMES {
            for e in 0..=half {
                for l in 0..=half {
                    let unprompted = outcomes(half, e) + &outcomes(half, l);
                    if fading(&outcomes(LEAST_OUTCOMES, p), &unprompted).dependency() {
                        sum += binomial(LEAST_OUTCOMES, p, prompted)
                            * binomial(half, e, earlier)
                            * binomial(half, l, later);
                    }
                }
            }
        }
        sum
    }

    #[test]
    fn seldom_flags_who_does_not_depend_and_often_who_does() {
        for tenths in 0..=10 {
            let chance = f64::from(tenths) / 10.0;
            assert!(flagged(chance, chance, chance) <= 0.06, "{chance}");
        }
        assert!(flagged(0.9, 0.2, 0.8) <= 0.05, "learns without help");
        assert!(flagged(0.9, 0.3, 0.3) >= 0.55, "depends");
        assert!(flagged(1.0, 0.0, 0.0) > 0.999, "depends wholly");
    }
}
