//! A page arrives: what should be read there, if anything?

use super::{Reply, Step};
use crate::adapter::{Location, Plan, System, locate};
use crate::content::Published;
use crate::page::Value;
use crate::table::Table;
use crate::trigger::{Condition, FactTest};

impl Step<'_> {
    pub(super) fn arrived(&mut self, tab: i64, url: &str) -> Reply {
        let place = locate(&self.content.adapters, url);
        let record = place.as_ref().and_then(|location| self.record_key(location));
        let stays = record.is_some()
            && record.as_deref() == self.ledger.tabs.get(&tab).map(|tab| tab.record.as_str());
        self.leave(tab);
        if !stays {
            self.ledger.tabs.remove(&tab);
        }
        let Some(location) = place else { return Reply::Plan { plan: None } };
        self.ledger.hosts.get_or_insert_with(location.host.clone(), Default::default);
        let system = self.content.system(&location);
        Reply::Plan { plan: self.plan(&location, &system) }
    }

    /// Whatever card the tab still showed is off the page. What was never seen spends nothing.
    pub(super) fn leave(&mut self, tab: i64) {
        let left: Vec<String> = self
            .ledger
            .moments
            .iter()
            .filter(|moment| moment.tab == tab && !moment.over)
            .map(|moment| moment.id.clone())
            .collect();
        for id in left {
            self.gone(tab, &id);
            if let Some(moment) = self.ledger.moment_mut(&id) {
                moment.over = true;
            }
        }
    }

    /// What to read here for the nudges that could apply and the windows that are open; `None`
    /// where nothing can.
    pub(super) fn plan(&self, location: &Location<'_>, system: &System<'_>) -> Option<Plan> {
        let mut key = format!("{}\n{}\n{}", location.adapter.app, location.page.page, location.host);
        let role = self.ledger.settings.role.as_deref().unwrap_or_default();
        let windows = self.ledger.windows.iter().map(|window| window.nudge.as_str());
        for part in location.parts.values().map(String::as_str).chain([role]).chain(windows) {
            key.push('\n');
            key.push_str(part);
        }
        self.content.plans.get(key, || self.make_plan(location, system))
    }

    fn make_plan(&self, location: &Location<'_>, system: &System<'_>) -> Option<Plan> {
        let mut names: Table<&str, ()> = Table::new();
        let applies = |published: &&Published| self.could_apply(published, location, system);
        for published in self.content.nudges.iter().filter(applies) {
            published.nudge.each_fact(&mut |name| {
                names.insert(name, ());
            });
        }
        if names.is_empty() {
            return None;
        }
        for event in &location.adapter.events {
            event.on.each_fact(&mut |name| {
                names.insert(name, ());
            });
            event.when.each_fact(&mut |name| {
                names.insert(name, ());
            });
        }
        // Dates that nothing asks for still teach how this host writes dates.
        let dates = location.page.facts.iter().filter(|(_, spec)| spec.kind == crate::page::Kind::Date);
        names.extend(dates.map(|(name, _)| (name.as_str(), ())));
        let plan = Plan::build(location, system, &names);
        (!plan.probes.is_empty()).then_some(plan)
    }

    /// A nudge for the person's role whose meanings are bound here, or one whose window is open.
    fn could_apply(&self, published: &Published, location: &Location<'_>, system: &System<'_>) -> bool {
        let nudge = &published.nudge;
        let for_role = self.ledger.settings.role.as_ref().is_some_and(|role| nudge.roles.contains(role));
        let watched = self.ledger.windows.iter().any(|window| window.nudge == nudge.nudge);
        nudge.app == system.adapter.app
            && (for_role || watched)
            && address_allows(&nudge.when, location)
            && self.content.unbound(nudge, system).is_empty()
    }

    /// The record as it is kept: a digest that only this person's secret can make.
    pub(super) fn record_key(&self, location: &Location<'_>) -> Option<String> {
        let record = location.record()?;
        let digest = crate::hash::digest(&[
            self.secret,
            b"record",
            location.adapter.app.as_bytes(),
            b"\0",
            location.host.as_bytes(),
            b"\0",
            record.as_bytes(),
        ]);
        Some(crate::hash::short_hex(&digest, 16))
    }
}

/// Whether a condition can hold at this address: what it asks of the address's named parts is
/// known before anything is read, so that a record of another kind is not read at all.
fn address_allows(when: &Condition, location: &Location<'_>) -> bool {
    match when {
        Condition::All(parts) => parts.iter().all(|part| address_allows(part, location)),
        Condition::Fact(FactTest { name, test }) => {
            let finds = location.page.facts.get(name).map(|spec| spec.find.as_slice()).unwrap_or_default();
            let part = finds.iter().find_map(|find| location.parts.get(find.part.as_ref()?));
            part.is_none_or(|part| test.holds(Some(&Value::Text(part.clone()))))
        }
        _ => true,
    }
}
