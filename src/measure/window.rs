//! One window: a person's first eligible moment of a nudge, and what the tool shows after it.

use serde::Serialize;

use crate::json::{fields, words};
use crate::ledger::Arm;
use crate::pack::{Behaviour, Sign};
use crate::page::Facts;
use crate::time::{DAY_MS, Day};
use crate::trigger::{Event, Past};

/// The page goes on changing for a moment after a save; only what is read later shows that the
/// person came back to the record, or stayed with it.
const OBSERVED_AFTER_MS: u64 = 60 * 1000;

/// One window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Window {
    /// The pack.
    pub pack: String,
    /// The nudge's lineage.
    pub nudge: String,
    /// The nudge's content hash.
    pub content: String,
    /// The arm of the moment.
    pub arm: Arm,
    /// The record, as a keyed digest.
    pub record: String,
    /// When it opened, in milliseconds since 1970.
    pub opened: u64,
    /// When it ends, in milliseconds since 1970.
    pub ends: u64,
    /// The ISO week of the day on which it ends.
    pub week: String,
    /// Whether the record was looked at later on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub observed: bool,
    /// The first sign that was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<Finding>,
    /// What kind of moment opened it.
    #[serde(default, skip_serializing_if = "Opened::is_first")]
    pub by: Opened,
    /// The person asked for the aid while it ran.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pulled: bool,
    /// The place of the bucket of what is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket: Option<u32>,
    /// Whether the flag that is measured held when it was last read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// What is told of whether the person did it before, as the place of its word; none: nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// By what its reports name the person's group: a role, or a role and a team; empty: by nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// What must not get worse did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub worse: bool,
    /// Whether its entry and outcome go to the organisation. A window that opened while the
    /// person was alone stays with the person.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reported: bool,
}

fields! {
    Window: pack, nudge, content, arm, record, opened, ends, week;
    observed, sign, by, pulled, bucket, held, before, group, worse, reported, ..
}

/// What kind of moment opened a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opened {
    /// The first eligible one: it alone is judged.
    #[default]
    First,
    /// A later one, shown or withheld: it tells help from habit.
    Later,
    /// One at which a gate kept the nudge silent: work without help, from which spacing learns.
    Unprompted,
}

words! { Opened: First = "first", Later = "later", Unprompted = "unprompted" }

impl Opened {
    fn is_first(&self) -> bool {
        *self == Self::First
    }
}

/// What came of a window: one of four buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The behaviour was seen.
    Success,
    /// The opposite was seen first, or nothing while the record was looked at.
    Failure,
    /// The record was never looked at again.
    Unseen,
    /// There was no opportunity.
    Censored,
}

words! { Finding: Success = "success", Failure = "failure", Unseen = "unseen", Censored = "censored" }

impl Window {
    /// Takes in what was read of `record` at `now`, and says what that came to. The first sign
    /// holds. A success and a failure in one save are a success: what was traded was traded together.
    pub fn observe(
        &mut self,
        behaviour: &Behaviour,
        record: &str,
        now: u64,
        facts: &Facts,
        events: &[Event],
        past: Past<'_>,
    ) -> Option<Finding> {
        let is_here = (self.record == record) != behaviour.on_other_records;
        if !is_here || now >= self.ends || now < self.opened {
            return None;
        }
        self.observed |= now >= self.opened.saturating_add(OBSERVED_AFTER_MS);
        let seen = |signs: &[Sign]| {
            signs
                .iter()
                .any(|sign| events.iter().any(|event| sign.on.fits(event)) && sign.when.holds(facts, past))
        };
        self.worse |= seen(&behaviour.worse);
        let first = Day(i32::try_from(self.opened / DAY_MS).unwrap_or_default());
        if behaviour.measure.counts(facts, first) {
            self.bucket = behaviour.measure.bucket(self.bucket, &mut self.held, facts, events, past);
        }
        if self.sign.is_some() {
            return None;
        }
        if seen(&behaviour.success) {
            self.sign = Some(Finding::Success);
        } else if seen(&behaviour.failure) {
            self.sign = Some(Finding::Failure);
        }
        self.sign
    }

    /// What came of it, once it has ended.
    pub fn finding(&self, now: u64) -> Option<Finding> {
        let ended = now >= self.ends;
        let unsigned = if self.observed { Finding::Failure } else { Finding::Unseen };
        ended.then(|| self.sign.unwrap_or(unsigned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Change, Decimal, Value};
    use crate::trigger::{Condition, History, Moved, On, Test};

    const END: u64 = 1_000_000_000;

    fn window() -> Window {
        Window {
            pack: "p".into(),
            nudge: "n".into(),
            content: "c".into(),
            arm: Arm::Shown,
            record: "r".into(),
            opened: 0,
            ends: END,
            week: "2026-W49".into(),
            reported: true,
            ..Window::default()
        }
    }

    fn changed(fact: &str, from: Value, to: Value) -> Event {
        Event::Changed(Change { fact: fact.into(), from: Some(from), to })
    }

    fn filled() -> Event {
        changed("traded", Value::Empty, Value::Unnamed("00".into()))
    }

    fn lowered() -> Event {
        let whole = |number| Value::Number(Decimal::from_whole(number));
        changed("amount", whole(5), whole(4))
    }

    fn observe(window: &mut Window, record: &str, now: u64, events: &[Event]) {
        let on = |fact: &str, to, moved| On::Changed { fact: fact.into(), from: None, to, moved };
        let sign = |on| Sign { on, when: Condition::default() };
        let behaviour = Behaviour {
            text: String::new(),
            success: vec![sign(on("traded", Some(Test::Known), None))],
            failure: vec![sign(on("amount", None, Some(Moved::Down)))],
            worse: vec![sign(on("amount", None, Some(Moved::Up)))],
            window_days: 14,
            ..Behaviour::default()
        };
        let none = History::default();
        let past = Past { person: &none, record: &none, today: Day(20_000) };
        window.observe(&behaviour, record, now, &Facts::new(), events, past);
    }

    #[test]
    fn the_first_sign_inside_the_window_on_the_record_holds() {
        type Step = (&'static str, u64, Vec<Event>);
        let cases: [(&str, Vec<Step>, Finding); 8] = [
            ("done", vec![("r", 5, vec![filled()])], Finding::Success),
            (
                "done, then lowered",
                vec![("r", 5, vec![filled()]), ("r", 6, vec![lowered()])],
                Finding::Success,
            ),
            ("lowered first", vec![("r", 5, vec![lowered()]), ("r", 6, vec![filled()])], Finding::Failure),
            ("both at once", vec![("r", 5, vec![lowered(), filled()])], Finding::Success),
            ("looked at, not done", vec![("r", OBSERVED_AFTER_MS, vec![])], Finding::Failure),
            ("not looked at again", vec![("r", OBSERVED_AFTER_MS - 1, vec![])], Finding::Unseen),
            ("done on another record", vec![("other", 99_000, vec![filled()])], Finding::Unseen),
            ("done too late", vec![("r", END, vec![filled()])], Finding::Unseen),
        ];
        for (name, steps, expected) in cases {
            let mut window = window();
            for (record, now, events) in steps {
                observe(&mut window, record, now, &events);
            }
            assert_eq!(window.finding(END - 1), None, "{name}");
            assert_eq!(window.finding(END), Some(expected), "{name}");
        }
    }
}
