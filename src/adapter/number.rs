//! Numbers and amounts as tools print them.

use crate::page::Decimal;
use crate::text::holds;

/// What a text says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadNumber {
    /// It reads one way only; some also tell the host's decimal mark.
    Clear(Decimal, Option<char>),
    /// `1,234` is a thousand or one and a bit: (with this mark grouping, with it as decimal mark).
    Ambiguous {
        /// The mark in question.
        mark: char,
        /// The value if it groups thousands.
        grouped: Decimal,
        /// The value if it is the decimal mark.
        decimal: Decimal,
    },
    /// It is no number.
    NoNumber,
}

/// More digits than any amount on a page; keeps the arithmetic exact.
const MAX_DIGITS: usize = 14;

/// Signs of currencies (Unicode category Sc, those in wide use).
const SYMBOLS: &str = "$€£¥₹₩₽₺₴₫₪₱฿";
/// Currencies that are written as words, and what stands before a dollar sign.
const WORDS: [&str; 14] = ["kr", "zł", "Kč", "Ft", "lei", "Fr", "Rs", "R", "US", "A", "C", "NZ", "HK", "S"];

/// Reads the one number in `text`: currency signs and codes around it are dropped.
pub fn read_number(text: &str) -> ReadNumber {
    read(text).unwrap_or(ReadNumber::NoNumber)
}

fn read(text: &str) -> Option<ReadNumber> {
    let first = text.find(|letter: char| letter.is_ascii_digit())?;
    let last = text.rfind(|letter: char| letter.is_ascii_digit())?;
    let (head, tail) = (text.get(..first)?, text.get(last + 1..)?);
    if !is_only_currency(head, &['+', '-', '\u{2212}', '(']) || !is_only_currency(tail, &[')', '%', '.']) {
        return None;
    }
    let negative = head.contains(['-', '\u{2212}']) || (holds(head, "(") && holds(tail, ")"));
    let body = without_group_spaces(text.get(first..=last)?)?;
    if !body.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',')) {
        return None;
    }
    let marks: Vec<char> = body.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let clear = |mark: Option<char>| Some(ReadNumber::Clear(value(&body, mark, negative)?, mark));
    match marks[..] {
        [] => clear(None),
        [mark] => {
            let after = body.len() - body.find(mark)? - 1;
            if after != 3 {
                return clear(Some(mark));
            }
            Some(ReadNumber::Ambiguous {
                mark,
                grouped: value(&body, None, negative)?,
                decimal: value(&body, Some(mark), negative)?,
            })
        }
        [first, .., last] if first != last => {
            let decimals = marks.iter().filter(|mark| **mark == last).count();
            if decimals == 1 { clear(Some(last)) } else { None }
        }
        // The same mark twice groups thousands.
        [first, ..] => {
            let other = if first == ',' { '.' } else { ',' };
            Some(ReadNumber::Clear(value(&body, None, negative)?, Some(other)))
        }
    }
}

/// Whether what stands beside a number leaves its size alone: `50K` and `3 of` do not.
fn is_only_currency(text: &str, signs: &[char]) -> bool {
    let rest = text
        .replace(|letter: char| letter.is_whitespace() || SYMBOLS.chars().any(|sign| sign == letter), " ");
    rest.split(|letter: char| letter == ' ' || signs.contains(&letter)).filter(|word| !word.is_empty()).all(
        |word| {
            let code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
            code || WORDS.contains(&word)
        },
    )
}

/// The digits without the spaces and apostrophes between thousands; `None` if they part anything else.
fn without_group_spaces(text: &str) -> Option<String> {
    let mut groups = text.split([' ', '\u{a0}', '\u{202f}', '\'', '’']);
    let mut body = groups.next()?.to_owned();
    for group in groups {
        let digits = group.find(['.', ',']).unwrap_or(group.len());
        if digits != 3 {
            return None;
        }
        body.push_str(group);
    }
    Some(body)
}

fn value(body: &str, decimal_mark: Option<char>, negative: bool) -> Option<Decimal> {
    let (whole, fraction) = match decimal_mark.and_then(|mark| body.split_once(mark)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (body, ""),
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.len() > MAX_DIGITS || !fraction.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let fraction: String = fraction.chars().chain("0000".chars()).take(4).collect();
    let amount: i64 = format!("{digits}{fraction}").parse().ok()?;
    Some(Decimal(if negative { -amount } else { amount }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_tools_print() {
        let cases = [
            ("$50,000.00", 500_000_000, Some('.')),
            ("50.000,00 €", 500_000_000, Some(',')),
            ("50 000,5 €", 500_005_000, Some(',')),
            ("USD 1,234,567", 12_345_670_000, Some('.')),
            ("12.5%", 125_000, Some('.')),
            ("42", 420_000, None),
            ("-$3.00", -30_000, Some('.')),
            ("($3.00)", -30_000, Some('.')),
            ("CHF 1'234.50", 12_345_000, Some('.')),
            ("1 234 567,5 kr.", 12_345_675_000, Some(',')),
            ("US$ 3.5", 35_000, Some('.')),
            ("+123", 1_230_000, None),
            ("\u{2212}45", -450_000, None),
        ];
        for (text, value, mark) in cases {
            assert_eq!(read_number(text), ReadNumber::Clear(Decimal(value), mark), "{text}");
        }
    }

    #[test]
    fn one_mark_and_three_digits_read_both_ways() {
        let expected =
            ReadNumber::Ambiguous { mark: ',', grouped: Decimal(500_000_000), decimal: Decimal(500_000) };
        assert_eq!(read_number("$50,000"), expected);
    }

    #[test]
    fn anything_else_is_no_number() {
        for text in [
            "",
            "n/a",
            "1/2",
            "1.2.3,4,5",
            "123456789012345",
            "10 of 20",
            "$50K",
            "1.2M",
            "3 Mio. €",
            "100+",
            "10 20",
            ".5",
            "v2",
            "5 points",
        ] {
            assert_eq!(read_number(text), ReadNumber::NoNumber, "{text}");
        }
    }
}
