//! A page was read: what did the person do, what does it show, and is there an aid for it?

use super::decide::Happened;
use super::message::Saw;
use super::{Env, Offer, Output, Random, Reply, Step};
use crate::adapter::{Location, Plan, Read, Reader, System, add_meanings};
use crate::hash;
use crate::json;
use crate::ledger::Tab;
use crate::measure::Finding;
use crate::page::{Change, Facts, Value, drop_drafts, keep_drafts, own_changes};
use crate::role::Choice;
use crate::time::Day;
use crate::trigger::{Event, History, Past, Test};

/// A placeholder or card must be visible for so long before it counts as seen.
const SEEN_AFTER_MS: u32 = 1000;

/// The page that was read: one record of a system, in a tab.
struct Page<'a, 'p> {
    tab: i64,
    /// As a keyed digest.
    record: &'p str,
    location: &'p Location<'a>,
    system: &'p System<'a>,
    plan: &'p Plan,
}

impl<'a> Step<'a> {
    pub(super) fn saw(&mut self, tab: i64, saw: &Saw) -> Reply {
        let Some(location) = self.locate(&saw.url) else { return Reply::REPLAN };
        let system = self.system(&location);
        let plan = self.plan(&location, &system);
        if let Some((_, moment)) = self.ledger.answered.iter().find(|(id, _)| *id == saw.id) {
            return self.offer(moment, &system, plan.as_deref());
        }
        let plan = match plan {
            Some(plan) if plan.version == saw.plan && saw.readings.fit(&plan) => plan,
            _ => return Reply::REPLAN,
        };
        let host = self.ledger.hosts.get_or_insert_with(location.host.clone(), Default::default);
        let (known, me) = (host.known(), std::mem::take(&mut host.me));
        let Ok(app) = self.content.app(&location.adapter.app) else { return Reply::REPLAN };
        let reader = Reader { named: &app.named, secret: self.secret, me: &me, known };
        let read = reader.read(&location, &system, &plan, &saw.readings);
        host.learn(&read);
        let Some(record) = self.record_key(&location, &read.facts) else { return Reply::QUIET };
        match saw.act.as_deref() {
            Some("cancel") => {
                if let Some(tab) = self.ledger.tabs.get_mut(&tab) {
                    drop_drafts(&mut tab.drafts, &mut tab.facts);
                }
                return Reply::QUIET;
            }
            Some(_) => {
                let now = self.env.now;
                if let Some(tab) = self.ledger.tabs.get_mut(&tab).filter(|tab| tab.record == record) {
                    keep_drafts(&mut tab.drafts, &mut tab.facts, read.facts.clone(), now);
                }
                let page = Page { tab, record: &record, location: &location, system: &system, plan: &plan };
                return Reply::Quiet { quiet: true, soon: self.would_offer(&page, saw, &read) };
            }
            None => {}
        }
        let page = Page { tab, record: &record, location: &location, system: &system, plan: &plan };
        let Some(moment) = self.take_in(&page, saw, &read) else { return Reply::QUIET };
        self.ledger.answered.push((saw.id.clone(), moment.clone()));
        self.offer(&moment, &system, Some(&plan))
    }

    /// Whether a moment would come if the page came to show what the person has just saved: tried on a
    /// copy of what is remembered. Its card can be loaded meanwhile.
    fn would_offer(&self, page: &Page<'a, '_>, saw: &Saw, read: &Read) -> bool {
        let settle_ms = u64::from(page.location.page.settle_seconds) * 1000;
        let env = Env { now: self.env.now.saturating_add(settle_ms), ..self.env.clone() };
        let mut ledger = self.ledger.clone();
        let random = Random::new(&env.random);
        let Self { content, own, secret, .. } = *self;
        let (env, ledger) = (&env, &mut ledger);
        let mut later = Step { content, own, secret, env, random, ledger, output: Output::default() };
        later.take_in(page, saw, read).is_some()
    }

    /// Takes in what a page shows, and decides. The id of the reserved moment, if there is one.
    fn take_in(&mut self, page: &Page<'a, '_>, saw: &Saw, read: &Read) -> Option<String> {
        let Page { tab, record, location, system, plan } = *page;
        for event in &plan.events {
            self.ledger.history.look_for(event, self.env.today);
        }
        let mut events = self.take_view(tab, record, location, system, read);
        self.note_visit(tab, location, plan, &saw.readings);
        self.note_presence();
        events.extend(self.appeared(tab, record, location, read));
        let facts = self.ledger.tabs.get(&tab).map(|tab| tab.facts.clone()).unwrap_or_default();
        self.count_events(location, record, &facts, &mut events);
        // After what was seen here, so that its own row is not counted again.
        self.count_history(record, location, read);
        let events: Vec<Event> = events.into_iter().map(|(event, _)| event).collect();
        let found = self.observe_windows(record, &facts, &events);
        self.tick(tab, record, &facts, &events);
        if !self.is_sandbox(location) {
            self.learn(&location.adapter.app, record, &facts, &events, &found);
        }
        if events.is_empty() {
            return None;
        }
        let moment = self.decide(
            location,
            &Happened { tab, record, facts: &facts, events: &events, visible: saw.visible },
        );
        // What holds at the moment itself, so that it is seen when it ceases to.
        self.observe_windows(record, &facts, &[]);
        moment
    }

    /// The person is at work today: a week in which nothing comes up then counts as a calm one.
    fn note_presence(&mut self) {
        let role = self.ledger.settings.role.as_deref().and_then(|role| self.content.role(role));
        if role.is_some_and(|role| role.budget.choice == Choice::Worth) {
            self.ledger.demand.present(self.env.today);
        }
    }

    fn offer(&self, id: &str, system: &System<'_>, plan: Option<&Plan>) -> Reply {
        let Some(moment) = self.ledger.moment(id) else { return Reply::QUIET };
        let published = self.content.nudge(&moment.nudge);
        let anchor = published.map(|published| &published.nudge.anchor).filter(|name| !name.is_empty());
        // A plan that is no longer there has no place for it.
        let nowhere = usize::from(u16::MAX);
        let anchor = anchor.map(|name| plan.map_or(nowhere, |plan| plan.place_of(system, name)));
        let offer = Offer {
            moment: moment.id.clone(),
            arm: moment.arm,
            seen_after_ms: SEEN_AFTER_MS,
            surface: if anchor.is_some() { "inline" } else { "panel" },
            anchor,
        };
        Reply::Moment { moment: offer }
    }

    /// Takes in what the page shows, and says what the person changed.
    fn take_view(
        &mut self,
        tab: i64,
        record: &str,
        location: &Location<'a>,
        system: &System<'a>,
        read: &Read,
    ) -> Vec<(Event, Day)> {
        let (now, today) = (self.env.now, self.env.today);
        let settle_ms = u64::from(location.page.settle_seconds) * 1000;
        let before = self.ledger.tabs.get(&tab).filter(|tab| tab.record == record);
        let mut after = match before {
            Some(before) => before.clone(),
            None => Tab::new(record),
        };
        let refused = location.page.refused.as_ref().and_then(|name| read.facts.get(name));
        if refused == Some(&Value::Flag(true)) {
            drop_drafts(&mut after.drafts, &mut after.facts);
        }
        let changes = own_changes(&mut after.drafts, &read.facts, now, settle_ms);
        let changes = with_meanings(changes, &after.facts, system);
        // An absent place may only be late; what it showed last still stands.
        let shown = read.facts.iter().filter(|(fact, _)| !after.drafts.contains_key(*fact));
        after.facts.extend(shown.map(|(fact, value)| (fact.clone(), value.clone())));
        after.facts.retain(|name, _| !system.meanings.contains_key(name.as_str()));
        add_meanings(system, &mut after.facts);
        // A page that re-renders without a change must not cost a write to the disk.
        if before.is_none_or(|before| before.day != today || *before != after) {
            (after.at, after.day) = (now, today);
            self.ledger.record_mut(record, today);
        }
        // The same text may have been read for other content before.
        self.ledger.tabs.insert(tab, after);
        changes.into_iter().map(|change| (Event::Changed(change), today)).collect()
    }

    /// The things that this person's page shows for the first time, with the day of each.
    fn appeared(
        &mut self,
        tab: i64,
        record: &str,
        location: &Location<'a>,
        read: &Read,
    ) -> Vec<(Event, Day)> {
        let today = self.env.today;
        let oldest = today.plus(1 - self.ledger.settings.kept_days());
        let shown = self.ledger.tabs.get(&tab).map(|tab| tab.facts.clone()).unwrap_or_default();
        let (mut events, mut passing) = (Vec::new(), Vec::new());
        let Ok(app) = self.content.app(&location.adapter.app) else { return events };
        for (list, items) in read.lists.iter() {
            let Some(spec) = location.page.lists.get(list) else { continue };
            if !app.awaits(location.adapter, list) {
                continue;
            };
            for item in items {
                // What is not all there yet is looked at again when it is.
                let event = Event::Appeared { list: list.clone(), facts: item.facts.clone() };
                let whole = item.facts.len() == spec.facts.len() && !waits_for_more(location, &event, &shown);
                let Some(identity) = item.identity.as_ref().filter(|_| whole) else { continue };
                let day = match (&spec.day, item.day) {
                    (None, _) => today,
                    (Some(_), Some(day)) if day >= oldest => day.min(today),
                    // Too old to count, or its day could not be read: it may be, later.
                    (Some(_), _) => continue,
                };
                let is_new = if spec.identity.is_some() {
                    self.ledger.record_mut(record, today).counted.insert(identity.clone(), today).is_none()
                } else {
                    passing.push(identity.clone());
                    self.ledger.tabs.get(&tab).is_none_or(|tab| !tab.passing.contains(identity))
                };
                if is_new {
                    events.push((event, day));
                }
            }
        }
        if let Some(tab) = self.ledger.tabs.get_mut(&tab)
            && tab.passing != passing
        {
            tab.passing = passing;
        }
        events
    }

    /// Counts what the page's history says that the person did elsewhere. It is past: it counts,
    /// and brings nothing up.
    fn count_history(&mut self, record: &str, location: &Location<'a>, read: &Read) {
        let today = self.env.today;
        let oldest = today.plus(1 - self.ledger.settings.kept_days());
        // What is too old to count is forgotten, so it must not be counted anew.
        for (told, change) in read.history.iter().filter(|(day, _)| *day >= oldest) {
            let day = (*told).min(today);
            let counted = &mut self.ledger.record_mut(record, today).counted;
            // The server's day may be the one before or after the person's; it may also be far
            // ahead of a clock that was set back.
            let days = [*told, told.plus(-1), told.plus(1), day];
            let is_known =
                days.iter().any(|day| counted.contains_key(&change_key(self.secret, change, *day)));
            if !is_known || *told > today {
                counted.insert(change_key(self.secret, change, *told), today.max(*told));
            }
            if is_known {
                continue;
            }
            let event = Event::Changed(change.clone());
            // What held at that time is unknown now.
            let named = location.adapter.events.iter().filter(|named| named.when.is_always());
            for named in named.filter(|named| named.on.fits(&event)) {
                self.count(named.once_per_record, &named.event, record, day);
            }
        }
    }

    /// Adds the events that the adapter names, and counts them.
    fn count_events(
        &mut self,
        location: &Location<'a>,
        record: &str,
        facts: &Facts,
        events: &mut Vec<(Event, Day)>,
    ) {
        let mut named: Vec<(Event, Day)> = Vec::new();
        for (event, day) in events.iter() {
            if let (Event::Changed(change), Some(_)) = (event, location.page.history.first()) {
                let key = change_key(self.secret, change, *day);
                self.ledger.record_mut(record, self.env.today).counted.insert(key, self.env.today);
            }
            for each in location.adapter.events.iter().filter(|each| each.on.fits(event)) {
                if each.when.holds(facts, self.past(record))
                    && self.count(each.once_per_record, &each.event, record, *day)
                {
                    named.push((Event::Named(each.event.clone()), *day));
                }
            }
        }
        events.extend(named);
    }

    /// Counts an event on `day`; `false` if it counts once a record and has.
    fn count(&mut self, once: bool, event: &str, record: &str, day: Day) -> bool {
        let today = self.env.today;
        let history = &mut self.ledger.record_mut(record, today).history;
        if once && history.ever(event) > 0 {
            return false;
        }
        history.add(event, day);
        self.ledger.history.add(event, day);
        true
    }

    /// What running windows found just now, with the nudge of each.
    fn observe_windows(&mut self, record: &str, facts: &Facts, events: &[Event]) -> Vec<(String, Finding)> {
        let mut windows = std::mem::take(&mut self.ledger.windows);
        let past = self.past(record);
        let mut found = Vec::new();
        for window in &mut windows {
            let Some(published) = self.content.nudge(&window.nudge) else { continue };
            let behaviour = &published.nudge.behaviour;
            let finding = window.observe(behaviour, record, self.env.now, facts, events, past);
            found.extend(finding.map(|finding| (window.nudge.clone(), finding)));
        }
        self.ledger.windows = windows;
        found
    }

    pub(super) fn past<'b>(&'b self, record: &str) -> Past<'b> {
        static NONE: History = History::new();
        let record = self.ledger.records.get(record).map_or(&NONE, |record| &record.history);
        Past { person: &self.ledger.history, record, today: self.env.today }
    }
}

/// Whether a thing would be an event, were it not for a fact of the page that is still to come.
fn waits_for_more(location: &Location<'_>, event: &Event, shown: &Facts) -> bool {
    location.adapter.events.iter().filter(|named| named.on.fits(event)).any(|named| {
        let mut missing = false;
        named.when.each_test(&mut |leaf| {
            missing |= leaf.test != Test::Unknown && !shown.contains_key(&leaf.name);
        });
        missing
    })
}

/// Own changes of raw facts, and of the meanings that rest on them. A colleague's change of another
/// field must not pass as a change of meaning: the meanings are compared with only the person's own
/// changes applied.
fn with_meanings(mut changes: Vec<Change>, shown: &Facts, system: &System<'_>) -> Vec<Change> {
    if changes.is_empty() || system.meanings.is_empty() {
        return changes;
    }
    let with = |value: fn(&Change) -> Option<Value>| {
        let raw = shown.iter().filter(|(name, _)| !system.meanings.contains_key(name.as_str()));
        let mut facts: Facts = raw.map(|(name, value)| (name.clone(), value.clone())).collect();
        facts.extend(changes.iter().filter_map(|change| Some((change.fact.clone(), value(change)?))));
        add_meanings(system, &mut facts);
        facts
    };
    let (before, after) = (with(|change| change.from.clone()), with(|change| Some(change.to.clone())));
    for name in system.meanings.keys() {
        let (from, to) = (before.get(*name), after.get(*name));
        if let Some(to) = to.filter(|to| Some(*to) != from) {
            changes.push(Change { fact: (*name).to_owned(), from: from.cloned(), to: to.clone() });
        }
    }
    changes
}

/// What a change is remembered by, so that the page's own history does not count it again.
fn change_key(secret: &[u8; 32], change: &Change, day: Day) -> String {
    let told = json::write(&(&change.fact, change.to.without_fragments(), day)).unwrap_or_default();
    hash::short_hex(&hash::digest(&[secret, b"change", told.as_bytes()]), 8)
}
