//! Ceilings on how often a nudge may come, in civil days, and the day on which it may come next.

use super::mastery::{Practice, SPACED_MS};
use crate::json::words;
use crate::time::{DAY_MS, Day};

/// The days of [`SPACED_MS`].
const SPACED_DAYS: i32 = (SPACED_MS / DAY_MS) as i32;

/// How often a nudge may come at most. Due dates and mastery make it rarer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cadence {
    /// On every record: for a flag on a wrong value, which teaches nothing elsewhere. Neither due
    /// dates nor mastery hold it back.
    EachRecord,
    /// As errors ask for it, never within two days.
    #[default]
    Spaced,
    /// Once in seven days.
    Weekly,
    /// Once in fourteen days.
    Biweekly,
    /// Once from a day to the same day of the next month, or to that month's last day.
    Monthly,
}

words! {
    Cadence: EachRecord = "each_record", Spaced = "spaced", Weekly = "weekly", Biweekly = "biweekly",
    Monthly = "monthly"
}

impl Cadence {
    /// Whether it is the one that content need not say.
    pub fn is_spaced(&self) -> bool {
        *self == Self::Spaced
    }

    /// The first day on which the nudge may come after its moment on `last`.
    pub fn next_day(self, last: Day) -> Day {
        match self {
            Self::EachRecord => last,
            Self::Spaced => last.plus(SPACED_DAYS),
            Self::Weekly => last.plus(7),
            Self::Biweekly => last.plus(14),
            Self::Monthly => next_month(last),
        }
    }
}

/// The same day of the next month, or that month's last one.
fn next_month(day: Day) -> Day {
    let (year, month, of_month) = day.civil();
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let fitting = (1..=of_month).rev().find_map(|last| Day::from_civil(year, month, last));
    // Outside of the years that a `Day` can be made of, a month has 31 days.
    fitting.unwrap_or(day.plus(31))
}

/// The first day, from `today` on, on which a nudge may come to a person: due, and within its
/// cadence from its `last` turn. `None`: not before the next lapse. Other gates may hold it for
/// longer, and only matching work brings it.
pub fn next_day(practice: &Practice, cadence: Cadence, last: Option<Day>, today: Day) -> Option<Day> {
    if cadence == Cadence::EachRecord {
        return Some(today);
    }
    if practice.is_mastered() {
        return None;
    }
    let due = practice.due_on().filter(|_| !practice.is_due(today));
    let within = last.map(|last| cadence.next_day(last));
    [due, within].into_iter().flatten().max().map(|day| day.max(today)).or(Some(today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Evidence;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn ceilings_are_civil_days() {
        // Independent source: GNU `date -d 'DAY + 7 days'`, and the calendar.
        let cases = [
            (Cadence::Weekly, "2026-12-28", "2027-01-04"),
            (Cadence::Weekly, "2028-02-26", "2028-03-04"),
            (Cadence::Biweekly, "2026-02-20", "2026-03-06"),
            (Cadence::Monthly, "2026-11-21", "2026-12-21"),
            (Cadence::Monthly, "2026-12-31", "2027-01-31"),
            (Cadence::Monthly, "2027-01-31", "2027-02-28"),
            (Cadence::Monthly, "2028-01-30", "2028-02-29"),
            (Cadence::Monthly, "2027-03-31", "2027-04-30"),
            (Cadence::Monthly, "2027-02-28", "2027-03-28"),
            (Cadence::Monthly, "2026-05-01", "2026-06-01"),
        ];
        for (cadence, last, next) in cases {
            assert_eq!(cadence.next_day(day(last)).to_string(), next, "{cadence:?} {last}");
        }
        assert_eq!(Cadence::Monthly.next_day(day("2199-12-15")), day("2199-12-15").plus(31));
    }

    #[test]
    fn content_says_every_cadence_but_the_usual_one() {
        use Cadence::{Biweekly, EachRecord, Monthly, Spaced, Weekly};
        assert!(Spaced.is_spaced() && Cadence::default() == Spaced);
        assert!(![EachRecord, Weekly, Biweekly, Monthly].iter().any(Cadence::is_spaced));
    }

    #[test]
    fn a_month_is_never_shorter_than_any_february_nor_longer_than_31_days() {
        let first = day("2024-01-01");
        for number in first.0..first.0 + 5 * 366 {
            let days = Cadence::Monthly.next_day(Day(number)).0 - number;
            assert!((28..=31).contains(&days), "{}: {days}", Day(number));
        }
    }

    #[test]
    fn the_latest_of_all_limits_is_the_next_day() {
        let today = day("2026-11-20");
        let noon = |day: Day| day.0 as u64 * DAY_MS + DAY_MS / 2;
        let rated = |evidence: &[(Evidence, &str)]| {
            let mut practice = Practice::default();
            for (evidence, on) in evidence {
                practice.take(*evidence, day(on), noon(day(on)));
            }
            practice
        };
        let good = Evidence::Success { shown_at: None };
        let new = rated(&[]);
        let lapsed = rated(&[(Evidence::Lapse, "2026-11-20")]);
        let helped = rated(&[(Evidence::Success { shown_at: Some(u64::MAX) }, "2026-11-20")]);
        let mastered = rated(&[(good, "2026-11-10"), (good, "2026-11-12")]);
        let cases = [
            (&new, Cadence::Spaced, None, Some("2026-11-20")),
            (&new, Cadence::Spaced, Some("2026-11-19"), Some("2026-11-21")),
            (&new, Cadence::Weekly, Some("2026-11-19"), Some("2026-11-26")),
            (&new, Cadence::Monthly, Some("2026-10-01"), Some("2026-11-20")),
            (&new, Cadence::Monthly, None, Some("2026-11-20")),
            (&lapsed, Cadence::Spaced, None, Some("2026-11-20")),
            (&helped, Cadence::Spaced, None, Some("2026-11-22")),
            (&lapsed, Cadence::Biweekly, Some("2026-11-18"), Some("2026-12-02")),
            (&mastered, Cadence::Weekly, Some("2026-11-01"), None),
            (&mastered, Cadence::EachRecord, Some("2026-11-20"), Some("2026-11-20")),
        ];
        for (practice, cadence, last, expected) in cases {
            let next = next_day(practice, cadence, last.map(day), today);
            assert_eq!(next, expected.map(day), "{cadence:?} {last:?}");
        }
    }
}
