//! Adapters and roles around the generated nudges.

use cuecard::adapter::{Adapter, FactSpec, Find, NamedEvent, PageSpec, Press, WorkingTime};
use cuecard::page::Kind;
use cuecard::role::{Budget, Period, Role};
use cuecard::trigger::{Condition, Moved, On};

use super::vocabulary::{ROLES, System};

/// How far a date must move to count as pushed back.
const PUSH_DAYS: u16 = 7;

/// The adapter of one system: one kind of page, a fact from the address, eleven from the page.
pub fn adapter(system: &System) -> Adapter {
    let text = system.texts.iter().map(|(name, _)| (*name, Kind::Text));
    let rest = system
        .numbers
        .map(|name| (name, Kind::Number))
        .into_iter()
        .chain(system.dates.map(|name| (name, Kind::Date)));
    let on_page = text.chain(rest).map(|(name, kind)| (name.to_owned(), fact(kind, find(name))));
    let part = Find { part: "object".into(), ..Find::default() };
    let object = ("object".to_owned(), fact(Kind::Text, vec![part]));
    let press = Press { css: "button[name=save]".into(), leave: false };
    Adapter {
        app: system.app.into(),
        title: system.app.into(),
        hosts: vec![system.host.into()],
        pages: vec![PageSpec {
            page: "record".into(),
            path: vec!["/{object}/{record}".into()],
            record: vec!["record".into()],
            root: vec!["main.record".into()],
            acts: [("save".into(), vec![press])].into_iter().collect(),
            refused: None,
            settle_seconds: 0,
            facts: on_page.chain([object]).collect(),
            lists: Default::default(),
            history: Vec::new(),
        }],
        me: Vec::new(),
        locale: Vec::new(),
        fixed_locale: String::new(),
        working_time: WorkingTime::default(),
        words: Default::default(),
        custom_field: Vec::new(),
        meanings: Default::default(),
        open_meanings: Default::default(),
        events: vec![
            named(system.pushed(), system.dates[0], Moved::LaterByDays(PUSH_DAYS)),
            named(system.cut(), system.numbers[0], Moved::Down),
        ],
    }
}

/// Three ways to find a fact, as real adapters have.
fn find(name: &str) -> Vec<Find> {
    let find =
        |css: String, take: &str, at: &str| Find { css, take: take.into(), at: at.into(), ..Find::default() };
    vec![
        find(format!("[data-field=\"{name}\"] .value"), "text", ""),
        find(format!("record-field[name=\"{name}\"] >>> .value"), "text", ""),
        find(format!("input[name=\"{name}\"]"), "value", "save"),
    ]
}

fn named(event: String, fact: &str, moved: Moved) -> NamedEvent {
    let on = On::Changed { fact: fact.into(), from: None, to: None, moved: Some(moved) };
    NamedEvent { event, on, when: Condition::default(), once_per_record: false }
}

fn fact(kind: Kind, find: Vec<Find>) -> FactSpec {
    FactSpec { kind, find, words: None, derived: None }
}

/// The roles, with the budget of a seller.
pub fn roles() -> Vec<Role> {
    let budget = Budget { period: Period::Week, count: 3, seconds: 360, ..Budget::default() };
    ROLES
        .iter()
        .map(|role| Role { role: (*role).into(), title: (*role).into(), budget: budget.clone() })
        .collect()
}
