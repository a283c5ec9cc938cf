//! How things stand, as the worker tells the popup and the options page.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{HostMeanings, Pairs, Server};

/// The answer to [`super::Message::Status`].
#[derive(Deserialize)]
pub struct StatusAnswer {
    pub status: Status,
}

/// How things stand.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Status {
    pub roles: Vec<Role>,
    pub apps: Vec<App>,
    pub settings: Settings,
    pub visited: Vec<Visited>,
    pub budget: Option<Budget>,
    pub decisions: Vec<Decision>,
    pub muted: Vec<Named>,
    pub unbound: Vec<Unbound>,
    pub meanings: Vec<HostMeanings>,
    pub vanished: Vec<Vanished>,
    pub asks_dates: Vec<String>,
    pub outbox: Outbox,
    pub problems: Vec<Problem>,
    pub sites: Vec<Site>,
}

/// A role to choose.
#[derive(Deserialize)]
pub struct Role {
    pub role: String,
    pub title: String,
}

/// A system that can be read.
#[derive(Clone, Deserialize)]
pub struct App {
    pub app: String,
    pub title: String,
    /// Whether it has a history that can be asked for.
    #[serde(default)]
    pub fetches: bool,
}

/// A host that was visited, not added, and whose history may be allowed.
#[derive(Deserialize)]
pub struct Visited {
    pub host: String,
    pub app: String,
}

/// What the person chose.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub role: Option<String>,
    pub server: Option<Server>,
    /// The person's own hosts, each with its app.
    pub hosts: Pairs<String>,
    /// The hosts that may be asked for the history of the open record.
    pub fetch: Vec<String>,
}

/// What may still come up in this period.
#[derive(Deserialize)]
pub struct Budget {
    pub period: String,
    pub ends: String,
    pub count: Spending,
    pub seconds: Spending,
}

/// A limit and what is gone of it.
#[derive(Deserialize)]
pub struct Spending {
    pub limit: f64,
    pub spent: f64,
}

/// One decision and its reason.
#[derive(Deserialize)]
pub struct Decision {
    pub at: f64,
    pub title: String,
    pub reason: String,
}

/// A nudge by its name.
#[derive(Deserialize)]
pub struct Named {
    pub nudge: String,
    pub title: String,
}

/// A nudge that lacks a binding on this host.
#[derive(Deserialize)]
pub struct Unbound {
    pub title: String,
    pub host: String,
    pub meanings: Vec<String>,
}

/// A place that was there and is not any more.
#[derive(Deserialize)]
pub struct Vanished {
    pub host: String,
    /// `app.page.fact`.
    pub place: String,
    /// The day on which it was last found.
    pub last: String,
}

/// Reports on their way.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Outbox {
    pub waiting: Vec<Waiting>,
    pub sent: u32,
    pub refused: Vec<Refused>,
    pub trouble: Option<String>,
}

/// A report that waits: its body exactly as it will be sent.
#[derive(Deserialize)]
pub struct Waiting {
    pub body: Box<RawValue>,
}

/// A report that the server would not take.
#[derive(Deserialize)]
pub struct Refused {
    pub body: Box<RawValue>,
    #[serde(default)]
    pub why: Option<String>,
}

/// Something that does not work, and how to mend it.
#[derive(Clone, Deserialize)]
pub struct Problem {
    #[serde(rename = "where")]
    pub place: String,
    pub what: String,
    pub mend: String,
}

/// A system that the adapters can read, once the person allows it.
#[derive(Deserialize)]
pub struct Site {
    pub site: String,
    pub title: String,
    #[serde(default)]
    pub granted: bool,
}
