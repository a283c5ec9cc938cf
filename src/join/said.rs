//! What somebody wants to say of one nudge, and why it cannot be said.

use crate::approval::Flaw;
use crate::time::Day;

/// What somebody wants to say of one nudge.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The nudge.
    pub nudge: String,
    /// Why it matters for the work at hand.
    pub reason: String,
    /// Minutes a week that are kept free for it.
    pub minutes: u32,
    /// The first day no more.
    pub until: Day,
}

/// Why it cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// There is no such nudge, or nothing was said of it that could be taken back.
    NoNudge,
    /// The key is not enrolled for the team.
    NotEnrolled,
    /// As many as may be hold already.
    NoRoom,
    /// The statement is wrong.
    Flawed(Flaw),
}

impl Unsaid {
    /// Why, as a word that the page has a sentence for.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoNudge => "no_nudge",
            Self::NotEnrolled => "not_enrolled",
            Self::NoRoom => "no_room",
            Self::Flawed(Flaw::NoReason) => "no_reason",
            Self::Flawed(Flaw::TooLong) => "too_long",
            Self::Flawed(Flaw::Minutes) => "minutes",
            Self::Flawed(Flaw::Days) => "days",
            Self::Flawed(_) => "flawed",
        }
    }
}
