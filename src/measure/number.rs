//! Numbers that work comes to (days, rounds, per cent), told as the place of a declared bucket.

use serde::Serialize;

use crate::json::fields;
use crate::page::{Decimal, Facts, Value};
use crate::time::Day;
use crate::trigger::{Event, Past};

/// How a number is got, and its buckets.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Measure {
    /// The greatest number of each bucket, the least first; what is more falls into one after the last.
    /// Where something is counted they are 0, 1, 2 …
    pub edges: Vec<u32>,
    /// The fact that holds it. Of a flag it is counted how often it ceased to hold. Empty: what happens
    /// is counted, or timed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fact: String,
    /// The event that is counted, or ends what is timed; empty: neither.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub event: String,
    /// The event whose last day begins what is timed, in days; empty: nothing is timed. Of a fact: the
    /// date on which a record was over, if it was; one that was over before is none of the window's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// The fact that says whose a record is, if only the person's own count.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
}

fields! { Measure: edges; fact, event, since, by }

impl Measure {
    /// Whether a record with these facts counts in a window that began on `first`. No person but the one
    /// at this browser has a text.
    pub fn counts(&self, facts: &Facts, first: Day) -> bool {
        let is_own = self.by.is_empty() || matches!(facts.get(&self.by), Some(Value::Text(_)));
        is_own && !matches!(facts.get(&self.since), Some(Value::Date(day)) if *day < first)
    }

    /// Whether nothing is measured.
    pub fn is_none(&self) -> bool {
        self.edges.is_empty()
    }

    /// The bucket after what was read now. `None`: the number is not known yet. `held`: whether the
    /// flag held when it was last read.
    pub fn bucket(
        &self,
        before: Option<u32>,
        held: &mut bool,
        facts: &Facts,
        events: &[Event],
        past: Past<'_>,
    ) -> Option<u32> {
        let whole = |number: u32| Decimal::from_whole(number.into());
        let number = match facts.get(&self.fact) {
            Some(Value::Number(number)) => *number,
            Some(Value::Flag(holds)) => {
                let ceased = std::mem::replace(held, *holds) && !holds;
                whole(before.unwrap_or(0) + u32::from(ceased))
            }
            _ if self.event.is_empty() => return before,
            _ => {
                let is_it = |event: &Event| matches!(event, Event::Named(name) if *name == self.event);
                let times = events.iter().map(|event| u32::from(is_it(event))).sum::<u32>();
                match past.record.days_since(&self.since, past.today) {
                    _ if self.since.is_empty() => whole(before.unwrap_or(0) + times),
                    Some(days) if times > 0 => whole(days),
                    _ => return before,
                }
            }
        };
        Some(self.edges.iter().map(|edge| u32::from(whole(*edge) < number)).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trigger::History;

    const TODAY: Day = Day(20_776);

    /// The bucket after each reading: the fact `days`, if it was there, the events, and the day.
    fn buckets(measure: &Measure, readings: &[(Option<i64>, &[&str], i32)]) -> Vec<Option<u32>> {
        let mut history = History::default();
        let mut bucket = None;
        let mut told = Vec::new();
        for (number, events, day) in readings {
            let number = number.map(|number| ("days".to_owned(), Value::Number(Decimal::from_whole(number))));
            let facts: Facts = number.into_iter().collect();
            let today = TODAY.plus(*day);
            let events: Vec<Event> = events.iter().map(|name| Event::Named((*name).to_owned())).collect();
            for event in &events {
                let Event::Named(name) = event else { continue };
                history.add(name, today);
            }
            let past = Past { person: &history, record: &history, today };
            bucket = measure.bucket(bucket, &mut false, &facts, &events, past);
            told.push(bucket);
        }
        told
    }

    #[test]
    fn a_fact_falls_into_the_bucket_of_what_was_read_last() {
        let measure = Measure { edges: vec![1, 2, 7], fact: "days".into(), ..Measure::default() };
        let read = [0, 1, 2, 7, 8].map(|days| buckets(&measure, &[(Some(days), &[], 0)])[0]);
        assert_eq!(read, [Some(0), Some(0), Some(1), Some(2), Some(3)]);
        let absent = [(Some(5), &[][..], 0), (None, &[], 0), (Some(1), &[], 1)];
        assert_eq!(buckets(&measure, &absent), [Some(2), Some(2), Some(0)]);
        assert_eq!(buckets(&measure, &[(None, &["pushed"], 0)]), [None]);
    }

    #[test]
    fn a_count_is_of_the_window_and_ends_in_the_last_bucket() {
        let measure = Measure { edges: vec![0, 1, 2], event: "pushed".into(), ..Measure::default() };
        let days: [(Option<i64>, &[&str], i32); 5] = [
            (None, &[], 0),
            (None, &["pushed"], 1),
            (None, &["other"], 2),
            (None, &["pushed", "pushed"], 3),
            (None, &["pushed"], 4),
        ];
        assert_eq!(buckets(&measure, &days), [Some(0), Some(1), Some(1), Some(3), Some(3)]);
    }

    #[test]
    fn a_flag_that_ceased_to_hold_is_counted_once_each_time() {
        let measure = Measure { edges: vec![0, 1], fact: "done".into(), ..Measure::default() };
        let past = Past { today: TODAY, ..Past::NONE };
        for (held, readings, expected) in [
            (true, vec![true, false, false, true, false], [0, 1, 1, 1, 2].as_slice()),
            (false, vec![false, true, false], &[0, 0, 1]),
            (true, vec![false], &[1]),
        ] {
            let (mut held, mut bucket) = (held, None);
            let told: Vec<u32> = readings
                .into_iter()
                .filter_map(|holds| {
                    let facts = [("done".to_owned(), Value::Flag(holds))].into_iter().collect();
                    bucket = measure.bucket(bucket, &mut held, &facts, &[], past);
                    // A page on which it is absent says nothing.
                    assert_eq!(measure.bucket(bucket, &mut held, &Facts::new(), &[], past), bucket);
                    bucket
                })
                .collect();
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn a_record_counts_that_is_of_those_meant_and_was_not_over_before() {
        let (by, since) = ("author".into(), "merged".into());
        let measure = Measure { by, since, ..Measure::default() };
        let text = |text: &str| Value::Text(text.into());
        let cases: [(&[(&str, Value)], bool); 6] = [
            (&[("author", text("me"))], true),
            (&[("author", text("me")), ("merged", Value::Date(TODAY))], true),
            (&[("author", text("me")), ("merged", Value::Date(TODAY.plus(-1)))], false),
            (&[("author", text("me")), ("merged", Value::Empty)], true),
            (&[("author", Value::Unnamed("00".into()))], false),
            (&[], false),
        ];
        for (facts, expected) in cases {
            let facts = facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            assert_eq!(measure.counts(&facts, TODAY), expected, "{facts:?}");
        }
        assert!(Measure::default().counts(&Facts::new(), TODAY), "all, where none is meant");
    }

    #[test]
    fn a_time_is_from_the_last_begin_to_the_end() {
        let (event, since) = ("done".into(), "begun".into());
        let measure = Measure { edges: vec![1, 3, 7], event, since, ..Measure::default() };
        let days: [(Option<i64>, &[&str], i32); 4] =
            [(None, &["begun"], 0), (None, &[], 3), (None, &["done"], 4), (None, &[], 9)];
        assert_eq!(buckets(&measure, &days), [None, None, Some(2), Some(2)]);
        assert_eq!(buckets(&measure, &[(None, &["done"], 0)]), [None], "never begun");
    }

    #[test]
    fn nothing_is_measured_where_nothing_is_declared() {
        assert_eq!(buckets(&Measure::default(), &[(Some(5), &["pushed"], 0)]), [None]);
    }
}
