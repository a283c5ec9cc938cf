//! What the person's hosts mean by their own fields: listed for the options page, and bound there
//! by pointing at a field.

use serde::Serialize;

use super::Step;
use super::message::SetMeaning;
use crate::adapter::{Adapter, Bindings, FactSpec, MAX_TEXTS, Meaning, OpenMeaning, is_field_name};
use crate::ledger::SettingsError;
use crate::page::Kind;
use crate::table::Table;

/// The longest text of a picklist: Salesforce allows 255 letters, all others less.
const MAX_TEXT: usize = 255;
/// The longest API name: Salesforce allows 80 letters with its endings, all others less.
const MAX_NAME: usize = 80;

/// What can be bound on one host.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HostMeanings {
    host: String,
    app: String,
    /// What people call the system.
    title: String,
    meanings: Vec<MeaningLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct MeaningLine {
    meaning: String,
    open: OpenMeaning,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<Meaning>,
    /// Whether the person bound it, not the organisation.
    own: bool,
    /// The titles of the nudges for the person's role that need it.
    nudges: Vec<String>,
}

impl Step<'_> {
    /// What can be bound on the hosts that were visited or added.
    pub(super) fn meanings(&self) -> Vec<HostMeanings> {
        let added = self.ledger.settings.hosts.keys();
        let hosts: Table<&String, ()> =
            self.ledger.hosts.keys().chain(added).map(|host| (host, ())).collect();
        let mut lines = Vec::new();
        for host in hosts.keys().copied() {
            let Some(adapter) = self.adapter_at(host) else { continue };
            if adapter.open_meanings.is_empty() {
                continue;
            }
            let system = self.system_on(adapter, host);
            let meanings = adapter.open_meanings.iter().map(|(name, open)| MeaningLine {
                meaning: name.clone(),
                open: open.clone(),
                bound: system.meanings.get(name.as_str()).map(|meaning| (*meaning).clone()),
                own: self.own.iter().any(|own| is_of(own, host) && own.meanings.contains_key(name)),
                nudges: self.nudges_with(adapter, name),
            });
            lines.push(HostMeanings {
                host: host.clone(),
                app: adapter.app.clone(),
                title: adapter.title.clone(),
                meanings: meanings.collect(),
            });
        }
        lines
    }

    fn nudges_with(&self, adapter: &Adapter, meaning: &str) -> Vec<String> {
        let Some(role) = &self.ledger.settings.role else { return Vec::new() };
        let app = self.content.app(&adapter.app);
        let nudges = app.iter().flat_map(|app| &app.nudges).map(|published| &published.nudge);
        let needing = nudges.filter(|nudge| {
            let mut needs = false;
            nudge.each_fact(&mut |name| needs |= name == meaning);
            needs && nudge.roles.contains(role)
        });
        needing.map(|nudge| self.content.title(&nudge.nudge)).collect()
    }

    /// Binds one meaning on a host, or takes back what the person bound.
    pub(super) fn bind(&mut self, host: &str, set: &SetMeaning) -> Result<(), SettingsError> {
        let error =
            |what: String, mend: &str| Err(SettingsError { place: "meaning", what, mend: mend.to_owned() });
        let Some(adapter) = self.adapter_at(host) else {
            return error(format!("No system is known at {host}."), "Add it as a system of your own first.");
        };
        let Some(open) = adapter.open_meanings.get(&set.meaning) else {
            let what = format!("{} has no meaning `{}` to bind.", adapter.title, set.meaning);
            return error(what, "Choose one of the list.");
        };
        if let Some(problem) = set.bound.as_ref().and_then(|bound| problem(adapter, open, bound)) {
            return error(problem.to_owned(), "Point at the field again.");
        }
        let all = &mut self.ledger.settings.bindings;
        if !all.iter().any(|own| is_of(own, host)) {
            all.push(Bindings {
                organisation: host.to_owned(),
                app: adapter.app.clone(),
                hosts: vec![host.to_owned()],
                meanings: Table::new(),
            });
        }
        if let Some(own) = all.iter_mut().find(|own| is_of(own, host)) {
            own.app.clone_from(&adapter.app);
            match &set.bound {
                Some(bound) => _ = own.meanings.insert(set.meaning.clone(), bound.clone()),
                None => _ = own.meanings.remove(&set.meaning),
            }
        }
        all.retain(|own| !own.meanings.is_empty());
        Ok(())
    }
}

fn is_of(own: &Bindings, host: &str) -> bool {
    own.hosts.iter().any(|own| own == host)
}

/// Why a meaning cannot be bound to this.
fn problem(adapter: &Adapter, open: &OpenMeaning, bound: &Meaning) -> Option<&'static str> {
    let is_name = |name: &String| name.len() <= MAX_NAME && is_field_name(name);
    let is_text = |fact: &FactSpec| fact.kind == Kind::Text;
    let is_fact = |fact: &String| adapter.pages.iter().any(|page| page.facts.get(fact).is_some_and(is_text));
    let found = match (&bound.field, &bound.fact) {
        (Some(field), None) => is_name(field) && bound.kind == open.kind,
        (None, Some(fact)) => is_fact(fact) && open.kind == Kind::Text,
        _ => false,
    };
    let fits = |text: &String| (1..=MAX_TEXT).contains(&text.chars().count());
    let texts = |texts: &Vec<String>| (1..=MAX_TEXTS).contains(&texts.len()) && texts.iter().all(fits);
    let mut all: Table<&String, ()> = Table::new();
    let mut twice = false;
    for text in bound.values.values().flatten() {
        twice |= all.insert(text, ()).is_some();
    }
    if !found {
        Some("This is no field that can be read.")
    } else if bound.values.keys().any(|value| !open.values.contains(value)) {
        Some("A value stands for something that no nudge knows.")
    } else if bound.values.is_empty() != open.values.is_empty() || !bound.values.values().all(texts) {
        Some("No text is given, or one is too long.")
    } else if twice {
        Some("One text stands for two things.")
    } else {
        None
    }
}
