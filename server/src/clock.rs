//! The one place that looks at the clock.

use cuecard::time::{DAY_MS, Day};
use std::time::{SystemTime, UNIX_EPOCH};

/// The civil day in UTC. A clock before 1970 reads as day 0.
pub fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Day(i32::try_from(since.as_millis() / u128::from(DAY_MS)).unwrap_or(i32::MAX))
}

/// The last second that is written with four digits of a year.
const LAST: i64 = 253_402_300_799;

/// In seconds since 1970. A clock before that reads as 0, one after the year 9999 as its end.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(LAST).min(LAST)
}
