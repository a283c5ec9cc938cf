//! The closed vocabulary of conditions. A missing fact never fires: every leaf on it is false,
//! also below a `not`; only `unknown` is true there.

use serde::{Deserialize, Serialize};

use super::history::{EVER_DAYS, History, Past};
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactTest {
    /// The fact's or meaning's name.
    pub name: String,
    /// The test.
    pub test: Test,
}

/// A test of one value. Ranges compare numbers with numbers and dates with dates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    Known,
    /// Absent or empty.
    Unknown,
}

/// How often an event must have happened; in [`Condition::LastSeen`], how many days ago. What may
/// be rare only because nobody looked is unknown: false, also below a `not`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The event's name.
    pub event: String,
    /// Days to look back, today included; none: ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    /// This often, or so many days ago, or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// This often, or so many days ago, or less; a count of `0` is never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// On the open record only, or over all of the person's.
    #[serde(default)]
    pub on_this_record: bool,
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

impl Counted {
    /// Whether it happened often, or rarely, enough; `None` where it may have happened more often
    /// than was counted, and that would matter.
    pub fn often(&self, past: Past<'_>) -> Option<bool> {
        let history = self.history(past);
        let count = match self.within_days {
            Some(days) => history.count(&self.event, past.today, days),
            None => history.ever(&self.event),
        };
        let days = self.within_days.unwrap_or(EVER_DAYS);
        // What a person does on any record is looked for since the same day.
        if past.person.was_looked_for(&self.event, past.today, days) {
            return Some(self.bounds(count));
        }
        match self.at_most {
            Some(most) => (count > most).then_some(false),
            None => self.bounds(count).then_some(true),
        }
    }

    /// Whether it happened last long, or shortly, enough ago; `None` if it never did.
    pub fn ago(&self, past: Past<'_>) -> Option<bool> {
        self.history(past).days_since(&self.event, past.today).map(|days| self.bounds(days))
    }

    fn history<'a>(&self, past: Past<'a>) -> &'a History {
        if self.on_this_record { past.record } else { past.person }
    }

    fn bounds(&self, number: u32) -> bool {
        self.at_least.is_none_or(|least| number >= least) && self.at_most.is_none_or(|most| number <= most)
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

    /// `[least, most]` of a count within `within` days.
    fn counted(within: Option<u16>, least: Option<u32>, most: Option<u32>) -> Counted {
        let event = "pushed".into();
        Counted { event, within_days: within, at_least: least, at_most: most, on_this_record: false }
    }

    #[test]
    fn what_nobody_looked_for_did_not_happen_rarely() {
        type Case = (&'static str, Counted, u32, Option<i32>, Option<bool>);
        let never = |within| counted(within, None, Some(0));
        let twice = |within| counted(within, Some(2), None);
        let cases: [Case; 16] = [
            ("never, looked for long enough", never(Some(7)), 0, Some(7), Some(true)),
            ("never, looked for too shortly", never(Some(7)), 0, Some(6), None),
            ("never, not looked for", never(Some(7)), 0, None, None),
            ("never, but it did", never(Some(7)), 1, None, Some(false)),
            ("never ever, two weeks", never(None), 0, Some(14), Some(true)),
            ("never ever, 13 days", never(None), 0, Some(13), None),
            ("never ever, but it did", never(None), 1, Some(14), Some(false)),
            ("twice, not looked for", twice(Some(7)), 2, None, Some(true)),
            ("not twice, looked for too shortly", twice(Some(7)), 1, Some(6), None),
            ("not twice, looked for long enough", twice(Some(7)), 1, Some(7), Some(false)),
            ("once or twice, three times", counted(Some(7), Some(1), Some(2)), 3, None, Some(false)),
            ("once or twice, perhaps more", counted(Some(7), Some(1), Some(2)), 2, None, None),
            ("once or twice, no more", counted(Some(7), Some(1), Some(2)), 2, Some(7), Some(true)),
            ("five times ever", counted(None, Some(5), None), 5, None, Some(true)),
            ("four times ever, of five", counted(None, Some(5), None), 4, None, None),
            ("four times ever, two weeks", counted(None, Some(5), None), 4, Some(14), Some(false)),
        ];
        let today = Day(20_000);
        for (name, counted, times, looked_for, expected) in cases {
            let (mut person, mut record) = (History::default(), History::default());
            (0..times).for_each(|_| person.add("pushed", today));
            (0..times).for_each(|_| record.add("pushed", today));
            if let Some(ago) = looked_for {
                person.look_for("pushed", today.plus(-ago));
            }
            let past = Past { person: &person, record: &record, today };
            let on_record = Counted { on_this_record: true, ..counted.clone() };
            for counted in [counted, on_record] {
                assert_eq!(counted.often(past), expected, "{name}");
                let leaf = Condition::Count(counted);
                assert_eq!(leaf.holds(&Facts::new(), past), expected == Some(true), "{name}");
                let not = Condition::Not(Box::new(leaf));
                assert_eq!(not.holds(&Facts::new(), past), expected == Some(false), "not {name}");
            }
        }
    }

    #[test]
    fn last_seen_is_false_both_ways_until_it_happens() {
        let today = Day(20_000);
        let cases: [(Option<i32>, Counted, Option<bool>); 6] = [
            (None, counted(None, Some(14), None), None),
            (Some(14), counted(None, Some(14), None), Some(true)),
            (Some(13), counted(None, Some(14), None), Some(false)),
            (Some(0), counted(None, None, Some(1)), Some(true)),
            (Some(2), counted(None, None, Some(1)), Some(false)),
            (Some(5), counted(None, Some(2), Some(9)), Some(true)),
        ];
        for (ago, counted, expected) in cases {
            let mut person = History::default();
            ago.into_iter().for_each(|ago| person.add("pushed", today.plus(-ago)));
            let past = Past { person: &person, record: &History::new(), today };
            let (leaf, name) = (Condition::LastSeen(counted.clone()), format!("{ago:?} {counted:?}"));
            assert_eq!(leaf.holds(&Facts::new(), past), expected == Some(true), "{name}");
            let not = Condition::Not(Box::new(leaf));
            assert_eq!(not.holds(&Facts::new(), past), expected == Some(false), "not {name}");
            let record = Counted { on_this_record: true, ..counted };
            assert_eq!(record.ago(past), None, "{name}, on another record");
        }
    }
}
