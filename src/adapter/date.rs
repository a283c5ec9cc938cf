//! Dates as tools print them.

use super::DateOrder;
use crate::text::lowercase;
use crate::time::Day;

/// What a text says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadDate {
    /// It reads one way only; numeric dates also tell the host's order.
    Clear(Day, Option<DateOrder>),
    /// It reads both ways: (month first, day first).
    Ambiguous(Day, Day),
    /// It is no date.
    NoDate,
}

/// Month names: English, German, French (Unicode CLDR 46). Abbreviations are their beginnings.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier"],
    &["february", "februar", "février"],
    &["march", "märz", "mrz", "mars"],
    &["april", "avril"],
    &["may", "mai"],
    &["june", "juni", "juin"],
    &["july", "juli", "juillet"],
    &["august", "août"],
    &["september", "septembre"],
    &["october", "oktober", "octobre"],
    &["november", "novembre"],
    &["december", "dezember", "décembre"],
];
/// The shortest abbreviation of a month.
const MIN_MONTH_LETTERS: usize = 3;

/// A date never needs more words: a weekday and a word between are the most.
const MAX_DATE_WORDS: usize = 5;

/// Reads the date at the start of `text`; a time of day after it is ignored.
pub fn read_date(text: &str) -> ReadDate {
    let text = lowercase(text.trim());
    numeric(&text).or_else(|| named(&text)).unwrap_or(ReadDate::NoDate)
}

fn numeric(text: &str) -> Option<ReadDate> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '/' | '.' | '-'));
    // An ISO time follows after `T`, any other after a space or a comma.
    let (head, tail) = text.split_at_checked(end.unwrap_or(text.len()))?;
    if !tail.is_empty() && !tail.starts_with([' ', ',', 't', '\u{a0}', '\u{202f}']) {
        return None;
    }
    let mark = head.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<u32> = head.split(mark).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [first, second, third] = parts[..] else { return None };
    if first >= 1000 {
        return Day::from_civil(first as i32, second, third).map(|day| ReadDate::Clear(day, None));
    }
    let year = full_year(third)?;
    let month_first = Day::from_civil(year, first, second);
    let day_first = Day::from_civil(year, second, first);
    match (month_first, day_first) {
        (Some(month_first), Some(day_first)) if month_first == day_first => {
            Some(ReadDate::Clear(month_first, None))
        }
        // Dots are written day first wherever numeric dates have dots (CLDR: de, fr-CH, pl, ru, tr …).
        (_, Some(day)) if mark == '.' => Some(ReadDate::Clear(day, Some(DateOrder::DayMonth))),
        (Some(month_first), Some(day_first)) => Some(ReadDate::Ambiguous(month_first, day_first)),
        (Some(day), None) => Some(ReadDate::Clear(day, Some(DateOrder::MonthDay))),
        (None, Some(day)) => Some(ReadDate::Clear(day, Some(DateOrder::DayMonth))),
        (None, None) => None,
    }
}

/// A month's name, a day and a year among the first words: `Dec 18, 2026`, `18/Dec/26`,
/// `18, Friday December 2026`. Other words are passed over; two months are no date.
fn named(text: &str) -> Option<ReadDate> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut month, mut day, mut year) = (None, None, None);
    for word in words.take(MAX_DATE_WORDS) {
        let number = word.trim_end_matches(char::is_alphabetic);
        if number.is_empty() {
            match (month_number(word), month) {
                (Some(_), Some(_)) => return None,
                (found, None) => month = found,
                _ => {}
            }
        } else if number.len() == 4 && number == word {
            year = year.or(number.parse().ok());
        } else if day.is_none()
            && number.len() <= 2
            && is_ordinal(word.strip_prefix(number).unwrap_or_default())
        {
            day = number.parse().ok();
        } else if year.is_none() && month.is_some() && number.len() == 2 && is_joined(text, word) {
            year = full_year(number.parse().ok()?);
        } else {
            return None;
        }
        if let (Some(month), Some(day), Some(year)) = (month, day, year) {
            return Day::from_civil(year, month, day).map(|day| ReadDate::Clear(day, None));
        }
    }
    None
}

/// Whether `word` is joined to what comes before it, as a year is in `18/Dec/26`; a time of day is not.
fn is_joined(text: &str, word: &str) -> bool {
    let at = word.as_ptr().addr() - text.as_ptr().addr();
    text.get(..at).is_some_and(|before| before.ends_with(['/', '-']))
}

/// What may stand at the end of a day: English and French.
fn is_ordinal(ending: &str) -> bool {
    matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er")
}

fn month_number(word: &str) -> Option<u32> {
    if word.chars().count() < MIN_MONTH_LETTERS {
        return None;
    }
    let mut found = (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(|name| name.starts_with(word)));
    let (number, _) = found.next()?;
    found.next().is_none().then_some(number)
}

/// Two digits are this century: tools show work dates.
fn full_year(year: u32) -> Option<i32> {
    match year {
        0..=99 => Some(2000 + year as i32),
        1000..=9999 => Some(year as i32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayMonth, MonthDay};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn reads_what_tools_print() {
        let december = day("2026-12-18");
        let cases = [
            ("12/18/2026", ReadDate::Clear(december, Some(MonthDay))),
            ("18/12/2026", ReadDate::Clear(december, Some(DayMonth))),
            ("18.12.2026", ReadDate::Clear(december, Some(DayMonth))),
            ("5.12.2026", ReadDate::Clear(day("2026-12-05"), Some(DayMonth))),
            ("2026-12-18", ReadDate::Clear(december, None)),
            ("2026-12-18T10:00:00Z", ReadDate::Clear(december, None)),
            ("12/18/26", ReadDate::Clear(december, Some(MonthDay))),
            ("12/18/2026, 9:14 AM", ReadDate::Clear(december, Some(MonthDay))),
            ("Dec 18, 2026", ReadDate::Clear(december, None)),
            ("18 Dec 2026", ReadDate::Clear(december, None)),
            ("18. Dezember 2026", ReadDate::Clear(december, None)),
            ("18 déc. 2026", ReadDate::Clear(december, None)),
            ("3 juil. 2026", ReadDate::Clear(day("2026-07-03"), None)),
            ("18/Dec/26", ReadDate::Clear(december, None)),
            ("18/déc./26 9:14 am", ReadDate::Clear(december, None)),
            ("18, Friday December 2026", ReadDate::Clear(december, None)),
            ("Friday, December 18th, 2026", ReadDate::Clear(december, None)),
            ("1er déc. 2026", ReadDate::Clear(day("2026-12-01"), None)),
            ("Dec 18, 2026, 9:14 AM", ReadDate::Clear(december, None)),
            ("7/7/2026", ReadDate::Clear(day("2026-07-07"), None)),
            ("12/5/2026", ReadDate::Ambiguous(day("2026-12-05"), day("2026-05-12"))),
        ];
        for (text, expected) in cases {
            assert_eq!(read_date(text), expected, "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in [
            "",
            "soon",
            "13/13/2026",
            "2/30/2026",
            "12/18",
            "1.5",
            "Dec 2026",
            "Dec Jan 2026",
            "18 Dec",
            "Dec 18 at 9:14 AM",
            "Dec 18 at 10:14 AM",
            "18 Dec 10:14",
            "Decided 18 2026",
            "mar. 18 déc. 2026",
            "12/18/2026x",
        ] {
            assert_eq!(read_date(text), ReadDate::NoDate, "{text}");
        }
    }

    #[test]
    fn days_that_read_both_ways() {
        // The figure that the design rests on: 132 of the 365 days of a year.
        let first = day("2027-01-01").0;
        let both = (first..first + 365).filter(|number| {
            let (year, month, day) = Day(*number).civil();
            matches!(read_date(&format!("{month}/{day}/{year}")), ReadDate::Ambiguous(..))
        });
        assert_eq!(both.count(), 132);
    }
}
