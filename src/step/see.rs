//! A page was read: what did the person do, what does it show, and is there an aid for it?

use super::message::Saw;
use super::{Offer, Reply, Step};
use crate::adapter::{Location, Reader, System, add_meanings, locate, read_facts};
use crate::ledger::{Draft, Tab};
use crate::page::{Change, Facts, Value, own_changes};
use crate::trigger::{Event, History, Past};

/// A placeholder or card must be visible for so long before it counts as seen.
const SEEN_AFTER_MS: u32 = 1000;

impl Step<'_> {
    pub(super) fn saw(&mut self, tab: i64, saw: &Saw) -> Reply {
        if let Some((_, moment)) = self.ledger.answered.iter().find(|(id, _)| *id == saw.id) {
            let moment = moment.clone();
            return self.offer(&moment);
        }
        let Some(location) = locate(&self.content.adapters, &saw.url) else { return Reply::REPLAN };
        let system = self.content.system(&location);
        let plan = match self.plan(&location, &system) {
            Some(plan) if plan.version == saw.plan && plan.probes.len() == saw.readings.len() => plan,
            _ => return Reply::REPLAN,
        };
        let Some(record) = self.record_key(&location) else { return Reply::QUIET };
        let known = self.ledger.hosts.get(&location.host).copied().unwrap_or_default();
        let reader = Reader { named: &self.content.named, secret: self.secret };
        let (facts, known) = read_facts(reader, &location, &system, &plan, &saw.readings, known);
        self.ledger.hosts.insert(location.host.clone(), known);

        let editing =
            location.page.editing.as_ref().is_some_and(|name| facts.get(name) == Some(&Value::Flag(true)));
        match saw.act.as_deref() {
            Some("save") => {
                self.keep_draft(tab, &record, facts);
                return Reply::QUIET;
            }
            Some("cancel") => {
                if let Some(tab) = self.ledger.tabs.get_mut(&tab) {
                    tab.draft = None;
                }
                return Reply::QUIET;
            }
            // What stands in an open form is not yet so.
            _ if editing => return Reply::QUIET,
            _ => {}
        }
        let changes = self.take_view(tab, &record, &facts, &system);
        let events = self.count_events(&location, &record, &facts, &changes);
        self.observe_windows(&record, &facts, &events);
        if events.is_empty() {
            return Reply::QUIET;
        }
        let decided = self.decide(tab, &location.adapter.app, &record, &facts, &events, saw.visible);
        let Some(moment) = decided else { return Reply::QUIET };
        self.ledger.answered.push((saw.id.clone(), moment.clone()));
        self.offer(&moment)
    }

    fn offer(&self, id: &str) -> Reply {
        let Some(moment) = self.ledger.moment(id) else { return Reply::QUIET };
        let offer = Offer {
            moment: moment.id.clone(),
            arm: moment.arm,
            seen_after_ms: SEEN_AFTER_MS,
            surface: "panel",
        };
        Reply::Moment { moment: offer }
    }

    fn keep_draft(&mut self, tab: i64, record: &str, facts: Facts) {
        let draft = Draft { at: self.env.now, facts };
        // Without a view before the form, nothing can be said of what the person changed.
        if let Some(tab) = self.ledger.tabs.get_mut(&tab).filter(|tab| tab.record == record) {
            tab.draft = Some(draft);
        }
    }

    /// Takes in what the page shows outside its form, and says what the person changed.
    fn take_view(&mut self, tab: i64, record: &str, facts: &Facts, system: &System<'_>) -> Vec<Change> {
        let (now, today) = (self.env.now, self.env.today);
        let before = self.ledger.tabs.get(&tab).filter(|tab| tab.record == record);
        let waiting = before.and_then(|tab| tab.draft.clone()).filter(|draft| draft.waits(now));
        let changes = match (before, &waiting) {
            (Some(before), Some(draft)) => {
                own_changes_with_meanings(&before.facts, &draft.facts, facts, system)
            }
            _ => Vec::new(),
        };
        // Until the page shows what was saved, the draft goes on waiting beside the old view.
        let waits = waiting.is_some() && changes.is_empty();
        let mut shown = match before {
            Some(before) => before.facts.clone(),
            None => Facts::new(),
        };
        if !waits || !still_old(&shown, facts) {
            // An absent place may only be late; what it showed last still stands.
            shown.extend(facts.clone());
            let gone: Vec<String> = system
                .meanings
                .keys()
                .filter(|name| !facts.contains_key(**name))
                .map(|name| (*name).to_owned())
                .collect();
            gone.iter().for_each(|name| {
                shown.remove(name);
            });
        }
        let draft = waiting.filter(|_| waits);
        let same = before.is_some_and(|tab| tab.day == today && tab.facts == shown && tab.draft == draft);
        // A page that re-renders without a change must not cost a write to the disk.
        if !same {
            let view = Tab { record: record.to_owned(), at: now, day: today, facts: shown, draft };
            self.ledger.tabs.insert(tab, view);
            self.ledger.record_mut(record, today);
        }
        changes
    }

    /// The events of these changes, those that the adapter names counted in the history.
    fn count_events(
        &mut self,
        location: &Location<'_>,
        record: &str,
        facts: &Facts,
        changes: &[Change],
    ) -> Vec<Event> {
        let mut events: Vec<Event> = changes.iter().cloned().map(Event::Changed).collect();
        let named: Vec<String> = {
            let past = self.past(record);
            let named = location.adapter.events.iter().filter(|named| {
                events.iter().any(|event| named.on.fits(event)) && named.when.holds(facts, past)
            });
            named.map(|named| named.event.clone()).collect()
        };
        let today = self.env.today;
        for name in named {
            self.ledger.history.add(&name, today);
            self.ledger.record_mut(record, today).history.add(&name, today);
            events.push(Event::Named(name));
        }
        events
    }

    fn observe_windows(&mut self, record: &str, facts: &Facts, events: &[Event]) {
        let mut windows = std::mem::take(&mut self.ledger.windows);
        let past = self.past(record);
        for window in &mut windows {
            if let Some(published) = self.content.nudge(&window.nudge) {
                let behaviour = &published.nudge.behaviour;
                window.observe(behaviour, record, self.env.now, facts, events, past);
            }
        }
        self.ledger.windows = windows;
    }

    pub(super) fn past<'b>(&'b self, record: &str) -> Past<'b> {
        static NONE: History = History::new();
        let record = self.ledger.records.get(record).map_or(&NONE, |record| &record.history);
        Past { person: &self.ledger.history, record, today: self.env.today }
    }
}

/// Whether a view still shows everything as before the save.
fn still_old(before: &Facts, now: &Facts) -> bool {
    now.iter().all(|(name, value)| before.get(name).is_none_or(|before| before == value))
}

/// Own changes of raw facts, and of the meanings that rest on them.
fn own_changes_with_meanings(
    before: &Facts,
    draft: &Facts,
    after: &Facts,
    system: &System<'_>,
) -> Vec<Change> {
    let raw = |facts: &Facts| -> Facts {
        let facts = facts.iter().filter(|(name, _)| !system.meanings.contains_key(name.as_str()));
        facts.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let mut changes = own_changes(&raw(before), &raw(draft), after);
    // A colleague's change of another field must not pass as a change of meaning: the meanings
    // are compared with only the person's own changes applied.
    let mut own = raw(before);
    own.extend(changes.iter().map(|change| (change.fact.clone(), change.to.clone())));
    add_meanings(system, &mut own);
    for name in system.meanings.keys() {
        let (from, to) = (before.get(*name), own.get(*name));
        if let Some(to) = to.filter(|to| Some(*to) != from) {
            changes.push(Change { fact: (*name).to_owned(), from: from.cloned(), to: to.clone() });
        }
    }
    changes
}
