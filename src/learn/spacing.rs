//! How fast something is forgotten, and when to come back to it: the memory model FSRS-6 of Open
//! Spaced Repetition, with its default weights (w0 to w20) and the numerical behaviour of its
//! reference py-fsrs 6.3.2. The weights were fitted to flashcards, so what comes out orders and
//! spaces; it is no prediction to show to anybody.

use crate::json::words;
use libm::{exp, log};
/// How well it went, worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Forgotten: a lapse.
    #[default]
    Again,
    /// Remembered with help.
    Hard,
    /// Remembered.
    Good,
    /// Remembered without effort. No work is rated so: effort cannot be seen in a tool. It is here
    /// to hold the formulas against their reference.
    Easy,
}

words! { Rating: Again = "again", Hard = "hard", Good = "good", Easy = "easy" }

/// w0 to w3: stability after the first rating, in days.
const FIRST_STABILITY: [f64; 4] = [0.212, 1.2931, 2.3065, 8.2956];
/// w4 and w5: difficulty after a first *Again*, and how each better rating lowers it.
const FIRST_DIFFICULTY: f64 = 6.4133;
const FIRST_DIFFICULTY_RATE: f64 = 0.8334;
/// w6 and w7: how a rating moves difficulty, and how strongly it is drawn back to that of *Easy*.
const DIFFICULTY_STEP: f64 = 3.0194;
const DIFFICULTY_REVERSION: f64 = 0.001;
/// w8 to w10: growth when remembered; less when stable already, more when nearly forgotten.
const RECALL_GROWTH: f64 = 1.8722;
const RECALL_SATURATION: f64 = 0.1666;
const RECALL_EFFORT: f64 = 0.796;
/// w11 to w14: what is left when forgotten.
const LAPSE_REST: f64 = 1.4835;
const LAPSE_DIFFICULTY: f64 = 0.0614;
const LAPSE_STABILITY: f64 = 0.2629;
const LAPSE_EFFORT: f64 = 1.6483;
/// w15 and w16: factors on the growth.
const HARD_PENALTY: f64 = 0.6014;
const EASY_BONUS: f64 = 1.8729;
/// w17 to w19: ratings after the first one of a day.
const SAME_DAY_RATE: f64 = 0.5425;
const SAME_DAY_SHIFT: f64 = 0.0912;
const SAME_DAY_SATURATION: f64 = 0.0658;
/// w20: the forgetting curve.
const DECAY: f64 = 0.1542;

/// Stability is the time after which recall has fallen to this.
const STABILITY_RECALL: f64 = 0.9;
/// Days: less is not told apart from nothing (py-fsrs).
pub const LEAST_STABILITY: f64 = 0.001;
/// The scale of difficulty.
pub const DIFFICULTIES: (f64, f64) = (1.0, 10.0);

/// The strength of a memory at its last rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// Days until recall falls to nine in ten.
    pub stability: f64,
    /// From 1 (easy) to 10.
    pub difficulty: f64,
}

impl Strength {
    /// After the first rating.
    pub fn first(rating: Rating) -> Self {
        Self {
            stability: FIRST_STABILITY[rating as usize],
            difficulty: clamp_difficulty(first_difficulty(rating)),
        }
    }

    /// After one more rating, `days` since the last one; 0 on the same day.
    #[must_use]
    pub fn after(self, days: u32, rating: Rating) -> Self {
        let stability = match (days, rating) {
            (0, _) => self.same_day(rating),
            (_, Rating::Again) => self.forgotten(days),
            _ => self.remembered(days, rating),
        };
        Self { stability: stability.max(LEAST_STABILITY), difficulty: self.next_difficulty(rating) }
    }

    /// The chance of remembering after so many days, from 0 to 1.
    pub fn recall(self, days: u32) -> f64 {
        pow(1.0 + curve_factor() * f64::from(days) / self.stability, -DECAY)
    }

    /// Whole days until recall has fallen to `retention` (between 0 and 1), from 1 to `longest`.
    pub fn interval(self, retention: f64, longest: u32) -> u32 {
        let days = self.stability / curve_factor() * (pow(retention, -1.0 / DECAY) - 1.0);
        // Halves go to the even neighbour, as the reference rounds.
        (days.round_ties_even() as u32).min(longest).max(1)
    }

    fn remembered(self, days: u32, rating: Rating) -> f64 {
        let factor = match rating {
            Rating::Hard => HARD_PENALTY,
            Rating::Easy => EASY_BONUS,
            _ => 1.0,
        };
        let growth = exp(RECALL_GROWTH)
            * (11.0 - self.difficulty)
            * pow(self.stability, -RECALL_SATURATION)
            * (exp((1.0 - self.recall(days)) * RECALL_EFFORT) - 1.0);
        self.stability * (1.0 + growth * factor)
    }

    fn forgotten(self, days: u32) -> f64 {
        let rest = LAPSE_REST
            * pow(self.difficulty, -LAPSE_DIFFICULTY)
            * (pow(self.stability + 1.0, LAPSE_STABILITY) - 1.0)
            * exp((1.0 - self.recall(days)) * LAPSE_EFFORT);
        rest.min(self.stability / exp(SAME_DAY_RATE * SAME_DAY_SHIFT))
    }

    fn same_day(self, rating: Rating) -> f64 {
        let factor = exp(SAME_DAY_RATE * (steps_above_good(rating) + SAME_DAY_SHIFT))
            * pow(self.stability, -SAME_DAY_SATURATION);
        self.stability * if rating == Rating::Again { factor } else { factor.max(1.0) }
    }

    fn next_difficulty(self, rating: Rating) -> f64 {
        // The nearer to the top of the scale, the smaller the step.
        let damping = (10.0 - self.difficulty) / 9.0;
        let moved = self.difficulty - DIFFICULTY_STEP * steps_above_good(rating) * damping;
        let target = first_difficulty(Rating::Easy);
        clamp_difficulty(DIFFICULTY_REVERSION * target + (1.0 - DIFFICULTY_REVERSION) * moved)
    }
}

/// Difficulty after a first rating, not yet held to its scale.
fn first_difficulty(rating: Rating) -> f64 {
    FIRST_DIFFICULTY - exp(FIRST_DIFFICULTY_RATE * f64::from(rating as u8)) + 1.0
}

fn clamp_difficulty(difficulty: f64) -> f64 {
    difficulty.clamp(DIFFICULTIES.0, DIFFICULTIES.1)
}

/// The ratings as the formulas count them: −2, −1, 0, 1.
fn steps_above_good(rating: Rating) -> f64 {
    f64::from(rating as u8) - f64::from(Rating::Good as u8)
}

/// Makes recall [`STABILITY_RECALL`] after one stability.
fn curve_factor() -> f64 {
    pow(STABILITY_RECALL, -1.0 / DECAY) - 1.0
}

/// A power of a positive number. libm's own is 1.5 KB larger in the browser, for digits that no
/// interval shows.
fn pow(base: f64, exponent: f64) -> f64 {
    exp(exponent * log(base))
}
