//! What an organisation says of the nudges that it publishes: read and checked by the module that
//! fetches (`src/join/`), and looked at by the gates.

use serde::Serialize;

use crate::adapter::host_fits;
use crate::decide::Reason;
use crate::json::{Raw, fields};
use crate::ledger::QuietHours;
use crate::report::{Kind, Noise};
use crate::time::{DAY_MS, Day};

/// An organisation whose content this is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Organisation {
    /// The day on which it was last seen to be the newest, in milliseconds since 1970: a clock far before
    /// that is wrong.
    pub seen: u64,
    /// When the first of its signatures ends to be in force, in milliseconds since 1970.
    pub until: u64,
    /// When nothing comes up, beside what the person says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quiet_hours: Vec<QuietHours>,
    /// Hosts to practise on: what happens there is neither debited nor counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sandbox: Vec<String>,
    /// How often later moments are withheld, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holdback: Option<u32>,
    /// The systems that may be told of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apps: Vec<String>,
    /// Where it may be told.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server: String,
    /// How noisy it has to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise: Option<Noise>,
    /// What may be told at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Whether it may be told that people did something by themselves before its first moment.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub before: bool,
    /// By what reports name the person's group: a role, or a role and a team; empty: by nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
}

fields! { Organisation: seen, until; quiet_hours, sandbox, holdback, apps, server, noise, kinds, before, group, .. }

/// What is said of one nudge.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Approval {
    /// Why it is silent from that day on.
    pub reason: Reason,
    /// The first silent day: the last of its co-sign and its lease, or long ago.
    pub from: Day,
    /// Whether a verdict says that it helps.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub proven: bool,
    /// Whether too few people meet it for a verdict: nothing is withheld then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub weak: bool,
    /// Who wants it, why, and for how many minutes, as the card alone reads it.
    pub card: Raw,
}

fields! { Approval: reason, from; proven, weak, card, .. }

impl Organisation {
    /// Why a nudge is silent of which this is said; none: it may come. `now` is in milliseconds since 1970.
    pub fn lack(&self, approval: Option<&Approval>, now: u64, today: Day) -> Option<Reason> {
        if now >= self.until || now < self.seen.saturating_sub(DAY_MS) {
            return Some(Reason::OutOfDate);
        }
        // Of what an organisation publishes everything has to be approved.
        let Some(approval) = approval else { return Some(Reason::CoSign) };
        (today >= approval.from).then_some(approval.reason)
    }

    /// Whether a host is there to practise on.
    pub fn is_sandbox(&self, host: &str) -> bool {
        self.sandbox.iter().any(|pattern| host_fits(pattern, host))
    }
}
