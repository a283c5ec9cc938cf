//! Jira: due-date slips and reopened. Each on Jira Cloud and on Data Center, whose pages say
//! the same in other places and at other acts.

use crate::nudges::shipped;
use crate::person::Page;
use crate::tool::{Tool, told};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Jira {
    Cloud,
    DataCenter,
}
use Jira::{Cloud, DataCenter};

pub const TO_DO: &str = "To Do";
pub const IN_PROGRESS: &str = "In Progress";
pub const DONE: &str = "Done";

impl Jira {
    pub fn ticket(self, number: u32) -> String {
        match self {
            Cloud => format!("https://acme.atlassian.net/browse/OPS-{number}"),
            DataCenter => format!("https://jira.acme.example/browse/OPS-{number}"),
        }
    }

    /// What an incident in this status shows.
    pub fn shows(self, status: &'static str) -> Vec<(&'static str, &'static str)> {
        let flag = |is: bool| if is { "true" } else { "" };
        let mut page = vec![("status", status), ("done", flag(status == DONE)), ("subtask", "")];
        match self {
            Cloud => page.extend([("type", "Incident"), ("has_error", "")]),
            DataCenter => page.extend([("type", "Bug"), ("in_progress", flag(status == IN_PROGRESS))]),
        }
        page
    }

    /// The person moves the open ticket. A button of Data Center does not say where it leads.
    pub fn moves(self, tool: &mut Tool, status: &'static str) {
        match self {
            Cloud => tool.acts("choose_status", &[("status", status)], &self.shows(status)),
            DataCenter => tool.acts("move", &[], &self.shows(status)),
        };
    }

    fn dates(self, tool: &mut Tool, due: &str) {
        tool.acts(if self == Cloud { "type_day" } else { "save" }, &[("due_date", due)], &[]);
    }
}

/// What happens to a ticket on a day.
#[derive(Clone, Copy)]
pub enum Does {
    /// The person moves it to this status.
    Moves(&'static str),
    /// Somebody else did: it is found in this status.
    Finds(&'static str),
    /// The person gives it this due date.
    Dates(&'static str),
    /// Somebody else did.
    FindsDated(&'static str),
}
use Does::{Dates, Finds, FindsDated, Moves};

pub fn works(tool: &mut Tool, jira: Jira, number: u32, days: &[(&str, Does)]) {
    for (day, does) in days {
        tool.on(day).opens(&jira.ticket(number), &[]);
        match *does {
            Moves(status) => jira.moves(tool, status),
            Finds(status) => _ = tool.shows(&jira.shows(status)),
            Dates(due) => jira.dates(tool, due),
            FindsDated(due) => _ = tool.shows(&[("due_date", due)]),
        }
    }
}

/// The third push brings the shipped aid on Wednesday, 18 November; its window ends on the 21st at ten.
fn pushed(jira: Jira) -> Tool {
    let mut tool = Tool::new(shipped(), "product-manager", "pushed-deadline", "2026-11-16");
    let page: Page<'_> = &[("due_date", "2026-12-01"), ("estimate", "")];
    tool.on("2026-11-16").opens(&jira.ticket(1), &jira.shows(IN_PROGRESS)).shows(page).lists("subtasks", &[]);
    let pushes = [("2026-11-16", "2026-12-02"), ("2026-11-17", "2026-12-03"), ("2026-11-18", "2026-12-04")];
    works(&mut tool, jira, 1, &pushes.map(|(day, due)| (day, Dates(due))));
    assert!(tool.card.is_some(), "{}", tool.person.reason("pushed-deadline"));
    tool
}

#[test]
fn due_date_slips_are_the_own_pushes_in_the_window() {
    type Days = &'static [(&'static str, Does)];
    let cases: [(&str, Days, &str); 6] = [
        ("it holds", &[("2026-11-19", Finds(IN_PROGRESS))], "0"),
        ("one day later, once", &[("2026-11-19", Dates("2026-12-05"))], "1"),
        // 4 December to the 8th, back to the 6th, to the 7th: two of the three go back.
        (
            "later, earlier, later",
            &[
                ("2026-11-19", Dates("2026-12-08")),
                ("2026-11-19", Dates("2026-12-06")),
                ("2026-11-20", Dates("2026-12-07")),
            ],
            "2",
        ),
        (
            "four times: the last bucket is more than two",
            &[
                ("2026-11-19", Dates("2026-12-05")),
                ("2026-11-19", Dates("2026-12-06")),
                ("2026-11-20", Dates("2026-12-07")),
                ("2026-11-20", Dates("2026-12-08")),
            ],
            "3",
        ),
        ("a colleague's push", &[("2026-11-20", FindsDated("2027-01-08"))], "0"),
        (
            "one in the window, one on Monday",
            &[("2026-11-20", Dates("2026-12-07")), ("2026-11-23", Dates("2026-12-09"))],
            "1",
        ),
    ];
    for jira in [Cloud, DataCenter] {
        for (name, days, bucket) in cases {
            let mut tool = pushed(jira);
            works(&mut tool, jira, 1, days);
            assert_eq!(tool.told(), told("failure", bucket, ""), "{jira:?}: {name}");
        }
    }
}

#[test]
fn pushes_of_another_ticket_are_not_of_this_window() {
    let mut tool = pushed(Cloud);
    tool.on("2026-11-19")
        .opens(&Cloud.ticket(2), &Cloud.shows(IN_PROGRESS))
        .shows(&[("due_date", "2026-12-01")]);
    works(&mut tool, Cloud, 2, &[("2026-11-19", Dates("2026-12-02")), ("2026-11-20", Dates("2026-12-03"))]);
    works(&mut tool, Cloud, 1, &[("2026-11-20", Finds(IN_PROGRESS))]);
    assert_eq!(tool.told(), told("failure", "0", ""));
}

/// An incident is closed for the second time on Wednesday, 18 November: the shipped aid's window ends
/// on the 21st at ten.
fn closed_twice(jira: Jira) -> Tool {
    let mut tool = Tool::new(shipped(), "on-call-engineer", "incident-closed-twice", "2026-11-16");
    tool.on("2026-11-16")
        .opens(&jira.ticket(1), &jira.shows(IN_PROGRESS))
        .lists("links", &[])
        .lists("subtasks", &[]);
    let days = [("2026-11-16", Moves(DONE)), ("2026-11-17", Finds(IN_PROGRESS)), ("2026-11-18", Moves(DONE))];
    works(&mut tool, jira, 1, &days);
    assert!(tool.card.is_some(), "{jira:?}: {}", tool.person.reason("incident-closed-twice"));
    tool
}

#[test]
fn reopened_is_how_often_it_was_done_and_then_was_not_whoever_opened_it() {
    type Days = &'static [(&'static str, Does)];
    // The opening of the 17th was before the window. Up to 0, 1, and more: places 0 to 2.
    let cases: [(&str, Days, &str, &str); 6] = [
        ("it holds", &[("2026-11-20", Finds(DONE))], "0", "held"),
        (
            "by a colleague, seen twice",
            &[("2026-11-19", Finds(IN_PROGRESS)), ("2026-11-20", Finds(TO_DO))],
            "1",
            "held",
        ),
        (
            "by the person",
            &[("2026-11-19", Moves(IN_PROGRESS)), ("2026-11-20", Finds(IN_PROGRESS))],
            "1",
            "held",
        ),
        (
            "closed a third time: that is the guardrail",
            &[("2026-11-19", Finds(IN_PROGRESS)), ("2026-11-20", Moves(DONE))],
            "1",
            "worsened",
        ),
        (
            "twice",
            &[("2026-11-19", Finds(IN_PROGRESS)), ("2026-11-19", Moves(DONE)), ("2026-11-20", Finds(TO_DO))],
            "2",
            "worsened",
        ),
        ("a day too late", &[("2026-11-20", Finds(DONE)), ("2026-11-23", Finds(IN_PROGRESS))], "0", "held"),
    ];
    for jira in [Cloud, DataCenter] {
        for (name, days, bucket, guardrail) in cases {
            let mut tool = closed_twice(jira);
            works(&mut tool, jira, 1, days);
            assert_eq!(tool.told(), told("failure", bucket, guardrail), "{jira:?}: {name}");
        }
        assert_eq!(closed_twice(jira).told(), told("unseen", "", "unseen"), "{jira:?}");
    }
}
