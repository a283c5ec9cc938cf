//! Times and days on the command line, and how long what is signed is in force.

use std::time::{SystemTime, UNIX_EPOCH};

use cuecard::approval::MOST_DAYS;
use cuecard::time::{Day, parse_moment};

const DAY: i64 = 24 * 60 * 60;

/// Roots: a year, so that keys are looked at once in a while.
pub const ROOT_LIFE: i64 = 365 * DAY;
/// What people sign: as long as a statement in it may run.
pub const ROLE_LIFE: i64 = MOST_DAYS as i64 * DAY;
/// Snapshots that a server signs anew.
pub const SNAPSHOT_LIFE: i64 = 7 * DAY;
/// Timestamps that a server signs anew: what somebody who holds answers back can hide.
pub const TIMESTAMP_LIFE: i64 = DAY;
/// Both where a file server only serves files: somebody publishes once a week, and may be ill once.
pub const STATIC_LIFE: i64 = 14 * DAY;

/// Reads a time.
pub fn parse(text: &str) -> Result<i64, String> {
    parse_moment(text).ok_or_else(|| "write it as 2030-12-31T00:00:00Z".to_owned())
}

/// Reads a day.
pub fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write it as 2030-12-31".to_owned())
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
