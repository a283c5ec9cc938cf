//! Reports that wait, and when the next one leaves: one at a time, gaps drawn at random, so that
//! no two of a person's reports can be linked by when they arrive.

use serde::Serialize;

use super::delivery::Meaning;
use super::{Delivery, ServerAnswer};
use crate::json::{Raw, fields};
use crate::ledger::Server;

/// Reports that wait at most; more than a year of one person's.
const MAX_WAITING: usize = 500;
/// Refused reports that are kept for the person to look at.
const KEEP_REFUSED: usize = 20;
/// The first wait after a failure, doubled each time.
const FIRST_RETRY_MS: u64 = 30 * 1000;
/// The longest wait after a failure.
const LONGEST_RETRY_MS: u64 = 6 * 60 * 60 * 1000;

/// The queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outbox {
    /// Reports that wait, in the order in which they will leave: a random one, so that two that came
    /// together do not leave together.
    pub waiting: Vec<Waiting>,
    /// No report leaves before this, in milliseconds since 1970.
    pub next_at: u64,
    /// Failures in a row.
    pub failures: u32,
    /// How many were accepted.
    pub sent: u64,
    /// Those that a server refused for good, the newest last.
    pub refused: Vec<Refused>,
    /// Why the last delivery failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}

fields! { Outbox: ; waiting, next_at, failures, sent, refused, trouble, .. }

/// One report that waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// A random id that is used for this report only.
    pub id: String,
    /// What will be sent, byte for byte: drawn and written once, before anybody could see it.
    pub body: Raw,
}

fields! { Waiting: id, body }

/// One report that a server refused for good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// What was sent.
    pub body: Raw,
    /// Why it was refused.
    pub why: String,
}

fields! { Refused: body, why }

impl Outbox {
    /// Queues a report. `gap_ms` is the drawn gap before a first one leaves, `drawn` the place among those
    /// that wait.
    pub fn push(&mut self, id: String, body: Raw, now: u64, gap_ms: u64, drawn: u64) {
        if self.waiting.is_empty() {
            self.next_at = self.next_at.max(now.saturating_add(gap_ms));
        }
        let place = usize::try_from(drawn).unwrap_or_default().min(self.waiting.len());
        self.waiting.insert(place, Waiting { id, body });
        if self.waiting.len() > MAX_WAITING {
            let dropped = self.waiting.remove(0).body;
            self.refuse(dropped, format!("More than {MAX_WAITING} reports waited; one was dropped."));
        }
    }

    fn refuse(&mut self, body: Raw, why: String) {
        self.refused.push(Refused { body, why });
        let over = self.refused.len().saturating_sub(KEEP_REFUSED);
        self.refused.drain(..over);
    }

    /// When the next report is due, if one waits.
    pub fn due_at(&self) -> Option<u64> {
        (!self.waiting.is_empty()).then_some(self.next_at)
    }

    /// The delivery that is due at `now`. Until it is answered, `next_at` keeps others back.
    pub fn deliver(&mut self, server: &Server, now: u64) -> Option<Delivery> {
        // A clock that was set back must not hold reports for years.
        self.next_at = self.next_at.min(now.saturating_add(LONGEST_RETRY_MS));
        let due = self.waiting.first().filter(|_| self.next_at <= now)?;
        self.next_at = now.saturating_add(FIRST_RETRY_MS);
        Some(Delivery {
            id: due.id.clone(),
            url: format!("{}/v1/reports/{}", server.url.trim_end_matches('/'), due.id),
            secret: server.secret.clone(),
            body: due.body.clone(),
        })
    }

    /// Takes in what the server said of the report `id`; `gap_ms` is drawn anew each time.
    pub fn answered(&mut self, id: &str, answer: &ServerAnswer, now: u64, gap_ms: u64) {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.id == id) else { return };
        match answer.meaning(id) {
            Meaning::Accepted => {
                self.waiting.remove(place);
                self.sent += 1;
                self.settled(now, gap_ms);
            }
            Meaning::Refused(why) => {
                let body = self.waiting.remove(place).body;
                self.refuse(body, why);
                self.settled(now, gap_ms);
            }
            Meaning::Later { why, after } => {
                let backoff = FIRST_RETRY_MS.saturating_mul(1 << self.failures.min(16)).min(LONGEST_RETRY_MS);
                let asked = after.map_or(0, |seconds| u64::from(seconds) * 1000).min(LONGEST_RETRY_MS);
                self.failures = self.failures.saturating_add(1);
                self.next_at = now.saturating_add(backoff.max(asked));
                self.trouble = Some(why);
                // The next try takes another report first: one that never gets through must not
                // hold back the rest.
                self.waiting.rotate_left(1);
            }
        }
    }

    fn settled(&mut self, now: u64, gap_ms: u64) {
        self.failures = 0;
        self.trouble = None;
        self.next_at = now.saturating_add(gap_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Kind, Label, Report};

    fn report(app: &str) -> Raw {
        Raw::of(&Report::new(Kind::Health, vec![(Label::App, app.to_owned())]))
    }

    fn server() -> Server {
        Server { url: "https://counts.example".into(), secret: "s".repeat(16), ..Server::default() }
    }

    fn accepted(id: &str) -> ServerAnswer {
        ServerAnswer {
            status: 200,
            body: format!(r#"{{"id":"{id}","status":"accepted"}}"#),
            ..ServerAnswer::default()
        }
    }

    #[test]
    fn one_at_a_time_with_a_gap() {
        let mut outbox = Outbox::default();
        outbox.push("a".into(), report("one"), 0, 5000, u64::MAX);
        outbox.push("b".into(), report("two"), 0, 5000, u64::MAX);
        assert_eq!(outbox.deliver(&server(), 4999), None);
        let delivery = outbox.deliver(&server(), 5000).unwrap();
        assert_eq!(delivery.url, "https://counts.example/v1/reports/a");
        assert_eq!(outbox.deliver(&server(), 5000), None);
        outbox.answered("a", &accepted("a"), 6000, 7000);
        assert_eq!((outbox.sent, outbox.waiting.len()), (1, 1));
        assert_eq!(outbox.deliver(&server(), 12_999), None);
        assert_eq!(outbox.deliver(&server(), 13_000).map(|delivery| delivery.id), Some("b".into()));
    }

    #[test]
    fn failures_keep_everything_and_wait_longer_each_time() {
        let mut outbox = Outbox::default();
        outbox.push("a".into(), report("one"), 0, 0, u64::MAX);
        let mut waits = Vec::new();
        let mut now = 0;
        for _ in 0..12 {
            outbox.deliver(&server(), now).unwrap();
            outbox.answered("a", &ServerAnswer::default(), now, 1);
            waits.push(outbox.next_at - now);
            now = outbox.next_at;
        }
        assert_eq!(&waits[..3], &[30_000, 60_000, 120_000]);
        assert_eq!(waits.last(), Some(&LONGEST_RETRY_MS));
        assert_eq!(outbox.waiting.len(), 1);
        assert_eq!(outbox.trouble.as_deref(), Some("The server could not be reached."));
        outbox.answered("a", &accepted("a"), now, 1);
        assert_eq!((outbox.waiting.len(), outbox.failures, outbox.trouble), (0, 0, None));
    }

    #[test]
    fn an_answer_to_something_else_changes_nothing() {
        let mut outbox = Outbox::default();
        outbox.push("a".into(), report("one"), 0, 0, u64::MAX);
        let before = outbox.clone();
        outbox.answered("b", &accepted("b"), 5, 1);
        assert_eq!(outbox, before);
    }

    #[test]
    fn a_worker_that_died_while_sending_sends_again() {
        let mut outbox = Outbox::default();
        outbox.push("a".into(), report("one"), 0, 0, u64::MAX);
        assert_eq!(outbox.deliver(&server(), 0).map(|delivery| delivery.id), Some("a".into()));
        assert_eq!(outbox.deliver(&server(), FIRST_RETRY_MS).map(|delivery| delivery.id), Some("a".into()));
    }

    #[test]
    fn a_clock_that_was_set_back_holds_nothing_for_long() {
        let year = 365 * crate::time::DAY_MS;
        let mut outbox = Outbox::default();
        outbox.push("a".into(), report("one"), year, 0, u64::MAX);
        assert_eq!(outbox.deliver(&server(), 1), None);
        assert!(outbox.deliver(&server(), 1 + LONGEST_RETRY_MS).is_some());
    }
}
