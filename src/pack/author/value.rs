//! Words of an author as typed values, checked against the kind of their fact.

use super::diagnostic::quoted;
use super::source::Desk;
use super::suggest;
use super::tree::{Node, Shape};
use super::vocabulary::Word;
use crate::page::{Decimal, Kind, Value};
use crate::time::Day;

/// The value that `node` says, of the kind that `word` has.
pub fn read(desk: &Desk<'_>, node: &Node, word: &Word) -> Option<Value> {
    if matches!(&node.is, Shape::Scalar { text, .. } if text.is_empty()) {
        desk.wrong(&node.at, "an empty text is no value", "write `unknown` where nothing may be there");
        return None;
    }
    let text = desk.text(node)?;
    let quoted_by_author = matches!(node.is, Shape::Scalar { quoted: true, .. });
    let is_test =
        matches!(text, "known" | "unknown" | "empty") && !word.values.iter().any(|value| value == text);
    if is_test && !quoted_by_author {
        let mend = format!("write `not: {{ …: {text} }}` or `any: [ … ]`; for the text, `'{text}'`");
        desk.wrong(&node.at, format!("`{text}` is a test of its own, not a value"), mend);
        return None;
    }
    let kind = match word.kind {
        Some(kind) => kind,
        None if quoted_by_author => Kind::Text,
        None => looks_like(text),
    };
    let value = match kind {
        Kind::Text | Kind::Person | Kind::List | Kind::Topics => {
            return of_closed_set(desk, node, text, word);
        }
        Kind::Duration => duration(text).map(Value::Number),
        Kind::Number | Kind::Money => decimal(text).map(Value::Number),
        Kind::Date => Day::parse(text).map(Value::Date),
        Kind::Flag => flag(text).map(Value::Flag),
    };
    if value.is_none() {
        let (name, mend) = match kind {
            Kind::Date => ("date", "write the date as YYYY-MM-DD, such as 2026-11-02"),
            Kind::Flag => ("flag", "write `true` or `false`"),
            Kind::Duration => ("span of time", "write hours or minutes, such as 16h or 90m"),
            _ => ("number", "write it plainly, such as 50000 or 0.25, at most 4 decimal places"),
        };
        desk.wrong(&node.at, format!("{} is no {name}", quoted(text)), mend);
    }
    value
}

fn of_closed_set(desk: &Desk<'_>, node: &Node, text: &str, word: &Word) -> Option<Value> {
    if word.values.is_empty() || word.values.iter().any(|value| value == text) {
        return Some(Value::Text(text.to_owned()));
    }
    let mend = suggest::mend(text, word.values.iter().map(String::as_str));
    desk.wrong(&node.at, format!("{} is not among its values", quoted(text)), mend);
    None
}

fn looks_like(text: &str) -> Kind {
    if decimal(text).is_some() {
        Kind::Number
    } else if Day::parse(text).is_some() {
        Kind::Date
    } else if flag(text).is_some() {
        Kind::Flag
    } else {
        Kind::Text
    }
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Hours or minutes: days and weeks are of different length in different systems.
fn duration(text: &str) -> Option<Decimal> {
    let (amount, minutes) = match (text.strip_suffix('h'), text.strip_suffix('m')) {
        (Some(hours), _) => (hours, 60),
        (_, Some(minutes)) => (minutes, 1),
        _ => return None,
    };
    decimal(amount)?.0.checked_mul(minutes).map(Decimal)
}

fn decimal(text: &str) -> Option<Decimal> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) || fraction.len() > 4 {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<4}").parse().ok()?;
    let units = whole.parse::<i64>().ok()?.checked_mul(Decimal::ONE)?.checked_add(fraction)?;
    Some(Decimal(sign * units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        let cases = [
            ("50000", Some(500_000_000)),
            ("0.25", Some(2_500)),
            ("-1.0001", Some(-10_001)),
            ("1.00001", None),
            ("1,000", None),
            (".5", None),
            ("5.", None),
            ("1e3", None),
            ("922337203685478", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(decimal(text).map(|decimal| decimal.0), expected, "{text}");
        }
    }
}
