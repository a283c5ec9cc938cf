//! The watch plan: what the page is asked to read for the nudges that could apply there.

use serde::{Deserialize, Serialize};

use super::{Adapter, Bindings, Find, Location, Meaning, site};
use crate::hash;
use crate::page::Kind;
use crate::table::Table;

/// An adapter as one organisation's host sees it: its own meanings added.
#[derive(Debug)]
pub struct System<'a> {
    /// The adapter.
    pub adapter: &'a Adapter,
    /// Every bound meaning, the organisation's before the standard ones.
    pub meanings: Table<&'a str, &'a Meaning>,
}

impl<'a> System<'a> {
    /// The adapter with what `bindings` say about `host`.
    pub fn on_host(adapter: &'a Adapter, bindings: &'a [Bindings], host: &str) -> Self {
        let own = bindings
            .iter()
            .filter(|bindings| bindings.app == adapter.app)
            .filter(|bindings| bindings.hosts.iter().any(|pattern| site::host_fits(pattern, host)));
        let meanings = adapter.meanings.iter().chain(own.flat_map(|bindings| bindings.meanings.iter()));
        Self { adapter, meanings: meanings.map(|(name, meaning)| (name.as_str(), meaning)).collect() }
    }
}

/// What the content script reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Changes with what is read; a reading names the plan that it answers.
    pub version: String,
    /// Ordered selectors of the part of the page to read.
    pub root: Vec<String>,
    /// The places, in a fixed order.
    pub probes: Vec<Probe>,
    /// What the person can press.
    pub acts: Vec<Act>,
    /// Which fact each probe and alternative belongs to; stays in the worker.
    #[serde(skip)]
    pub sources: Vec<Source>,
}

/// One place to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Ordered alternatives.
    pub alternatives: Vec<Alternative>,
}

/// One way to find a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The selector.
    pub select: String,
    /// What to take there.
    pub take: String,
}

/// Something that the person can press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Its name.
    pub act: String,
    /// The selector of what is pressed.
    pub press: String,
}

/// The fact that a probe reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The fact's name.
    pub fact: String,
    /// The kind of its value.
    pub kind: Kind,
}

/// What one probe found: which alternative, and the raw string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The index of the alternative that matched.
    pub at: usize,
    /// The raw string.
    pub raw: String,
}

impl Plan {
    /// The plan for the facts and meanings in `names`. Names that this page does not know read
    /// nothing; facts that come from the address need no probe.
    pub fn build(location: &Location<'_>, system: &System<'_>, names: &Table<&str, ()>) -> Self {
        let page = location.page;
        let editing = page.editing.as_deref();
        let places: Table<String, (Kind, Vec<Alternative>)> = names
            .keys()
            .copied()
            .chain(editing)
            .filter_map(|name| place(location, system, name))
            .filter(|(_, (_, alternatives))| !alternatives.is_empty())
            .collect();
        let acts = page
            .acts
            .iter()
            .flat_map(|(act, presses)| {
                presses.iter().map(|press| Act { act: act.clone(), press: press.clone() })
            })
            .collect();
        let sources =
            places.iter().map(|(fact, (kind, _))| Source { fact: fact.clone(), kind: *kind }).collect();
        let probes = places.into_iter().map(|(_, (_, alternatives))| Probe { alternatives }).collect();
        let mut plan = Self { version: String::new(), root: page.root.clone(), probes, acts, sources };
        plan.version = plan.fingerprint();
        plan
    }

    fn fingerprint(&self) -> String {
        let facts: Vec<&str> = self.sources.iter().map(|source| source.fact.as_str()).collect();
        let parts = serde_json::to_vec(&(&self.root, &self.probes, &self.acts, facts)).unwrap_or_default();
        hash::short_hex(&hash::digest(&[&parts]), 8)
    }
}

/// The fact behind a name, with its kind and the alternatives that a page can try.
fn place(
    location: &Location<'_>,
    system: &System<'_>,
    name: &str,
) -> Option<(String, (Kind, Vec<Alternative>))> {
    let facts = &location.page.facts;
    if let Some(spec) = facts.get(name) {
        return Some((name.to_owned(), (spec.kind, alternatives(location, &spec.find, None))));
    }
    let meaning = system.meanings.get(name)?;
    if let Some(spec) = meaning.fact.as_ref().and_then(|fact| facts.get(fact)) {
        return Some((meaning.fact_name()?, (spec.kind, alternatives(location, &spec.find, None))));
    }
    let found = alternatives(location, &system.adapter.custom_field, Some(meaning.field.as_ref()?));
    Some((meaning.fact_name()?, (meaning.kind, found)))
}

fn alternatives(location: &Location<'_>, finds: &[Find], field: Option<&str>) -> Vec<Alternative> {
    let fill = |css: &str| {
        let named = location.parts.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        named
            .chain(field.map(|field| ("field", field)))
            .fold(css.to_owned(), |css, (name, value)| css.replace(&format!("{{{name}}}"), value))
    };
    let selects = finds.iter().filter_map(|find| {
        let css = find.css.as_deref()?;
        Some(Alternative { select: fill(css), take: find.take.clone().unwrap_or_else(|| "text".to_owned()) })
    });
    selects.collect()
}
