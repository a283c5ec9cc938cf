//! What is known of one host: how it writes, who the person is there, and which places hold.

use serde::Serialize;

use super::tab::Visit;
use crate::adapter::{Conventions, DateOrder, Read};
use crate::json::fields;
use crate::table::Table;
use crate::time::Day;

/// Visits in a row without a place that was there before: fewer may be half-loaded pages.
const VANISHED_AFTER: u16 = 3;
/// Visits on which a place must have been found before it can be missed.
const KNOWN_AFTER: u16 = 3;

/// One host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Host {
    /// The order of its numeric dates, once known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// Its decimal mark, once known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal_mark: Option<char>,
    /// Whether it showed a date that reads both ways while the order was not known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asks: bool,
    /// The digests of the person's names there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub me: Vec<String>,
    /// How each place held, by `page.fact`.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub places: Table<String, PlaceHealth>,
}

fields! { Host: ; date_order, decimal_mark, asks, me, places, .. }

/// How one place held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlaceHealth {
    /// On how many visits each alternative matched.
    pub matched: Vec<u16>,
    /// On how many visits none did.
    pub missed: u16,
    /// On how many visits in a row none did by now.
    pub missed_in_a_row: u16,
    /// When it was found last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<Day>,
}

fields! { PlaceHealth: matched; missed, missed_in_a_row, last, .. }

impl Host {
    /// How it writes dates and numbers.
    pub fn known(&self) -> Conventions {
        Conventions { date_order: self.date_order, decimal_mark: self.decimal_mark }
    }

    /// Takes in what one reading taught.
    pub fn learn(&mut self, read: &Read) {
        (self.date_order, self.decimal_mark) = (read.known.date_order, read.known.decimal_mark);
        self.me.clone_from(&read.me);
        self.asks = self.date_order.is_none() && (self.asks || read.ambiguous_date);
    }

    /// Takes in what one visit found, and says which of the facts and lists that it looked for were
    /// there before and are not any more. `None`: it found nothing at all and was not a page yet.
    pub fn take_in<'v>(&mut self, visit: &'v Visit, today: Day) -> Option<Vec<&'v str>> {
        if visit.found.values().all(Option::is_none) {
            return None;
        }
        let mut gone = Vec::new();
        for (fact, found) in visit.found.iter() {
            let place = self.places.get_or_insert_with(format!("{}.{fact}", visit.page), Default::default);
            place.take_in(*found, today);
            if place.is_gone() {
                gone.push(fact.as_str());
            }
        }
        Some(gone)
    }

    /// The places that were there and are not any more, with the day on which they were last found.
    pub fn vanished(&self) -> impl Iterator<Item = (&str, Day)> {
        let places = self.places.iter();
        places
            .filter(|(_, place)| place.is_gone())
            .filter_map(|(name, place)| Some((name.as_str(), place.last?)))
    }
}

impl PlaceHealth {
    fn take_in(&mut self, found: Option<u8>, today: Day) {
        let Some(at) = found.map(usize::from) else {
            self.missed = self.missed.saturating_add(1);
            self.missed_in_a_row = self.missed_in_a_row.saturating_add(1);
            return;
        };
        if self.matched.len() <= at {
            self.matched.resize(at + 1, 0);
        }
        if let Some(matched) = self.matched.get_mut(at) {
            *matched = matched.saturating_add(1);
        }
        self.missed_in_a_row = 0;
        self.last = Some(today);
    }

    fn is_gone(&self) -> bool {
        let found: u16 = self.matched.iter().fold(0, |sum, matched| sum.saturating_add(*matched));
        self.missed_in_a_row >= VANISHED_AFTER && found >= KNOWN_AFTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(places: &[(&str, Option<u8>)]) -> Visit {
        let found = places.iter().map(|(name, found)| ((*name).to_owned(), *found)).collect();
        Visit { page: "issue".into(), found }
    }

    #[test]
    fn a_place_vanishes_when_it_was_there_and_is_not_any_more() {
        let today = Day(20_000);
        let (both, one, neither) = (
            visit(&[("due", Some(1)), ("status", Some(0))]),
            visit(&[("due", None), ("status", Some(0))]),
            visit(&[("due", None), ("status", None)]),
        );
        let cases: [(&str, Vec<&Visit>, &[&str]); 6] = [
            ("always there", vec![&both; 9], &[]),
            ("never there", vec![&one; 9], &[]),
            ("there, then gone", vec![&both, &both, &both, &one, &one, &one], &["issue.due"]),
            ("gone twice", vec![&both, &both, &both, &one, &one], &[]),
            ("gone and back", vec![&both, &both, &both, &one, &one, &one, &both], &[]),
            ("no page at all", vec![&both, &both, &both, &neither, &neither, &neither], &[]),
        ];
        for (name, visits, expected) in cases {
            let mut host = Host::default();
            visits.iter().for_each(|visit| _ = host.take_in(visit, today));
            assert_eq!(host.vanished().map(|(place, _)| place).collect::<Vec<_>>(), expected, "{name}");
        }
    }

    #[test]
    fn a_visit_says_what_it_missed_and_nothing_of_what_it_did_not_look_for() {
        let mut host = Host::default();
        let (both, one) =
            (visit(&[("due", Some(0)), ("status", Some(0))]), visit(&[("due", None), ("status", Some(0))]));
        let (other, neither) = (visit(&[("status", Some(0))]), visit(&[("due", None), ("status", None)]));
        let turns: [(&Visit, Option<&[&str]>); 8] = [
            (&both, Some(&[])),
            (&both, Some(&[])),
            (&both, Some(&[])),
            (&one, Some(&[])),
            (&one, Some(&[])),
            (&one, Some(&["due"])),
            (&other, Some(&[])),
            (&neither, None),
        ];
        for (at, (visit, expected)) in turns.into_iter().enumerate() {
            assert_eq!(host.take_in(visit, Day(1)).as_deref(), expected, "turn {at}");
        }
        assert_eq!(host.vanished().next(), Some(("issue.due", Day(1))));
    }

    #[test]
    fn alternatives_are_counted_each() {
        let mut host = Host::default();
        for at in [0, 2, 2] {
            host.take_in(&visit(&[("due", Some(at))]), Day(1));
        }
        host.take_in(&visit(&[("due", None), ("status", Some(0))]), Day(2));
        let due = host.places.get("issue.due").unwrap();
        assert_eq!((due.matched.as_slice(), due.missed, due.last), (&[1, 0, 2][..], 1, Some(Day(1))));
    }
}
