//! The gates: each may drop a candidate, with a reason that a person can read.

mod budget_count;
mod budget_minutes;
mod card_open;
mod hidden;
mod muted;
mod once_per_record;
mod quiet;
mod role;

use serde::{Deserialize, Serialize};

use crate::content::Published;
use crate::ledger::Ledger;
use crate::pack::Nudge;
use crate::role::Role;
use crate::time::Day;

/// Why a candidate did, or did not, show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It shows.
    Shown,
    /// It is withheld, to be judged by.
    Withheld,
    /// It is not for the person's role, or no role is chosen.
    Role,
    /// The person asked never to see it again.
    Muted,
    /// What was spent is unknown after a loss, so it is quiet until the next week.
    Paused,
    /// It had its moment on this record.
    OncePerRecord,
    /// The tab cannot be seen.
    Hidden,
    /// Another card is open.
    CardOpen,
    /// The number of aids for this period is used up.
    BudgetCount,
    /// The minutes for this period are used up.
    BudgetMinutes,
    /// Another candidate was worth more.
    Outbid,
}

/// One candidate on the open record.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The nudge with its pack.
    pub published: &'a Published,
}

impl<'a> Candidate<'a> {
    /// The nudge.
    pub fn nudge(&self) -> &'a Nudge {
        &self.published.nudge
    }
}

/// What the gates look at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// What is remembered.
    pub ledger: &'a Ledger,
    /// The person's role, once chosen.
    pub role: Option<&'a Role>,
    /// The open record, as a keyed digest.
    pub record: &'a str,
    /// Whether the tab can be seen.
    pub visible: bool,
    /// Milliseconds since 1970.
    pub now: u64,
    /// The person's civil day.
    pub today: Day,
}

/// A check that may drop a candidate.
pub type Gate = fn(&Situation<'_>, &Candidate<'_>) -> Option<Reason>;

/// All gates, in the order in which they are asked: what is about the person first, the budget
/// last, so that a receipt names the reason that weighs most.
pub const GATES: [Gate; 8] = [
    role::gate,
    muted::gate,
    quiet::gate,
    once_per_record::gate,
    hidden::gate,
    card_open::gate,
    budget_count::gate,
    budget_minutes::gate,
];

#[cfg(test)]
pub(super) mod fixture;
