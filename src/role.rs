//! Roles and the attention that each may be asked for.

use serde::{Deserialize, Serialize};

use crate::json::{fields, words};
use crate::time::Day;

/// One role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Role {
    /// The role's name.
    pub role: String,
    /// What people call it.
    pub title: String,
    /// What may be pushed to a person in this role, over all tools together.
    pub budget: Budget,
}

fields! { Role: role, title, budget }

/// Attention in one period: no more than either limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// The period, in the person's own civil days.
    pub period: Period,
    /// Aids.
    pub count: u32,
    /// Seconds.
    pub seconds: u32,
    /// What a slot goes to.
    #[serde(skip_serializing_if = "Choice::is_first")]
    pub choice: Choice,
    /// How far cards keep from each other.
    #[serde(skip_serializing_if = "Pace::is_free")]
    pub pace: Pace,
}

/// What a slot of the budget goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// To the first moment that fits.
    #[default]
    First,
    /// To moments that are worth more than those still expected: pays where there are many.
    Worth,
}

words! { Choice: First = "first", Worth = "worth" }

/// How far cards keep from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pace {
    /// Minutes from one card to the next, at least.
    pub gap_minutes: u32,
    /// Cards in a day, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_a_day: Option<u32>,
}

fields! { Pace: ; gap_minutes, most_a_day }

impl Choice {
    fn is_first(&self) -> bool {
        *self == Self::First
    }
}

impl Pace {
    fn is_free(&self) -> bool {
        *self == Self::default()
    }
}

fields! { Budget: period, count, seconds; choice, pace }

/// A budget period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Monday to Sunday.
    #[default]
    Week,
    /// A sprint of so many days, counted from the first day of any one of them.
    Sprint {
        /// The first day of one sprint.
        starts: Day,
        /// Its length in days.
        days: u16,
    },
}

impl Period {
    /// First and last day of the period that holds `today`.
    pub fn around(&self, today: Day) -> (Day, Day) {
        match self {
            Self::Week => (today.monday(), today.monday().plus(6)),
            Self::Sprint { starts, days } => {
                let days = i32::from(*days).max(1);
                let first = today.plus(-(today.0 - starts.0).rem_euclid(days));
                (first, first.plus(days - 1))
            }
        }
    }

    /// The period's name in the protocol.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Sprint { .. } => "sprint",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_hold_their_days() {
        let day = |text| Day::parse(text).unwrap();
        let sprint = Period::Sprint { starts: day("2026-11-04"), days: 14 };
        let cases = [
            (Period::Week, "2026-11-22", "2026-11-16", "2026-11-22"),
            (Period::Week, "2027-01-01", "2026-12-28", "2027-01-03"),
            (sprint.clone(), "2026-11-04", "2026-11-04", "2026-11-17"),
            (sprint.clone(), "2026-11-18", "2026-11-18", "2026-12-01"),
            (sprint, "2026-11-03", "2026-10-21", "2026-11-03"),
        ];
        for (period, today, first, last) in cases {
            assert_eq!(period.around(day(today)), (day(first), day(last)), "{today}");
        }
    }
}
