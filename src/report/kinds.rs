//! The closed list of what is reported. Each is one anonymous fact: of no person, device, session,
//! record or host.

use serde::{Deserialize, Serialize};

use super::wire::Wire;
use crate::ledger::Arm;
use crate::measure::{Finding, Window};

/// One anonymous fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub enum Report {
    /// One person's window began, or ended.
    Window(WindowReport),
    /// One system was read in one browser, or lacks a place there.
    Health(HealthReport),
}

/// A window's begin or end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowReport {
    /// The pack.
    pub pack: String,
    /// The nudge's lineage.
    pub nudge: String,
    /// The nudge's content hash.
    pub content: String,
    /// The arm.
    pub arm: Arm,
    /// The ISO week in which the window ends, the same in entry and outcome.
    pub week: String,
    /// What came of the window; `None` in an entry.
    pub outcome: Option<Finding>,
}

/// How one system is read in one browser in one week, told at most once a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthReport {
    /// The adapter's app.
    pub app: String,
    /// The place, as `page.fact`, that was there before and is missing; `None`: the app was read.
    pub place: Option<String>,
    /// The version of the content that read it.
    pub content: String,
    /// The ISO week in which it was read.
    pub week: String,
}

impl Report {
    /// The report of a window's begin.
    pub fn entry(window: &Window) -> Self {
        Self::of(window, None)
    }

    /// The report of a window's end.
    pub fn outcome(window: &Window, finding: Finding) -> Self {
        Self::of(window, Some(finding))
    }

    fn of(window: &Window, outcome: Option<Finding>) -> Self {
        Self::Window(WindowReport {
            pack: window.pack.clone(),
            nudge: window.nudge.clone(),
            content: window.content.clone(),
            arm: window.arm,
            week: window.week.clone(),
            outcome,
        })
    }
}
