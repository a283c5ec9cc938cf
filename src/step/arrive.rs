//! A page arrives: what should be read there, if anything?

use std::sync::Arc;

use super::{Reply, Step};
use crate::adapter::{Location, Plan, System};
use crate::content::Published;
use crate::ledger::Problem;
use crate::page::{Facts, Kind, Value};
use crate::table::Table;
use crate::trigger::{Condition, FactTest, On};

impl<'a> Step<'a> {
    pub(super) fn arrived(&mut self, tab: i64, url: &str) -> Reply {
        let place = self.locate(url);
        // What only the page itself says of its record is not known yet.
        let record = place.as_ref().and_then(|location| self.record_key(location, &Facts::new()));
        let stays = record.is_some()
            && record.as_deref() == self.ledger.tabs.get(&tab).map(|tab| tab.record.as_str());
        self.end_visit(tab);
        // A page that asks again (settings changed, a form over it, or only what follows the `#`) keeps its card.
        if !stays {
            self.leave(tab);
            self.ledger.tabs.remove(&tab);
        }
        let Some(location) = place else { return Reply::Plan { plan: None, stays } };
        self.ledger.hosts.get_or_insert_with(location.host.clone(), Default::default);
        if let Err(error) = self.content.app(&location.adapter.app) {
            self.ledger.note(Problem {
                at: self.env.now,
                place: "content".into(),
                what: error.to_string(),
                mend: "Reinstall the extension. Until then no aid shows in this system.".into(),
            });
        }
        let system = self.system(&location);
        Reply::Plan { plan: self.plan(&location, &system).map(Arc::unwrap_or_clone), stays }
    }

    /// Whatever card the tab still showed is off the page.
    pub(super) fn leave(&mut self, tab: i64) {
        self.put_away(|moment| moment.tab == tab);
    }

    /// What to read here for the nudges that could apply and the windows that are open; `None`
    /// where nothing can.
    pub(super) fn plan(&self, location: &Location<'a>, system: &System<'a>) -> Option<Arc<Plan>> {
        let mut key = format!("{}\n{}\n{}", location.adapter.app, location.page.page, location.host);
        let role = self.ledger.settings.role.as_deref().unwrap_or_default();
        let windows: Table<&str, ()> =
            self.ledger.windows.iter().map(|window| (window.nudge.as_str(), ())).collect();
        let fetches = if self.may_fetch(&location.host) { "fetch" } else { "" };
        let parts = location.parts.values().map(String::as_str);
        for part in parts.chain([role, fetches]).chain(windows.keys().copied()) {
            key.push('\n');
            key.push_str(part);
        }
        // Content never changes under a worker; what the person binds does.
        for (name, meaning) in self.own.iter().flat_map(|bindings| bindings.meanings.iter()) {
            key.push_str(&format!("\n{name}={}", meaning.fact_name().unwrap_or_default()));
        }
        self.content.plans.get(key, || self.make_plan(location, system))
    }

    fn make_plan(&self, location: &Location<'a>, system: &System<'a>) -> Option<Plan> {
        let (mut names, mut events): (Table<&str, ()>, Table<&str, ()>) = (Table::new(), Table::new());
        let app = self.content.app(&location.adapter.app).ok()?;
        for published in app.nudges.iter().filter(|each| self.could_apply(each, location, system)) {
            published.nudge.each_fact(&mut |name| _ = names.insert(name, ()));
            published.nudge.each_event(&mut |name| _ = events.insert(name, ()));
        }
        // Events may count each other, never in a circle longer than this.
        for _ in 0..2 {
            let counted: Vec<&str> = events.keys().copied().collect();
            for event in
                location.adapter.events.iter().filter(|event| counted.contains(&event.event.as_str()))
            {
                event.on.each_fact(&mut |name| _ = names.insert(name, ()));
                event.when.each_fact(&mut |name| _ = names.insert(name, ()));
                event.when.each_event(&mut |name| _ = events.insert(name, ()));
            }
        }
        if names.is_empty() {
            return None;
        }
        // The history tells of own changes of what is asked for.
        let histories = location.page.history.iter();
        let told =
            |fields: &Table<String, String>| fields.values().any(|fact| names.contains_key(fact.as_str()));
        let lists: Vec<&str> =
            histories.filter(|history| told(&history.fields)).map(|history| history.of.as_str()).collect();
        names.extend(lists.into_iter().map(|list| (list, ())));
        // Dates that nothing asks for still teach how this host writes dates.
        let dates = location.page.facts.iter().filter(|(_, spec)| spec.kind == Kind::Date);
        names.extend(dates.map(|(name, _)| (name.as_str(), ())));
        let here = location.adapter.events.iter().filter(|event| {
            events.contains_key(event.event.as_str()) && is_here(&event.on, location, system)
        });
        let mut plan = Plan::build(location, system, &names, self.may_fetch(&location.host));
        plan.events = here.map(|event| event.event.clone()).collect();
        (!plan.version.is_empty()).then_some(plan)
    }

    pub(super) fn may_fetch(&self, host: &str) -> bool {
        self.ledger.settings.fetch.iter().any(|allowed| allowed == host)
    }

    /// A nudge for the person's role whose meanings are bound here and that can happen or be
    /// counted here, or one whose window is open.
    fn could_apply(&self, published: &Published, location: &Location<'a>, system: &System<'a>) -> bool {
        let nudge = &published.nudge;
        let for_role = self.ledger.settings.role.as_ref().is_some_and(|role| nudge.roles.contains(role));
        let watched = self.ledger.windows.iter().any(|window| window.nudge == nudge.nudge);
        watched && self.could_show(published, location, system)
            || for_role && self.could_happen(published, location, system)
    }

    /// Whether the trigger of a nudge can happen or be counted here.
    pub(super) fn could_happen(
        &self,
        published: &Published,
        location: &Location<'a>,
        system: &System<'a>,
    ) -> bool {
        self.could_show(published, location, system) && happens_here(published, location, system)
    }

    fn could_show(&self, published: &Published, location: &Location<'a>, system: &System<'a>) -> bool {
        let nudge = &published.nudge;
        address_allows(&nudge.when, location) && self.content.unbound(nudge, system).is_empty()
    }

    /// The record as it is kept: a digest that only this person's secret can make. `None` while
    /// the page has not said all of what tells it.
    pub(super) fn record_key(&self, location: &Location<'_>, facts: &Facts) -> Option<String> {
        let mut record = String::new();
        for name in &location.page.record {
            let told = match (location.parts.get(name), facts.get(name)) {
                (Some(part), _) => part,
                (None, Some(Value::Text(text))) => text,
                (None, Some(Value::Unnamed(text))) => text.digest(),
                _ => return None,
            };
            record.push_str(told);
            record.push('\0');
        }
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

/// Whether something that a nudge waits for or counts can happen on this page.
fn happens_here(published: &Published, location: &Location<'_>, system: &System<'_>) -> bool {
    let nudge = &published.nudge;
    let mut here = nudge.on.iter().any(|on| is_here(on, location, system));
    nudge.each_event(&mut |name| {
        let named = location.adapter.events.iter().filter(|event| event.event == name);
        here |= named.into_iter().any(|event| is_here(&event.on, location, system));
    });
    here
}

fn is_here(on: &On, location: &Location<'_>, system: &System<'_>) -> bool {
    let page = location.page;
    match on {
        On::Changed { fact, .. } => {
            let place = system.meanings.get(fact.as_str()).and_then(|meaning| meaning.fact.as_ref());
            let bound = system.meanings.get(fact.as_str()).is_some_and(|meaning| meaning.field.is_some());
            bound || page.facts.contains_key(place.unwrap_or(fact))
        }
        On::Appeared { list, .. } => page.lists.contains_key(list),
        // Named by events, which are asked for themselves.
        On::Event(_) => false,
    }
}

/// Whether a condition can hold at this address: what it asks of the address's named parts is
/// known before anything is read, so that a record of another kind is not read at all.
fn address_allows(when: &Condition, location: &Location<'_>) -> bool {
    match when {
        Condition::All(parts) => parts.iter().all(|part| address_allows(part, location)),
        Condition::Fact(FactTest { name, test }) => {
            let finds = location.page.facts.get(name).map(|spec| spec.find.as_slice()).unwrap_or_default();
            let part = finds.iter().find_map(|find| location.parts.get(&find.part));
            part.is_none_or(|part| test.holds(Some(&Value::Text(part.clone()))))
        }
        _ => true,
    }
}
