//! Finds the candidates of one page change without looking at the rest: route (what happened) → rarest necessary literal → compiled predicate. Ten thousand nudges cost
//! microseconds because a change touches only the rules that name it.

use super::condition::{Condition, FactTest, Test};
use super::event::{Event, On};
use super::history::Past;
use super::program::{Cell, Program, Vocabulary};
use crate::page::{Facts, Value};
use crate::sort;
use crate::table::Table;

/// What the index needs of one nudge.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// What must happen: one of these.
    pub on: &'a [On],
    /// What must hold then.
    pub when: &'a Condition,
}

/// The compiled rules of one app. Immutable: new content makes a new index.
#[derive(Debug)]
pub struct Index {
    vocabulary: Vocabulary,
    /// In the order of the rules.
    programs: Vec<Program>,
    routes: Table<RouteKey, Route>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum RouteKey {
    Changed(String),
    Appeared(String),
    Event(String),
}

#[derive(Debug, Default)]
struct Route {
    /// Facts that some literal of this route is about.
    literal_facts: Table<u16, ()>,
    /// In ascending order of the literals.
    by_literal: Vec<(Literal, Entry)>,
    /// Rules without a necessary literal.
    rest: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    rule: usize,
    /// Which of the rule's `on` led here, if it asks for more than the route does.
    on: Option<Box<On>>,
}

impl Index {
    /// Compiles `rules`; candidates are named by their place in it.
    pub fn build<'a>(rules: impl IntoIterator<Item = Rule<'a>>) -> Self {
        let rules: Vec<Rule<'a>> = rules.into_iter().collect();
        let vocabulary = Vocabulary::of(rules.iter().map(|rule| rule.when));
        let mut all: Vec<Literal> = Vec::new();
        for rule in &rules {
            each_literal(rule.when, &vocabulary, &mut |literal| all.push(literal));
        }
        sort::sort(&mut all);
        let frequency = |literal: &Literal| {
            all.partition_point(|other| other <= literal) - all.partition_point(|other| other < literal)
        };
        let mut routes: Table<RouteKey, Route> = Table::new();
        for (place, rule) in rules.iter().enumerate() {
            let rarest = necessary(rule.when, &vocabulary, &frequency);
            for on in rule.on {
                let route = routes.get_or_insert_with(RouteKey::waiting_for(on), Route::default);
                route.add(on, place, rarest.as_ref().map(|(_, literals)| literals.as_slice()));
            }
        }
        routes.values_mut().for_each(Route::sort);
        let programs = rules.iter().map(|rule| Program::compile(rule.when, &vocabulary)).collect();
        Self { vocabulary, programs, routes }
    }

    /// The rules that `events` make candidates, in ascending order, each once.
    pub fn candidates(&self, facts: &Facts, events: &[Event], past: Past<'_>) -> Vec<usize> {
        let cells = self.vocabulary.cells(facts);
        let mut found: Table<usize, ()> = Table::new();
        for event in events {
            let Some(route) = self.routes.get(&RouteKey::of(event)) else { continue };
            for entry in route.entries(&cells) {
                if entry.on.as_ref().is_none_or(|on| on.fits(event))
                    && self.programs.get(entry.rule).is_some_and(|program| program.holds(&cells, past))
                {
                    found.insert(entry.rule, ());
                }
            }
        }
        found.keys().copied().collect()
    }
}

impl Route {
    fn add(&mut self, on: &On, rule: usize, literals: Option<&[Literal]>) {
        let plain = matches!(on, On::Event(_) | On::Changed { from: None, to: None, moved: None, .. });
        let entry = Entry { rule, on: (!plain).then(|| Box::new(on.clone())) };
        let Some(literals) = literals else { return self.rest.push(entry) };
        for literal in literals {
            self.literal_facts.insert(literal.0, ());
            self.by_literal.push((*literal, entry.clone()));
        }
    }

    fn sort(&mut self) {
        sort::sort_by(&mut self.by_literal, |one, other| (one.0, one.1.rule) < (other.0, other.1.rule));
    }

    /// The rules whose literal the page has, and those without one.
    fn entries<'a>(&'a self, cells: &'a [Cell]) -> impl Iterator<Item = &'a Entry> {
        let with_literal = self.literal_facts.keys().flat_map(|fact| {
            let literal = (*fact, cells.get(usize::from(*fact)).copied().unwrap_or_default());
            let first = self.by_literal.partition_point(|(other, _)| *other < literal);
            let from_here = self.by_literal.get(first..).unwrap_or_default();
            from_here.iter().take_while(move |(other, _)| *other == literal).map(|(_, entry)| entry)
        });
        with_literal.chain(&self.rest)
    }
}

impl RouteKey {
    fn waiting_for(on: &On) -> Self {
        match on {
            On::Changed { fact, .. } => Self::Changed(fact.clone()),
            On::Appeared { list, .. } => Self::Appeared(list.clone()),
            On::Event(name) => Self::Event(name.clone()),
        }
    }

    fn of(event: &Event) -> Self {
        match event {
            Event::Changed(change) => Self::Changed(change.fact.clone()),
            Event::Appeared { list, .. } => Self::Appeared(list.clone()),
            Event::Named(name) => Self::Event(name.clone()),
        }
    }
}

/// A fact that has this value.
type Literal = (u16, Cell);

/// Calls `visit` with the literals of every test that asks for a value.
fn each_literal(condition: &Condition, vocabulary: &Vocabulary, visit: &mut dyn FnMut(Literal)) {
    condition.each_test(&mut |leaf| literals(leaf, vocabulary).into_iter().for_each(&mut *visit));
}

/// The literals of which one must hold wherever the condition does, and how many rules name them:
/// those of Is, In, has and a fragment themselves, of All the rarest of a part, of Any those of all
/// parts, if each has some; else none.
fn necessary(
    condition: &Condition,
    vocabulary: &Vocabulary,
    frequency: &dyn Fn(&Literal) -> usize,
) -> Option<(usize, Vec<Literal>)> {
    match condition {
        Condition::Fact(leaf) => {
            let literals = literals(leaf, vocabulary);
            let cost = literals.iter().map(frequency).sum();
            (!literals.is_empty()).then_some((cost, literals))
        }
        Condition::All(parts) => {
            let parts = parts.iter().filter_map(|part| necessary(part, vocabulary, frequency));
            parts.min_by_key(|(cost, _)| *cost)
        }
        Condition::Any(parts) => {
            let (mut cost, mut literals) = (0, Vec::new());
            for part in parts {
                let (more, of_part) = necessary(part, vocabulary, frequency)?;
                cost += more;
                literals.extend(of_part);
            }
            Some((cost, literals))
        }
        _ => None,
    }
}

/// What a test asks for, if it asks for values.
fn literals(leaf: &FactTest, vocabulary: &Vocabulary) -> Vec<Literal> {
    let fact = vocabulary.fact(&leaf.name);
    let of = |values: &[Value]| values.iter().map(|value| (fact, vocabulary.cell(value))).collect();
    match &leaf.test {
        Test::Is(value) => of(std::slice::from_ref(value)),
        Test::In(values) => of(values),
        test => match vocabulary.flags(&leaf.name, test) {
            Some((flags, true)) => flags.iter().map(|flag| (*flag, Cell::Flag(true))).collect(),
            _ => Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::page::{Change, Decimal, Unnamed, Value};
    use crate::time::Day;
    use crate::trigger::{Counted, History, Moved};

    const FACTS: [&str; 4] = ["stage", "objection", "amount", "flag"];
    const TEXTS: [&str; 4] = ["a", "b", "c", "d"];
    const FRAGMENTS: [&str; 3] = ["\n^a", "\n*b", "\n^ba"];

    /// What a page may hold: also text that no rule names.
    fn value() -> impl Strategy<Value = Value> {
        let texts = prop::collection::btree_set(prop::sample::select(&TEXTS[..]), 1..3);
        let list = texts
            .prop_map(|texts| Value::List(texts.into_iter().map(|text| Value::Text(text.into())).collect()));
        let unnamed = prop::sample::select(&["ab", "ba", "xb", "x"][..]).prop_map(|text| {
            let named = FRAGMENTS.map(str::to_owned);
            Value::Unnamed(Unnamed::new("0011223344556677".into(), text, named.iter()))
        });
        prop_oneof![2 => unnamed, 2 => list, 6 => named()]
    }

    /// What a rule may name.
    fn named() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Empty),
            prop::sample::select(&TEXTS[..]).prop_map(|text| Value::Text(text.into())),
            (0i64..4).prop_map(|number| Value::Number(Decimal::from_whole(number))),
            (20_000i32..20_003).prop_map(|day| Value::Date(Day(day))),
            any::<bool>().prop_map(Value::Flag),
        ]
    }

    fn test() -> impl Strategy<Value = Test> {
        let list = || prop::collection::vec(named(), 1..4);
        let fragments = || {
            let some = prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 1..3);
            some.prop_map(|parts| parts.into_iter().map(str::to_owned).collect())
        };
        prop_oneof![
            3 => named().prop_map(Test::Is),
            2 => list().prop_map(Test::In),
            1 => named().prop_map(Test::IsNot),
            1 => list().prop_map(Test::NotIn),
            1 => named().prop_map(Test::AtLeast),
            1 => named().prop_map(Test::AtMost),
            1 => named().prop_map(Test::MoreThan),
            1 => named().prop_map(Test::LessThan),
            1 => prop::sample::select(&TEXTS[..]).prop_map(|text| Test::Has(Value::Text(text.into()))),
            1 => prop::sample::select(&TEXTS[..]).prop_map(|text| Test::HasNot(Value::Text(text.into()))),
            1 => fragments().prop_map(Test::AnyFragment),
            1 => fragments().prop_map(Test::NoFragment),
            1 => Just(Test::Known),
            1 => Just(Test::Unknown),
        ]
    }

    fn condition() -> impl Strategy<Value = Condition> {
        let fact = (prop::sample::select(&FACTS[..]), test())
            .prop_map(|(name, test)| Condition::Fact(FactTest { name: name.into(), test }));
        let bound = || prop::option::of(0u32..3);
        let past = (any::<bool>(), prop::option::of(1u16..40), bound(), bound(), any::<bool>());
        let count = past.prop_map(|(is_count, within_days, at_least, at_most, on_this_record)| {
            let event = "pushed".into();
            let counted = Counted { event, within_days, at_least, at_most, on_this_record };
            if is_count { Condition::Count(counted) } else { Condition::LastSeen(counted) }
        });
        prop_oneof![6 => fact, 1 => count].prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::Any),
                inner.prop_map(|part| Condition::Not(Box::new(part))),
            ]
        })
    }

    fn on() -> impl Strategy<Value = On> {
        prop_oneof![
            Just(On::Event("pushed".into())),
            prop::option::of(test()).prop_map(|test| {
                let leaf = |test| Condition::Fact(FactTest { name: "topic".into(), test });
                On::Appeared { list: "comments".into(), such: test.map(leaf).unwrap_or_default() }
            }),
            (prop::sample::select(&FACTS[..]), prop::option::of(test()), any::<bool>()).prop_map(
                |(fact, to, up)| On::Changed {
                    fact: fact.into(),
                    from: None,
                    to,
                    moved: up.then_some(Moved::Up)
                }
            ),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_index_finds_what_looking_at_every_rule_finds(
            rules in prop::collection::vec((prop::collection::vec(on(), 1..3), condition()), 1..12),
            facts in prop::collection::btree_map(prop::sample::select(&FACTS[..]), value(), 0..4),
            changed in prop::collection::vec((prop::sample::select(&FACTS[..]), value(), value()), 0..3),
            pushed in any::<bool>(),
            appeared in prop::collection::vec(value(), 0..3),
            happened in (0u32..3, 0u32..3),
            looked_for in prop::option::of(0i32..40),
        ) {
            let facts: Facts = facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let mut events: Vec<Event> = changed
                .into_iter()
                .map(|(fact, from, to)| Event::Changed(Change { fact: fact.into(), from: Some(from), to }))
                .collect();
            if pushed {
                events.push(Event::Named("pushed".into()));
            }
            events.extend(appeared.into_iter().map(|topic| Event::Appeared {
                list: "comments".into(),
                facts: [("topic".to_owned(), topic)].into_iter().collect(),
            }));
            let today = Day(20_001);
            let mut histories = [History::default(), History::default()];
            for (history, times) in histories.iter_mut().zip([happened.0, happened.1]) {
                (0..times).for_each(|ago| history.add("pushed", today.plus(-2 * ago as i32)));
            }
            if let Some(ago) = looked_for {
                histories[0].look_for("pushed", today.plus(-ago));
            }
            let past = Past { person: &histories[0], record: &histories[1], today };
            let naive: Vec<usize> = rules
                .iter()
                .enumerate()
                .filter(|(_, (on, when))| {
                    on.iter().any(|on| events.iter().any(|event| on.fits(event))) && when.holds(&facts, past)
                })
                .map(|(place, _)| place)
                .collect();
            let index = Index::build(rules.iter().map(|(on, when)| Rule { on, when }));
            prop_assert_eq!(index.candidates(&facts, &events, past), naive);
        }
    }
}
