//! Situations: what an author expects of a nudge, day by day, tried on the engine itself.

mod read;
mod run;

pub use read::read;
pub use run::{count, run};

use std::ops::Range;

use crate::decide::Reason;
use crate::ledger::{Answer, Arm};
use crate::measure::Finding;
use crate::play::{Lists, Page};
use crate::time::Day;

/// What a file of `tests/` says.
pub struct Situation {
    /// What it is about, in a sentence.
    pub title: String,
    /// The nudge that it tries.
    nudge: String,
    role: String,
    /// The app that the address is of, for a host that no content names.
    app: String,
    /// The address at which it begins.
    at: String,
    starts: Day,
    /// The arm of the first moment.
    draws: Arm,
    page: Page,
    lists: Lists,
    steps: Vec<Step>,
}

/// One thing that happens, and what is expected then.
struct Step {
    /// Where it is written.
    at: Range<usize>,
    happens: Option<Happens>,
    expects: Option<Expected>,
}

/// What can happen.
enum Happens {
    /// The person saves a form in which this is changed.
    Saves(Page),
    /// The page shows this changed: somebody else did it, or the person elsewhere.
    Shows(Page),
    /// These lists show this now.
    Lists(Lists),
    /// The person opens another address. There this is shown; nothing said: what was shown before.
    Opens(String, Option<(Page, Lists)>),
    /// The person answers the card.
    Answers(Answer),
    /// Time passes.
    Passes { days: u32, minutes: u32 },
}

/// What can be expected.
enum Expected {
    /// The card comes.
    Shown,
    /// The moment is withheld.
    Withheld,
    /// Nothing comes, for this reason if one is given.
    Silent(Option<Silence>),
    /// What the tool has shown of the behaviour since the last moment.
    Behaviour(Option<Finding>),
}

/// Why nothing comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Silence {
    /// The trigger or the condition did not hold.
    NoMatch,
    /// A gate kept it back.
    Gate(Reason),
}
