//! The closed vocabulary of conditions. A missing fact never fires: every leaf on it is false,
//! also below a `not`; only `unknown` is true there.

use serde::{Deserialize, Serialize};

use super::counted::Counted;
use super::history::Past;
use crate::json::fields;
use crate::page::{Facts, Value};

/// A condition on facts and on the past.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// All of it.
    All(Vec<Condition>),
    /// One of it.
    Any(Vec<Condition>),
    /// Not it; pushed down to the leaves.
    Not(Box<Condition>),
    /// A fact or meaning.
    Fact(FactTest),
    /// How often something happened.
    Count(Counted),
    /// How many days ago something happened last; false both ways if it never did.
    LastSeen(Counted),
}

/// A test of one fact.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FactTest {
    /// The fact's or meaning's name.
    pub name: String,
    /// The test.
    pub test: Test,
}

fields! { FactTest: name, test }

/// A test of one value. Ranges compare numbers with numbers and dates with dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// It is this.
    Is(Value),
    /// It is one of these.
    In(Vec<Value>),
    /// It is there, and is not this.
    IsNot(Value),
    /// It is there, and is none of these.
    NotIn(Vec<Value>),
    /// This or more.
    AtLeast(Value),
    /// This or less.
    AtMost(Value),
    /// More than this.
    MoreThan(Value),
    /// Less than this.
    LessThan(Value),
    /// It is a list that holds this.
    Has(Value),
    /// It is there, and does not hold this.
    HasNot(Value),
    /// It is text that has one of these fragments, each with its mark.
    AnyFragment(Vec<String>),
    /// It is there, and has none of these fragments.
    NoFragment(Vec<String>),
    /// There, and not empty.
    #[default]
    Known,
    /// Absent or empty.
    Unknown,
}

impl Default for Condition {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Condition {
    /// Whether it asks for nothing.
    pub fn is_always(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// Whether it holds.
    pub fn holds(&self, facts: &Facts, past: Past<'_>) -> bool {
        self.is(true, facts, past)
    }

    /// Whether it, or its opposite, holds; both are false where nothing tells.
    pub(super) fn is(&self, wanted: bool, facts: &Facts, past: Past<'_>) -> bool {
        match self {
            Self::All(parts) if wanted => parts.iter().all(|part| part.is(true, facts, past)),
            Self::All(parts) => parts.iter().any(|part| part.is(false, facts, past)),
            Self::Any(parts) if wanted => parts.iter().any(|part| part.is(true, facts, past)),
            Self::Any(parts) => parts.iter().all(|part| part.is(false, facts, past)),
            Self::Not(part) => part.is(!wanted, facts, past),
            Self::Fact(leaf) if wanted => leaf.test.holds(facts.get(&leaf.name)),
            Self::Fact(leaf) => leaf.test.opposite_holds(facts.get(&leaf.name)),
            Self::Count(count) => count.often(past) == Some(wanted),
            Self::LastSeen(count) => count.ago(past) == Some(wanted),
        }
    }

    /// Calls `visit` with the name of every fact or meaning it asks for.
    pub fn each_fact<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_fact(visit)),
            Self::Not(part) => part.each_fact(visit),
            Self::Fact(leaf) => visit(&leaf.name),
            Self::Count(_) | Self::LastSeen(_) => {}
        }
    }

    /// Calls `visit` with the name of every event that it counts.
    pub fn each_event<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_event(visit)),
            Self::Not(part) => part.each_event(visit),
            Self::Count(counted) | Self::LastSeen(counted) => visit(&counted.event),
            Self::Fact(_) => {}
        }
    }

    /// Calls `visit` with every test in it.
    pub fn each_test<'a>(&'a self, visit: &mut dyn FnMut(&'a FactTest)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_test(visit)),
            Self::Not(part) => part.each_test(visit),
            Self::Fact(leaf) => visit(leaf),
            Self::Count(_) | Self::LastSeen(_) => {}
        }
    }
}

impl Test {
    /// Whether it holds for a value, or for an absent one.
    pub fn holds(&self, value: Option<&Value>) -> bool {
        let Some(value) = value else { return *self == Self::Unknown };
        match self {
            Self::Is(wanted) => value == wanted,
            Self::In(wanted) => wanted.contains(value),
            Self::IsNot(unwanted) => value != unwanted,
            Self::NotIn(unwanted) => !unwanted.contains(value),
            Self::AtLeast(bound) => order(value, bound).is_some_and(|order| order.is_ge()),
            Self::AtMost(bound) => order(value, bound).is_some_and(|order| order.is_le()),
            Self::MoreThan(bound) => order(value, bound).is_some_and(|order| order.is_gt()),
            Self::LessThan(bound) => order(value, bound).is_some_and(|order| order.is_lt()),
            Self::Has(item) => value.has(item) == Some(true),
            Self::HasNot(item) => value.has(item) == Some(false),
            Self::AnyFragment(wanted) => wanted.iter().any(|part| value.has_fragment(part) == Some(true)),
            Self::NoFragment(unwanted) => unwanted.iter().all(|part| value.has_fragment(part) == Some(false)),
            Self::Known => *value != Value::Empty,
            Self::Unknown => *value == Value::Empty,
        }
    }

    /// The paired test: what `not` means on a leaf. A missing fact stays false in both.
    pub fn opposite(&self) -> Self {
        match self.clone() {
            Self::Is(value) => Self::IsNot(value),
            Self::IsNot(value) => Self::Is(value),
            Self::In(values) => Self::NotIn(values),
            Self::NotIn(values) => Self::In(values),
            Self::AtLeast(bound) => Self::LessThan(bound),
            Self::LessThan(bound) => Self::AtLeast(bound),
            Self::AtMost(bound) => Self::MoreThan(bound),
            Self::MoreThan(bound) => Self::AtMost(bound),
            Self::Has(item) => Self::HasNot(item),
            Self::HasNot(item) => Self::Has(item),
            Self::AnyFragment(parts) => Self::NoFragment(parts),
            Self::NoFragment(parts) => Self::AnyFragment(parts),
            Self::Known => Self::Unknown,
            Self::Unknown => Self::Known,
        }
    }

    fn opposite_holds(&self, value: Option<&Value>) -> bool {
        self.opposite().holds(value)
    }

    /// The texts and fragments that it names.
    pub fn texts(&self) -> Vec<&str> {
        let values = match self {
            Self::AnyFragment(parts) | Self::NoFragment(parts) => {
                return parts.iter().map(String::as_str).collect();
            }
            Self::Is(value) | Self::IsNot(value) | Self::Has(value) | Self::HasNot(value) => {
                std::slice::from_ref(value)
            }
            Self::In(values) | Self::NotIn(values) => values.as_slice(),
            _ => &[],
        };
        values
            .iter()
            .filter_map(|value| if let Value::Text(text) = value { Some(text.as_str()) } else { None })
            .collect()
    }
}

fn order(value: &Value, bound: &Value) -> Option<std::cmp::Ordering> {
    match (value, bound) {
        (Value::Number(value), Value::Number(bound)) => Some(value.cmp(bound)),
        (Value::Date(value), Value::Date(bound)) => Some(value.cmp(bound)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Decimal;
    use crate::time::Day;
    use crate::trigger::History;

    fn holds(condition: &Condition, facts: &[(&str, Value)]) -> bool {
        let facts = facts.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
        let none = History::default();
        condition.holds(&facts, Past { person: &none, record: &none, today: Day(20_000) })
    }

    fn leaf(test: Test) -> Condition {
        Condition::Fact(FactTest { name: "stage".into(), test })
    }

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn a_missing_fact_never_fires_also_below_not() {
        let whole = |number| Value::Number(Decimal::from_whole(number));
        let tests = [
            Test::Is(text("a")),
            Test::IsNot(text("a")),
            Test::In(vec![text("a")]),
            Test::NotIn(vec![text("a")]),
            Test::AtLeast(whole(1)),
            Test::AtMost(whole(1)),
            Test::MoreThan(whole(1)),
            Test::LessThan(whole(1)),
            Test::AnyFragment(vec!["\n^a".into()]),
            Test::NoFragment(vec!["\n^a".into()]),
            Test::Is(Value::Empty),
            Test::Known,
        ];
        for test in tests {
            assert!(!holds(&leaf(test.clone()), &[]), "{test:?}");
            let twice = Condition::Not(Box::new(Condition::Not(Box::new(leaf(test.clone())))));
            assert!(!holds(&twice, &[]), "not not {test:?}");
            if test != Test::Known {
                assert!(!holds(&Condition::Not(Box::new(leaf(test.clone()))), &[]), "not {test:?}");
            }
        }
        assert!(holds(&leaf(Test::Unknown), &[]));
    }

    #[test]
    fn types_do_not_mix() {
        let bound = leaf(Test::AtLeast(Value::Number(Decimal::from_whole(1))));
        assert!(holds(&bound, &[("stage", Value::Number(Decimal::from_whole(1)))]));
        assert!(!holds(&bound, &[("stage", Value::Date(Day(20_000)))]));
        assert!(!holds(&bound, &[("stage", text("5"))]));
    }

    #[test]
    fn trees() {
        let a = || leaf(Test::Is(text("a")));
        let b = || Condition::Fact(FactTest { name: "objection".into(), test: Test::Is(text("b")) });
        let both = Condition::All(vec![a(), b()]);
        let one = Condition::Any(vec![a(), b()]);
        let only_a = [("stage", text("a")), ("objection", text("x"))];
        let all = [("stage", text("a")), ("objection", text("b"))];
        assert!(!holds(&both, &only_a) && holds(&both, &all));
        assert!(holds(&one, &only_a));
        assert!(holds(&Condition::Not(Box::new(both)), &only_a));
        assert!(!holds(&Condition::Not(Box::new(one)), &only_a));
        assert!(Condition::default().is_always() && holds(&Condition::default(), &[]));
    }
}
