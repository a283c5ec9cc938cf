//! Whatever happens to browser, worker and clock: each first moment has one entry and at most one
//! outcome, which fit together.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cuecard::content::{Content, Organisation};
use cuecard::json;
use cuecard::ledger::Answer;
use cuecard::report::{Kind, Label, Report, ServerAnswer};
use cuecard::step::Message;
use cuecard::time::DAY_MS;
use person::{Person, TAB, deal, offered, with};
use proptest::prelude::*;

/// The longest window, and the day that a traveller may be behind.
const WINDOW_DAYS: i32 = 14 + 1;

#[derive(Clone, Debug)]
enum Turn {
    /// A deal comes up, late and priced, or slipping; what comes is seen or not, and answered or not.
    Works {
        record: u8,
        slips: bool,
        seen: bool,
        answered: bool,
    },
    /// The record is looked at again, and its next step written or not.
    ComesBack {
        record: u8,
        writes: bool,
    },
    Passes {
        hours: u64,
    },
    /// The clock says this many hours later, or earlier, than it should.
    Jumps {
        hours: i64,
    },
    /// The browser starts anew, or only the worker.
    Starts {
        browser: bool,
    },
    /// A report leaves, and the answer comes back or is lost.
    Delivers {
        heard: bool,
    },
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        4 => (0u8..6, any::<bool>(), any::<bool>(), any::<bool>())
            .prop_map(|(record, slips, seen, answered)| Turn::Works { record, slips, seen, answered }),
        3 => (0u8..6, any::<bool>()).prop_map(|(record, writes)| Turn::ComesBack { record, writes }),
        4 => prop_oneof![0u64..30, 24u64..400].prop_map(|hours| Turn::Passes { hours }),
        2 => prop_oneof![-30i64..30, -900i64..900].prop_map(|hours| Turn::Jumps { hours }),
        2 => any::<bool>().prop_map(|browser| Turn::Starts { browser }),
        2 => any::<bool>().prop_map(|heard| Turn::Delivers { heard }),
    ]
}

/// What ships, published by an organisation that lets reports tell what was done before.
fn telling_before() -> String {
    let organisation = Organisation {
        until: u64::MAX,
        apps: vec!["salesforce".into()],
        server: "https://counts.example".into(),
        kinds: Kind::ALL.to_vec(),
        before: true,
        group: "seller sales".into(),
        ..Organisation::default()
    };
    person::content::published(&person::content::unspaced_content(), &organisation)
}

/// Somebody, and what a server took from them.
struct Told {
    person: Person,
    accepted: BTreeMap<String, String>,
}

impl Told {
    fn take(&mut self, turn: &Turn) {
        let person = &mut self.person;
        let late = || deal("Negotiation/Review", "Pricing");
        match *turn {
            Turn::Works { record, slips, seen, answered } => {
                let record = format!("006{record}");
                let page = |date| with(deal("Qualification", ""), "close_date", date);
                let reply = if slips {
                    person.saves(TAB, &record, &page("12/18/2026"), &page("1/18/2027"));
                    person.saves(TAB, &record, &page("1/18/2027"), &page("2/18/2027"))
                } else {
                    person.saves(TAB, &record, &deal("Qualification", ""), &late())
                };
                let Some(moment) = offered(&reply).map(|offer| offer.moment.clone()) else { return };
                if seen && person.holds(TAB, &moment) && answered {
                    person.answers(&moment, Answer::Done);
                }
            }
            Turn::ComesBack { record, writes } => {
                let after = with(late(), "next_step", if writes { "Legal returns it" } else { "" });
                person.saves(TAB, &format!("006{record}"), &late(), &after);
            }
            Turn::Passes { hours } => self.moves(i64::try_from(hours).unwrap()),
            Turn::Jumps { hours } => self.moves(hours),
            Turn::Starts { browser } => {
                person.worker_dies();
                if browser {
                    person.shell(Message::Started);
                }
            }
            Turn::Delivers { heard } => self.delivers(heard),
        }
    }

    /// The clock moves, and the civil day with it, from an hour in the afternoon.
    fn moves(&mut self, hours: i64) {
        let person = &mut self.person;
        let first = 20_454 * i64::try_from(DAY_MS).unwrap();
        let now = (i64::try_from(person.now).unwrap() + hours * 3_600_000).max(first);
        person.now = u64::try_from(now).unwrap();
        person.today = cuecard::time::Day(i32::try_from(person.now / DAY_MS).unwrap());
    }

    fn delivers(&mut self, heard: bool) {
        let Some(delivery) = self.person.shell(Message::Woke).send else { return };
        let before = self.accepted.insert(delivery.id.clone(), delivery.body.text().to_owned());
        assert!(before.is_none_or(|before| before == delivery.body.text()), "an id stands for one body");
        let answer = match heard {
            true => ServerAnswer {
                status: 200,
                body: format!(r#"{{"id":"{}"}}"#, delivery.id),
                ..ServerAnswer::default()
            },
            false => ServerAnswer::default(),
        };
        self.person.shell(Message::Delivered { id: delivery.id, answer });
    }

    /// Everything that was or will be told of windows, by nudge.
    fn windows(&self) -> BTreeMap<String, Vec<Report>> {
        let mut all = self.accepted.clone();
        let waiting = self.person.ledger.outbox.waiting.iter();
        all.extend(waiting.map(|waiting| (waiting.id.clone(), waiting.body.text().to_owned())));
        let mut by_nudge: BTreeMap<String, Vec<Report>> = BTreeMap::new();
        for report in all.values().map(|body| json::read::<Report>(body).unwrap()) {
            if report.value(Label::Arm).is_some() {
                by_nudge.entry(report.value(Label::Nudge).unwrap().to_owned()).or_default().push(report);
            }
        }
        by_nudge
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]
    #[test]
    fn one_entry_and_at_most_one_outcome_that_fit(
        turns in prop::collection::vec(turn(), 1..40),
        tells_before in any::<bool>(),
    ) {
        let mut person = Person::unspaced("someone");
        if tells_before {
            static TELLING: LazyLock<String> = LazyLock::new(telling_before);
            person.content = Content::open(TELLING.clone()).unwrap();
        }
        person.joins_server();
        let mut told = Told { person, accepted: BTreeMap::new() };
        for turn in &turns {
            told.take(turn);
            for (nudge, reports) in told.windows() {
                let of = |kind| reports.iter().filter(move |report| report.kind() == kind).collect::<Vec<_>>();
                prop_assert_eq!(of(Kind::Entry).len(), 1, "{}: {:?}", &nudge, &reports);
                for kind in [Kind::Outcome, Kind::Guardrail] {
                    prop_assert!(of(kind).len() <= 1, "{}: {:?}", &nudge, &reports);
                }
                let told = |report: &Report, label| report.value(label).is_some() == tells_before;
                let tells = |report: &&Report| [Label::Role, Label::Team, Label::Before].map(|it| told(report, it));
                prop_assert!(reports.iter().all(|report| tells(&report) == [true; 3]), "{}: {:?}", &nudge, &reports);
                for label in [Label::Pack, Label::Content, Label::Arm, Label::Week, Label::Role, Label::Team, Label::Before] {
                    let values: Vec<_> = reports.iter().map(|report| report.value(label)).collect();
                    prop_assert!(values.windows(2).all(|pair| pair[0] == pair[1]), "{}: {:?}", label.word(), &values);
                }
            }
        }
        // In the end the clock is right, and goes on: every window ends, none for ever.
        told.person.shell(Message::Woke);
        let ends = told.person.ledger.windows.iter().map(|window| window.ends).max().unwrap_or_default();
        prop_assert!(ends <= told.person.now + u64::try_from(2 * WINDOW_DAYS).unwrap() * DAY_MS);
        told.moves(i64::from(3 * WINDOW_DAYS) * 24);
        told.person.shell(Message::Woke);
        for (nudge, reports) in told.windows() {
            let outcomes = reports.iter().filter(|report| report.kind() == Kind::Outcome).count();
            prop_assert_eq!(outcomes, 1, "{}: {:?}", nudge, reports);
        }
        let first = told.person.ledger.lineages.values().filter(|lineage| lineage.first.is_some()).count();
        prop_assert_eq!(told.windows().len(), first, "every first moment, and no other");
    }
}
