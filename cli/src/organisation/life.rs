//! How long what is signed is in force, in seconds.

use cuecard::approval::MOST_DAYS;
pub use cuecard_server::{SNAPSHOT_LIFE, TIMESTAMP_LIFE};

use crate::moment::DAY;

/// Roots: a year, so that keys are looked at once in a while.
pub const ROOT_LIFE: i64 = 365 * DAY;
/// What people sign: as long as a statement in it may run.
pub const ROLE_LIFE: i64 = MOST_DAYS as i64 * DAY;
/// Both where a file server only serves files: somebody publishes once a week, and may be ill once.
pub const STATIC_LIFE: i64 = 14 * DAY;
