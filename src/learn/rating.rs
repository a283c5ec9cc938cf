//! Ratings from work: what was seen in the tool, or came of a check, as a review.

use super::spacing::Rating;
use crate::json::words;
use crate::time::DAY_MS;

/// For so long after a nudge was shown, what goes right may be owed to it.
pub const HELP_LASTS_MS: u64 = DAY_MS;

/// What a person did that may say how well something is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The same error again.
    Lapse,
    /// It was done right.
    Success {
        /// When the nudge was last shown, in milliseconds since 1970.
        shown_at: Option<u64>,
    },
    /// A knowledge check was answered.
    Check(CheckResult),
    /// The aid was looked at.
    Viewed,
    /// The aid was closed.
    Dismissed,
}

/// What came of a knowledge check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckResult {
    /// Wrong, also at the second try.
    Wrong,
    /// Right at the second try.
    SecondTry,
    /// Right at once.
    FirstTry,
}

words! { CheckResult: Wrong = "wrong", SecondTry = "second_try", FirstTry = "first_try" }

impl Evidence {
    /// The rating of what happened at `at`, in milliseconds since 1970; `None` if it says nothing
    /// about remembering. *Good* means without help.
    pub fn rating(self, at: u64) -> Option<Rating> {
        Some(match self {
            Self::Lapse | Self::Check(CheckResult::Wrong) => Rating::Again,
            Self::Check(CheckResult::SecondTry) => Rating::Hard,
            Self::Check(CheckResult::FirstTry) => Rating::Good,
            Self::Success { shown_at: Some(shown_at) } if helped(shown_at, at) => Rating::Hard,
            Self::Success { .. } => Rating::Good,
            Self::Viewed | Self::Dismissed => return None,
        })
    }
}

/// A nudge from the future (a clock that was set back) helped: nobody masters by turning a clock.
fn helped(shown_at: u64, at: u64) -> bool {
    at.saturating_sub(shown_at) <= HELP_LASTS_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_and_checks_are_rated() {
        let at = 1_000 * DAY_MS;
        let success = |shown_at| Evidence::Success { shown_at };
        let cases = [
            (Evidence::Lapse, Some(Rating::Again)),
            (Evidence::Check(CheckResult::Wrong), Some(Rating::Again)),
            (Evidence::Check(CheckResult::SecondTry), Some(Rating::Hard)),
            (Evidence::Check(CheckResult::FirstTry), Some(Rating::Good)),
            (success(None), Some(Rating::Good)),
            (success(Some(at)), Some(Rating::Hard)),
            (success(Some(at - 24 * 60 * 60 * 1000)), Some(Rating::Hard)),
            (success(Some(at - 24 * 60 * 60 * 1000 - 1)), Some(Rating::Good)),
            (success(Some(at + 1)), Some(Rating::Hard)),
            (success(Some(u64::MAX)), Some(Rating::Hard)),
            (success(Some(0)), Some(Rating::Good)),
            (Evidence::Viewed, None),
            (Evidence::Dismissed, None),
        ];
        for (evidence, rating) in cases {
            assert_eq!(evidence.rating(at), rating, "{evidence:?}");
        }
    }
}
