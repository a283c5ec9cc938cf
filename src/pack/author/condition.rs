//! Conditions: a map means all of it, a list means one of it.

use std::ops::Range;

use super::clash;
use super::diagnostic::quoted;
use super::fields::Fields;
use super::past;
use super::source::Desk;
use super::tree::{Node, Shape};
use super::value;
use super::vocabulary::{App, Word};
use crate::page::{Kind, PART, START, Value, plain};
use crate::trigger::{Condition, FactTest, Test};

/// Levels of `any`, `all` and `not`: more cannot be explained to a person in one sentence.
const MAX_DEPTH: usize = 6;
/// Tests in one condition, for the same reason.
const MAX_TESTS: usize = 64;
/// Items in one list, for the same reason.
pub const MAX_ITEMS: usize = 16;

/// Keys of a condition that are no facts, so no fact may have such a name.
pub const RESERVED: [&str; 6] = ["all", "any", "not", "count", "never", "last_seen"];

const TESTS: [&str; 9] =
    ["not", "has", "at_least", "at_most", "more_than", "less_than", "between", "starts_with", "contains"];

/// The condition that `node` says.
pub fn compile(desk: &Desk<'_>, node: &Node, app: &App) -> Option<Condition> {
    let condition = any_of(desk, node, app, 1)?;
    let mut tests = 0;
    count_tests(&condition, &mut tests);
    if tests > MAX_TESTS {
        let what = format!("this condition has {tests} tests; {MAX_TESTS} are the most");
        desk.wrong(&node.at, what, "make two nudges of it, or name an event in the adapter");
        return None;
    }
    Some(condition)
}

fn count_tests(condition: &Condition, tests: &mut usize) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| count_tests(part, tests))
        }
        Condition::Not(part) => count_tests(part, tests),
        Condition::Fact(_) | Condition::Count(_) | Condition::LastSeen(_) => *tests += 1,
    }
}

/// A map is all of it; a list is one of it.
fn any_of(desk: &Desk<'_>, node: &Node, app: &App, depth: usize) -> Option<Condition> {
    if depth > MAX_DEPTH {
        let what = format!("this condition is nested deeper than {MAX_DEPTH} levels");
        desk.wrong(&node.at, what, "make it flatter; `any` and `not` can often be merged");
        return None;
    }
    if !matches!(node.is, Shape::List(_)) {
        return all_of(desk, node, app, depth);
    }
    let parts: Vec<_> =
        desk.list(node, MAX_ITEMS)?.iter().map(|item| all_of(desk, item, app, depth)).collect();
    Some(one_or(parts.into_iter().collect::<Option<Vec<_>>>()?, Condition::Any))
}

fn all_of(desk: &Desk<'_>, node: &Node, app: &App, depth: usize) -> Option<Condition> {
    let entries = desk.entries(node, "a condition")?;
    if entries.is_empty() {
        desk.wrong(&node.at, "this condition is empty", "add a test such as `stage: known`, or remove it");
        return None;
    }
    let parts: Vec<_> =
        entries.iter().map(|(name, at, value)| entry(desk, (name, at), value, app, depth)).collect();
    let places = entries.iter().map(|(_, at, _)| *at);
    together(desk, places, parts.into_iter().collect::<Option<_>>()?)
}

/// All of the parts, each with its place.
fn together<'n>(
    desk: &Desk<'_>,
    places: impl Iterator<Item = &'n Range<usize>>,
    parts: Vec<Condition>,
) -> Option<Condition> {
    clash::may_all_hold(desk, places, &parts).then(|| one_or(parts, Condition::All))
}

/// A single part needs nothing around it.
fn one_or(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(part) if parts.is_empty() => part,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
        None => many(parts),
    }
}

fn entry(
    desk: &Desk<'_>,
    (name, at): (&str, &Range<usize>),
    node: &Node,
    app: &App,
    depth: usize,
) -> Option<Condition> {
    match name {
        "any" | "all" => {
            let items = desk.list(node, MAX_ITEMS)?;
            let parts: Vec<_> = items.iter().map(|item| any_of(desk, item, app, depth + 1)).collect();
            let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
            if name == "any" {
                return Some(one_or(parts, Condition::Any));
            }
            together(desk, items.iter().map(|item| &item.at), parts)
        }
        "not" => Some(Condition::Not(Box::new(any_of(desk, node, app, depth + 1)?))),
        "count" | "never" | "last_seen" => {
            let items = desk.one_or_list(node, MAX_ITEMS)?;
            let parts: Vec<_> = items.iter().map(|item| past::compile(desk, name, item, app)).collect();
            together(desk, items.iter().map(|item| &item.at), parts.into_iter().collect::<Option<_>>()?)
        }
        fact => {
            let word = app.word(desk, fact, at)?;
            let tests = tests(desk, node, word)?.into_iter();
            let leaves: Vec<_> =
                tests.map(|test| Condition::Fact(FactTest { name: fact.to_owned(), test })).collect();
            together(desk, std::iter::repeat(at), leaves)
        }
    }
}

/// The one test that `from` and `to` may say.
pub fn one_test(desk: &Desk<'_>, node: &Node, word: &Word) -> Option<Test> {
    let mut tests = tests(desk, node, word)?;
    if tests.len() > 1 {
        desk.wrong(&node.at, "one test is possible here", "keep one; say the other one in `when`");
        return None;
    }
    tests.pop()
}

/// The tests of one fact; all of them must hold.
fn tests(desk: &Desk<'_>, node: &Node, word: &Word) -> Option<Vec<Test>> {
    match &node.is {
        Shape::Scalar { text, quoted: false } if text == "known" => Some(vec![Test::Known]),
        Shape::Scalar { text, quoted: false } if text == "unknown" => Some(vec![Test::Unknown]),
        Shape::Scalar { text, quoted: false } if text == "empty" => Some(vec![Test::Is(Value::Empty)]),
        Shape::List(_) if word.is_list() => {
            let mend = "write `any: [ { labels: one }, { labels: other } ]`, or one below the other for both";
            desk.wrong(&node.at, "this fact holds several values itself", mend);
            None
        }
        Shape::Scalar { .. } if word.is_list() => Some(vec![Test::Has(value::read(desk, node, word)?)]),
        Shape::List(_) => Some(vec![Test::In(values(desk, node, word)?)]),
        Shape::Map(_) => {
            let fields = Fields::open(desk, node, "a test", &TESTS)?;
            let written: Vec<&str> = TESTS.into_iter().filter(|name| fields.has(name)).collect();
            if written.is_empty() {
                desk.wrong(&node.at, "this test says nothing", "write a value, or `{ at_least: … }`");
                return None;
            }
            let tests: Vec<_> = written
                .into_iter()
                .filter_map(|name| Some((name, fields.maybe(name)?)))
                .map(|(name, bound)| comparison(desk, (name, fields.place(name)), bound, word))
                .collect();
            Some(tests.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
        }
        Shape::Scalar { .. } | Shape::Nothing => Some(vec![Test::Is(value::read(desk, node, word)?)]),
    }
}

fn comparison(
    desk: &Desk<'_>,
    (name, at): (&str, &Range<usize>),
    node: &Node,
    word: &Word,
) -> Option<Vec<Test>> {
    if word.is_list() || name == "has" {
        if !word.is_list() || !matches!(name, "has" | "not") {
            let what = format!("{} does not fit the kind of this fact", quoted(name));
            desk.wrong(
                at,
                what,
                "`has` and `not` go with lists and topics; the others with what they compare",
            );
            return None;
        }
        let item = value::read(desk, node, word)?;
        return Some(vec![if name == "has" { Test::Has(item) } else { Test::HasNot(item) }]);
    }
    if name == "not" {
        let is_list = matches!(node.is, Shape::List(_));
        return Some(vec![if is_list {
            Test::NotIn(values(desk, node, word)?)
        } else {
            Test::IsNot(value::read(desk, node, word)?)
        }]);
    }
    if let "starts_with" | "contains" = name {
        return fragments(desk, (name, at), node, word).map(|test| vec![test]);
    }
    if let Some(Kind::Text | Kind::Flag | Kind::Person) = word.kind {
        let what = format!("{} compares numbers and dates; this is neither", quoted(name));
        desk.wrong(at, what, "write a value, a list of values, or `{ not: … }`");
        return None;
    }
    if name == "between" {
        let bounds = values(desk, node, word)?;
        let [low, high] = bounds.as_slice() else {
            desk.wrong(at, "`between` has two bounds", "write `between: [10, 20]`");
            return None;
        };
        return Some(vec![Test::AtLeast(low.clone()), Test::AtMost(high.clone())]);
    }
    let bound = value::read(desk, node, word)?;
    Some(vec![match name {
        "at_least" => Test::AtLeast(bound),
        "at_most" => Test::AtMost(bound),
        "more_than" => Test::MoreThan(bound),
        _ => Test::LessThan(bound),
    }])
}

/// What a text starts with or contains: one of these.
fn fragments(desk: &Desk<'_>, (name, at): (&str, &Range<usize>), node: &Node, word: &Word) -> Option<Test> {
    if !matches!(word.kind, None | Some(Kind::Text)) {
        let mend = "write a value, or a comparison that fits the kind of this fact";
        desk.wrong(at, format!("{} goes with texts; this is none", quoted(name)), mend);
        return None;
    }
    let mark = if name == "contains" { PART } else { START };
    let items = desk.one_or_list(node, MAX_ITEMS)?.iter();
    let parts = items.map(|item| {
        let part = [mark, &plain(desk.text(item)?)].concat();
        let has = |value: &String| Value::Text(value.clone()).has_fragment(&part) == Some(true);
        if !word.values.is_empty() && !word.values.iter().any(has) {
            let mend = format!("its values are `{}`", word.values.join("`, `"));
            desk.wrong(&item.at, "none of its values has this", mend);
        }
        Some(part)
    });
    let parts: Vec<_> = parts.collect();
    parts.into_iter().collect::<Option<_>>().map(Test::AnyFragment)
}

fn values(desk: &Desk<'_>, node: &Node, word: &Word) -> Option<Vec<Value>> {
    let values: Vec<_> =
        desk.list(node, MAX_ITEMS)?.iter().map(|item| value::read(desk, item, word)).collect();
    values.into_iter().collect()
}
