//! What is told of a person, to them and to their organisation.

use cuecard::json;
use cuecard::report::{Report, ServerAnswer};
use cuecard::step::Message;

use super::Person;

impl Person {
    /// How often an event was counted, over all records and days that are kept.
    pub fn counted(&self, event: &str) -> u32 {
        self.ledger.history.count(event, self.today, u16::MAX)
    }

    /// The status as the popup gets it.
    pub fn status(&mut self) -> serde_json::Value {
        serde_json::to_value(self.extension(Message::Status)).unwrap()["status"].take()
    }

    /// Everything that leaves from here on arrives: the bodies, as they were sent.
    pub fn delivers(&mut self) -> Vec<String> {
        let mut bodies = Vec::new();
        for _ in 0..20 {
            let Some(delivery) = self.shell(Message::Woke).send else {
                self.passes(0, 120_000);
                continue;
            };
            bodies.push(delivery.body.text().to_owned());
            let body = format!(r#"{{"id":"{}","status":"accepted"}}"#, delivery.id);
            let answer = ServerAnswer { status: 200, body, ..ServerAnswer::default() };
            self.shell(Message::Delivered { id: delivery.id, answer });
        }
        bodies
    }

    /// What waits to leave, in the order of what is told.
    pub fn waiting(&self) -> Vec<Report> {
        let bodies = self.ledger.outbox.waiting.iter().map(|waiting| waiting.body.text());
        let mut bodies: Vec<&str> = bodies.collect();
        bodies.sort_unstable();
        bodies.into_iter().map(|body| json::read(body).unwrap()).collect()
    }

    pub fn spent(&self) -> u32 {
        let role = self.content.role("account-executive").unwrap();
        cuecard::decide::spent(&self.ledger.moments, &role.budget.period, self.today).count
    }

    /// Reason of the newest decision on `nudge`, as the protocol writes it.
    pub fn reason(&self, nudge: &str) -> String {
        let found = self.ledger.decisions.iter().rev().flat_map(|receipt| &receipt.candidates);
        let found = found.into_iter().find(|considered| considered.0 == nudge);
        found.map(|found| serde_json::to_string(&found.1).unwrap()).unwrap_or_default()
    }
}
