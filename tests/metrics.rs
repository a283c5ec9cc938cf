//! Every operational metric, along a timeline of dated pages as a person works in the tool, through
//! the real engine and the adapters that ship. What is told is worked out by hand, beside the timeline.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

#[path = "metrics/cycle_time.rs"]
mod cycle_time;
#[path = "metrics/github.rs"]
mod github;
#[path = "metrics/jira.rs"]
mod jira;
#[path = "metrics/nudges.rs"]
mod nudges;
#[path = "metrics/rates.rs"]
mod rates;
#[path = "metrics/recorded.rs"]
mod recorded;
#[path = "metrics/salesforce.rs"]
mod salesforce;
#[path = "metrics/time_to_merge.rs"]
mod time_to_merge;
#[path = "metrics/tool.rs"]
mod tool;
