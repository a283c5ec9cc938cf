//! Tests that can never hold together: a nudge that asks for both never comes up.

use std::ops::Range;

use super::diagnostic::quoted;
use super::source::Desk;
use crate::page::{PART, START, Value};
use crate::trigger::{Condition, Counted, FactTest, Test};

/// What must hold wherever a condition does.
enum Needed {
    Fact(FactTest),
    Count(Counted),
}

/// Whether all of `parts` may hold together, each given with its place. The first that cannot hold
/// with one before it is noted; each part alone has been checked where it was made.
pub fn may_all_hold<'n>(
    desk: &Desk<'_>,
    places: impl Iterator<Item = &'n Range<usize>>,
    parts: &[Condition],
) -> bool {
    let mut before: Vec<Needed> = Vec::new();
    for (at, part) in places.zip(parts) {
        let mut here = Vec::new();
        needed(part, true, &mut here);
        if let Some(name) = here.iter().find_map(|each| before.iter().find_map(|other| clash(other, each))) {
            let what = format!("this never holds together with what is asked of {} before", quoted(name));
            desk.wrong(at, what, "keep one of the two; for one or the other write `any: [ … ]`");
            return false;
        }
        before.extend(here);
    }
    true
}

fn needed(condition: &Condition, wanted: bool, found: &mut Vec<Needed>) {
    match condition {
        Condition::All(parts) if wanted => parts.iter().for_each(|part| needed(part, true, found)),
        Condition::Any(parts) if !wanted => parts.iter().for_each(|part| needed(part, false, found)),
        Condition::Not(part) => needed(part, !wanted, found),
        Condition::Fact(leaf) => {
            let test = if wanted { leaf.test.clone() } else { leaf.test.opposite() };
            found.push(Needed::Fact(FactTest { name: leaf.name.clone(), test }));
        }
        Condition::Count(counted) if wanted => found.push(Needed::Count(counted.clone())),
        _ => {}
    }
}

/// What two needs are about that exclude each other.
fn clash<'a>(one: &'a Needed, other: &Needed) -> Option<&'a str> {
    match (one, other) {
        (Needed::Fact(one), Needed::Fact(other)) => (one.name == other.name
            && (excludes(&one.test, &other.test) || excludes(&other.test, &one.test)))
        .then_some(&one.name),
        (Needed::Count(one), Needed::Count(other)) => (one.event == other.event
            && one.on_this_record == other.on_this_record
            && (too_rare(one, other) || too_rare(other, one)))
        .then_some(&one.event),
        _ => None,
    }
}

/// Whether `often` asks for more than `rare` allows in the same days or more.
fn too_rare(often: &Counted, rare: &Counted) -> bool {
    let days = |counted: &Counted| counted.within_days.unwrap_or(u16::MAX);
    days(often) <= days(rare)
        && often.at_least.is_some_and(|least| rare.at_most.is_some_and(|most| least > most))
}

/// Whether no value passes both tests. The first is the one that says more.
fn excludes(one: &Test, other: &Test) -> bool {
    let none = |values: &[Value]| !values.iter().any(|value| other.holds(Some(value)));
    match (one, other) {
        (Test::Is(value), _) => none(std::slice::from_ref(value)),
        (Test::In(values), _) => none(values),
        (Test::Unknown, _) => !other.holds(None) && none(&[Value::Empty]),
        (Test::Has(item), Test::HasNot(other)) => item == other,
        (Test::AnyFragment(parts), Test::NoFragment(unwanted)) => {
            parts.iter().all(|part| unwanted.iter().any(|unwanted| implies(part, unwanted)))
        }
        (Test::AnyFragment(parts), Test::AnyFragment(others)) => {
            parts.iter().all(|part| others.iter().all(|other| !may_both_start(part, other)))
        }
        _ => match (range(one), range(other)) {
            (Some((low, high)), Some((other_low, other_high))) => low.max(other_low) > high.min(other_high),
            _ => false,
        },
    }
}

/// The whole units, of numbers or of days, that a comparison lets pass.
fn range(test: &Test) -> Option<(i64, i64)> {
    let units = |bound: &Value| match bound {
        Value::Number(number) => Some(number.0),
        Value::Date(day) => Some(i64::from(day.0)),
        _ => None,
    };
    match test {
        Test::AtLeast(bound) => Some((units(bound)?, i64::MAX)),
        Test::MoreThan(bound) => Some((units(bound)?.saturating_add(1), i64::MAX)),
        Test::AtMost(bound) => Some((i64::MIN, units(bound)?)),
        Test::LessThan(bound) => Some((i64::MIN, units(bound)?.saturating_sub(1))),
        _ => None,
    }
}

/// Whether every text with one fragment has the other.
fn implies(one: &str, other: &str) -> bool {
    match (one.strip_prefix(START), other.strip_prefix(START), other.strip_prefix(PART)) {
        (Some(start), Some(other), _) => start.starts_with(other),
        (_, None, Some(other)) => one.chars().skip(START.chars().count()).collect::<String>().contains(other),
        _ => false,
    }
}

/// Whether a text can have both fragments.
fn may_both_start(one: &str, other: &str) -> bool {
    match (one.strip_prefix(START), other.strip_prefix(START)) {
        (Some(one), Some(other)) => one.starts_with(other) || other.starts_with(one),
        _ => true,
    }
}
