//! The tasks that shipped nudges help with, each done on the pages of its system.

use cuecard::step::Reply;

use super::{Way, Worker};
use crate::person::{TAB, Thing, deal, with};

const EARLY: &str = "Qualification";
const LATE: &str = "Negotiation/Review";
/// A page says that a save was refused within this; what stands longer was taken.
const SETTLED_MS: u64 = 4000;
const ESTIMATE: (&str, &str) = ("estimate", "2d");

/// What a person may be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// A late deal meets a pricing objection: trade a concession, or give it away.
    Objection,
    /// A deal's close date moves back: say what the buyer does next, or do not.
    Slip,
    /// A ticket's due date moves back, on Jira Cloud or on the organisation's own Jira: slice what
    /// is left, or do not.
    Push,
    /// An own pull request is reviewed: clean, or with a thread about security.
    Review,
    /// The same, for content that helps at every such thread.
    Lesson,
    /// A deal is lost, on price or for another reason.
    Loss,
    /// A deal is won: the first of its kind calls for help, whatever comes of it.
    Win,
}

impl Task {
    /// The nudge that helps with it.
    pub fn nudge(self) -> &'static str {
        match self {
            Self::Objection => "pricing-objection",
            Self::Slip => "slipping-close-date",
            Self::Push => "pushed-deadline",
            Self::Review => "security-comments",
            Self::Lesson => LESSON,
            Self::Loss => LOSS,
            Self::Win => FIRST_WIN,
        }
    }

    /// Whether what calls for the aid is itself the error, so that who never errs never calls.
    pub fn is_called_by_error(self) -> bool {
        self != Self::Objection
    }
}

/// The names of the tests' own nudges.
pub const LESSON: &str = "large-lesson";
pub const LOSS: &str = "lost-on-price";
pub const FIRST_WIN: &str = "first-win";

impl Worker {
    /// Does it once, from beginning to end.
    pub fn does(&mut self, task: Task, way: Way) {
        match task {
            Task::Objection => self.meets_objection(way),
            Task::Slip => self.moves_close_date(way),
            Task::Push => self.moves_due_date(way),
            Task::Review | Task::Lesson => self.is_reviewed(task, way),
            Task::Loss => self.loses(way),
            Task::Win => self.wins(),
        }
    }

    fn meets_objection(&mut self, way: Way) {
        let record = self.new_name("006");
        let before = deal(EARLY, "");
        if way == Way::Fine {
            let reply = self.person.saves(TAB, &record, &before, &deal(LATE, "Timing"));
            return self.takes(Task::Objection, false, &reply);
        }
        let late = deal(LATE, "Pricing");
        let reply = self.person.saves(TAB, &record, &before, &late);
        self.takes(Task::Objection, true, &reply);
        self.passes_minutes(10);
        let after = match way {
            Way::Right => with(late.clone(), "field:Concession_Traded__c", "Two-year term"),
            _ => with(late.clone(), "amount", "$40,000.00"),
        };
        self.ends(Task::Objection, way);
        let reply = self.person.saves(TAB, &record, &late, &after);
        self.takes(Task::Objection, false, &reply);
    }

    /// Every deal slips twice at most: the second time calls for the aid.
    fn moves_close_date(&mut self, way: Way) {
        let dated = |weeks: i32| self.person.today.plus(60 + 7 * weeks).to_string();
        let (first, earlier, later) = (dated(0), dated(-1), dated(3));
        let page = |date| with(deal(EARLY, ""), "close_date", date);
        if way == Way::Fine {
            let record = self.new_name("006");
            let reply = self.person.saves(TAB, &record, &page(&first), &page(&earlier));
            return self.takes(Task::Slip, false, &reply);
        }
        let (record, called) = match self.slipped.take() {
            Some(record) => (record, true),
            None => (self.new_name("006"), false),
        };
        let reply = self.person.saves(TAB, &record, &page(&first), &page(&later));
        self.takes(Task::Slip, called, &reply);
        if !called {
            self.slipped = Some(record);
            return;
        }
        self.passes_minutes(10);
        if way == Way::Right {
            self.ends(Task::Slip, way);
            let written = with(page(&later), "next_step", "Legal returns the contract on Friday");
            self.person.saves(TAB, &record, &page(&later), &written);
        }
    }

    fn moves_due_date(&mut self, way: Way) {
        let ticket = self.new_name("R-");
        let (url, act) = match self.dice.rolls(2) {
            0 => (format!("https://acme.atlassian.net/browse/{ticket}"), "type_day"),
            _ => (format!("https://jira.acme.example/browse/{ticket}"), "save"),
        };
        let dated = |days: i32| self.person.today.plus(30 + days).to_string();
        let (first, later, earlier) = (dated(0), dated(5), dated(-5));
        let page = |due| vec![("me", "rvale"), ("due_date", due), ("estimate", ""), ("done", "")];
        let pushes = way != Way::Fine;
        let moved = page(if pushes { &later } else { &earlier });
        self.person.opens(TAB, &url, &page(&first), &[]);
        self.person.shows(TAB, &url, &moved, &[], Some(act));
        self.person.passes(0, SETTLED_MS);
        let reply = self.person.shows(TAB, &url, &moved, &[], None);
        if pushes {
            self.pushes.push(self.person.today);
        }
        let recent = self.pushes.iter().filter(|day| self.person.today.0 - day.0 < 30).count();
        self.takes(Task::Push, pushes && recent >= 3, &reply);
        if way == Way::Right {
            self.passes_minutes(10);
            if recent >= 3 {
                self.ends(Task::Push, way);
            }
            let sliced = with(moved.clone(), ESTIMATE.0, ESTIMATE.1);
            self.person.opens(TAB, &url, &moved, &[]);
            self.person.shows(TAB, &url, &sliced, &[], Some("save"));
            self.person.passes(0, SETTLED_MS);
            self.person.shows(TAB, &url, &sliced, &[], None);
        }
    }

    fn is_reviewed(&mut self, task: Task, way: Way) {
        let number = self.new_name("");
        let url = format!("https://github.com/acme/rocket/pull/{number}");
        let pull = [("me", "robin-vale"), ("author", "robin-vale"), ("state", "pullOpened")];
        let today = self.person.today.to_string();
        self.person.opens(TAB, &url, &pull, &[("review_threads", vec![]), ("reviews", vec![])]);
        self.passes_minutes(2);
        let (thread, review) = (format!("discussion_r{number}"), format!("pullrequestreview-{number}"));
        let wrong = way == Way::Wrong;
        let threads: Vec<Thing<'_>> = match wrong {
            true => vec![said(&thread, &today, ("topics", "This is open to SQL injection."), "written")],
            false => vec![],
        };
        let reviews: Vec<Thing<'_>> = match wrong {
            true => vec![],
            false => vec![said(&review, &today, ("verdict", "approved these changes"), "given")],
        };
        if wrong {
            self.threads.push(self.person.today);
        }
        let recent = self.threads.iter().filter(|day| self.person.today.0 - day.0 < 14).count();
        let needed = if task == Task::Review { 3 } else { 1 };
        self.ends(task, way);
        let lists = [("review_threads", threads), ("reviews", reviews)];
        let reply = self.person.shows(TAB, &url, &pull, &lists, None);
        self.takes(task, wrong && recent >= needed, &reply);
    }

    fn loses(&mut self, way: Way) {
        let reason = if way == Way::Wrong { "Price" } else { "Timing" };
        self.losses += u32::from(way == Way::Wrong);
        let called = way == Way::Wrong && self.losses >= 2;
        let reply = self.closes("Closed Lost", reason);
        self.takes(Task::Loss, called, &reply);
    }

    fn wins(&mut self) {
        let called = !std::mem::replace(&mut self.won, true);
        let reply = self.closes("Closed Won", "");
        self.takes(Task::Win, called, &reply);
    }

    fn closes(&mut self, stage: &str, reason: &str) -> Reply {
        let record = self.new_name("006");
        let page =
            |stage, reason| [("object", "Opportunity"), ("stage", stage), ("field:Loss_Reason__c", reason)];
        self.person.saves(TAB, &record, &page(EARLY, ""), &page(stage, reason))
    }
}

/// What a colleague said in a review.
fn said<'a>(id: &'a str, day: &'a str, what: (&'a str, &'a str), when: &'a str) -> Thing<'a> {
    vec![("id", id), ("author", "sam-okoro"), ("bot", ""), what, (when, day)]
}
