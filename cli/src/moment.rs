//! Times and days on the command line.

use std::time::{SystemTime, UNIX_EPOCH};

use cuecard::time::{Day, parse_moment};

/// Seconds of a day.
pub const DAY: i64 = 24 * 60 * 60;

/// Reads a time.
pub fn parse(text: &str) -> Result<i64, String> {
    parse_moment(text).ok_or_else(|| "write a time in UTC, such as 2030-12-31T00:00:00Z".to_owned())
}

/// Reads a day.
pub fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write a day such as 2030-12-31".to_owned())
}

/// In seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// The day of a time, in UTC.
pub fn day_of(seconds: i64) -> Day {
    Day(i32::try_from(seconds.div_euclid(DAY)).unwrap_or(i32::MAX))
}

/// Today, as the clock says it, in UTC.
pub fn today() -> Day {
    day_of(now())
}
