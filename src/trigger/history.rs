//! How often something happened, by civil day, and since when it has been looked for. No log of
//! what a person did is kept.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

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

/// What is remembered of one event. It began as a map of days alone, and still can be one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Happened(Table<Slot, u32>);

/// One number that is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    /// The count of one of the last days.
    Day(Day),
    /// The count of all days, if the days above do not say it any more.
    Ever,
    /// The last day on which it happened, likewise; in days since 1970.
    Last,
    /// The first day on which a page was read that would have shown it; in days since 1970.
    Since,
}

impl History {
    /// Nothing counted.
    pub const fn new() -> Self {
        Self(Table::new())
    }

    /// Counts one `event` on `day`.
    pub fn add(&mut self, event: &str, day: Day) {
        let Happened(slots) = self.0.get_or_insert_with(event.to_owned(), Happened::default);
        let count = slots.get_or_insert_with(Slot::Day(day), || 0);
        *count = count.saturating_add(1);
        if let Some(ever) = slots.get_mut(&Slot::Ever) {
            *ever = ever.saturating_add(1);
        }
    }

    /// Notes that `event` is looked for from today on, if it was not before.
    pub fn look_for(&mut self, event: &str, today: Day) {
        // What lies too far ahead was noted under a wrong clock.
        if self.day(event, Slot::Since).is_none_or(|since| !is_near(since, today)) {
            let happened = self.0.get_or_insert_with(event.to_owned(), Happened::default);
            happened.0.insert(Slot::Since, today.0.cast_unsigned());
        }
    }

    /// Whether `event` has been looked for during all of the last `days` days.
    pub fn was_looked_for(&self, event: &str, today: Day, days: u16) -> bool {
        self.day(event, Slot::Since).is_some_and(|since| since <= today.plus(-i32::from(days)))
    }

    /// How often `event` happened in the `within_days` days that end with `today`. A day that lies
    /// ahead (the clock was set back, or the person travelled west) counts as today.
    pub fn count(&self, event: &str, today: Day, within_days: u16) -> u32 {
        let first = today.plus(1 - i32::from(within_days));
        let Some(happened) = self.0.get(event) else { return 0 };
        let counted = happened.days().filter(|(day, _)| *day >= first && is_near(*day, today));
        counted.map(|(_, count)| count).sum()
    }

    /// How often `event` happened at all.
    pub fn ever(&self, event: &str) -> u32 {
        self.0.get(event).map_or(0, Happened::ever)
    }

    /// How many days ago `event` happened last: 0 is today; `None` if it never did.
    pub fn days_since(&self, event: &str, today: Day) -> Option<u32> {
        let days = self.0.get(event)?.days().map(|(day, _)| day);
        let last = days.chain(self.day(event, Slot::Last)).filter(|day| is_near(*day, today)).max()?;
        Some(u32::try_from(today.0.saturating_sub(last.0)).unwrap_or(0))
    }

    /// Forgets daily counts that are older than `days`, [`KEEP_DAYS`] at most.
    pub fn prune(&mut self, today: Day, days: i32) {
        let first = today.plus(1 - days);
        for happened in self.0.values_mut() {
            // Who forgets earlier can say less of what never happened.
            if let Some(since) = happened.0.get_mut(&Slot::Since).filter(|_| days < KEEP_DAYS) {
                *since = first.plus(-1).0.cast_unsigned().max(*since);
            }
            let old = happened.days().map(|(day, _)| day).filter(|day| *day < first);
            let Some(newest) = old.max() else { continue };
            let ever = happened.ever();
            happened.0.insert(Slot::Ever, ever);
            let last = happened.0.get_or_insert_with(Slot::Last, || 0);
            *last = newest.0.cast_unsigned().max(*last);
            happened.0.retain(|slot, _| !matches!(slot, Slot::Day(day) if *day < first));
        }
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn day(&self, event: &str, slot: Slot) -> Option<Day> {
        self.0.get(event)?.0.get(&slot).map(|day| Day(day.cast_signed()))
    }
}

impl Happened {
    fn days(&self) -> impl Iterator<Item = (Day, u32)> {
        self.0.iter().filter_map(|(slot, count)| match slot {
            Slot::Day(day) => Some((*day, *count)),
            _ => None,
        })
    }

    fn ever(&self) -> u32 {
        let kept = self.0.get(&Slot::Ever).copied();
        kept.unwrap_or_else(|| self.days().map(|(_, count)| count).sum())
    }
}

/// Whether `day` is no later than a clock that was set back, or a journey, explains.
fn is_near(day: Day, today: Day) -> bool {
    day <= today.plus(KEEP_DAYS)
}

impl fmt::Display for Slot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(formatter),
            Self::Ever => formatter.write_str("ever"),
            Self::Last => formatter.write_str("last"),
            Self::Since => formatter.write_str("since"),
        }
    }
}

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            "ever" => Ok(Self::Ever),
            "last" => Ok(Self::Last),
            "since" => Ok(Self::Since),
            day => Day::parse(day).map(Self::Day).ok_or_else(|| de::Error::custom("no day")),
        }
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
