//! What the ledger keeps of a memory: whole numbers, rounded after every rating, so that the next
//! one starts from the same numbers everywhere.

use serde::Serialize;

use super::spacing::{DIFFICULTIES, LEAST_STABILITY, Rating, Strength};
use crate::json::fields;
use crate::time::Day;

/// Come back when recall has fallen to this. Work is forgiving where flashcards are not, and a
/// reminder costs attention: rather a little late than often.
pub const RETENTION: f64 = 0.85;
/// A workflow changes within a season; nothing rests for longer.
pub const LONGEST_INTERVAL_DAYS: u32 = 120;
/// The whole of a recall that is counted in ten-thousandths.
pub const WHOLE: u32 = 10_000;

/// Stability and difficulty are kept in millionths: finer than any interval can tell.
const MILLIONTHS: f64 = 1e6;
/// A hundred years. Beyond it no interval changes, and numbers stay within what JSON keeps exactly.
const LONGEST_STABILITY_DAYS: f64 = 36_500.0;

/// A memory, as it was after the rating of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Memory {
    /// Stability in millionths of a day.
    stability: u64,
    /// Difficulty in millionths, of 1 to 10.
    difficulty: u32,
    /// The day of the rating.
    on: Day,
}

fields! { Memory: stability, difficulty, on }

impl Memory {
    /// After the first rating.
    pub fn first(rating: Rating, on: Day) -> Self {
        Self::round(Strength::first(rating), on)
    }

    /// After one more rating. A day that is not later (a second rating, or a clock that was set
    /// back) counts as the same day; the memory then goes by the present clock.
    #[must_use]
    pub fn after(&self, rating: Rating, on: Day) -> Self {
        Self::round(self.strength().after(self.days_until(on), rating), on)
    }

    /// The chance of remembering, in ten-thousandths.
    pub fn recall(&self, today: Day) -> u32 {
        (self.strength().recall(self.days_until(today)) * f64::from(WHOLE)).round_ties_even() as u32
    }

    /// Days from the last rating until a reminder is worth it: 1 to [`LONGEST_INTERVAL_DAYS`].
    pub fn interval(&self) -> u32 {
        self.strength().interval(RETENTION, LONGEST_INTERVAL_DAYS)
    }

    /// The first day on which a reminder is worth it.
    pub fn due_on(&self) -> Day {
        self.on.plus(self.interval() as i32)
    }

    /// Whether it lasts for so many days before recall falls to nine in ten.
    pub fn lasts(&self, days: u32) -> bool {
        self.strength().stability >= f64::from(days)
    }

    fn round(strength: Strength, on: Day) -> Self {
        Self {
            stability: (strength.stability.min(LONGEST_STABILITY_DAYS) * MILLIONTHS).round_ties_even() as u64,
            difficulty: (strength.difficulty * MILLIONTHS).round_ties_even() as u32,
            on,
        }
    }

    /// Held to what the formulas can give: a ledger is a file, and files get damaged.
    fn strength(&self) -> Strength {
        Strength {
            stability: (self.stability as f64 / MILLIONTHS).clamp(LEAST_STABILITY, LONGEST_STABILITY_DAYS),
            difficulty: (f64::from(self.difficulty) / MILLIONTHS).clamp(DIFFICULTIES.0, DIFFICULTIES.1),
        }
    }

    fn days_until(&self, day: Day) -> u32 {
        day.0.saturating_sub(self.on.0).max(0) as u32
    }
}
