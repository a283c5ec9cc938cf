//! A condition as a flat jump program over a vector of cells: no recursion, no strings.

use super::condition::{Condition, Test};
use super::counted::Counted;
use super::history::Past;
use crate::page::{Facts, Value};
use crate::sort::sort;

/// A value as the programs compare it: text is a number that stands for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// No such place on the page.
    #[default]
    Absent,
    /// The place is there and holds nothing.
    Empty,
    /// Text; [`Vocabulary::UNNAMED`] for all that no rule names.
    Symbol(u32),
    /// Ten-thousandths.
    Number(i64),
    /// Days since 1970.
    Date(i32),
    /// A flag.
    Flag(bool),
}

/// The names and texts that the rules of one app use, as numbers.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Sorted; a fact's number is its place. What a list must hold or a text must have is a flag of
    /// its own: the fact's name, and what is asked of it with its mark.
    facts: Vec<String>,
    /// Sorted; a text's symbol is its place and one.
    texts: Vec<String>,
}

impl Vocabulary {
    /// The one symbol of every text that no rule names.
    pub const UNNAMED: u32 = 0;

    /// The vocabulary of these conditions.
    pub(super) fn of<'a>(conditions: impl Iterator<Item = &'a Condition>) -> Self {
        let (mut facts, mut texts) = (Vec::new(), Vec::new());
        for condition in conditions {
            condition.each_test(&mut |leaf| {
                facts.push(leaf.name.clone());
                if let Some((asked, _)) = asked(&leaf.test) {
                    facts.extend(asked.iter().map(|asked| flag(&leaf.name, asked)));
                    return;
                }
                texts.extend(leaf.test.texts().into_iter().map(str::to_owned));
            });
        }
        for list in [&mut facts, &mut texts] {
            sort(list);
            list.dedup();
        }
        Self { facts, texts }
    }

    /// The number of a fact; that of no fact for a name that no condition uses.
    pub(super) fn fact(&self, name: &str) -> u16 {
        let place = self.facts.binary_search_by(|fact| fact.as_str().cmp(name)).ok();
        place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX)
    }

    /// A value as programs compare it.
    pub(super) fn cell(&self, value: &Value) -> Cell {
        match value {
            Value::Empty => Cell::Empty,
            Value::Text(text) => {
                let place =
                    self.texts.binary_search(text).ok().and_then(|place| u32::try_from(place + 1).ok());
                Cell::Symbol(place.unwrap_or(Self::UNNAMED))
            }
            Value::Unnamed(_) | Value::List(_) => Cell::Symbol(Self::UNNAMED),
            Value::Number(number) => Cell::Number(number.0),
            Value::Date(day) => Cell::Date(day.0),
            Value::Flag(flag) => Cell::Flag(*flag),
        }
    }

    /// The flags that a test of this fact asks for, and whether one of them must be set or none.
    pub(super) fn flags(&self, name: &str, test: &Test) -> Option<(Box<[u16]>, bool)> {
        let (asked, wanted) = asked(test)?;
        Some((asked.iter().map(|asked| self.fact(&flag(name, asked))).collect(), wanted))
    }

    /// The facts that some rule asks for, as cells.
    pub fn cells(&self, facts: &Facts) -> Vec<Cell> {
        let mut cells = vec![Cell::Absent; self.facts.len()];
        for (name, value) in facts.iter() {
            if let Some(cell) = cells.get_mut(usize::from(self.fact(name))) {
                *cell = self.cell(value);
            }
            self.add_flags(name, value, &mut cells);
        }
        cells
    }

    fn add_flags(&self, name: &str, value: &Value, cells: &mut [Cell]) {
        let first = self.facts.partition_point(|fact| fact.as_str() <= name);
        for (fact, cell) in self.facts.iter().zip(cells).skip(first) {
            let Some(asked) = fact.strip_prefix(name).filter(|rest| rest.starts_with('\n')) else { break };
            let has = match asked.strip_prefix(ITEM) {
                Some(item) => value.has(&Value::Text(item.to_owned())),
                None => value.has_fragment(asked),
            };
            *cell = has.map_or(Cell::Absent, Cell::Flag);
        }
    }
}

/// Before an item that a list must hold; the marks of fragments are others.
const ITEM: &str = "\n=";

/// What a list must hold or a text must have, each with its mark, and whether one of it or none.
fn asked(test: &Test) -> Option<(Vec<String>, bool)> {
    match test {
        // Lists hold texts only.
        Test::Has(Value::Text(item)) => Some((vec![[ITEM, item].concat()], true)),
        Test::HasNot(Value::Text(item)) => Some((vec![[ITEM, item].concat()], false)),
        Test::AnyFragment(parts) => Some((parts.clone(), true)),
        Test::NoFragment(parts) => Some((parts.clone(), false)),
        _ => None,
    }
}

/// The name of the flag that says what a fact holds. No fact's own name has a line break.
fn flag(fact: &str, asked: &str) -> String {
    [fact, asked].concat()
}

#[derive(Debug)]
enum Leaf {
    Is(u16, Cell),
    In(u16, Box<[Cell]>),
    IsNot(u16, Cell),
    NotIn(u16, Box<[Cell]>),
    /// Inclusive bounds.
    Numbers(u16, i64, i64),
    Dates(u16, i32, i32),
    Known(u16),
    Unknown(u16),
    /// Whether one of these flags is set; or whether all are there and none is.
    Flags(Box<[u16]>, bool),
    /// How often, and whether that or its opposite is wanted.
    Count(Box<Counted>, bool),
    LastSeen(Box<Counted>, bool),
    Never,
}

#[derive(Debug)]
struct Jump {
    leaf: Leaf,
    on_true: u32,
    on_false: u32,
}

const ACCEPT: u32 = u32::MAX;
const REJECT: u32 = u32::MAX - 1;

/// A compiled condition.
#[derive(Debug)]
pub struct Program {
    jumps: Box<[Jump]>,
    /// Where it begins, or what it comes to at once.
    entry: u32,
}

impl Program {
    /// Compiles `condition`, whose names are in `vocabulary`.
    pub fn compile(condition: &Condition, vocabulary: &Vocabulary) -> Self {
        let mut jumps = Vec::new();
        // Built from the last part to the first, so that every target is known.
        let entry = emit(condition, true, ACCEPT, REJECT, vocabulary, &mut jumps);
        Self { jumps: jumps.into_boxed_slice(), entry }
    }

    /// Whether it holds.
    pub fn holds(&self, cells: &[Cell], past: Past<'_>) -> bool {
        let mut next = self.entry;
        // Every jump goes to an earlier place, so this ends.
        while let Some(jump) = self.jumps.get(next as usize) {
            next = if jump.leaf.holds(cells, past) { jump.on_true } else { jump.on_false };
        }
        next == ACCEPT
    }
}

fn emit(
    condition: &Condition,
    wanted: bool,
    on_true: u32,
    on_false: u32,
    vocabulary: &Vocabulary,
    jumps: &mut Vec<Jump>,
) -> u32 {
    match condition {
        Condition::Not(part) => emit(part, !wanted, on_true, on_false, vocabulary, jumps),
        Condition::All(parts) | Condition::Any(parts) => {
            let all = matches!(condition, Condition::All(_)) == wanted;
            let whole = if all { on_true } else { on_false };
            // What the page shows first: to ask the past takes longer.
            let is_past = |part: &&Condition| matches!(part, Condition::Count(_) | Condition::LastSeen(_));
            let in_order = parts.iter().filter(|part| !is_past(part)).chain(parts.iter().filter(is_past));
            in_order.rev().fold(whole, |next, part| {
                let (on_true, on_false) = if all { (next, on_false) } else { (on_true, next) };
                emit(part, wanted, on_true, on_false, vocabulary, jumps)
            })
        }
        Condition::Fact(leaf) => {
            let test = if wanted { leaf.test.clone() } else { leaf.test.opposite() };
            push(Leaf::of(&leaf.name, &test, vocabulary), on_true, on_false, jumps)
        }
        Condition::Count(count) => {
            push(Leaf::Count(Box::new(count.clone()), wanted), on_true, on_false, jumps)
        }
        Condition::LastSeen(count) => {
            push(Leaf::LastSeen(Box::new(count.clone()), wanted), on_true, on_false, jumps)
        }
    }
}

fn push(leaf: Leaf, on_true: u32, on_false: u32, jumps: &mut Vec<Jump>) -> u32 {
    jumps.push(Jump { leaf, on_true, on_false });
    u32::try_from(jumps.len() - 1).unwrap_or(REJECT)
}

impl Leaf {
    fn of(name: &str, test: &Test, vocabulary: &Vocabulary) -> Self {
        let fact = vocabulary.fact(name);
        let all = |values: &[Value]| values.iter().map(|value| vocabulary.cell(value)).collect();
        match test {
            Test::In(values) => Self::In(fact, all(values)),
            Test::NotIn(values) => Self::NotIn(fact, all(values)),
            Test::Is(value) => Self::Is(fact, vocabulary.cell(value)),
            Test::IsNot(value) => Self::IsNot(fact, vocabulary.cell(value)),
            Test::AtLeast(bound) => Self::range(fact, Some((bound, 0)), None),
            Test::MoreThan(bound) => Self::range(fact, Some((bound, 1)), None),
            Test::AtMost(bound) => Self::range(fact, None, Some((bound, 0))),
            Test::LessThan(bound) => Self::range(fact, None, Some((bound, 1))),
            Test::Known => Self::Known(fact),
            Test::Unknown => Self::Unknown(fact),
            Test::Has(_) | Test::HasNot(_) | Test::AnyFragment(_) | Test::NoFragment(_) => {
                let flags = vocabulary.flags(name, test);
                flags.map_or(Self::Never, |(flags, wanted)| Self::Flags(flags, wanted))
            }
        }
    }

    /// A range with one bound, moved inwards by `0` or `1` of the smallest units.
    fn range(fact: u16, low: Option<(&Value, i32)>, high: Option<(&Value, i32)>) -> Self {
        let numbers = |bound: &Value, inwards: i64| match bound {
            Value::Number(number) => Some(number.0.saturating_add(inwards)),
            _ => None,
        };
        let dates = |bound: &Value, inwards: i32| match bound {
            Value::Date(day) => Some(day.0.saturating_add(inwards)),
            _ => None,
        };
        match (low, high) {
            (Some((low, by)), None) => match (numbers(low, i64::from(by)), dates(low, by)) {
                (Some(low), _) => Self::Numbers(fact, low, i64::MAX),
                (_, Some(low)) => Self::Dates(fact, low, i32::MAX),
                _ => Self::Never,
            },
            (None, Some((high, by))) => match (numbers(high, -i64::from(by)), dates(high, -by)) {
                (Some(high), _) => Self::Numbers(fact, i64::MIN, high),
                (_, Some(high)) => Self::Dates(fact, i32::MIN, high),
                _ => Self::Never,
            },
            _ => Self::Never,
        }
    }

    fn holds(&self, cells: &[Cell], past: Past<'_>) -> bool {
        let at = |fact: &u16| cells.get(usize::from(*fact)).copied().unwrap_or_default();
        match self {
            Self::Is(fact, wanted) => at(fact) == *wanted,
            Self::In(fact, wanted) => wanted.contains(&at(fact)),
            Self::IsNot(fact, unwanted) => at(fact) != Cell::Absent && at(fact) != *unwanted,
            Self::NotIn(fact, unwanted) => at(fact) != Cell::Absent && !unwanted.contains(&at(fact)),
            Self::Numbers(fact, low, high) => {
                matches!(at(fact), Cell::Number(number) if (*low..=*high).contains(&number))
            }
            Self::Dates(fact, low, high) => {
                matches!(at(fact), Cell::Date(day) if (*low..=*high).contains(&day))
            }
            Self::Known(fact) => !matches!(at(fact), Cell::Absent | Cell::Empty),
            Self::Unknown(fact) => matches!(at(fact), Cell::Absent | Cell::Empty),
            Self::Flags(flags, true) => flags.iter().any(|flag| at(flag) == Cell::Flag(true)),
            Self::Flags(flags, false) => flags.iter().all(|flag| at(flag) == Cell::Flag(false)),
            Self::Count(count, wanted) => count.often(past) == Some(*wanted),
            Self::LastSeen(count, wanted) => count.ago(past) == Some(*wanted),
            Self::Never => false,
        }
    }
}
