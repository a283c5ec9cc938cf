//! Which count a report adds to: each kind has a table of its own.

use super::word::{bucket, word};
use cuecard::report::Report;

/// A table of counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Windows,
    Health,
}

impl Table {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Windows => "counts",
            Self::Health => "health",
        }
    }

    /// What tells its counts apart, beside the organisation.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Windows => &["pack", "nudge", "content", "week", "arm", "bucket"],
            // An empty place counts the browsers in which the app was read.
            Self::Health => &["app", "content", "week", "place"],
        }
    }
}

/// One count. Keys sort by table.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) table: Table,
    /// The values of its columns.
    pub(super) values: Vec<String>,
}

impl From<Report> for Key {
    fn from(report: Report) -> Self {
        match report {
            Report::Window(window) => {
                let (arm, bucket) = (word(window.arm), bucket(window.outcome));
                let values = vec![window.pack, window.nudge, window.content, window.week, arm, bucket];
                Self { table: Table::Windows, values }
            }
            Report::Health(health) => {
                let place = health.place.unwrap_or_default();
                Self { table: Table::Health, values: vec![health.app, health.content, health.week, place] }
            }
        }
    }
}
