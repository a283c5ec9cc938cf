//! Why a condition held or did not, test by test: for authors' tests, and for people who ask.

use super::condition::{Condition, FactTest};
use super::counted::Counted;
use super::history::Past;
use crate::page::Facts;

/// One test of a condition, as it stood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Explained<'a> {
    /// The test.
    pub leaf: Leaf<'a>,
    /// Whether it stands below a `not`: then it is its opposite that is wanted.
    pub negated: bool,
    /// How it stood.
    pub outcome: Outcome,
}

/// One test of a condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leaf<'a> {
    /// A fact or meaning.
    Fact(&'a FactTest),
    /// How often something happened.
    Count(&'a Counted),
    /// How many days ago something happened last.
    LastSeen(&'a Counted),
}

/// How a test stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What is wanted held.
    Held,
    /// It did not.
    Failed,
    /// Nothing tells: the fact is missing or of another kind, or the event was not looked for
    /// long enough.
    Unknown,
}

/// Every test of `condition`, in the order in which it was written. All are judged, also those that
/// the outcome does not hang on.
pub fn explain<'a>(condition: &'a Condition, facts: &Facts, past: Past<'_>) -> Vec<Explained<'a>> {
    let mut explained = Vec::new();
    add(condition, true, facts, past, &mut explained);
    explained
}

fn add<'a>(
    condition: &'a Condition,
    wanted: bool,
    facts: &Facts,
    past: Past<'_>,
    explained: &mut Vec<Explained<'a>>,
) {
    let leaf = match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| add(part, wanted, facts, past, explained));
            return;
        }
        Condition::Not(part) => return add(part, !wanted, facts, past, explained),
        Condition::Fact(test) => Leaf::Fact(test),
        Condition::Count(counted) => Leaf::Count(counted),
        Condition::LastSeen(counted) => Leaf::LastSeen(counted),
    };
    let outcome = if condition.is(wanted, facts, past) {
        Outcome::Held
    } else if condition.is(!wanted, facts, past) {
        Outcome::Failed
    } else {
        Outcome::Unknown
    };
    explained.push(Explained { leaf, negated: !wanted, outcome });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Decimal, Value};
    use crate::time::Day;
    use crate::trigger::{History, Test};

    #[test]
    fn each_test_is_told_how_it_stood() {
        let fact = |name: &str, test| Condition::Fact(FactTest { name: name.into(), test });
        let not = |part| Condition::Not(Box::new(part));
        let whole = |number| Value::Number(Decimal::from_whole(number));
        let counted = |least, most| Counted {
            event: "pushed".into(),
            within_days: Some(7),
            at_least: least,
            at_most: most,
            on_this_record: false,
        };
        let facts: Facts =
            [("amount".to_owned(), whole(5)), ("stage".to_owned(), Value::Empty)].into_iter().collect();
        let (mut person, today) = (History::default(), Day(20_000));
        person.add("pushed", today);
        let past = Past { person: &person, record: &History::new(), today };
        let cases = [
            (fact("amount", Test::AtLeast(whole(5))), Outcome::Held, Outcome::Failed),
            (fact("amount", Test::AtLeast(whole(6))), Outcome::Failed, Outcome::Held),
            (fact("amount", Test::AtLeast(Value::Date(today))), Outcome::Unknown, Outcome::Unknown),
            (fact("absent", Test::Is(whole(5))), Outcome::Unknown, Outcome::Unknown),
            (fact("absent", Test::Unknown), Outcome::Held, Outcome::Failed),
            (fact("absent", Test::Is(Value::Empty)), Outcome::Unknown, Outcome::Unknown),
            (fact("stage", Test::Is(Value::Empty)), Outcome::Held, Outcome::Failed),
            (fact("stage", Test::AnyFragment(vec!["\n^a".into()])), Outcome::Failed, Outcome::Held),
            (Condition::Count(counted(Some(1), None)), Outcome::Held, Outcome::Failed),
            (Condition::Count(counted(None, Some(1))), Outcome::Unknown, Outcome::Unknown),
            (Condition::Count(counted(None, Some(0))), Outcome::Failed, Outcome::Held),
            (Condition::LastSeen(counted(Some(1), None)), Outcome::Failed, Outcome::Held),
        ];
        for (leaf, expected, opposite) in cases {
            let both = Condition::Any(vec![leaf.clone(), not(Condition::All(vec![leaf.clone()]))]);
            let found = explain(&both, &facts, past);
            let outcomes: Vec<_> = found.iter().map(|each| (each.negated, each.outcome)).collect();
            assert_eq!(outcomes, [(false, expected), (true, opposite)], "{leaf:?}");
        }
        assert!(explain(&Condition::default(), &facts, past).is_empty());
    }
}
