//! Facts that follow from others: how many, how much, how long. If one thing that they rest on
//! could not be read, they are absent too.

use serde::{Deserialize, Serialize};

use super::read::Item;
use crate::page::{Decimal, Facts, Value};
use crate::table::Table;
use crate::trigger::{Condition, Past};

/// What a fact follows from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Derived {
    /// How many things of a list there are.
    Count {
        /// The list.
        of: String,
        /// Which of them count.
        #[serde(default, skip_serializing_if = "Condition::is_always")]
        when: Condition,
    },
    /// The size of a number of each thing of a list, added up.
    Sum {
        /// The list.
        of: String,
        /// The number.
        fact: String,
        /// Which of them count.
        #[serde(default, skip_serializing_if = "Condition::is_always")]
        when: Condition,
    },
    /// The sizes of several numbers, added up.
    Total {
        /// The numbers; a minus sign makes none of them smaller.
        of: Vec<String>,
    },
    /// The days from one date to another.
    Days {
        /// The earlier one.
        from: String,
        /// The later one.
        to: String,
    },
}

impl Derived {
    /// The list or facts that it rests on.
    pub fn rests_on(&self) -> Vec<&str> {
        match self {
            Self::Count { of, .. } | Self::Sum { of, .. } => vec![of],
            Self::Total { of } => of.iter().map(String::as_str).collect(),
            Self::Days { from, to } => vec![from, to],
        }
    }

    /// Its condition on each thing of a list.
    pub fn when(&self) -> Option<&Condition> {
        match self {
            Self::Count { when, .. } | Self::Sum { when, .. } => Some(when),
            Self::Total { .. } | Self::Days { .. } => None,
        }
    }

    /// Its value on a page with these facts and lists.
    pub fn value(&self, facts: &Facts, lists: &Table<String, Vec<Item>>) -> Option<Value> {
        match self {
            Self::Count { of, when } => {
                let counted = those(lists.get(of)?, when)?;
                Some(Value::Number(Decimal::from_whole(i64::try_from(counted.len()).ok()?)))
            }
            Self::Sum { of, fact, when } => {
                let mut sum: i64 = 0;
                for item in those(lists.get(of)?, when)? {
                    sum = sum.checked_add(size(item.facts.get(fact)?)?)?;
                }
                Some(Value::Number(Decimal(sum)))
            }
            Self::Total { of } => {
                let mut sum: i64 = 0;
                for name in of {
                    sum = sum.checked_add(size(facts.get(name)?)?)?;
                }
                Some(Value::Number(Decimal(sum)))
            }
            Self::Days { from, to } => match (facts.get(from)?, facts.get(to)?) {
                (Value::Date(from), Value::Date(to)) => {
                    Some(Value::Number(Decimal::from_whole(i64::from(to.0) - i64::from(from.0))))
                }
                _ => None,
            },
        }
    }
}

/// The size of a number; an empty place has none.
fn size(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.0.checked_abs(),
        Value::Empty => Some(0),
        _ => None,
    }
}

/// The things for which a condition holds; `None` if it asks for what could not be read.
fn those<'a>(items: &'a [Item], when: &Condition) -> Option<Vec<&'a Item>> {
    let mut known = true;
    let mut those = Vec::new();
    for item in items {
        when.each_fact(&mut |name| known &= item.facts.contains_key(name));
        if when.holds(&item.facts, Past::NONE) {
            those.push(item);
        }
    }
    known.then_some(those)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;
    use crate::trigger::{FactTest, Test};

    fn item(pairs: &[(&str, Value)]) -> Item {
        let facts = pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Item { facts, ..Item::default() }
    }

    #[test]
    fn counts_sums_and_days() {
        let number = |whole| Value::Number(Decimal::from_whole(whole));
        let file =
            |lines, generated| item(&[("lines", number(lines)), ("generated", Value::Flag(generated))]);
        let lists: Table<String, Vec<Item>> = [
            ("files".to_owned(), vec![file(10, false), file(900, true), file(5, false)]),
            ("half_read".to_owned(), vec![file(10, false), item(&[("lines", number(3))])]),
            ("no_lines".to_owned(), vec![item(&[("generated", Value::Flag(false))])]),
            ("none".to_owned(), vec![]),
        ]
        .into_iter()
        .collect();
        let day = |text| Value::Date(Day::parse(text).unwrap());
        let facts: Facts = [
            ("opened".to_owned(), day("2026-11-02")),
            ("merged".to_owned(), day("2026-11-18")),
            ("added".to_owned(), number(12)),
            ("deleted".to_owned(), number(-3)),
        ]
        .into_iter()
        .collect();
        let total = |of: &[&str]| Derived::Total { of: of.iter().map(|name| (*name).to_owned()).collect() };
        let own =
            || Condition::Fact(FactTest { name: "generated".into(), test: Test::Is(Value::Flag(false)) });
        let count = |of: &str| Derived::Count { of: of.into(), when: own() };
        let sum = |of: &str| Derived::Sum { of: of.into(), fact: "lines".into(), when: own() };
        let days = |from: &str, to: &str| Derived::Days { from: from.into(), to: to.into() };
        let cases = [
            (count("files"), Some(2)),
            (sum("files"), Some(15)),
            (count("half_read"), None),
            (sum("no_lines"), None),
            (sum("none"), Some(0)),
            (count("unread"), None),
            (days("opened", "merged"), Some(16)),
            (days("opened", "closed"), None),
            (total(&["added", "deleted"]), Some(15)),
            (total(&["added", "moved"]), None),
        ];
        for (derived, expected) in cases {
            assert_eq!(derived.value(&facts, &lists), expected.map(number), "{derived:?}");
        }
    }
}
