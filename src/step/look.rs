//! What Cuecard sees on one page: everything that the adapter can read there, for the person and
//! for those who write adapters. Nothing of it is kept.

use serde::Serialize;

use super::message::Looked;
use super::{Reply, Step};
use crate::adapter::{Location, Plan, Probe, Read, Reader, Reading, Source, System, add_meanings};
use crate::page::{Decimal, Facts, Value};
use crate::table::Table;

/// One page as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageState {
    app: String,
    title: String,
    page: String,
    host: String,
    /// The named parts of the address.
    parts: Table<String, String>,
    /// Whether the page says which record it is.
    record: bool,
    /// Whether the page, or an earlier one, said who is signed in.
    person: bool,
    facts: Table<String, Place>,
    /// Each list with its things.
    lists: Table<String, Vec<Table<String, Place>>>,
    /// Facts and lists that were looked for and not found.
    absent: Vec<String>,
    /// What the facts mean here.
    meanings: Table<String, String>,
    /// Meanings that nobody has bound here.
    unbound: Vec<String>,
}

/// One place as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The value, as text.
    pub value: String,
    /// Which alternative matched, from 0; none for what follows from other facts or the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// How many alternatives there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// Its selector.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub select: String,
}

impl<'a> Step<'a> {
    /// The plan that reads everything.
    pub(super) fn look(&self, url: &str) -> Reply {
        let plan = self.locate(url).map(|location| {
            let system = self.system(&location);
            self.whole_plan(&location, &system)
        });
        Reply::Plan { plan: plan.filter(|plan| !plan.version.is_empty()), stays: false }
    }

    fn whole_plan(&self, location: &Location<'a>, system: &System<'a>) -> Plan {
        let page = location.page;
        let names = page.facts.keys().chain(page.lists.keys()).map(String::as_str);
        let names = names.chain(system.meanings.keys().copied()).map(|name| (name, ()));
        Plan::build(location, system, &names.collect(), self.may_fetch(&location.host))
    }

    /// What was read with it.
    pub(super) fn looked(&self, looked: &Looked) -> Reply {
        let Some(location) = self.locate(&looked.url) else { return Reply::REPLAN };
        let system = self.system(&location);
        let plan = self.whole_plan(&location, &system);
        if plan.version != looked.plan || !looked.readings.fit(&plan) {
            return Reply::REPLAN;
        }
        let host = self.ledger.hosts.get(&location.host).cloned().unwrap_or_default();
        // Broken content for this app names nothing: all text is shown as it stands on the page.
        let app = self.content.app(&location.adapter.app);
        let named = app.map(|app| app.named.as_slice()).unwrap_or_default();
        let reader = Reader { named, secret: self.secret, me: &host.me, known: host.known() };
        let read = reader.read(&location, &system, &plan, &looked.readings);
        Reply::Page { page: Box::new(self.page_state(&location, &system, &plan, looked, &read)) }
    }

    fn page_state(
        &self,
        location: &Location<'a>,
        system: &System<'a>,
        plan: &Plan,
        looked: &Looked,
        read: &Read,
    ) -> PageState {
        let readings = &looked.readings;
        let mut facts = Table::new();
        for (at, source) in plan.sources.iter().enumerate() {
            let reading = readings.places.get(at).and_then(Option::as_ref);
            facts.extend(place(source, reading, &read.facts, plan.probes.get(at)));
        }
        // What follows from the address or from other facts.
        for (name, value) in read.facts.iter() {
            let finds = location.page.facts.get(name).map(|spec| spec.find.as_slice()).unwrap_or_default();
            let part =
                finds.iter().find_map(|find| location.parts.get(&find.part)).map_or("", String::as_str);
            facts
                .get_or_insert_with(name.clone(), || Place { value: shown(value, part), ..Place::default() });
        }
        let mut lists = Table::new();
        for (at, source) in plan.list_sources.iter().enumerate() {
            let raws = readings.lists.get(at).and_then(Option::as_ref).map(|list| list.items.as_slice());
            let Some((items, raws)) = read.lists.get(&source.list).zip(raws) else { continue };
            let probes = plan.lists.get(at).map(|list| list.probes.as_slice()).unwrap_or_default();
            let things = items.iter().zip(raws).map(|(item, raws)| {
                let places = source.sources.iter().zip(raws).zip(probes);
                let places = places.filter_map(|((source, raw), probe)| {
                    place(source, raw.as_ref(), &item.facts, Some(probe))
                });
                places.collect()
            });
            lists.insert(source.list.clone(), things.collect());
        }
        let mut with_meanings = read.facts.clone();
        add_meanings(system, &mut with_meanings);
        let meanings = system.meanings.iter().filter_map(|(name, meaning)| {
            let raw = meaning.fact_name().and_then(|fact| facts.get(&fact)).map_or("", |place| &place.value);
            Some(((*name).to_owned(), shown(with_meanings.get(*name)?, raw)))
        });
        let sought = location.page.facts.keys().chain(location.page.lists.keys());
        let found = |name: &String| facts.contains_key(name) || lists.contains_key(name);
        let open = location.adapter.open_meanings.keys();
        PageState {
            app: location.adapter.app.clone(),
            title: location.adapter.title.clone(),
            page: location.page.page.clone(),
            host: location.host.clone(),
            parts: location.parts.clone(),
            record: self.record_key(location, &read.facts).is_some(),
            person: !read.me.is_empty(),
            absent: sought.filter(|name| !found(name)).cloned().collect(),
            meanings: meanings.collect(),
            unbound: open.filter(|name| !system.meanings.contains_key(name.as_str())).cloned().collect(),
            facts,
            lists,
        }
    }
}

fn place(
    source: &Source,
    reading: Option<&Reading>,
    facts: &Facts,
    probe: Option<&Probe>,
) -> Option<(String, Place)> {
    let (name, reading) = (source.fact()?, reading?);
    let value = shown(facts.get(name)?, &reading.raw);
    let alternatives = probe.map(|probe| probe.alternatives.as_slice()).unwrap_or_default();
    let select = alternatives.get(reading.at).map(|each| each.select.clone()).unwrap_or_default();
    let place = Place { value, at: Some(reading.at), of: Some(alternatives.len()), select };
    Some((name.to_owned(), place))
}

/// A value as people read it; text that no content names is shown as it stands on the page.
fn shown(value: &Value, raw: &str) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Unnamed(_) => raw.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => decimal(*number),
        Value::Date(day) => day.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Unnamed(_))) => {
            raw.lines().map(str::trim).collect::<Vec<_>>().join(", ")
        }
        Value::List(items) => items.iter().map(|item| shown(item, "")).collect::<Vec<_>>().join(", "),
    }
}

fn decimal(number: Decimal) -> String {
    let (whole, part) = (number.0 / Decimal::ONE, (number.0 % Decimal::ONE).abs());
    let sign = if number.0 < 0 && whole == 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{part:04}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_well() {
        let text = |text: &str| Value::Text(text.into());
        let cases = [
            (Value::Empty, "x", ""),
            (text("me"), "Robin Vale", "me"),
            (Value::Unnamed("00ff".into()), " Call \n Anna ", "Call Anna"),
            (Value::Number(Decimal(500_000_000)), "$50,000.00", "50000"),
            (Value::Number(Decimal(-2_500)), "-.25", "-0.25"),
            (Value::Flag(false), "", "false"),
            (Value::List(vec![text("a"), text("b")]), "b\na", "a, b"),
            (Value::List(vec![text("a"), Value::Unnamed("00".into())]), "a\nc", "a, c"),
        ];
        for (value, raw, expected) in cases {
            assert_eq!(shown(&value, raw), expected, "{value:?}");
        }
    }
}
