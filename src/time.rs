//! Civil days and ISO weeks. The shell says which day it is where the person is, so the engine
//! carries no time-zone database.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Milliseconds in a day of 24 hours.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Reads `YYYY-MM-DDTHH:MM:SSZ` (RFC 3339, in UTC and whole seconds) as seconds since 1970.
pub fn parse_moment(text: &str) -> Option<i64> {
    let pattern = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    if !pattern.eq(*b"0000-00-00T00:00:00Z") {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i32>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second): (i64, i64, i64) =
        (number(11, 13)?.into(), number(14, 16)?.into(), number(17, 19)?.into());
    let is_moment = (1..=12).contains(&month)
        && day >= 1
        && u32::try_from(day).ok()? <= days_in_month(year, u32::try_from(month).ok()?)
        && hour < 24
        && minute < 60
        && second < 60;
    let days = i64::from(Day::of_civil(year, month, day).0);
    is_moment.then_some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// Writes seconds since 1970 as [`parse_moment`] reads them.
#[cfg(feature = "signing")]
pub fn moment_text(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(24 * 60 * 60), seconds.rem_euclid(24 * 60 * 60));
    let day = Day(i32::try_from(days).unwrap_or(i32::MAX));
    format!("{day}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

/// A civil day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a proleptic Gregorian date; `None` if there is no such date between the years
    /// 1900 and 2199, which no tool shows as a work date.
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Self> {
        let plausible = (1900..2200).contains(&year) && (1..=12).contains(&month);
        if !plausible || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self::of_civil(year, month as i32, day as i32))
    }

    /// Days from civil: H. Hinnant, "chrono-compatible low-level date algorithms".
    fn of_civil(year: i32, month: i32, day: i32) -> Self {
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        // Rust's own parsers would take a sign.
        if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Self::from_civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Year, month and day of month.
    pub fn civil(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u32, day as u32)
    }

    /// The Monday of this day's week.
    pub fn monday(self) -> Self {
        // 1970-01-01 was a Thursday.
        Self(self.0 - (self.0 + 3).rem_euclid(7))
    }

    /// The day `days` later (earlier, if negative).
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The ISO 8601 week, such as `2026-W53`.
    pub fn iso_week(self) -> String {
        Week::of(self).to_string()
    }
}

/// An ISO 8601 week, known by its Monday, so that weeks sort by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(Day);

impl Week {
    /// The week of a day.
    pub fn of(day: Day) -> Self {
        Self(day.monday())
    }

    /// Reads `YYYY-Www`; `None` if it is written otherwise or the year has no such week.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-W").filter(|_| text.len() == "YYYY-Www".len())?;
        let (year, number): (u16, u8) = (year.parse().ok()?, number.parse().ok()?);
        // Week 1 is the one that holds 4 January. What is no week comes back as another.
        let week = Self::of(Day::of_civil(year.into(), 1, 4).plus(7 * (i32::from(number) - 1)));
        (week.to_string() == text).then_some(week)
    }

    /// Its Monday.
    pub fn first_day(self) -> Day {
        self.0
    }

    /// Its Sunday.
    pub fn last_day(self) -> Day {
        self.0.plus(6)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The week belongs to the year of its Thursday.
        let thursday = self.0.plus(3);
        let (year, _, _) = thursday.civil();
        let first = Day::of_civil(year, 1, 1);
        write!(formatter, "{year:04}-W{:02}", (thursday.0 - first.0) / 7 + 1)
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is no date; write YYYY-MM-DD")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_weeks_at_the_edges_of_years() {
        // Independent source: GNU `date -d DAY +%G-W%V`.
        let cases = [
            ("2020-12-31", "2020-W53"),
            ("2021-01-03", "2020-W53"),
            ("2021-01-04", "2021-W01"),
            ("2024-12-30", "2025-W01"),
            ("2026-11-20", "2026-W47"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
        ];
        for (day, week) in cases {
            assert_eq!(Day::parse(day).map(Day::iso_week).as_deref(), Some(week), "{day}");
        }
    }

    #[test]
    fn weeks_begin_on_the_right_monday_and_come_back() {
        // Independent source: GNU `date -d MONDAY +%G-W%V`.
        let cases = [
            ("1970-W01", "1969-12-29"),
            ("2020-W53", "2020-12-28"),
            ("2021-W01", "2021-01-04"),
            ("2024-W01", "2024-01-01"),
            ("2026-W49", "2026-11-30"),
            ("2026-W53", "2026-12-28"),
            ("2027-W01", "2027-01-04"),
            ("9999-W01", "9999-01-04"),
        ];
        for (text, monday) in cases {
            let week = Week::parse(text).unwrap();
            assert_eq!(week.first_day().to_string(), monday, "{text}");
            assert_eq!(week.to_string(), text);
            for days in 0..7 {
                assert_eq!(Week::of(week.first_day().plus(days)), week, "{text} and {days} days");
            }
            assert_eq!(week.last_day().plus(1).monday(), week.first_day().plus(7), "{text}");
        }
        assert!(Week::parse("2026-W53") < Week::parse("2027-W01"));
    }

    #[test]
    fn weeks_that_do_not_exist_are_refused() {
        for text in [
            "2026-W00",
            "2026-W54",
            "2025-W53",
            "2024-W53",
            "2026-W1",
            "2026-w49",
            "26-W49",
            "2026-W+9",
            "+026-W09",
            "-026-W09",
            "99999-W1",
            "2026W049",
            "2026-W49 ",
            "2026-W-1",
            "-W",
            "",
            "２０２６-W49",
        ] {
            assert_eq!(Week::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn civil_and_back_for_every_day_of_three_centuries() {
        let first = Day::parse("1900-01-01").unwrap();
        let last = Day::parse("2199-12-31").unwrap();
        for number in first.0..=last.0 {
            let (year, month, day) = Day(number).civil();
            assert_eq!(Day::from_civil(year, month, day), Some(Day(number)));
        }
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        for day in ["2026-11-16", "2026-11-20", "2026-11-22"] {
            assert_eq!(Day::parse(day).unwrap().monday().to_string(), "2026-11-16");
        }
        assert_eq!(Day::parse("2026-11-23").unwrap().monday().to_string(), "2026-11-23");
    }

    #[test]
    fn moments_are_read_to_the_second() {
        // Independent source: GNU `date -u -d MOMENT +%s`.
        let cases = [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("1969-12-31T23:59:59Z", Some(-1)),
            ("2026-11-22T04:45:52Z", Some(1_795_322_752)),
            ("2028-02-29T12:00:00Z", Some(1_835_438_400)),
            ("9999-12-31T23:59:59Z", Some(253_402_300_799)),
            ("2026-02-29T00:00:00Z", None),
            ("2026-13-01T00:00:00Z", None),
            ("2026-00-01T00:00:00Z", None),
            ("2026-01-00T00:00:00Z", None),
            ("2026-01-01T24:00:00Z", None),
            ("2026-01-01T00:60:00Z", None),
            ("2026-01-01T00:00:60Z", None),
            ("2026-01-01T00:00:00+00:00", None),
            ("2026-01-01T00:00:00.5Z", None),
            ("2026-01-01 00:00:00Z", None),
            ("2026-01-01T00:00:00z", None),
            ("2026-01-01", None),
            ("+026-01-01T00:00:00Z", None),
            ("２026-01-01T00:00:00Z", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            assert_eq!(parse_moment(text), seconds, "{text}");
            #[cfg(feature = "signing")]
            assert_eq!(seconds.map_or_else(|| text.to_owned(), moment_text), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in
            ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-+1-10", "1899-12-31", "", "tomorrow"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
