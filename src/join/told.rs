//! What the person can be told of what their organisation publishes.

use serde::Serialize;

use crate::approval::Lack;
use crate::decide::Reason;
use crate::policy::InForce;

/// What the person can be told.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Told {
    /// When the first of the signatures ends to be in force, in milliseconds since 1970.
    pub until: u64,
    /// How many nudges may come up.
    pub live: usize,
    /// What a manager of the team stands by, and what may not come up all the same.
    pub quiet: Vec<Quiet>,
    /// Packs that cannot be used, and why.
    pub left_out: Vec<String>,
    /// What the policy says.
    pub policy: InForce,
}

/// A nudge that may not come up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quiet {
    /// The nudge.
    pub nudge: String,
    /// What people call it.
    pub title: String,
    /// Why, as a word that pages have a sentence for.
    pub reason: Reason,
    /// Why, in words for those who publish.
    pub words: String,
}

impl Lack {
    /// The gate that stops a nudge for this.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Off(_) | Self::OffUnknown => Reason::SwitchedOff,
            Self::LeaseEnded(_) | Self::Paused(..) | Self::RulingUnknown => Reason::Lease,
            Self::NoPilot | Self::NotInPilot => Reason::Pilot,
            _ => Reason::CoSign,
        }
    }
}
