//! Answers, as the protocol writes them (docs/protocol.md). Typed, because building them from
//! untyped JSON costs the browser 30 KB more.

use std::sync::Arc;

use serde::Serialize;

use crate::adapter::{Plan, Pointing};
use crate::decide::Receipt;
use crate::json::Raw;
use crate::ledger::{Arm, SettingsError};

use super::help::AidLine;
use super::look::PageState;
use super::status::Status;

/// The answer to a message.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Reply {
    /// Nothing: whoever spoke may not say that.
    #[default]
    Nothing,
    /// It was done.
    Done {
        /// Always `true`.
        ok: bool,
    },
    /// Whether a holder may go on the page.
    Go {
        /// Whether it may.
        go: bool,
    },
    /// What to read.
    Plan {
        /// The plan; `None`: nothing can apply there.
        plan: Option<Plan>,
        /// It is the record that the tab showed before: its card stays.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        stays: bool,
    },
    /// Nothing to show.
    Quiet {
        /// Always `true`.
        quiet: bool,
        /// A moment comes if the page comes to show what was just saved: a card can be loaded.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        soon: bool,
    },
    /// The plan is out of date.
    Replan {
        /// Always `true`.
        replan: bool,
    },
    /// A moment to hold.
    Moment {
        /// The moment.
        moment: Offer,
    },
    /// What a card shows.
    Card {
        /// The card; `None`: it is over.
        card: Option<Box<Card>>,
    },
    /// What help there is on a page.
    Help {
        /// Every aid that fits.
        aids: Vec<AidLine>,
    },
    /// Everything for popup and options.
    Status {
        /// The status.
        status: Box<Status>,
    },
    /// What is seen on a page.
    Page {
        /// The page.
        page: Box<PageState>,
    },
    /// What can be pointed at.
    Point {
        /// All of it; `None`: no system is there.
        point: Option<Box<Pointing>>,
    },
    /// A setting was refused.
    Refused {
        /// Why.
        error: SettingsError,
    },
}

impl Reply {
    pub(super) const DONE: Self = Self::Done { ok: true };
    pub(super) const QUIET: Self = Self::Quiet { quiet: true, soon: false };
    pub(super) const REPLAN: Self = Self::Replan { replan: true };
}

/// A moment for the page to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Its id.
    pub moment: String,
    /// Its arm.
    pub arm: Arm,
    /// How long it must be visible before it counts as seen, in milliseconds.
    pub seen_after_ms: u32,
    /// How it shows.
    pub surface: &'static str,
    /// The probe of the plan at whose place it stands; one that the plan has not: nowhere here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<usize>,
}

/// What a card shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// The moment.
    pub moment: String,
    /// The nudge.
    pub nudge: String,
    /// The title.
    pub title: String,
    /// Why now.
    pub why: String,
    /// What the aid takes, in seconds.
    pub seconds: u32,
    /// The aid, as the content has it.
    pub body: Raw,
    /// The field whose value is flagged.
    pub flag: Option<String>,
    /// The lesson, as the content has it.
    pub lesson: Raw,
    /// The check, as the content has it.
    pub checks: Raw,
    /// What some readers read instead, as the content has it.
    pub texts: Raw,
    /// The role of the person.
    pub role: Option<String>,
    /// Whether they have done it right without help since they last did not.
    pub practised: bool,
    /// How hard the check may be.
    pub level: u8,
    /// The variants that were asked last, the newest last.
    pub asked: Vec<String>,
    /// The steps that the page shows to be done, from 1.
    pub done: Vec<u8>,
    /// Why it came.
    pub receipt: Option<Arc<Receipt>>,
    /// Who in the organisation wants it, and what is known of its effect, as the content has it.
    pub approval: Raw,
}

/// A message to a tab's content script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tell {
    /// The tab.
    pub tab: i64,
    /// The message.
    pub message: TabMessage,
}

/// What a content script can be told of its moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TabMessage {
    /// `painted`, `size`, `close` or, for the card itself, `done`.
    pub kind: &'static str,
    /// The moment.
    pub moment: String,
    /// The height that the card wants, in CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// How long to wait before the card is taken down, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_ms: Option<u32>,
    /// The steps that the page shows to be done, from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<u8>,
}
