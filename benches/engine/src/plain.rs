//! The same rules and facts as plain JSON, for engines that are not ours. Triggers and conditions
//! are in the form in which content ships; how they are said to another engine is its bench's
//! affair.

use cuecard::page::Value;
use cuecard::table::Table;
use cuecard::trigger::{Condition, Counted, Event, On};
use serde::Serialize;

use crate::workload::vocabulary::SYSTEMS;
use crate::workload::{Workload, past};

#[derive(Serialize)]
struct Rule<'a> {
    nudge: &'a str,
    apps: &'a [String],
    on: &'a [On],
    when: &'a Condition,
}

#[derive(Serialize)]
struct PlainFacts<'a> {
    app: &'a str,
    /// Every fact that the app's pages can have; null where this page has none.
    facts: Table<&'a str, Option<&'a Value>>,
    /// What the person changed, with what it is now.
    changed: Vec<(&'a str, &'a Value)>,
    /// The events that the adapter names.
    named: Vec<&'a str>,
    /// How often what the rules count has happened.
    counts: Vec<Count<'a>>,
}

#[derive(Serialize)]
struct Count<'a> {
    event: &'a str,
    within_days: u16,
    on_this_record: bool,
    count: u32,
}

/// What makes each nudge a candidate.
///
/// # Errors
/// When it cannot be written.
pub fn rules(workload: &Workload) -> Result<String, String> {
    let rules = workload.nudges.iter().map(|nudge| Rule {
        nudge: &nudge.nudge,
        apps: &nudge.apps,
        on: &nudge.on,
        when: &nudge.when,
    });
    json(&rules.collect::<Vec<_>>())
}

/// What a change says, the counts looked up already for all rules that ask for them.
///
/// # Errors
/// When it cannot be written.
pub fn facts(workload: &Workload, change: usize) -> Result<String, String> {
    let change = &workload.changes[change];
    let past = past(&workload.ledger);
    let on_page = SYSTEMS.into_iter().filter(|system| system.app == change.app);
    let mut facts: Table<&str, Option<&Value>> = on_page
        .flat_map(|system| system.on_page())
        .chain(["object"])
        .map(|name| (name, change.facts.get(name)))
        .collect();
    facts.extend(change.facts.iter().map(|(name, value)| (name.as_str(), Some(value))));
    let (mut changed, mut named) = (Vec::new(), Vec::new());
    for event in &change.events {
        match event {
            Event::Changed(change) => changed.push((change.fact.as_str(), &change.to)),
            Event::Named(name) => named.push(name.as_str()),
            Event::Appeared { .. } => return Err("no generated page has a list".into()),
        }
    }
    let mut asked: Table<(&str, u16, bool), ()> = Table::new();
    for nudge in &workload.nudges {
        each_counted(&nudge.when, &mut |counted| {
            let within_days = counted.within_days.unwrap_or(u16::MAX);
            asked.insert((&counted.event, within_days, counted.on_this_record), ());
        });
    }
    let counts = asked.keys().map(|(event, within_days, on_this_record)| Count {
        event,
        within_days: *within_days,
        on_this_record: *on_this_record,
        count: if *on_this_record { past.record } else { past.person }.count(event, past.today, *within_days),
    });
    json(&PlainFacts { app: change.app, facts, changed, named, counts: counts.collect() })
}

fn each_counted<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a Counted)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| each_counted(part, visit));
        }
        Condition::Not(part) => each_counted(part, visit),
        Condition::Count(counted) => visit(counted),
        // Generated conditions do not ask how long ago something was.
        Condition::Fact(_) | Condition::LastSeen(_) => {}
    }
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
