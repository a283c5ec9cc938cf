//! Adapters: what to read on one web system, and how to name it. Data, never code.

mod binding;
mod conventions;
mod date;
mod number;
mod plan;
mod read;
mod site;

use serde::{Deserialize, Serialize};

pub use binding::{Bindings, Meaning};
pub use conventions::{Conventions, DateOrder};
pub use plan::{Act, Alternative, Plan, Probe, Reading, Source, System};
pub use read::{Reader, add_meanings, read_facts};
pub use site::{Location, host_fits, locate};

use crate::page::Kind;
use crate::table::Table;
use crate::trigger::{Condition, On};

/// One adapter: the pages of one web system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    /// The system's name, as packs call it in `app`.
    pub app: String,
    /// What people call the system.
    pub title: String,
    /// Hosts; `*.` at the start stands for any subdomain.
    pub hosts: Vec<String>,
    /// The pages that can be read, tried in order.
    pub pages: Vec<PageSpec>,
    /// How to find a field that only bindings name; `{field}` stands for its API name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom_field: Vec<Find>,
    /// What each field's value means, where that is the same in every organisation.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub meanings: Table<String, Meaning>,
    /// Meanings that each organisation binds for itself, with what to bind. Unbound ones are silent.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub open_meanings: Table<String, String>,
    /// Names for things that happen, counted in the person's history.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<NamedEvent>,
}

/// One kind of page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageSpec {
    /// The page's name.
    pub page: String,
    /// The path, with named parts: `/lightning/r/{object}/{record}/view`.
    pub path: String,
    /// The named part that identifies the record. It is hashed before anything is kept.
    pub record: String,
    /// Where the page's own part of the document is: ordered selectors, the first match wins.
    #[serde(default)]
    pub root: Vec<String>,
    /// The flag fact that tells that the record is being edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editing: Option<String>,
    /// What a person can press, by the act's name.
    #[serde(default)]
    pub acts: Table<String, Vec<String>>,
    /// The facts, by name.
    pub facts: Table<String, FactSpec>,
}

/// One fact: its kind, and where to find it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactSpec {
    /// The kind of its value.
    pub kind: Kind,
    /// Ordered alternatives, the first that matches wins.
    pub find: Vec<Find>,
}

/// One way to find a fact. `{name}` stands for a named part of the path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// A CSS selector; ` >>> ` goes on below the match at any depth, through shadow roots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    /// What to take there: `text`, `value`, `present` or `attribute:NAME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<String>,
    /// A named part of the path, instead of a selector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A name for something that happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedEvent {
    /// The event's name.
    pub event: String,
    /// What must happen.
    pub on: On,
    /// What must hold then.
    #[serde(default, skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
}
