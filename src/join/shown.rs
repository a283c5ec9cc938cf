//! What the page that co-signs reads of an agenda.

use serde::Serialize;

use crate::json::Raw;
use crate::time::Day;

/// What is told.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    /// Who looks, as they are enrolled; none: they are not.
    pub(super) name: Option<&'a str>,
    pub(super) today: Day,
    /// Until when a statement may run.
    pub(super) latest: Day,
    pub(super) nudges: Vec<Line<'a>>,
    pub(super) left_out: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Line<'a> {
    pub(super) nudge: &'a str,
    pub(super) title: String,
    /// Why it is quiet; none: it is live.
    pub(super) lack: Option<&'static str>,
    pub(super) day: Option<Day>,
    /// Until when it is live.
    pub(super) until: Option<Day>,
    /// What was said last.
    pub(super) said: Option<Raw>,
    /// It can be taken back.
    pub(super) is_said: bool,
    /// What was signed here waits to be published.
    pub(super) is_waiting: bool,
    pub(super) has_room: bool,
    pub(super) languages: Vec<&'a str>,
    /// What it would compete with.
    pub(super) beside: Vec<Beside<'a>>,
}

#[derive(Serialize)]
pub(super) struct Beside<'a> {
    pub(super) nudge: &'a str,
    pub(super) minutes: u32,
}

#[derive(Serialize)]
pub(super) struct Card<'a> {
    pub(super) moment: &'a str,
    pub(super) nudge: &'a str,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) seconds: u32,
    pub(super) body: Raw,
    pub(super) flag: Option<String>,
    pub(super) lesson: Raw,
    pub(super) checks: Raw,
    pub(super) texts: Raw,
    pub(super) approval: Raw,
}
