//! Raw strings become typed facts. What cannot be read for certain is absent.

use super::conventions::{Conventions, DateOrder};
use super::date::{ReadDate, read_date};
use super::number::{ReadNumber, read_number};
use super::{Location, Plan, Reading, System};
use crate::hash;
use crate::page::{Facts, Kind, Value};

/// What reading needs beside the page.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The texts that content names, sorted; any other text is kept as a digest.
    pub named: &'a [String],
    /// The person's local secret, the key of those digests.
    pub secret: &'a [u8; 32],
}

/// The facts of one reading, with the meanings added, and the conventions as they now are.
pub fn read_facts(
    reader: Reader<'_>,
    location: &Location<'_>,
    system: &System<'_>,
    plan: &Plan,
    readings: &[Option<Reading>],
    known: Conventions,
) -> (Facts, Conventions) {
    let known = learn(plan, readings, known);
    let mut facts: Facts = plan
        .sources
        .iter()
        .zip(readings)
        .filter_map(|(source, reading)| {
            let value = reader.value(source.kind, &reading.as_ref()?.raw, known)?;
            Some((source.fact.clone(), value))
        })
        .collect();
    for (name, spec) in location.page.facts.iter() {
        let part = spec.find.iter().find_map(|find| location.parts.get(find.part.as_ref()?));
        if let Some(value) = part.and_then(|raw| reader.value(spec.kind, raw, known)) {
            facts.insert(name.clone(), value);
        }
    }
    // A flag is the one fact whose absence on a read page says something.
    for source in plan.sources.iter().filter(|source| source.kind == Kind::Flag) {
        facts.get_or_insert_with(source.fact.clone(), || Value::Flag(false));
    }
    add_meanings(system, &mut facts);
    (facts, known)
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

fn learn(plan: &Plan, readings: &[Option<Reading>], known: Conventions) -> Conventions {
    let mut orders: Vec<DateOrder> = Vec::new();
    let mut marks: Vec<char> = Vec::new();
    for (source, reading) in plan.sources.iter().zip(readings) {
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
            Kind::Text | Kind::Flag => {}
        }
    }
    known.learn(&orders, &marks)
}

impl Reader<'_> {
    fn value(&self, kind: Kind, raw: &str, known: Conventions) -> Option<Value> {
        let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if kind == Kind::Flag {
            return Some(Value::Flag(true));
        }
        // Tools print a lone dash where a value is empty.
        if matches!(text.as_str(), "" | "-" | "–" | "—") {
            return Some(Value::Empty);
        }
        match kind {
            Kind::Text | Kind::Flag => Some(self.text(text)),
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

    fn text(&self, text: String) -> Value {
        if self.named.binary_search(&text).is_ok() {
            return Value::Text(text);
        }
        Value::Unnamed(hash::short_hex(&hash::digest(&[self.secret, b"text", text.as_bytes()]), 8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(kind: Kind, raw: &str, known: Conventions) -> Option<Value> {
        let named = ["Negotiation/Review".to_owned()];
        Reader { named: &named, secret: &[7; 32] }.value(kind, raw, known)
    }

    #[test]
    fn named_text_is_kept_and_other_text_is_not() {
        let none = Conventions::default();
        let named = value(Kind::Text, " Negotiation/Review\n", none);
        assert_eq!(named, Some(Value::Text("Negotiation/Review".into())));
        let Some(Value::Unnamed(digest)) = value(Kind::Text, "Call Anna Schmidt", none) else { panic!() };
        assert!(!digest.contains("Anna") && digest.len() == 16);
        assert_eq!(value(Kind::Text, "  ", none), Some(Value::Empty));
    }

    #[test]
    fn an_ambiguous_value_is_absent_until_the_convention_is_known() {
        let none = Conventions::default();
        let american = Conventions { date_order: Some(DateOrder::MonthDay), decimal_mark: Some('.') };
        assert_eq!(value(Kind::Date, "12/5/2026", none), None);
        assert_eq!(value(Kind::Money, "$5,000", none), None);
        let day = crate::time::Day::parse("2026-12-05").unwrap();
        assert_eq!(value(Kind::Date, "12/5/2026", american), Some(Value::Date(day)));
        assert_eq!(
            value(Kind::Money, "$5,000", american),
            Some(Value::Number(crate::page::Decimal::from_whole(5000)))
        );
        assert_eq!(value(Kind::Number, "n/a", american), None);
    }
}
