//! How a host writes dates and numbers. 132 of 365 numeric dates read both ways, so the order is
//! learned from values that read only one way, kept per host, and cleared when one contradicts.

use crate::json::words;
use serde::{Deserialize, Serialize};

/// The order of a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 12/31/2026
    MonthDay,
    /// 31/12/2026
    DayMonth,
}

words! { DateOrder: MonthDay = "month_day", DayMonth = "day_month" }

/// What is known of one host's conventions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conventions {
    /// The order of numeric dates, once seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// The decimal mark, once seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal_mark: Option<char>,
}

impl Conventions {
    /// These, and where they say nothing, `other`.
    pub fn or(self, other: Self) -> Self {
        Self {
            date_order: self.date_order.or(other.date_order),
            decimal_mark: self.decimal_mark.or(other.decimal_mark),
        }
    }

    /// Takes in what one page showed. Two values that contradict each other, or one that
    /// contradicts what was known, leave nothing known: an ambiguous value is then absent.
    pub fn learn(self, orders: &[DateOrder], marks: &[char]) -> Self {
        Self { date_order: agree(self.date_order, orders), decimal_mark: agree(self.decimal_mark, marks) }
    }
}

fn agree<T: Copy + PartialEq>(known: Option<T>, seen: &[T]) -> Option<T> {
    let first = known.or_else(|| seen.first().copied())?;
    seen.iter().all(|value| *value == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayMonth, MonthDay};

    #[test]
    fn learns_keeps_and_clears() {
        let order = |known, seen: &[DateOrder]| {
            Conventions { date_order: known, decimal_mark: None }.learn(seen, &[]).date_order
        };
        assert_eq!(order(None, &[]), None);
        assert_eq!(order(None, &[MonthDay]), Some(MonthDay));
        assert_eq!(order(Some(MonthDay), &[]), Some(MonthDay));
        assert_eq!(order(Some(MonthDay), &[DayMonth]), None);
        assert_eq!(order(None, &[DayMonth, MonthDay]), None);
    }
}
