//! How often something happened, by civil day. No log of what a person did is kept.

use serde::{Deserialize, Serialize};

use crate::table::Table;
use crate::time::Day;

/// How long counts are kept: the longest look back that content may ask for.
pub const KEEP_DAYS: i32 = 90;

/// Counts per event name and day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History(Table<String, Table<Day, u16>>);

impl History {
    /// Nothing counted.
    pub const fn new() -> Self {
        Self(Table::new())
    }

    /// Counts one `event` on `day`.
    pub fn add(&mut self, event: &str, day: Day) {
        let days = self.0.get_or_insert_with(event.to_owned(), Table::new);
        let count = days.get_or_insert_with(day, || 0);
        *count = count.saturating_add(1);
    }

    /// How often `event` happened in the `within_days` days that end with `today`. A day that lies
    /// in the future (a clock that was set back) counts as today.
    pub fn count(&self, event: &str, today: Day, within_days: u16) -> u32 {
        let first = today.plus(1 - i32::from(within_days));
        let Some(days) = self.0.get(event) else { return 0 };
        days.iter().filter(|(day, _)| **day >= first).map(|(_, count)| u32::from(*count)).sum()
    }

    /// Forgets what is older than [`KEEP_DAYS`].
    pub fn prune(&mut self, today: Day) {
        let first = today.plus(1 - KEEP_DAYS);
        for days in self.0.values_mut() {
            days.retain(|day, _| *day >= first);
        }
        self.0.retain(|_, days| !days.is_empty());
    }

    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The past as a condition may ask for it.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// The person's counts over all records.
    pub person: &'a History,
    /// The counts of the record that is open.
    pub record: &'a History,
    /// The person's civil day.
    pub today: Day,
}

impl Past<'static> {
    /// No past at all: for conditions on the things of a list, which ask for none.
    pub const NONE: Self = Self { person: &History::new(), record: &History::new(), today: Day(0) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_within_the_window_only() {
        let today = Day::parse("2026-11-20").unwrap();
        let mut history = History::default();
        for days_ago in [0, 0, 29, 30, 89, 90] {
            history.add("pushed", today.plus(-days_ago));
        }
        for (within, expected) in [(1, 2), (30, 3), (31, 4), (90, 5)] {
            assert_eq!(history.count("pushed", today, within), expected, "{within}");
        }
        assert_eq!(history.count("other", today, 90), 0);
        history.prune(today);
        assert_eq!(history.count("pushed", today, u16::MAX), 5);
        history.prune(today.plus(200));
        assert!(history.is_empty());
    }
}
