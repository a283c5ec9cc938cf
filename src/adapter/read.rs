//! Raw strings become typed facts. What cannot be read for certain is absent.

use serde::Serialize;

use super::conventions::{Conventions, DateOrder};
use super::date::{ReadDate, read_date};
use super::number::{ReadNumber, read_number};
use super::plan::Sought;
use super::{HistorySpec, Location, Plan, Source, System, locale};
use crate::hash;
use crate::json::fields;
use crate::page::{Change, Facts, Kind, Unnamed, Value};
use crate::sort::sort;
use crate::table::Table;
use crate::text::lowercase;
use crate::time::Day;

/// How many steps a fact may be away from those that are read.
const DERIVED_ROUNDS: usize = 2;

/// What one probe found: which alternative, and the raw string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The index of the alternative that matched.
    pub at: usize,
    /// The raw string.
    pub raw: String,
}

fields! { Reading: at, raw, .. }

/// What one list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListReading {
    /// The index of the alternative that matched.
    pub at: usize,
    /// The things, each with one entry a probe.
    pub items: Vec<Vec<Option<Reading>>>,
}

fields! { ListReading: at, items, .. }

/// What a page showed, in the order of the plan; `None` is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// One entry a probe.
    pub places: Vec<Option<Reading>>,
    /// One entry a list.
    pub lists: Vec<Option<ListReading>>,
}

/// One of several like things on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What it is told by, as a keyed digest; none if that could not be read.
    pub identity: Option<String>,
    /// The day on which it came to be, if its list says one.
    pub day: Option<Day>,
    /// Its facts.
    pub facts: Facts,
}

/// A page as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The raw facts.
    pub facts: Facts,
    /// The things of each list that could be read.
    pub lists: Table<String, Vec<Item>>,
    /// The person's own changes, as the page's history tells them.
    pub history: Vec<(Day, Change)>,
    /// The digests of the person's names here, as they are now known.
    pub me: Vec<String>,
    /// How the host writes dates and numbers, as it is now known.
    pub known: Conventions,
    /// Whether it showed a date that reads both ways.
    pub ambiguous_date: bool,
}

impl Readings {
    /// Whether these are readings of that plan.
    pub fn fit(&self, plan: &Plan) -> bool {
        let lists = self.lists.iter().zip(&plan.lists);
        self.places.len() == plan.probes.len()
            && self.lists.len() == plan.lists.len()
            && lists
                .flat_map(|(reading, list)| {
                    reading.iter().flat_map(move |reading| &reading.items).map(move |item| (item, list))
                })
                .all(|(item, list)| item.len() == list.probes.len())
    }
}

/// What reading needs beside the page.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The texts and fragments that content names, sorted. Any other text that has no meaning here
    /// is kept as a digest.
    pub named: &'a [String],
    /// The person's secret, which keys the digests.
    pub secret: &'a [u8; 32],
    /// The digests of the person's names on this host.
    pub me: &'a [String],
    /// How the host writes dates and numbers.
    pub known: Conventions,
}

impl Reader<'_> {
    /// The page that was read with this plan.
    pub fn read(
        self,
        location: &Location<'_>,
        system: &System<'_>,
        plan: &Plan,
        readings: &Readings,
    ) -> Read {
        let raw = |sought: &Sought| {
            let pairs =
                plan.sources.iter().zip(&readings.places).filter(move |(source, _)| source.what == *sought);
            pairs
                .filter_map(|(_, reading)| reading.as_ref())
                .map(|reading| reading.raw.as_str())
                .collect::<Vec<_>>()
        };
        let names = raw(&Sought::Me);
        let mut me: Vec<String> = names.iter().filter_map(|name| self.person(name)).collect();
        // A page that shows one of the names, or none, does not take the others away; with other
        // names somebody else is signed in.
        if me.is_empty() || me.iter().any(|name| self.me.contains(name)) {
            me.extend_from_slice(self.me);
            sort(&mut me);
            me.dedup();
        }
        let fixed = location.adapter.fixed_locale.as_str();
        let host = locale::conventions(raw(&Sought::Locale).first().copied().unwrap_or(fixed));
        let known = learn(plan, readings, host.or(self.known));
        let page = Page { location, system, reader: Reader { me: &me, known, ..self } };
        let mut facts = page.facts(&plan.sources, &readings.places);
        page.add_parts(&mut facts);
        let lists = plan.list_sources.iter().zip(&readings.lists).filter_map(|(source, reading)| {
            let items = reading.as_ref()?.items.iter();
            let items = items.map(|raws| page.item(&source.list, &source.sources, raws));
            Some((source.list.clone(), items.collect::<Vec<_>>()))
        });
        let lists = lists.collect();
        // What follows from others may follow from what follows from others.
        for _ in 0..DERIVED_ROUNDS {
            for (name, spec) in location.page.facts.iter() {
                if let Some(value) = spec.derived.as_ref().and_then(|derived| derived.value(&facts, &lists)) {
                    facts.insert(name.clone(), value);
                }
            }
        }
        let history = location.page.history.iter().flat_map(|history| page.history(history, plan, readings));
        let history = history.collect();
        let ambiguous_date = plan.sources.iter().zip(&readings.places).any(|(source, reading)| {
            let raw = reading.as_ref().map(|reading| read_date(&reading.raw));
            source.kind == Kind::Date && matches!(raw, Some(ReadDate::Ambiguous(..)))
        });
        Read { facts, lists, history, me, known, ambiguous_date }
    }

    /// A person's name as it is kept.
    fn person(&self, name: &str) -> Option<String> {
        let name = lowercase(&folded(name));
        (!name.is_empty()).then(|| self.digest(b"person", &name))
    }

    fn digest(&self, what: &[u8], text: &str) -> String {
        hash::short_hex(&hash::digest(&[self.secret, what, text.as_bytes()]), 8)
    }
}

/// One page, and how to read it.
struct Page<'a> {
    location: &'a Location<'a>,
    system: &'a System<'a>,
    reader: Reader<'a>,
}

impl Page<'_> {
    fn facts(&self, sources: &[Source], readings: &[Option<Reading>]) -> Facts {
        let pairs = sources.iter().zip(readings);
        let facts = pairs.filter_map(|(source, reading)| {
            let value = self.value(source.kind, source.words.as_deref(), &reading.as_ref()?.raw)?;
            Some((source.fact()?.to_owned(), value))
        });
        facts.collect()
    }

    /// The facts that the address says.
    fn add_parts(&self, facts: &mut Facts) {
        for (name, spec) in self.location.page.facts.iter() {
            let part = spec.find.iter().find_map(|find| self.location.parts.get(&find.part));
            if let Some(value) = part.and_then(|raw| self.value(spec.kind, None, raw)) {
                facts.insert(name.clone(), value);
            }
        }
    }

    fn item(&self, list: &str, sources: &[Source], raws: &[Option<Reading>]) -> Item {
        let facts = self.facts(sources, raws);
        let spec = self.location.page.lists.get(list);
        let raw = |name: &str| {
            let at = sources.iter().position(|source| source.fact() == Some(name))?;
            raws.get(at)?.as_ref().map(|reading| reading.raw.clone())
        };
        let told_by = match spec.and_then(|spec| spec.identity.as_deref()) {
            Some(identity) => raw(identity).filter(|raw| !raw.is_empty()).map(|raw| plain_identity(&raw)),
            None => {
                Some(raws.iter().flatten().map(|reading| reading.raw.as_str()).collect::<Vec<_>>().join("\n"))
            }
        };
        let identity = told_by.map(|told_by| self.reader.digest(list.as_bytes(), &told_by));
        let day = spec.and_then(|spec| spec.day.as_ref()).and_then(|day| match facts.get(day) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        });
        Item { identity, day, facts }
    }

    /// The person's own changes in the page's history.
    fn history(&self, history: &HistorySpec, plan: &Plan, readings: &Readings) -> Vec<(Day, Change)> {
        let page = self.location.page;
        let at = plan.list_sources.iter().position(|source| source.list == history.of);
        let Some((sources, rows)) =
            at.and_then(|at| Some((&plan.list_sources.get(at)?.sources, readings.lists.get(at)?.as_ref()?)))
        else {
            return Vec::new();
        };
        let place = |name: &str| sources.iter().position(|source| source.fact() == Some(name));
        let changes = rows.items.iter().filter_map(|row| {
            let raw = |name: &str| Some(row.get(place(name)?)?.as_ref()?.raw.as_str());
            let item = self.item(&history.of, sources, row);
            if item.facts.get("by") != Some(&Value::Text(Value::ME.to_owned())) {
                return None;
            }
            let fact = history.fields.get(folded(raw("field")?).as_str())?;
            let spec = page.facts.get(fact)?;
            let value = |raw: &str| self.value(spec.kind, spec.words.as_deref(), raw);
            // What cannot be read yet is left for later: it would not fit any event.
            let from = match raw("from") {
                Some(raw) => Some(value(raw)?),
                None => None,
            };
            let to = value(raw("to")?)?;
            Some((item.day?, Change { fact: fact.clone(), from, to }))
        });
        changes.collect()
    }

    fn text(&self, text: String) -> Value {
        if self.reader.named.binary_search(&text).is_ok() || self.system.binds(&text) {
            return Value::Text(text);
        }
        let named = self.reader.named;
        let first = named.partition_point(|text| text.as_str() < "\n");
        let fragments = named.iter().skip(first).take_while(|text| text.starts_with('\n'));
        Value::Unnamed(Unnamed::new(self.reader.digest(b"text", &text), &text, fragments))
    }

    fn value(&self, kind: Kind, words: Option<&str>, raw: &str) -> Option<Value> {
        let Reader { me, known, .. } = self.reader;
        if kind == Kind::List {
            let mut items: Vec<Value> =
                raw.lines().map(folded).filter(|text| !text.is_empty()).map(|text| self.text(text)).collect();
            sort(&mut items);
            items.dedup();
            return Some(if items.is_empty() { Value::Empty } else { Value::List(items) });
        }
        let text = folded(raw);
        if kind == Kind::Flag {
            return Some(Value::Flag(!matches!(text.as_str(), "" | "false")));
        }
        // Tools print a lone dash where a value is empty.
        if matches!(text.as_str(), "" | "-" | "–" | "—") {
            return Some(Value::Empty);
        }
        match kind {
            Kind::Text | Kind::Flag | Kind::List => Some(self.text(text)),
            Kind::Topics => {
                let topics = self.system.adapter.words.get(words?)?.topics(&text);
                let topics: Vec<Value> =
                    topics.into_iter().map(|topic| Value::Text(topic.to_owned())).collect();
                Some(if topics.is_empty() { Value::Empty } else { Value::List(topics) })
            }
            Kind::Person if me.is_empty() => None,
            Kind::Person => {
                let person = self.reader.person(&text)?;
                let is_me = me.contains(&person);
                let somebody = || Value::Unnamed(Unnamed::from(person.as_str()));
                Some(if is_me { Value::Text(Value::ME.to_owned()) } else { somebody() })
            }
            Kind::Duration => self.system.adapter.working_time.read(&text).map(Value::Number),
            Kind::Number | Kind::Money => match read_number(&text) {
                ReadNumber::Clear(number, _) => Some(Value::Number(number)),
                ReadNumber::Ambiguous { mark, grouped, decimal } => {
                    let known = known.decimal_mark?;
                    Some(Value::Number(if known == mark { decimal } else { grouped }))
                }
                ReadNumber::NoNumber => None,
            },
            Kind::Date => match read_date(&text) {
                ReadDate::Clear(day, _) => Some(Value::Date(day)),
                ReadDate::Ambiguous(month_first, day_first) => match known.date_order? {
                    DateOrder::MonthDay => Some(Value::Date(month_first)),
                    DateOrder::DayMonth => Some(Value::Date(day_first)),
                },
                ReadDate::NoDate => None,
            },
        }
    }
}

/// Adds what the raw facts mean.
pub fn add_meanings(system: &System<'_>, facts: &mut Facts) {
    let meanings: Vec<(String, Value)> = system
        .meanings
        .iter()
        .filter_map(|(name, meaning)| Some(((*name).to_owned(), meaning.of(facts)?)))
        .collect();
    facts.extend(meanings);
}

/// Views of one system name the same thing by one number, each with a word of its own before it:
/// `discussion_r123`, `#r123`.
fn plain_identity(raw: &str) -> String {
    let number = raw
        .trim_start_matches(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '#' | '_' | '-'));
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { number.to_owned() } else { raw.to_owned() }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn learn(plan: &Plan, readings: &Readings, known: Conventions) -> Conventions {
    let mut orders: Vec<DateOrder> = Vec::new();
    let mut marks: Vec<char> = Vec::new();
    for (source, reading) in plan.sources.iter().zip(&readings.places) {
        let Some(reading) = reading else { continue };
        match source.kind {
            Kind::Date => {
                if let ReadDate::Clear(_, Some(order)) = read_date(&reading.raw) {
                    orders.push(order);
                }
            }
            Kind::Number | Kind::Money => {
                if let ReadNumber::Clear(_, Some(mark)) = read_number(&reading.raw) {
                    marks.push(mark);
                }
            }
            _ => {}
        }
    }
    known.learn(&orders, &marks)
}
