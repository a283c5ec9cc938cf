//! Adapters: what to read on one web system, and how to name it. Data, never code.

mod binding;
mod conventions;
mod date;
mod derived;
mod duration;
mod history;
mod locale;
mod number;
mod plan;
mod pointing;
mod read;
mod site;
mod words;

use serde::Serialize;

pub use binding::{Bindings, MAX_TEXTS, Meaning, OpenMeaning, is_field_name};
pub use conventions::{Conventions, DateOrder};
pub use derived::Derived;
pub use duration::WorkingTime;
pub use history::HistorySpec;
pub use locale::conventions as conventions_of;
pub use plan::{Act, Alternative, ListSource, Plan, PlanList, Probe, Sought, Source, System};
pub use pointing::{FactPlace, FieldPlace, Pointing};
pub use read::{Item, ListReading, Read, Reader, Reading, Readings, add_meanings};
pub use site::{Location, host_fits, locate};
pub use words::{Topic, Words};

use crate::json::fields;
use crate::page::Kind;
use crate::table::Table;
use crate::trigger::{Condition, On};

/// One adapter: the pages of one web system.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Adapter {
    /// The system's name, as packs call it in `app`.
    pub app: String,
    /// What people call the system.
    pub title: String,
    /// Hosts; `*.` at the start stands for any subdomain. None: the person or an organisation
    /// says where the system runs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Who is signed in: every name under which the system shows that person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub me: Vec<Find>,
    /// The person's locale on this system, such as `en-GB`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locale: Vec<Find>,
    /// The one locale in which the system writes, if it is the same for everybody.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fixed_locale: String,
    /// How long a day and a week are in its durations.
    #[serde(skip_serializing_if = "WorkingTime::is_calendar")]
    pub working_time: WorkingTime,
    /// Lists of words that tell what a text is about, by name.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub words: Table<String, Words>,
    /// The pages that can be read, tried in order.
    pub pages: Vec<PageSpec>,
    /// How to find a field that only bindings name; `{field}` stands for its API name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_field: Vec<Find>,
    /// What each field's value means, where that is the same in every organisation.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub meanings: Table<String, Meaning>,
    /// Meanings that each organisation binds for itself, with what to bind. Unbound ones are silent.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub open_meanings: Table<String, OpenMeaning>,
    /// Names for things that happen, counted in the person's history.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<NamedEvent>,
}

fields! {
    Adapter: app, title, pages; hosts, me, locale, fixed_locale, working_time, words, custom_field,
    meanings, open_meanings, events
}

/// One kind of page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PageSpec {
    /// The page's name.
    pub page: String,
    /// Its addresses, with named parts: `/lightning/r/{object}/{record}/view`.
    pub path: Vec<String>,
    /// What identifies the record: named parts or facts. It is hashed before anything is kept.
    pub record: Vec<String>,
    /// Where the page's own part of the document is: ordered selectors, the first match wins.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub root: Vec<String>,
    /// What a person can press or leave, by the act's name. `cancel` drops what was not saved;
    /// every other act saves what its places held.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub acts: Table<String, Vec<Press>>,
    /// The flag that tells that what was saved is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// How long a saved value must stand, in seconds: for pages that show it before it is taken.
    #[serde(skip_serializing_if = "is_zero")]
    pub settle_seconds: u32,
    /// The facts, by name.
    pub facts: Table<String, FactSpec>,
    /// Repeated things, by name.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub lists: Table<String, ListSpec>,
    /// The lists that tell who changed what, and when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<HistorySpec>,
}

fields! { PageSpec: page, path, record, facts; root, acts, refused, settle_seconds, lists, history }

/// One thing that a person presses, or leaves.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Press {
    /// The selector.
    pub css: String,
    /// Whether leaving it is the act.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub leave: bool,
}

fields! { Press: css; leave }

/// One fact: its kind, and where to find it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FactSpec {
    /// The kind of its value.
    pub kind: Kind,
    /// Ordered alternatives, the first that matches wins.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub find: Vec<Find>,
    /// The list of words that a [`Kind::Topics`] is told by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Or what it follows from, instead of a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived: Option<Derived>,
}

fields! { FactSpec: kind; find, words, derived }

/// One way to find a fact. `{name}` stands for a named part of the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Find {
    /// A CSS selector; ` >>> ` goes on below the match at any depth, through shadow roots.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub css: String,
    /// The texts of a label: the place is what the label is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub label: Vec<String>,
    /// What to take there: `text`, `value`, `present`, `nothing` or `attribute:NAME`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub take: String,
    /// A selector of what is left out of the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub without: String,
    /// The act at which this place is read; none: whenever the page is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// Whether it is looked for in the whole document, shown or not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anywhere: bool,
    /// A named part of the address, instead of a selector.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub part: String,
}

fields! { Find: ; css, label, take, without, at, anywhere, part }

/// One kind of repeated thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListSpec {
    /// Ordered alternatives, the first with a match wins; `take: nothing` says that there are none.
    /// Where the list is fetched: one path into the answer.
    pub each: Vec<Find>,
    /// An address of the same site whose answer (JSON) holds the list. Asked for only if the
    /// person allows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch: Option<String>,
    /// The fact that tells one from another for good; without it a thing is there for a moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The fact that says on which day it came to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The facts of each.
    pub facts: Table<String, FactSpec>,
}

fields! { ListSpec: each, facts; fetch, identity, day }

/// A name for something that happens.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NamedEvent {
    /// The event's name.
    pub event: String,
    /// What must happen.
    pub on: On,
    /// What must hold then.
    #[serde(skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// Whether it counts once a record, however often it happens there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub once_per_record: bool,
}

fields! { NamedEvent: event, on; when, once_per_record }

fn is_zero(number: &u32) -> bool {
    *number == 0
}
