//! What is there for one app, made when a page of it first asks.

use super::{Content, ContentError, Published};
use crate::adapter::{Adapter, Derived};
use crate::pack::Nudge;
use crate::sort::sort;
use crate::trigger::{Condition, Index, On, Rule};

/// What is there for one app.
#[derive(Debug)]
pub struct App {
    /// The nudges for it, of all packs.
    pub nudges: Vec<Published>,
    /// Every text and fragment that they and the adapter name, sorted. With the values that are bound on a host
    /// it is the only page text that is kept as text.
    pub named: Vec<String>,
    /// Finds the candidates; its rules are the places in `nudges`.
    pub index: Index,
    /// The places of the nudges that name a lapse of their own.
    pub lapsing: Vec<usize>,
}

impl App {
    /// Reads what decides for this adapter's app.
    ///
    /// # Errors
    /// When it does not parse, or names what is not declared.
    pub(super) fn open(content: &Content, adapter: &Adapter) -> Result<Self, ContentError> {
        let declared = declared(adapter);
        let mut nudges = Vec::new();
        for (place, (pack, entry)) in content.entries.iter().enumerate() {
            if entry.apps.contains(&adapter.app) {
                let nudge: Nudge = content.part(2 * place)?;
                check(content, adapter, &declared, &nudge).map_err(|what| ContentError {
                    place: format!("pack {pack}, nudge {}", entry.nudge),
                    what,
                })?;
                nudges.push(Published {
                    pack: pack.clone(),
                    most_a_week: content.most_a_week.get(pack.as_str()).copied(),
                    content: entry.content.clone(),
                    approval: entry.approval.clone(),
                    nudge,
                });
            }
        }
        let rules = nudges.iter().map(|Published { nudge, .. }| Rule { on: &nudge.on, when: &nudge.when });
        let (named, index) = (named_texts(adapter, &nudges), Index::build(rules));
        let places = nudges.iter().enumerate();
        let lapsing = places.filter(|(_, published)| !published.nudge.lapse.is_empty());
        let lapsing = lapsing.map(|(place, _)| place).collect();
        Ok(Self { named, index, lapsing, nudges })
    }

    /// Whether something waits for things of a list. What is there before a nudge looks for it
    /// must have been seen, so that it is not taken for new.
    pub fn awaits(&self, adapter: &Adapter, list: &str) -> bool {
        let is_it = |on: &On| matches!(on, On::Appeared { list: name, .. } if name == list);
        let by_nudge = |Published { nudge, .. }: &Published| nudge.each_on().any(is_it);
        adapter.events.iter().any(|event| is_it(&event.on)) || self.nudges.iter().any(by_nudge)
    }
}

/// Every role, fact and meaning that a nudge names is declared.
fn check(content: &Content, adapter: &Adapter, declared: &[&str], nudge: &Nudge) -> Result<(), String> {
    if let Some(role) = nudge.roles.iter().find(|role| content.role(role).is_none()) {
        return Err(format!("there is no role `{role}`"));
    }
    let mut missing = None;
    nudge.each_fact(&mut |name| {
        if !declared.contains(&name) {
            missing.get_or_insert(name);
        }
    });
    match missing {
        None => Ok(()),
        Some(name) => Err(format!("the adapter `{}` declares no fact or meaning `{name}`", adapter.app)),
    }
}

/// The names of all facts, lists and meanings that an adapter declares.
pub fn declared(adapter: &Adapter) -> Vec<&str> {
    let facts = adapter.pages.iter().flat_map(|page| page.facts.keys().chain(page.lists.keys()));
    facts.chain(adapter.meanings.keys()).chain(adapter.open_meanings.keys()).map(String::as_str).collect()
}

fn named_texts(adapter: &Adapter, nudges: &[Published]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    let mut on_when = |on: &[On], when: &Condition| {
        named.extend(on.iter().flat_map(On::texts).map(str::to_owned));
        when.each_test(&mut |leaf| named.extend(leaf.test.texts().into_iter().map(str::to_owned)));
    };
    for Published { nudge, .. } in nudges {
        on_when(&nudge.on, &nudge.when);
        for sign in nudge.each_sign() {
            on_when(std::slice::from_ref(&sign.on), &sign.when);
        }
        nudge.ticks.iter().for_each(|tick| on_when(tick.on.as_slice(), &tick.when));
    }
    for event in &adapter.events {
        on_when(std::slice::from_ref(&event.on), &event.when);
    }
    for spec in adapter.pages.iter().flat_map(|page| page.facts.values()) {
        if let Some(when) = spec.derived.as_ref().and_then(Derived::when) {
            on_when(&[], when);
        }
    }
    sort(&mut named);
    named.dedup();
    named
}
