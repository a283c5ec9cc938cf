//! The messages of the protocol (docs/protocol.md), and who may say them.

mod wire;

use serde::{Deserialize, Serialize};

use crate::adapter::{DateOrder, Meaning, Readings};
use crate::json::{fields, words};
use crate::learn::CheckResult;
use crate::ledger::{Answer, Misfit, Problem, QuietHours, Server};
use crate::report::ServerAnswer;
use wire::Wire;

/// A message and who says it. The shell fills in the speaker from what the browser tells it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Envelope {
    /// Who says it.
    pub from: Speaker,
    /// What is said.
    pub message: Message,
}

fields! { Envelope: from, message, .. }

/// Who says something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The content script in a tab.
    Page {
        /// The tab.
        tab: i64,
    },
    /// One of the extension's own pages: card, popup, options.
    Extension {
        /// The tab that it is in, if any.
        tab: Option<i64>,
    },
    /// The worker itself.
    #[default]
    Shell,
}

/// What can be said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub enum Message {
    /// A page is at an address.
    Arrived {
        /// The address.
        url: String,
    },
    /// A page was read.
    Saw(Saw),
    /// The holder of a moment is about to go on the page.
    Placed {
        /// The moment.
        moment: String,
    },
    /// The holder was visible for long enough.
    Seen {
        /// The moment.
        moment: String,
    },
    /// The holder was taken down before it was seen.
    Gone {
        /// The moment.
        moment: String,
    },
    /// A card asks what to show.
    Card {
        /// The moment.
        moment: String,
    },
    /// A card has painted.
    Painted {
        /// The moment.
        moment: String,
    },
    /// A card wants a height, in CSS pixels.
    Size {
        /// The moment.
        moment: String,
        /// The height.
        height: u32,
    },
    /// The person answered.
    Answered {
        /// The moment.
        moment: String,
        /// The answer.
        answer: Answer,
        /// How long the card was visible, in milliseconds.
        shown_ms: u64,
    },
    /// The person says why an aid was not relevant.
    Reason {
        /// The moment.
        moment: String,
        /// Why.
        reason: Misfit,
    },
    /// The side panel asks for a lesson, and says how long more it was in view.
    Lesson {
        /// The moment.
        moment: String,
        /// How long, in milliseconds.
        shown_ms: u64,
    },
    /// The person answered a variant of a check.
    Checked {
        /// The moment.
        moment: String,
        /// The variant.
        variant: String,
        /// How it went.
        result: CheckResult,
        /// The hardest level that has a variant.
        top: u8,
    },
    /// The popup or the options page asks for everything to show.
    #[default]
    Status,
    /// The person changed settings.
    Set {
        /// What changed.
        settings: SetSettings,
    },
    /// The person wants a nudge never again.
    Mute {
        /// The nudge.
        nudge: String,
    },
    /// The person wants a muted nudge back.
    Unmute {
        /// The nudge.
        nudge: String,
    },
    /// What help is there at an address?
    Help {
        /// The address.
        url: String,
    },
    /// The person asks for an aid.
    Pull {
        /// The nudge.
        nudge: String,
        /// The tab that it is for.
        tab: i64,
    },
    /// What can be read at an address?
    Look {
        /// The address.
        url: String,
    },
    /// It was read.
    Looked(Looked),
    /// What can be pointed at, at an address?
    Point {
        /// The address.
        url: String,
    },
    /// The browser started.
    Started,
    /// An alarm rang.
    Woke,
    /// A delivery was answered, or not.
    Delivered {
        /// The report's id.
        id: String,
        /// The answer.
        answer: ServerAnswer,
    },
    /// A tab was closed.
    TabClosed {
        /// The tab.
        tab: i64,
    },
    /// Something went wrong outside the engine.
    Trouble {
        /// What.
        problem: Problem,
    },
}

/// What a page showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saw {
    /// Random, one per message.
    pub id: String,
    /// The address.
    pub url: String,
    /// The version of the plan that was read.
    pub plan: String,
    /// What was found.
    pub readings: Readings,
    /// What the person pressed or left.
    pub act: Option<String>,
    /// Whether the tab is visible.
    pub visible: bool,
}

/// What one page showed to a plan that reads everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The address.
    pub url: String,
    /// The version of the plan.
    pub plan: String,
    /// What was found.
    pub readings: Readings,
}

/// Changed settings; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetSettings {
    /// The role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The server; `null` is none.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "some")]
    pub server: Option<Option<Server>>,
    /// One host of the person's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<SetHost>,
    /// Nothing comes up for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
    /// Hours of the day when nothing comes up; `null` is none.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "some")]
    pub quiet_hours: Option<Option<QuietHours>>,
    /// A pack that is switched off, or on again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<SetPack>,
    /// Whether moments may be withheld to learn what helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withhold: Option<bool>,
    /// For how many days what happened is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_days: Option<u16>,
}

/// For how long nothing comes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// An hour.
    Hour,
    /// 24 hours.
    Day,
    /// Until the next Monday.
    Monday,
    /// Not any more.
    Over,
}

words! { Pause: Hour = "hour", Day = "day", Monday = "monday", Over = "over" }

/// What the person says of one pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SetPack {
    /// The pack.
    pub pack: String,
    /// Whether its aids may come up.
    pub on: bool,
}

fields! { SetPack: pack, on }

/// What the person says of one host; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SetHost {
    /// The host.
    pub host: String,
    /// The app that runs there; empty: none, and all that was said of the host is forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// Whether it may be asked for the history of the record that is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch: Option<bool>,
    /// How it writes numeric dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// Whether aids may come up there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<bool>,
    /// What it means by one of its fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<SetMeaning>,
}

fields! { SetHost: host; app, fetch, date_order, on, meaning }

/// One meaning that the person binds on a host, or no longer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SetMeaning {
    /// The meaning's name.
    pub meaning: String,
    /// What it is bound to; left out: to nothing any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<Meaning>,
}

fields! { SetMeaning: meaning; bound }

/// Tells `null` from left out.
mod some {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Serialize, S: Serializer>(
        value: &Option<Option<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().and_then(Option::as_ref).serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<T>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}
