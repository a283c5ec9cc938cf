//! What a person's weeks were like: how many candidate moments came, on which weekdays, and what
//! they were worth. Counts and values only, no log of what was done.

use serde::Serialize;

use crate::json::fields;

use crate::table::Table;
use crate::time::Day;

/// The last values that are remembered.
pub const KEEP_VALUES: usize = 200;
/// The weeks before a period that say what to expect of it.
const WEEKS: usize = 8;
/// Those weeks in days.
const WINDOW_DAYS: i32 = 7 * WEEKS as i32;
/// Days are kept for those weeks and for the longest period, a sprint of four weeks.
const KEEP_DAYS: i32 = WINDOW_DAYS + 28;
/// Beyond this in one day something misfires; it must not raise the bar for weeks.
const MOST_A_DAY: u16 = 100;

/// The demand for one person's attention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Demand {
    /// The worth of the last candidate moments in ten-thousandths, the newest last.
    values: Vec<u32>,
    /// Candidate moments by day. A day with none is one on which the person was there.
    days: Table<Day, u16>,
    /// What counted today, by nudge and record.
    counted: Table<String, Day>,
}

fields! { Demand: ; values, days, counted, .. }

/// What came in the eight weeks before a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Arrivals {
    /// Candidate moments, Monday's first.
    pub weekdays: [u64; 7],
    /// Weeks in which the person was there.
    pub weeks: u64,
}

impl Demand {
    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The person was there on `today`. Only so a week without candidate moments counts as such:
    /// one that was spent away says nothing of the weeks at work.
    pub fn present(&mut self, today: Day) {
        self.days.get_or_insert_with(today, || 0);
    }

    /// Notes a candidate moment of `value` ten-thousandths: one that passed every gate except those
    /// of attention already spent (gap, one a day, count, minutes), whether it shows or not. Were
    /// those left out that came after the budget was gone, a busy week would look like a calm one.
    /// The same `nudge` on the same `record` counts once a day, with its first value.
    pub fn note(&mut self, nudge: &str, record: &str, value: u32, today: Day) {
        self.counted.retain(|_, day| *day == today);
        let mut key = String::from(nudge);
        key.push(' ');
        key.push_str(record);
        let count = self.days.get_or_insert_with(today, || 0);
        if *count >= MOST_A_DAY || self.counted.insert(key, today).is_some() {
            return;
        }
        *count += 1;
        self.values.push(value);
        self.keep_values();
    }

    /// Forgets what no period asks for any more, what is older than `days`, and days so far in the future that only a wrong
    /// clock can have noted them.
    pub fn prune(&mut self, today: Day, days: i32) {
        let oldest = today.plus(-days.min(KEEP_DAYS));
        self.days.retain(|day, _| (oldest..=today.plus(KEEP_DAYS)).contains(day));
        self.counted.retain(|_, day| *day == today);
        self.keep_values();
    }

    fn keep_values(&mut self) {
        let surplus = self.values.len().saturating_sub(KEEP_VALUES);
        self.values.drain(..surplus);
    }

    /// The last values, in ten-thousandths.
    pub(super) fn values(&self) -> &[u32] {
        &self.values
    }

    /// What came in the eight times seven days before `first`, a period's first day. What comes
    /// within the period does not move its own bar; nor do days from the future.
    pub(super) fn before(&self, first: Day) -> Arrivals {
        let mut arrivals = Arrivals::default();
        let mut there = [false; WEEKS];
        for (day, count) in self.days.iter() {
            let days_before = first.0.saturating_sub(day.0);
            if !(1..=WINDOW_DAYS).contains(&days_before) {
                continue;
            }
            there[(days_before - 1) as usize / 7] = true;
            arrivals.weekdays[weekday(*day)] += u64::from((*count).min(MOST_A_DAY));
        }
        arrivals.weeks = there.iter().filter(|there| **there).count() as u64;
        arrivals
    }
}

/// 0 for Monday to 6 for Sunday.
pub(super) fn weekday(day: Day) -> usize {
    // 1970-01-01 was a Thursday.
    (i64::from(day.0) + 3).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A Monday.
    const FIRST: Day = Day(20_000 - 20_003 % 7);

    fn noted(days: &[i32]) -> Demand {
        let mut demand = Demand::default();
        for (record, day) in days.iter().enumerate() {
            demand.note("nudge", &record.to_string(), 1, FIRST.plus(*day));
        }
        demand
    }

    #[test]
    fn counts_the_eight_weeks_before_a_period() {
        let cases: [(&str, &[i32], [u64; 7], u64); 6] = [
            ("nothing", &[], [0; 7], 0),
            ("the day before and eight weeks before", &[-1, -56], [1, 0, 0, 0, 0, 0, 1], 2),
            ("too old", &[-57], [0; 7], 0),
            ("in the period, and later", &[0, 3, 900], [0; 7], 0),
            ("two in a week", &[-7, -7, -6], [2, 1, 0, 0, 0, 0, 0], 1),
            ("after weeks away", &[-50, -1, -1], [0, 0, 0, 0, 0, 0, 3], 2),
        ];
        for (name, days, weekdays, weeks) in cases {
            assert_eq!(noted(days).before(FIRST), Arrivals { weekdays, weeks }, "{name}");
        }
    }

    #[test]
    fn a_week_without_any_counts_only_if_the_person_was_there() {
        let mut demand = noted(&[-1, -20]);
        assert_eq!(demand.before(FIRST).weeks, 2);
        demand.present(FIRST.plus(-10));
        assert_eq!(demand.before(FIRST).weeks, 3);
        let total: u64 = demand.before(FIRST).weekdays.iter().sum();
        assert_eq!(total, 2);
        demand.present(FIRST.plus(-1));
        assert_eq!(demand.before(FIRST).weeks, 3);
    }

    #[test]
    fn the_same_nudge_on_the_same_record_counts_once_a_day() {
        let mut demand = Demand::default();
        let cases =
            [("a", "1", 0, 1), ("a", "1", 0, 1), ("b", "1", 0, 2), ("a", "2", 0, 3), ("a", "1", 1, 4)];
        for (nudge, record, day, counted) in cases {
            demand.note(nudge, record, 5, FIRST.plus(day));
            assert_eq!(demand.values().len(), counted, "{nudge} {record} {day}");
        }
    }

    #[test]
    fn what_no_period_asks_for_is_forgotten() {
        // The eight weeks before a sprint of four, on its last day.
        for (days_ago, kept) in [(0, true), (84, true), (85, false), (-84, true), (-85, false)] {
            let mut demand = noted(&[-days_ago]);
            assert!(!demand.is_empty());
            demand.prune(FIRST, KEEP_DAYS);
            assert_eq!(!demand.is_empty(), kept, "{days_ago}");
        }
        let mut demand = noted(&[0]);
        demand.prune(FIRST, KEEP_DAYS);
        demand.note("nudge", "0", 1, FIRST);
        assert_eq!(demand.values().len(), 1, "what counted today still does");
        demand.prune(FIRST.plus(1), KEEP_DAYS);
        assert!(demand.counted.is_empty());
    }

    #[test]
    fn what_misfires_is_capped() {
        let demand = noted(&[-1; 1_000]);
        assert_eq!(demand.before(FIRST).weekdays[6], u64::from(MOST_A_DAY));
        assert!(demand.counted.len() <= usize::from(MOST_A_DAY));
        let read: Demand = crate::json::read(r#"{"days":{"2026-11-20":65535}}"#).unwrap();
        let after = Day::parse("2026-11-23").unwrap();
        assert_eq!(read.before(after).weekdays[4], u64::from(MOST_A_DAY));
    }

    #[test]
    fn weekdays_begin_with_monday() {
        for (day, place) in [("2026-11-23", 0), ("2026-11-22", 6), ("1970-01-01", 3), ("1969-12-28", 6)] {
            assert_eq!(weekday(Day::parse(day).unwrap()), place, "{day}");
        }
    }

    proptest! {
        #[test]
        fn stays_small_whatever_the_clock_does(
            steps in prop::collection::vec((any::<u32>(), -400i32..400, 0u8..9, any::<bool>()), 0..600),
        ) {
            let mut demand = Demand::default();
            for (value, day, record, prune) in steps {
                let today = FIRST.plus(day);
                demand.note("nudge", &record.to_string(), value, today);
                prop_assert_eq!(demand.days.get(&today).copied().unwrap_or(0) > 0, true);
                if prune {
                    demand.prune(today, KEEP_DAYS);
                    prop_assert!(demand.days.len() <= 2 * KEEP_DAYS as usize + 1);
                }
                prop_assert!(demand.values.len() <= KEEP_VALUES);
                prop_assert!(demand.counted.len() <= 9);
            }
            let json = crate::json::write(&demand).unwrap();
            prop_assert_eq!(crate::json::read::<Demand>(&json).unwrap(), demand);
        }
    }
}
