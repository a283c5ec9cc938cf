//! The settings that a person changes.

use serde::Serialize;

use super::MeaningChange;

/// The settings to change; what is absent stays as it is.
#[derive(Default, Serialize)]
pub struct Change {
    /// The role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The server: `Some(None)` stops reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<Option<Server>>,
    /// One host of the person's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<HostChange>,
    /// Nothing comes up for a while.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
    /// The hours of the day in which nothing comes up: `Some(None)` ends them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<Option<QuietHours>>,
    /// Whether the aids of one pack may come up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackChange>,
    /// Whether moments may be withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withhold: Option<bool>,
}

/// For how long nothing comes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    Hour,
    /// 24 hours.
    Day,
    /// Until the next Monday begins.
    Monday,
    /// Not any more.
    Over,
}

/// The hours of every day in which nothing comes up, in minutes after midnight; also over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct QuietHours {
    pub from: u32,
    pub until: u32,
}

/// Whether the aids of a pack may come up.
#[derive(Serialize)]
pub struct PackChange {
    pub pack: String,
    pub on: bool,
}

/// What to change of one host; what is absent stays as it is.
#[derive(Default, Serialize)]
pub struct HostChange {
    pub host: String,
    /// The system there; empty forgets the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// Whether it may be asked for the history of the open record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// Whether aids may come up there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<bool>,
    /// What it means by one of its fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<MeaningChange>,
}

/// What a numeric date begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    MonthDay,
    DayMonth,
}

/// Where reports go.
#[derive(Clone, Serialize)]
pub struct Server {
    pub url: String,
    /// Empty when the worker keeps it to itself.
    pub secret: String,
    /// Absent until somebody asks for a gap other than the worker's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_seconds: Option<u32>,
    /// The noise; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise: Option<Noise>,
}

/// How noisy reports are, by their ε.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Noise {
    #[serde(rename = "4")]
    Light,
    #[serde(rename = "2")]
    Strong,
}

impl Noise {
    /// The noise with this ε, as it is written.
    pub fn of(epsilon: &str) -> Option<Self> {
        match epsilon {
            "4" => Some(Self::Light),
            "2" => Some(Self::Strong),
            _ => None,
        }
    }
}
