//! Jira: cycle time, on Jira Cloud and on Data Center.

use crate::jira::Does::{self, Finds, Moves};
use crate::jira::Jira::{self, Cloud, DataCenter};
use crate::jira::{DONE, IN_PROGRESS, TO_DO, works};
use crate::nudges::with;
use crate::tool::{Tool, told};

/// The first ticket is started on Wednesday, 18 November; the window ends on 2 December at ten.
fn started(jira: Jira) -> Tool {
    let mut tool = Tool::new(with("finishing"), "tester", "finishing", "2026-11-18");
    tool.on("2026-11-18").opens(&jira.ticket(1), &jira.shows(TO_DO));
    jira.moves(&mut tool, IN_PROGRESS);
    assert!(tool.card.is_some(), "{jira:?}: {}", tool.person.reason("finishing"));
    tool
}

#[test]
fn cycle_time_is_the_calendar_days_from_the_last_own_start_to_the_own_end() {
    // Up to 1, 3, 7, 14 days, and more: places 0 to 4.
    type Days = &'static [(&'static str, Does)];
    let cases: [(&str, Days, &str, &str); 8] = [
        ("18th to 18th: 0 days", &[("2026-11-18", Moves(DONE))], "success", "0"),
        ("to Thursday: 1 day", &[("2026-11-19", Moves(DONE))], "success", "0"),
        ("to Friday: 2 days", &[("2026-11-20", Moves(DONE))], "success", "1"),
        ("over the weekend to Monday: 5 days", &[("2026-11-23", Moves(DONE))], "success", "2"),
        ("to 1 December: 12 in November and 1: 13 days", &[("2026-12-01", Moves(DONE))], "success", "3"),
        (
            "done after 1 day, opened and started again on the 23rd, done on the 25th: 2 days since then",
            &[("2026-11-19", Moves(DONE)), ("2026-11-23", Moves(IN_PROGRESS)), ("2026-11-25", Moves(DONE))],
            "success",
            "1",
        ),
        ("not done: no number, rather than none", &[("2026-11-23", Finds(IN_PROGRESS))], "failure", ""),
        ("a colleague finished it", &[("2026-11-23", Finds(DONE))], "failure", ""),
    ];
    for jira in [Cloud, DataCenter] {
        for (name, days, outcome, bucket) in cases {
            let mut tool = started(jira);
            works(&mut tool, jira, 1, days);
            // It is looked at once more, on the last day.
            works(
                &mut tool,
                jira,
                1,
                &[("2026-12-01", Finds(if outcome == "success" { DONE } else { TO_DO }))],
            );
            assert_eq!(tool.told(), told(outcome, bucket, "held"), "{jira:?}: {name}");
        }
    }
}

#[test]
fn two_tickets_at_once_have_a_cycle_time_each() {
    // The second is started on Thursday and done on Friday, the first is done on Wednesday: 7 days.
    let mut tool = started(Cloud);
    tool.on("2026-11-19").opens(&Cloud.ticket(2), &Cloud.shows(TO_DO));
    works(&mut tool, Cloud, 2, &[("2026-11-19", Moves(IN_PROGRESS)), ("2026-11-20", Moves(DONE))]);
    works(&mut tool, Cloud, 1, &[("2026-11-25", Moves(DONE)), ("2026-11-26", Finds(DONE))]);
    assert_eq!(tool.told(), told("success", "2", "held"));
}

#[test]
fn a_clock_that_jumps_makes_no_work_shorter_than_nothing() {
    // Ahead by a year and back before anything was done: the window runs from then on.
    let mut tool = started(Cloud);
    tool.on("2027-11-18").person.status();
    assert_eq!(tool.told(), told("unseen", "", "unseen"), "it ended while the clock was wrong");
    // Back by two days: begun "tomorrow", done today. No day is counted, and none below.
    let mut tool = started(Cloud);
    works(&mut tool, Cloud, 1, &[("2026-11-16", Moves(DONE)), ("2026-11-19", Finds(DONE))]);
    assert_eq!(tool.told(), told("success", "0", "held"));
}
