//! The watch plan: what the page is asked to read for the nudges that could apply there.

use serde::{Deserialize, Serialize};

use super::{Adapter, Bindings, FactSpec, Find, ListSpec, Location, Meaning, site};
use crate::hash;
use crate::json;
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
    pub fn on_host(adapter: &'a Adapter, bindings: impl Iterator<Item = &'a Bindings>, host: &str) -> Self {
        let own = bindings
            .filter(|bindings| bindings.app == adapter.app)
            .filter(|bindings| bindings.hosts.iter().any(|pattern| site::host_fits(pattern, host)));
        let meanings = adapter.meanings.iter().chain(own.flat_map(|bindings| bindings.meanings.iter()));
        Self { adapter, meanings: meanings.map(|(name, meaning)| (name.as_str(), meaning)).collect() }
    }

    /// Whether a raw value has a meaning here.
    pub fn binds(&self, text: &str) -> bool {
        let raws = self.meanings.values().flat_map(|meaning| meaning.values.values().flatten());
        raws.into_iter().any(|raw| raw == text)
    }
}

/// What the content script reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Changes with what is read; a reading names the plan that it answers.
    pub version: String,
    /// Ordered selectors of the part of the page to read.
    pub root: Vec<String>,
    /// The places, in a fixed order.
    pub probes: Vec<Probe>,
    /// The repeated things, in a fixed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<PlanList>,
    /// What the person can press.
    pub acts: Vec<Act>,
    /// How long after an act the page is read once more, in milliseconds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub again_ms: u64,
    /// What each probe reads; stays in the worker.
    #[serde(skip)]
    pub sources: Vec<Source>,
    /// What each list holds; stays in the worker.
    #[serde(skip)]
    pub list_sources: Vec<ListSource>,
    /// The events that reading this page can show; stays in the worker.
    #[serde(skip)]
    pub events: Vec<String>,
}

/// One place to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Ordered alternatives.
    pub alternatives: Vec<Alternative>,
}

/// One way to find a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The selector; none: what was pressed.
    pub select: String,
    /// What to take there.
    pub take: String,
    /// The act at which it is read; none: whenever the page is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// The texts of the label of the place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub label: Vec<String>,
    /// A selector of what is left out of the text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub without: String,
    /// Whether every match is taken, one a line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all: bool,
    /// Whether it is looked for in the whole document, shown or not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anywhere: bool,
}

/// One kind of repeated thing to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanList {
    /// Ordered alternatives; each match of the first that matches is one thing.
    pub each: Vec<Alternative>,
    /// The places in each.
    pub probes: Vec<Probe>,
    /// The address of the same site that answers with the list, if it is not on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetch: Option<String>,
}

/// Something that the person can press, or leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Its name.
    pub act: String,
    /// The selector of what is pressed or left.
    pub press: String,
    /// Whether leaving it is the act.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leave: bool,
}

/// The fact that a probe reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub what: Sought,
    /// The kind of its value.
    pub kind: Kind,
    /// The list of words that a [`Kind::Topics`] is told by.
    pub words: Option<String>,
}

/// What a probe looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A fact, by its name.
    Fact(String),
    /// A name of the person who is signed in.
    Me,
    /// The person's locale.
    Locale,
}

/// The things that a list of the plan holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSource {
    /// The list's name.
    pub list: String,
    /// The facts of each thing, in the order of its probes.
    pub sources: Vec<Source>,
}

impl Source {
    /// The fact's name, if it reads one.
    pub fn fact(&self) -> Option<&str> {
        match &self.what {
            Sought::Fact(name) => Some(name),
            Sought::Me | Sought::Locale => None,
        }
    }

    /// What situations and recordings call it.
    pub fn name(&self) -> &str {
        match &self.what {
            Sought::Fact(name) => name,
            Sought::Me => "me",
            Sought::Locale => "locale",
        }
    }
}

impl Plan {
    /// The plan for the facts, meanings and lists in `names`. Names that this page does not know
    /// read nothing; facts that come from the address need no probe. `may_fetch`: whether the
    /// person allows lists to be asked for.
    pub fn build(
        location: &Location<'_>,
        system: &System<'_>,
        names: &Table<&str, ()>,
        may_fetch: bool,
    ) -> Self {
        let page = location.page;
        let mut wanted: Table<&str, ()> = Table::new();
        let own = page.record.iter().chain(&page.refused).map(String::as_str);
        for name in names.keys().copied().chain(own) {
            want(location, system, name, &mut wanted);
        }
        let root = page.root.iter().map(|css| fill(location, None, css)).collect();
        let mut plan = Self { root, again_ms: again_ms(page.settle_seconds), ..Self::default() };
        for name in wanted.keys() {
            if let Some((fact, kind, words, alternatives)) = place(location, system, name)
                && !alternatives.is_empty()
                && !plan.sources.iter().any(|source| source.fact() == Some(fact.as_str()))
            {
                plan.sources.push(Source { what: Sought::Fact(fact), kind, words });
                plan.probes.push(Probe { alternatives });
            }
            let list = page.lists.get(*name).filter(|list| may_fetch || list.fetch.is_none());
            if let Some(list) = list {
                let (source, list) = plan_list(location, name, list);
                plan.list_sources.push(source);
                plan.lists.push(list);
            }
        }
        if plan.probes.is_empty() && plan.lists.is_empty() {
            return plan;
        }
        plan.add_person(location);
        plan.acts = acts(location);
        plan.version = plan.fingerprint();
        plan
    }

    /// Which probe reads a fact or meaning; one too many where none does.
    pub fn place_of(&self, system: &System<'_>, name: &str) -> usize {
        let meant = system.meanings.get(name).and_then(|meaning| meaning.fact_name());
        let fact = meant.as_deref().unwrap_or(name);
        let reads = |source: &Source| source.fact() == Some(fact);
        self.sources.iter().position(reads).unwrap_or(self.sources.len())
    }

    /// Who is signed in, and how they write: read on every page, by each way on its own, because
    /// a system shows one person under several names.
    fn add_person(&mut self, location: &Location<'_>) {
        let me =
            location.adapter.me.iter().map(|find| (Sought::Me, Kind::Person, std::slice::from_ref(find)));
        let locale = (Sought::Locale, Kind::Text, location.adapter.locale.as_slice());
        for (what, kind, finds) in me.chain([locale]) {
            let mut alternatives = alternatives(location, finds, kind, None);
            if alternatives.is_empty() {
                continue;
            }
            alternatives.iter_mut().for_each(|alternative| alternative.anywhere = true);
            self.sources.push(Source { what, kind, words: None });
            self.probes.push(Probe { alternatives });
        }
    }

    fn fingerprint(&self) -> String {
        let mut facts: Vec<&str> = self.sources.iter().filter_map(Source::fact).collect();
        for list in &self.list_sources {
            facts.push(&list.list);
            facts.extend(list.sources.iter().filter_map(Source::fact));
        }
        let parts = json::write(&(self, facts)).unwrap_or_default();
        hash::short_hex(&hash::digest(&[parts.as_bytes()]), 8)
    }
}

/// A name, and what it follows from.
fn want<'a>(location: &Location<'a>, system: &System<'a>, name: &'a str, wanted: &mut Table<&'a str, ()>) {
    if wanted.insert(name, ()).is_some() {
        return;
    }
    let page = location.page;
    let fact = system.meanings.get(name).and_then(|meaning| meaning.fact.as_deref()).unwrap_or(name);
    let derived = page.facts.get(fact).and_then(|spec| spec.derived.as_ref());
    for name in derived.iter().flat_map(|derived| derived.rests_on()) {
        want(location, system, name, wanted);
    }
}

/// The fact behind a name, with its kind, its words and the alternatives that a page can try.
fn place(
    location: &Location<'_>,
    system: &System<'_>,
    name: &str,
) -> Option<(String, Kind, Option<String>, Vec<Alternative>)> {
    let facts = &location.page.facts;
    let of = |name: &str, spec: &FactSpec| {
        (name.to_owned(), spec.kind, spec.words.clone(), alternatives(location, &spec.find, spec.kind, None))
    };
    if let Some(spec) = facts.get(name) {
        return Some(of(name, spec));
    }
    let meaning = system.meanings.get(name)?;
    if let Some(fact) = &meaning.fact {
        return facts.get(fact).map(|spec| of(fact, spec));
    }
    let field = meaning.field.as_deref()?;
    let found = alternatives(location, &system.adapter.custom_field, meaning.kind, Some(field));
    Some((meaning.fact_name()?, meaning.kind, None, found))
}

fn plan_list(location: &Location<'_>, name: &str, list: &ListSpec) -> (ListSource, PlanList) {
    let probes = list
        .facts
        .values()
        .map(|spec| Probe { alternatives: alternatives(location, &spec.find, spec.kind, None) });
    let sources = list.facts.iter().map(|(fact, spec)| Source {
        what: Sought::Fact(fact.clone()),
        kind: spec.kind,
        words: spec.words.clone(),
    });
    let planned = PlanList {
        each: alternatives(location, &list.each, Kind::Flag, None),
        probes: probes.collect(),
        fetch: list.fetch.as_ref().map(|address| fill(location, None, address)),
    };
    (ListSource { list: name.to_owned(), sources: sources.collect() }, planned)
}

fn acts(location: &Location<'_>) -> Vec<Act> {
    let acts = location.page.acts.iter().flat_map(|(act, presses)| {
        presses.iter().map(|press| Act {
            act: act.clone(),
            press: fill(location, None, &press.css),
            leave: press.leave,
        })
    });
    acts.collect()
}

pub(super) fn alternatives(
    location: &Location<'_>,
    finds: &[Find],
    kind: Kind,
    field: Option<&str>,
) -> Vec<Alternative> {
    let places = finds.iter().filter(|find| find.part.is_empty());
    let alternatives = places.map(|find| Alternative {
        select: fill(location, field, &find.css),
        take: find.take.clone(),
        at: find.at.clone(),
        label: find.label.clone(),
        without: find.without.clone(),
        all: kind == Kind::List,
        anywhere: find.anywhere,
    });
    alternatives.collect()
}

/// Puts the named parts of the address into a selector or an address.
pub(super) fn fill(location: &Location<'_>, field: Option<&str>, text: &str) -> String {
    let value =
        |name: &str| location.parts.get(name).map(String::as_str).or(field.filter(|_| name == "field"));
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let named = piece.split_once('}').and_then(|(name, rest)| Some([value(name)?, rest]));
        // What no part is called stays as it is written.
        for part in named.unwrap_or(["{", piece]) {
            filled.push_str(part);
        }
    }
    filled
}

fn again_ms(settle_seconds: u32) -> u64 {
    u64::from(settle_seconds) * 1000
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapter::{Adapter, locate};
    use crate::json;

    #[test]
    fn parts_and_the_field_are_filled_in_and_all_else_stays() {
        let json = r#"{"app":"a","title":"t","hosts":["a.example"],"pages":[{"page":"p","path":["/{object}/{record}"],"record":["record"],"facts":{}}]}"#;
        let adapters: [Adapter; 1] = [json::read(json).unwrap()];
        let location = locate(&adapters, |_, host| host == "a.example", "https://a.example/deal/7").unwrap();
        let cases = [
            ("main[id='{record}'] .{object}", None, "main[id='7'] .deal"),
            ("{field}-{record}", None, "{field}-7"),
            ("{field}-{record}", Some("Stage__c"), "Stage__c-7"),
            ("{field}", Some("{record}"), "{record}"),
            ("}{other}{ {record {record}", Some("x"), "}{other}{ {record 7"),
            ("", None, ""),
        ];
        for (text, field, expected) in cases {
            assert_eq!(fill(&location, field, text), expected, "{text}");
        }
    }
}
