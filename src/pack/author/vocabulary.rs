//! The words that content may use: apps with their facts, meanings and events, and roles.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::diagnostic::quoted;
use super::source::Desk;
use super::suggest;
use crate::page::Kind;

/// All words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    apps: BTreeMap<String, App>,
    roles: BTreeSet<String>,
}

/// The words of one app.
#[derive(Clone, Debug, Default)]
pub struct App {
    /// Its name.
    pub name: String,
    /// Facts and meanings.
    pub names: BTreeMap<String, Word>,
    /// Which of them are raw facts.
    pub facts: BTreeSet<String>,
    /// The named parts of its paths.
    pub parts: BTreeSet<String>,
    /// The acts of its pages.
    pub acts: BTreeSet<String>,
    /// The words of the things of each list.
    pub lists: BTreeMap<String, App>,
    /// The topics of each list of words.
    pub topics: BTreeMap<String, Vec<String>>,
    /// Events.
    pub events: BTreeSet<String>,
}

/// A fact or meaning.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Its kind; an open meaning has one only when it is bound.
    pub kind: Option<Kind>,
    /// The values that it can have, where they are known.
    pub values: Vec<String>,
}

impl Vocabulary {
    /// Adds a role.
    pub fn add_role(&mut self, role: &str) {
        self.roles.insert(role.to_owned());
    }

    /// Adds an app.
    pub fn add_app(&mut self, app: App) {
        self.apps.insert(app.name.clone(), app);
    }

    /// The app with this name.
    pub fn app(&self, desk: &Desk<'_>, name: &str, at: &Range<usize>) -> Option<&App> {
        let found = self.apps.get(name);
        if found.is_none() {
            let mend = suggest::mend(name, self.apps.keys().map(String::as_str));
            desk.wrong(at, format!("there is no adapter {}", quoted(name)), mend);
        }
        found
    }

    /// Notes a role that does not exist.
    pub fn role(&self, desk: &Desk<'_>, name: &str, at: &Range<usize>) {
        if !self.roles.contains(name) {
            let mend = suggest::mend(name, self.roles.iter().map(String::as_str));
            desk.wrong(at, format!("there is no role {}", quoted(name)), mend);
        }
    }
}

impl Word {
    /// Whether it holds several texts.
    pub fn is_list(&self) -> bool {
        matches!(self.kind, Some(Kind::List | Kind::Topics))
    }
}

impl App {
    /// The fact or meaning with this name.
    pub fn word(&self, desk: &Desk<'_>, name: &str, at: &Range<usize>) -> Option<&Word> {
        let found = self.names.get(name);
        if found.is_none() {
            let what = format!("the adapter `{}` has no fact or meaning {}", self.name, quoted(name));
            desk.wrong(at, what, suggest::mend(name, self.names.keys().map(String::as_str)));
        }
        found
    }

    /// The words of the things of a list.
    pub fn list(&self, desk: &Desk<'_>, name: &str, at: &Range<usize>) -> Option<&Self> {
        let found = self.lists.get(name);
        if found.is_none() {
            let what = format!("the adapter `{}` has no list {}", self.name, quoted(name));
            desk.wrong(at, what, suggest::mend(name, self.lists.keys().map(String::as_str)));
        }
        found
    }

    /// The raw fact with this name.
    pub fn fact(&self, desk: &Desk<'_>, name: &str, at: &Range<usize>) -> Option<Kind> {
        if self.facts.contains(name) {
            return self.names.get(name).and_then(|word| word.kind);
        }
        let what = format!("the adapter `{}` has no fact {}", self.name, quoted(name));
        desk.wrong(at, what, suggest::mend(name, self.facts.iter().map(String::as_str)));
        None
    }

    /// Notes an event that does not exist.
    pub fn event(&self, desk: &Desk<'_>, name: &str, at: &Range<usize>) {
        if !self.events.contains(name) {
            let what = format!("the adapter `{}` has no event {}", self.name, quoted(name));
            desk.wrong(at, what, suggest::mend(name, self.events.iter().map(String::as_str)));
        }
    }
}
