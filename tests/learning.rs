//! Work as the review: one rating a day, reminders that are due, mastery that silences, and a
//! calendar that changes nothing.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

use cuecard::learn::{CheckResult, Evidence, Practice, SPACED_MS, Stage};
use cuecard::time::{DAY_MS, Day};
use proptest::prelude::*;

const UNAIDED: Evidence = Evidence::Success { shown_at: None };
const HOUR_MS: u64 = 60 * 60 * 1000;

fn start() -> Day {
    Day::parse("2026-11-20").unwrap()
}

fn at(day: Day, hour: u64) -> u64 {
    day.0 as u64 * DAY_MS + hour * HOUR_MS
}

/// What happened: days from the start, the hour, and what it was.
type Happened = (i32, u64, Evidence);

fn practice(history: &[Happened]) -> Practice {
    let mut practice = Practice::default();
    for (days, hour, evidence) in history {
        let day = start().plus(*days);
        practice.take(*evidence, day, at(day, *hour));
    }
    practice
}

fn helped(days: i32, hour: u64) -> Evidence {
    Evidence::Success { shown_at: Some(at(start().plus(days), hour)) }
}

#[test]
fn mastery_takes_two_spaced_successes_without_help_and_ends_with_an_error() {
    let check = Evidence::Check;
    let cases: [(&str, &[Happened], Stage); 16] = [
        ("nothing", &[], Stage::New),
        ("looked at", &[(0, 9, Evidence::Viewed), (3, 9, Evidence::Dismissed)], Stage::New),
        ("an error", &[(0, 9, Evidence::Lapse)], Stage::Learning),
        ("once", &[(0, 9, UNAIDED)], Stage::Learning),
        ("twice in a day", &[(0, 0, UNAIDED), (0, 23, UNAIDED)], Stage::Learning),
        (
            "from the first of a day on",
            &[(0, 9, UNAIDED), (0, 17, UNAIDED), (2, 10, UNAIDED)],
            Stage::Mastered,
        ),
        ("47 hours", &[(0, 9, UNAIDED), (2, 8, UNAIDED)], Stage::Learning),
        ("48 hours", &[(0, 9, UNAIDED), (2, 9, UNAIDED)], Stage::Mastered),
        ("the first and the third", &[(0, 9, UNAIDED), (1, 9, UNAIDED), (2, 9, UNAIDED)], Stage::Mastered),
        ("with help", &[(0, 9, helped(0, 8)), (3, 9, helped(3, 8)), (6, 9, helped(6, 8))], Stage::Learning),
        ("an error between", &[(0, 9, UNAIDED), (1, 9, Evidence::Lapse), (3, 9, UNAIDED)], Stage::Learning),
        ("help between", &[(0, 9, UNAIDED), (1, 9, helped(1, 8)), (3, 9, UNAIDED)], Stage::Mastered),
        ("an error after", &[(0, 9, UNAIDED), (2, 9, UNAIDED), (9, 9, Evidence::Lapse)], Stage::Learning),
        (
            "an error on the day",
            &[(0, 9, UNAIDED), (2, 9, UNAIDED), (2, 10, Evidence::Lapse)],
            Stage::Learning,
        ),
        (
            "checks",
            &[(0, 9, check(CheckResult::FirstTry)), (2, 9, check(CheckResult::FirstTry))],
            Stage::Mastered,
        ),
        (
            "checks at the second try",
            &[(0, 9, check(CheckResult::SecondTry)), (2, 9, check(CheckResult::SecondTry))],
            Stage::Learning,
        ),
    ];
    for (name, history, stage) in cases {
        assert_eq!(practice(history).stage(), stage, "{name}");
    }
}

#[test]
fn three_spread_successes_retire_and_an_error_reopens() {
    let mut history = vec![(0, 9, UNAIDED), (7, 9, UNAIDED)];
    let mastered = practice(&history);
    assert_eq!(mastered.stage(), Stage::Mastered);
    assert!(mastered.due_on().is_some(), "a check may still come");
    // A third one, soon: three successes, but a memory that does not last for 60 days.
    let soon = practice(&[(0, 9, UNAIDED), (1, 9, UNAIDED), (3, 9, UNAIDED)]);
    assert_eq!(soon.stage(), Stage::Mastered);
    history.push((40, 9, UNAIDED));
    let retired = practice(&history);
    assert_eq!(retired.stage(), Stage::Retired);
    assert_eq!(retired.due_on(), None);
    assert!(!retired.is_due(start().plus(5000)));
    history.push((200, 9, Evidence::Lapse));
    let reopened = practice(&history);
    assert_eq!(reopened.stage(), Stage::Learning);
    assert!(reopened.is_due(start().plus(220)) && !reopened.is_due(start().plus(200)));
}

#[test]
fn one_rating_a_day_the_worst() {
    let before = [(0, 9, UNAIDED), (5, 9, helped(5, 8))];
    let alone = |evidence| {
        let mut history = before.to_vec();
        history.push((9, 9, evidence));
        practice(&history)
    };
    let both = |first, second| {
        let mut history = before.to_vec();
        history.extend([(9, 9, first), (9, 17, second)]);
        practice(&history)
    };
    let (lapse, help) = (Evidence::Lapse, helped(9, 8));
    for (first, second, worst) in [
        (lapse, UNAIDED, lapse),
        (UNAIDED, lapse, lapse),
        (help, UNAIDED, help),
        (UNAIDED, help, help),
        (UNAIDED, UNAIDED, UNAIDED),
        (lapse, lapse, lapse),
        (UNAIDED, Evidence::Viewed, UNAIDED),
        (Evidence::Dismissed, help, help),
    ] {
        // As if nothing but the worst had happened on that day, and all later days agree.
        for later in [UNAIDED, lapse] {
            let [mut one, mut two] = [both(first, second), alone(worst)];
            let day = start().plus(14);
            for practice in [&mut one, &mut two] {
                practice.take(later, day, at(day, 9));
            }
            let seen =
                |practice: &Practice| (practice.stage(), practice.due_on(), practice.recall(day.plus(9)));
            assert_eq!(seen(&one), seen(&two), "{first:?}, {second:?}, then {later:?}");
        }
    }
    assert_ne!(alone(lapse).due_on(), alone(UNAIDED).due_on());
}

#[test]
fn an_error_soon_brings_a_reminder_and_a_success_puts_it_off() {
    let due = |evidence| practice(&[(0, 9, evidence)]).due_on().map(|day| day.0 - start().0);
    // py-fsrs 6.3.2 at a retention of 0.85, from the first stabilities 0.212, 1.2931 and 2.3065.
    assert_eq!(due(Evidence::Lapse), Some(1));
    assert_eq!(due(helped(0, 8)), Some(2));
    assert_eq!(due(UNAIDED), Some(4));
    assert_eq!(due(Evidence::Viewed), None);
    assert!(practice(&[]).is_due(start()), "nothing rated, nothing to wait for");
}

#[test]
fn need_is_what_recall_leaves_over() {
    assert_eq!(practice(&[]).need(start()), 10_000);
    let known = practice(&[(0, 9, UNAIDED)]);
    assert_eq!(known.need(start()), 0);
    let after = |days| known.need(start().plus(days));
    assert!(after(1) > 0 && after(1) < after(2) && after(60) < 10_000);
    // Stability is the time until recall is nine in ten: 2.3 days after a first success.
    assert!(after(2) < 1_000 && after(3) > 1_000);
}

/// Somebody for whom the matching work is open every day: the days on which a reminder showed.
fn reminders(days: i32, work: impl Fn(i32, Option<u64>) -> Option<Evidence>) -> Vec<i32> {
    let mut practice = Practice::default();
    let mut shown: Vec<i32> = Vec::new();
    for number in 0..days {
        let day = start().plus(number);
        let now = at(day, 9);
        let last = shown.last().map(|last| at(start().plus(*last), 9));
        let spaced = last.is_none_or(|last| now - last >= SPACED_MS);
        if !practice.is_mastered() && practice.is_due(day) && spaced {
            shown.push(number);
        }
        let last = shown.last().map(|last| at(start().plus(*last), 9));
        if let Some(evidence) = work(number, last) {
            practice.take(evidence, day, now + HOUR_MS);
        }
    }
    shown
}

#[test]
fn reminders_are_spread_over_weeks_and_stop_when_they_are_not_needed() {
    // Errors every day: a reminder each time the gap allows one.
    let always_wrong = reminders(60, |_, _| Some(Evidence::Lapse));
    assert_eq!(always_wrong.len(), 30);
    // An error a week: spaced over all of them.
    let weekly = reminders(60, |day, shown_at| match day % 7 {
        0 => Some(Evidence::Lapse),
        3 => Some(Evidence::Success { shown_at }),
        _ => None,
    });
    assert!(weekly.len() >= 3 && weekly.last().unwrap() - weekly[0] >= 21, "{weekly:?}");
    assert!(weekly.is_sorted_by(|sooner, later| later - sooner >= 2), "{weekly:?}");
    assert!(weekly.len() < always_wrong.len());
    // Right from the first day on, after the first contact: left alone.
    let known = reminders(60, |_, _| Some(UNAIDED));
    assert_eq!(known, [0]);
    let learned = reminders(60, |day, shown_at| {
        Some(if day < 3 { Evidence::Lapse } else { Evidence::Success { shown_at } })
    });
    assert!(learned.iter().all(|day| *day < 21), "{learned:?}");
}

#[test]
fn sixty_days_of_calendar_change_nothing() {
    let mut practice = practice(&[(0, 9, Evidence::Lapse), (3, 9, helped(3, 8)), (3, 17, UNAIDED)]);
    let kept = cuecard::json::write(&practice).unwrap();
    for days in 4..64 {
        let day = start().plus(days);
        for evidence in [Evidence::Viewed, Evidence::Dismissed] {
            practice.take(evidence, day, at(day, 9));
        }
        assert_eq!(cuecard::json::write(&practice).unwrap(), kept, "{day}");
        assert_eq!(practice.stage(), Stage::Learning, "{day}");
    }
}

#[test]
fn what_the_ledger_keeps_is_short() {
    assert_eq!(cuecard::json::write(&Practice::default()).unwrap(), "{}");
    let practice = practice(&[(0, 9, UNAIDED), (2, 9, UNAIDED)]);
    let first = at(start(), 9);
    let expected = format!(
        concat!(
            r#"{{"before":{{"memory":{{"stability":2306500,"difficulty":2118104,"on":"2026-11-20"}},"good_at":{0},"goods":1}},"#,
            r#""last":{{"rating":"good","day":"2026-11-22","at":{1}}}}}"#
        ),
        first,
        first + SPACED_MS
    );
    assert_eq!(cuecard::json::write(&practice).unwrap(), expected);
    // After errors alone there is no success to keep.
    let errors = self::practice(&[(0, 9, Evidence::Lapse), (2, 9, Evidence::Lapse)]);
    let kept = cuecard::json::write(&errors).unwrap();
    assert!(kept.starts_with(r#"{"before":{"memory":{"#) && !kept.contains("good"), "{kept}");
}

#[test]
fn a_clock_that_was_set_back_makes_no_second_day() {
    let back = practice(&[(0, 9, UNAIDED), (9, 9, Evidence::Lapse), (7, 9, UNAIDED)]);
    let once = practice(&[(0, 9, UNAIDED), (7, 9, Evidence::Lapse)]);
    assert_eq!(back, once);
    let forwards = practice(&[(0, 9, UNAIDED), (7, 9, Evidence::Lapse), (9, 9, UNAIDED)]);
    assert_ne!(forwards, once);
}

#[test]
fn a_clock_that_jumped_years_ahead_heals_with_the_next_work() {
    let ahead = 365 * 40;
    let mut practice = practice(&[(0, 9, UNAIDED), (ahead, 9, Evidence::Lapse), (ahead + 1, 9, UNAIDED)]);
    assert!(!practice.is_due(start().plus(30)), "until then it waits");
    for (days, evidence) in [(10, Evidence::Lapse), (13, UNAIDED), (16, UNAIDED)] {
        let day = start().plus(days);
        practice.take(evidence, day, at(day, 9));
    }
    assert!(practice.due_on().unwrap() < start().plus(60), "{practice:?}");
    assert_eq!(practice.stage(), Stage::Mastered);
}

fn evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        Just(Evidence::Lapse),
        Just(UNAIDED),
        (0u64..80_000).prop_map(|days| Evidence::Success { shown_at: Some(days * DAY_MS) }),
        prop::sample::select(vec![CheckResult::Wrong, CheckResult::SecondTry, CheckResult::FirstTry])
            .prop_map(Evidence::Check),
        Just(Evidence::Viewed),
        Just(Evidence::Dismissed),
    ]
}

fn history() -> impl Strategy<Value = Vec<Happened>> {
    // Mostly forwards, at times on the same day, back, or by years.
    let days = prop_oneof![8 => 0i32..9, 2 => Just(0), 1 => -40i32..0, 1 => 300i32..3000];
    prop::collection::vec((days, 0u64..24, evidence()), 0..30).prop_map(|steps| {
        let mut day = 0i32;
        let step = |(days, hour, evidence): Happened| {
            day = (day + days).clamp(-20_000, 60_000);
            (day, hour, evidence)
        };
        steps.into_iter().map(step).collect()
    })
}

proptest! {
    #[test]
    fn the_same_history_gives_the_same_bytes_through_any_restart(history in history()) {
        let through = practice(&history);
        let mut restarted = Practice::default();
        for (days, hour, evidence) in &history {
            let json = cuecard::json::write(&restarted).unwrap();
            prop_assert!(!json.contains('.'), "{}", json);
            restarted = cuecard::json::read(&json).unwrap();
            let day = start().plus(*days);
            restarted.take(*evidence, day, at(day, *hour));
        }
        prop_assert_eq!(cuecard::json::write(&restarted).unwrap(), cuecard::json::write(&through).unwrap());
        prop_assert_eq!(&restarted, &through);
    }

    #[test]
    fn whatever_happened_answers_keep_their_limits(history in history(), today in -100i32..60_000) {
        let practice = practice(&history);
        let today = start().plus(today);
        prop_assert!(practice.recall(today) <= 10_000);
        prop_assert_eq!(practice.need(today), 10_000 - practice.recall(today));
        prop_assert!(practice.recall(today.plus(1)) <= practice.recall(today));
        // What is due stays due, but for a day with an error: it schedules anew from the next day on.
        let worked_on = |days: &i32| start().plus(*days) >= today;
        if !history.iter().any(|(days, _, _)| worked_on(days)) {
            prop_assert!(!practice.is_due(today) || practice.is_due(today.plus(1)));
        }
        let rated = history.iter().any(|(_, _, evidence)| !matches!(evidence, Evidence::Viewed | Evidence::Dismissed));
        prop_assert_eq!(practice.stage() == Stage::New, !rated);
    }

    #[test]
    fn an_error_always_reopens_and_is_due_within_the_longest_interval(history in history(), days in -50i32..500) {
        let mut practice = practice(&history);
        let day = start().plus(history.last().map_or(0, |(last, _, _)| *last) + days);
        practice.take(Evidence::Lapse, day, at(day, 9));
        prop_assert_eq!(practice.stage(), Stage::Learning);
        let due = practice.due_on().unwrap();
        prop_assert!(due > day && due <= day.plus(120), "{} after {}", due, day);
    }

    #[test]
    fn the_order_within_a_day_does_not_matter(history in history(), day in prop::collection::vec(evidence(), 1..5)) {
        let on = start().plus(history.iter().map(|(day, _, _)| *day).max().unwrap_or(0) + 1);
        let after = |evidence: Vec<Evidence>| {
            let mut practice = practice(&history);
            evidence.into_iter().for_each(|evidence| practice.take(evidence, on, at(on, 9)));
            practice
        };
        let backwards = day.iter().rev().copied().collect();
        prop_assert_eq!(after(day.clone()), after(backwards));
    }
}
