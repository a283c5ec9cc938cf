//! Counts in time, whatever the clock and the calendar do.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn pushed_on(days: &[&str]) -> History {
    let mut history = History::default();
    days.iter().for_each(|text| history.add("pushed", day(text)));
    history
}

#[test]
fn counts_within_the_window_only() {
    let today = day("2026-11-20");
    let mut history = History::default();
    for days_ago in [90, 89, 30, 29, 0, 0] {
        history.add("pushed", today.plus(-days_ago));
    }
    for (within, expected) in [(1, 2), (30, 3), (31, 4), (90, 5)] {
        assert_eq!(history.count("pushed", today, within), expected, "{within}");
    }
    assert_eq!(history.count("other", today, 90), 0);
    history.prune(today, KEEP_DAYS);
    assert_eq!(history.count("pushed", today, u16::MAX), 5);
    history.prune(today.plus(200), KEEP_DAYS);
    assert_eq!(history.count("pushed", today, u16::MAX), 0, "daily counts are forgotten");
    assert_eq!((history.ever("pushed"), history.days_since("pushed", today.plus(200))), (6, Some(200)));
}

/// A row: the days of the event, the day of the question, and what is then counted within 7 and
/// 90 days, and since when.
type Case<'a> = (&'a str, &'a [&'a str], &'a str, (u32, u32, Option<u32>));

#[test]
fn the_calendar_has_edges() {
    let cases: [Case<'_>; 9] = [
        ("new year's eve to new year's day", &["2026-12-31"], "2027-01-01", (1, 1, Some(1))),
        ("a week over the year's end", &["2026-12-26", "2026-12-25"], "2027-01-01", (1, 2, Some(6))),
        ("ISO week 53 of 2026", &["2026-12-28", "2027-01-03"], "2027-01-03", (2, 2, Some(0))),
        ("29 February", &["2028-02-29"], "2028-03-01", (1, 1, Some(1))),
        ("no 29 February", &["2027-02-28"], "2027-03-01", (1, 1, Some(1))),
        ("clocks go forward (a day of 23 hours)", &["2027-03-27"], "2027-03-28", (1, 1, Some(1))),
        ("clocks go back (a day of 25 hours)", &["2026-10-25", "2026-10-25"], "2026-10-26", (2, 2, Some(1))),
        ("the same instant, a day earlier in the west", &["2026-11-20"], "2026-11-19", (1, 1, Some(0))),
        ("never", &[], "2026-11-20", (0, 0, None)),
    ];
    for (name, days, today, (week, quarter, since)) in cases {
        let (history, today) = (pushed_on(days), day(today));
        assert_eq!(history.count("pushed", today, 7), week, "{name}");
        assert_eq!(history.count("pushed", today, 90), quarter, "{name}");
        assert_eq!(history.days_since("pushed", today), since, "{name}");
    }
}

#[test]
fn a_clock_that_is_set_back_and_forward_again_loses_nothing() {
    let today = day("2026-11-20");
    for back in [1, 30, 89, 400] {
        let mut history = History::default();
        history.add("pushed", today.plus(-89));
        history.add("pushed", today);
        history.look_for("pushed", today.plus(-60));
        let before = history.clone();
        for now in [today.plus(-back), today] {
            history.prune(now, KEEP_DAYS);
            history.look_for("pushed", now);
        }
        let counted = |history: &History| (history.count("pushed", today, 90), history.ever("pushed"));
        assert_eq!(counted(&history), counted(&before), "{back} days");
        assert_eq!(history.days_since("pushed", today), Some(0), "{back} days");
    }
}

#[test]
fn a_clock_that_was_far_ahead_does_not_count_for_years() {
    let today = day("2026-11-20");
    let mut history = History::default();
    history.look_for("pushed", today.plus(4000));
    history.add("pushed", today.plus(4000));
    assert_eq!(history.count("pushed", today, 90), 0);
    assert_eq!(history.days_since("pushed", today), None);
    history.look_for("pushed", today);
    history.add("pushed", today);
    assert!(history.was_looked_for("pushed", today.plus(14), 14));
    assert_eq!(history.days_since("pushed", today.plus(14)), Some(14));
    // A leap of years forgets the days, not that it happened.
    history.prune(today.plus(4000), KEEP_DAYS);
    assert_eq!(history.count("pushed", today, 90), 0);
    assert_eq!(history.ever("pushed"), 2);
}

#[test]
fn availability_is_whole_days_since_the_first_look() {
    let first = day("2026-11-20");
    let mut history = History::default();
    assert!(!history.was_looked_for("pushed", first, 0), "never looked for");
    history.look_for("pushed", first);
    history.look_for("pushed", first.plus(5));
    for (later, days, expected) in
        [(0, 0, true), (0, 1, false), (13, 14, false), (14, 14, true), (90, 90, true)]
    {
        let today = first.plus(later);
        assert_eq!(history.was_looked_for("pushed", today, days), expected, "{later} {days}");
    }
    assert!(!history.was_looked_for("pushed", first.plus(-1), 0), "the clock was set back");
    assert!(!history.was_looked_for("won", first.plus(90), 0), "another event");
    history.prune(first.plus(300), KEEP_DAYS);
    assert!(history.was_looked_for("pushed", first.plus(300), 90), "pruning keeps it");
}

#[test]
fn counts_that_an_older_version_stored_are_read() {
    let old = r#"{"pushed":{"2026-11-18":2,"2026-11-20":1}}"#;
    let history: History = crate::json::read(old).unwrap();
    let today = day("2026-11-21");
    assert_eq!((history.count("pushed", today, 2), history.ever("pushed")), (1, 3));
    assert_eq!(history.days_since("pushed", today), Some(1));
    assert!(!history.was_looked_for("pushed", today, 0));
    assert_eq!(crate::json::write(&history).unwrap(), old, "nothing is said twice");
    let mut history = history;
    history.look_for("pushed", today);
    history.prune(day("2027-02-17"), KEEP_DAYS);
    let new = crate::json::write(&history).unwrap();
    assert_eq!(new, r#"{"pushed":{"2026-11-20":1,"ever":3,"last":20775,"since":20778}}"#);
    history.prune(day("2027-03-01"), KEEP_DAYS);
    let new = crate::json::write(&history).unwrap();
    assert_eq!(new, r#"{"pushed":{"ever":3,"last":20777,"since":20778}}"#);
    for broken in [
        r#"{"pushed":3}"#,
        r#"{"pushed":{"soon":1}}"#,
        r#"{"pushed":{"2026-11-18":-1}}"#,
        r#"{"pushed":{"2026-11-18":"x"}}"#,
    ] {
        assert!(crate::json::read::<History>(broken).is_err(), "{broken}");
    }
}

proptest! {
    /// Against a plain log, for events of the last days under a clock that goes its own ways.
    #[test]
    fn counts_as_a_log_would(
        steps in prop::collection::vec((0i32..120, 0i32..3, any::<bool>()), 0..60),
        within in 1u16..=90,
    ) {
        let start = day("2026-12-20");
        let mut history = History::default();
        let mut log: Vec<Day> = Vec::new();
        let mut latest = start;
        for (now, ago, happens) in steps {
            // Within 90 days back of the latest day: what no wrong clock could forget.
            let now = start.plus(now).max(latest.plus(-89));
            latest = latest.max(now);
            if happens {
                history.add("pushed", now.plus(-ago));
                log.push(now.plus(-ago));
            }
            history.prune(now, KEEP_DAYS);
            let stored: History = crate::json::read(&crate::json::write(&history).unwrap()).unwrap();
            prop_assert_eq!(&stored, &history);
        }
        let counted = log.iter().filter(|day| **day >= latest.plus(1 - i32::from(within))).count();
        prop_assert_eq!(history.count("pushed", latest, within) as usize, counted);
        prop_assert_eq!(history.ever("pushed") as usize, log.len());
        prop_assert_eq!(history.days_since("pushed", latest).is_some(), !log.is_empty());
    }
}
