//! Numbers that work comes to (days, rounds, per cent), told as the place of a declared bucket.

use serde::Serialize;

use crate::json::fields;
use crate::page::{Decimal, Facts, Value};
use crate::trigger::{Event, On, Past};

/// How a number is got, and its buckets.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Measure {
    /// The greatest number of each bucket, the least first; what is more falls into one after the last.
    /// Where something is counted they are 0, 1, 2 …
    pub edges: Vec<u32>,
    /// The fact that holds it; empty: it is counted, or timed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fact: String,
    /// What is counted, or ends what is timed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<On>,
    /// The event whose last day begins what is timed, in days; empty: nothing is timed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
}

fields! { Measure: edges; fact, on, since }

impl Measure {
    /// Whether nothing is measured.
    pub fn is_none(&self) -> bool {
        self.edges.is_empty()
    }

    /// The bucket after what was read now. `None`: the number is not known yet.
    pub fn bucket(
        &self,
        before: Option<u32>,
        facts: &Facts,
        events: &[Event],
        past: Past<'_>,
    ) -> Option<u32> {
        let whole = |number: u32| Decimal::from_whole(number.into());
        let number = match (facts.get(&self.fact), &self.on) {
            (Some(Value::Number(number)), _) => *number,
            (_, None) => return before,
            (_, Some(on)) => {
                let times = events.iter().map(|event| u32::from(on.fits(event))).sum::<u32>();
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
    use crate::time::Day;
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
            bucket = measure.bucket(bucket, &facts, &events, past);
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
        let on = Some(On::Event("pushed".into()));
        let measure = Measure { edges: vec![0, 1, 2], on, ..Measure::default() };
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
    fn a_time_is_from_the_last_begin_to_the_end() {
        let on = Some(On::Event("done".into()));
        let measure = Measure { edges: vec![1, 3, 7], on, since: "begun".into(), ..Measure::default() };
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
