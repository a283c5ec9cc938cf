//! How often something happened, by civil day, and since when it has been looked for. No log of
//! what a person did is kept.

use serde::{Deserialize, Serialize};

use crate::table::Table;
use crate::time::Day;

/// How long daily counts are kept: the longest look back that content may ask for.
pub const KEEP_DAYS: i32 = 90;

/// How long an event must have been looked for before it can be said that it never happened at
/// all: twice the round of a working week.
pub const EVER_DAYS: u16 = 14;

/// What is remembered of each event, by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History(Table<String, Happened>);

/// What is remembered of one event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Table<String, u32>", into = "Table<String, u32>")]
struct Happened {
    /// Counts of the last [`KEEP_DAYS`].
    days: Table<Day, u16>,
    /// The count of all days.
    ever: u32,
    /// The last day on which it happened.
    last: Option<Day>,
    /// The first day on which a page was read that would have shown it.
    since: Option<Day>,
}

/// Keys beside the days in the stored form, which began as a map of days alone.
const EVER: &str = "ever";
const LAST: &str = "last";
const SINCE: &str = "since";

impl History {
    /// Nothing counted.
    pub const fn new() -> Self {
        Self(Table::new())
    }

    /// Counts one `event` on `day`.
    pub fn add(&mut self, event: &str, day: Day) {
        let happened = self.0.get_or_insert_with(event.to_owned(), Happened::default);
        let count = happened.days.get_or_insert_with(day, || 0);
        *count = count.saturating_add(1);
        happened.ever = happened.ever.saturating_add(1);
        // What lies too far ahead was noted under a wrong clock.
        let last = happened.last.filter(|last| is_near(*last, day));
        happened.last = last.max(Some(day));
    }

    /// Notes that `event` is looked for from today on, if it was not before.
    pub fn look_for(&mut self, event: &str, today: Day) {
        let since = self.0.get(event).and_then(|happened| happened.since);
        if since.is_none_or(|since| !is_near(since, today)) {
            self.0.get_or_insert_with(event.to_owned(), Happened::default).since = Some(today);
        }
    }

    /// Whether `event` has been looked for during all of the last `days` days.
    pub fn was_looked_for(&self, event: &str, today: Day, days: u16) -> bool {
        let since = self.0.get(event).and_then(|happened| happened.since);
        since.is_some_and(|since| since <= today.plus(-i32::from(days)))
    }

    /// How often `event` happened in the `within_days` days that end with `today`. A day that lies
    /// ahead (the clock was set back, or the person travelled west) counts as today.
    pub fn count(&self, event: &str, today: Day, within_days: u16) -> u32 {
        let first = today.plus(1 - i32::from(within_days));
        let Some(Happened { days, .. }) = self.0.get(event) else { return 0 };
        let counted = days.iter().filter(|(day, _)| **day >= first && is_near(**day, today));
        counted.map(|(_, count)| u32::from(*count)).sum()
    }

    /// How often `event` happened at all.
    pub fn ever(&self, event: &str) -> u32 {
        self.0.get(event).map_or(0, |happened| happened.ever)
    }

    /// How many days ago `event` happened last: 0 is today; `None` if it never did.
    pub fn days_since(&self, event: &str, today: Day) -> Option<u32> {
        let last = self.0.get(event)?.last.filter(|last| is_near(*last, today))?;
        Some(u32::try_from(today.0.saturating_sub(last.0)).unwrap_or(0))
    }

    /// Forgets daily counts that are older than [`KEEP_DAYS`].
    pub fn prune(&mut self, today: Day) {
        let first = today.plus(1 - KEEP_DAYS);
        for happened in self.0.values_mut() {
            happened.days.retain(|day, _| *day >= first);
        }
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether `day` is no later than a clock that was set back, or a journey, explains.
fn is_near(day: Day, today: Day) -> bool {
    day <= today.plus(KEEP_DAYS)
}

/// The count of these days, and the last of them.
fn of_days(days: &Table<Day, u16>) -> (u32, Option<Day>) {
    (days.values().map(|count| u32::from(*count)).sum(), days.keys().next_back().copied())
}

impl From<Table<String, u32>> for Happened {
    fn from(stored: Table<String, u32>) -> Self {
        let day = |name: &str| stored.get(name).and_then(|day| i32::try_from(*day).ok()).map(Day);
        let days = stored
            .iter()
            .filter_map(|(name, count)| Some((Day::parse(name)?, u16::try_from(*count).unwrap_or(u16::MAX))));
        let days: Table<Day, u16> = days.collect();
        let (ever, last) = of_days(&days);
        let (ever, last) = (stored.get(EVER).copied().unwrap_or(ever), day(LAST).or(last));
        Self { ever, last, since: day(SINCE), days }
    }
}

impl From<Happened> for Table<String, u32> {
    fn from(happened: Happened) -> Self {
        let days = happened.days.iter().map(|(day, count)| (day.to_string(), u32::from(*count)));
        let mut stored: Self = days.collect();
        // What the days say is not said twice.
        let (ever, last) = of_days(&happened.days);
        let ever = Some(happened.ever).filter(|kept| *kept != ever);
        let last = happened.last.filter(|kept| Some(*kept) != last);
        // Each as a number of days since 1970.
        let day = |day: Option<Day>| day.and_then(|day| u32::try_from(day.0).ok());
        for (name, number) in [(EVER, ever), (LAST, day(last)), (SINCE, day(happened.since))] {
            stored.extend(number.map(|number| (name.to_owned(), number)));
        }
        stored
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
mod tests;
