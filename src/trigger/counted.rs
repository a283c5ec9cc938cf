//! How often something happened, or how long ago. What may be rare only because nobody looked is
//! unknown.

use serde::Serialize;

use super::history::{EVER_DAYS, History, Past};
use crate::json::fields;

/// How often an event must have happened; in [`Condition::LastSeen`](super::Condition::LastSeen),
/// how many days ago. What may be rare only because nobody looked is unknown: false, also below a
/// `not`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The event's name.
    pub event: String,
    /// Days to look back, today included; none: ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    /// This often, or so many days ago, or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// This often, or so many days ago, or less; a count of `0` is never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// On the open record only, or over all of the person's.
    pub on_this_record: bool,
}

fields! { Counted: event; within_days, at_least, at_most, on_this_record }

impl Counted {
    /// Whether it happened often, or rarely, enough; `None` where it may have happened more often
    /// than was counted, and that would matter.
    pub fn often(&self, past: Past<'_>) -> Option<bool> {
        let history = self.history(past);
        let count = match self.within_days {
            Some(days) => history.count(&self.event, past.today, days),
            None => history.ever(&self.event),
        };
        let days = self.within_days.unwrap_or(EVER_DAYS);
        // What a person does on any record is looked for since the same day.
        if past.person.was_looked_for(&self.event, past.today, days) {
            return Some(self.bounds(count));
        }
        match self.at_most {
            Some(most) => (count > most).then_some(false),
            None => self.bounds(count).then_some(true),
        }
    }

    /// Whether it happened last long, or shortly, enough ago; `None` if it never did.
    pub fn ago(&self, past: Past<'_>) -> Option<bool> {
        self.history(past).days_since(&self.event, past.today).map(|days| self.bounds(days))
    }

    fn history<'a>(&self, past: Past<'a>) -> &'a History {
        if self.on_this_record { past.record } else { past.person }
    }

    fn bounds(&self, number: u32) -> bool {
        self.at_least.is_none_or(|least| number >= least) && self.at_most.is_none_or(|most| number <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Facts;
    use crate::time::Day;
    use crate::trigger::Condition;

    /// `[least, most]` of a count within `within` days.
    fn counted(within: Option<u16>, least: Option<u32>, most: Option<u32>) -> Counted {
        let event = "pushed".into();
        Counted { event, within_days: within, at_least: least, at_most: most, on_this_record: false }
    }

    #[test]
    fn what_nobody_looked_for_did_not_happen_rarely() {
        type Case = (&'static str, Counted, u32, Option<i32>, Option<bool>);
        let never = |within| counted(within, None, Some(0));
        let twice = |within| counted(within, Some(2), None);
        let cases: [Case; 16] = [
            ("never, looked for long enough", never(Some(7)), 0, Some(7), Some(true)),
            ("never, looked for too shortly", never(Some(7)), 0, Some(6), None),
            ("never, not looked for", never(Some(7)), 0, None, None),
            ("never, but it did", never(Some(7)), 1, None, Some(false)),
            ("never ever, two weeks", never(None), 0, Some(14), Some(true)),
            ("never ever, 13 days", never(None), 0, Some(13), None),
            ("never ever, but it did", never(None), 1, Some(14), Some(false)),
            ("twice, not looked for", twice(Some(7)), 2, None, Some(true)),
            ("not twice, looked for too shortly", twice(Some(7)), 1, Some(6), None),
            ("not twice, looked for long enough", twice(Some(7)), 1, Some(7), Some(false)),
            ("once or twice, three times", counted(Some(7), Some(1), Some(2)), 3, None, Some(false)),
            ("once or twice, perhaps more", counted(Some(7), Some(1), Some(2)), 2, None, None),
            ("once or twice, no more", counted(Some(7), Some(1), Some(2)), 2, Some(7), Some(true)),
            ("five times ever", counted(None, Some(5), None), 5, None, Some(true)),
            ("four times ever, of five", counted(None, Some(5), None), 4, None, None),
            ("four times ever, two weeks", counted(None, Some(5), None), 4, Some(14), Some(false)),
        ];
        let today = Day(20_000);
        for (name, counted, times, looked_for, expected) in cases {
            let (mut person, mut record) = (History::default(), History::default());
            (0..times).for_each(|_| person.add("pushed", today));
            (0..times).for_each(|_| record.add("pushed", today));
            if let Some(ago) = looked_for {
                person.look_for("pushed", today.plus(-ago));
            }
            let past = Past { person: &person, record: &record, today };
            let on_record = Counted { on_this_record: true, ..counted.clone() };
            for counted in [counted, on_record] {
                assert_eq!(counted.often(past), expected, "{name}");
                let leaf = Condition::Count(counted);
                assert_eq!(leaf.holds(&Facts::new(), past), expected == Some(true), "{name}");
                let not = Condition::Not(Box::new(leaf));
                assert_eq!(not.holds(&Facts::new(), past), expected == Some(false), "not {name}");
            }
        }
    }

    #[test]
    fn last_seen_is_false_both_ways_until_it_happens() {
        let today = Day(20_000);
        let cases: [(Option<i32>, Counted, Option<bool>); 6] = [
            (None, counted(None, Some(14), None), None),
            (Some(14), counted(None, Some(14), None), Some(true)),
            (Some(13), counted(None, Some(14), None), Some(false)),
            (Some(0), counted(None, None, Some(1)), Some(true)),
            (Some(2), counted(None, None, Some(1)), Some(false)),
            (Some(5), counted(None, Some(2), Some(9)), Some(true)),
        ];
        for (ago, counted, expected) in cases {
            let mut person = History::default();
            ago.into_iter().for_each(|ago| person.add("pushed", today.plus(-ago)));
            let past = Past { person: &person, record: &History::new(), today };
            let (leaf, name) = (Condition::LastSeen(counted.clone()), format!("{ago:?} {counted:?}"));
            assert_eq!(leaf.holds(&Facts::new(), past), expected == Some(true), "{name}");
            let not = Condition::Not(Box::new(leaf));
            assert_eq!(not.holds(&Facts::new(), past), expected == Some(false), "not {name}");
            let record = Counted { on_this_record: true, ..counted };
            assert_eq!(record.ago(past), None, "{name}, on another record");
        }
    }
}
