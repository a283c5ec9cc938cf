//! Spans of time as tools print them, in minutes.

use serde::Serialize;

use crate::json::fields;

use super::number::{ReadNumber, read_number};
use crate::page::Decimal;
use crate::text::lowercase;

const HOUR: i64 = 60;

/// How long a day and a week are: trackers count working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WorkingTime {
    /// Hours of a day.
    pub hours_a_day: u32,
    /// Days of a week.
    pub days_a_week: u32,
}

fields! { WorkingTime: hours_a_day, days_a_week }

impl Default for WorkingTime {
    fn default() -> Self {
        Self { hours_a_day: 24, days_a_week: 7 }
    }
}

/// Units as English, German and French write them (Unicode CLDR 46, units). Months and years have
/// no fixed length, so they are not here.
const WEEKS: [&str; 8] = ["w", "week", "weeks", "woche", "wochen", "sem", "semaine", "semaines"];
const DAYS: [&str; 9] = ["d", "day", "days", "tag", "tage", "tagen", "j", "jour", "jours"];
const HOURS: [&str; 10] = ["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures"];
const MINUTES: [&str; 6] = ["m", "min", "mins", "minute", "minutes", "minuten"];

impl WorkingTime {
    /// Whether days have 24 hours and weeks 7 days.
    pub fn is_calendar(&self) -> bool {
        *self == Self::default()
    }

    /// The minutes that `text` says, such as `1w 2d`, `4 h 30 min` or `1:30`; `None` if it is no
    /// span of time.
    pub fn read(self, text: &str) -> Option<Decimal> {
        let text = lowercase(text.trim());
        if let Some((hours, minutes)) = text.split_once(':') {
            let (hours, minutes): (i64, i64) = (whole(hours)?, whole(minutes)?);
            return (minutes < HOUR).then(|| Decimal::from_whole(hours * HOUR + minutes));
        }
        let mut total: i64 = 0;
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let unit_at = rest.find(char::is_alphabetic)?;
            let (amount, tail) = rest.split_at_checked(unit_at)?;
            let end =
                tail.find(|letter: char| !letter.is_alphabetic() && letter != '.').unwrap_or(tail.len());
            let (unit, tail) = tail.split_at_checked(end)?;
            // A span never has thousands, so three digits after a mark are no help either way.
            let ReadNumber::Clear(Decimal(amount), _) = read_number(amount) else { return None };
            total = total.checked_add(amount.checked_mul(self.minutes(unit)?)?)?;
            rest = tail.trim_start_matches([' ', ',', '\u{a0}', '\u{202f}']);
        }
        (!text.is_empty()).then_some(Decimal(total))
    }

    fn minutes(self, unit: &str) -> Option<i64> {
        let unit = unit.trim_end_matches('.');
        let day = i64::from(self.hours_a_day) * HOUR;
        if WEEKS.contains(&unit) {
            Some(day * i64::from(self.days_a_week))
        } else if DAYS.contains(&unit) {
            Some(day)
        } else if HOURS.contains(&unit) {
            Some(HOUR)
        } else {
            MINUTES.contains(&unit).then_some(1)
        }
    }
}

fn whole(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_trackers_print() {
        let working = WorkingTime { hours_a_day: 8, days_a_week: 5 };
        let cases = [
            (working, "1w 2d", Some(3360)),
            (working, "3d 4h", Some(1680)),
            (working, "2d", Some(960)),
            (WorkingTime::default(), "2d", Some(2880)),
            (working, "4 h 30 min", Some(270)),
            (working, "4 Stunden, 30 Minuten", Some(270)),
            (working, "3 Tage", Some(1440)),
            (working, "2 Wochen", Some(4800)),
            (working, "2 sem. 1 j", Some(5280)),
            (working, "4.50 h", Some(270)),
            (working, "4,5 Std.", Some(270)),
            (working, "1:30", Some(90)),
            (working, "0m", Some(0)),
            (working, "1:75", None),
            (working, "2 months", None),
            (working, "1 Jahr", None),
            (working, "2", None),
            (working, "h", None),
            (working, "soon", None),
            (working, "", None),
        ];
        for (time, text, minutes) in cases {
            assert_eq!(time.read(text), minutes.map(Decimal::from_whole), "{text}");
        }
    }
}
