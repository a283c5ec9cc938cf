//! Whatever a person, their tabs, the worker and the clock do: the caps hold, budget is conserved,
//! every report is sent once, and the same steps give the same bytes.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use std::collections::BTreeSet;

use cuecard::ledger::{Answer, MomentState};
use cuecard::report::Report;
use cuecard::step::{Message, replay};
use person::content::shipped_content;
use person::{Person, deal, offered, with};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Turn {
    Saves { tab: i64, record: u8, pricing: bool, pushed: u8 },
    Holds { tab: i64, known: usize },
    Leaves { tab: i64 },
    Answers { known: usize, answer: u8 },
    Passes { days: i32, seconds: u64 },
    ClockGoesBack { seconds: u64 },
    WorkerDies,
    BrowserRestarts,
    Delivers,
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        6 => (0i64..3, 0u8..6, any::<bool>(), 0u8..8)
            .prop_map(|(tab, record, pricing, pushed)| Turn::Saves { tab, record, pricing, pushed }),
        4 => (0i64..3, 0usize..4).prop_map(|(tab, known)| Turn::Holds { tab, known }),
        1 => (0i64..3).prop_map(|tab| Turn::Leaves { tab }),
        3 => (0usize..4, 0u8..5).prop_map(|(known, answer)| Turn::Answers { known, answer }),
        2 => (0i32..5, 0u64..100_000).prop_map(|(days, seconds)| Turn::Passes { days, seconds }),
        1 => (0u64..1_000_000).prop_map(|seconds| Turn::ClockGoesBack { seconds }),
        2 => Just(Turn::WorkerDies),
        1 => Just(Turn::BrowserRestarts),
        2 => Just(Turn::Delivers),
    ]
}

const STAGES: [&str; 3] = ["Qualification", "Proposal/Price Quote", "Negotiation/Review"];
const DATES: [&str; 8] =
    ["12/18/2026", "1/18/2027", "2/18/2027", "3/18/2027", "4/18/2027", "5/18/2027", "6/18/2027", "7/18/2027"];

fn take(person: &mut Person, turn: Turn, known: &mut Vec<String>, ids: &mut Vec<String>) {
    match turn {
        Turn::Saves { tab, record, pricing, pushed } => {
            let stage = STAGES[usize::from(pushed) % 3];
            let objection = if pricing { "Pricing" } else { "" };
            let before = deal("Qualification", "");
            let after = with(deal(stage, objection), "close_date", DATES[usize::from(pushed)]);
            let reply = person.saves(tab, &format!("006{record}"), &before, &after);
            if let Some(offer) = offered(&reply) {
                known.push(offer.moment.clone());
            }
        }
        Turn::Holds { tab, known: back } => {
            if let Some(moment) = known.iter().rev().nth(back).cloned() {
                person.holds(tab, &moment);
            }
        }
        Turn::Leaves { tab } => {
            person.page(tab, Message::Arrived { url: "https://acme.lightning.force.com/".into() });
        }
        Turn::Answers { known: back, answer } => {
            if let Some(moment) = known.iter().rev().nth(back).cloned() {
                let answers =
                    [Answer::Done, Answer::Later, Answer::NotRelevant, Answer::NeverAgain, Answer::Closed];
                person.answers(&moment, answers[usize::from(answer)]);
            }
        }
        Turn::Passes { days, seconds } => person.passes(days, seconds * 1000),
        Turn::ClockGoesBack { seconds } => person.now -= seconds * 1000,
        Turn::WorkerDies => person.worker_dies(),
        Turn::BrowserRestarts => {
            person.worker_dies();
            person.shell(Message::Started);
        }
        Turn::Delivers => {
            if let Some(delivery) = person.shell(Message::Woke).send {
                ids.push(delivery.id);
            }
        }
    }
}

/// What at most one report may tell.
fn about(report: &Report) -> String {
    match report {
        Report::Window(window) => format!("{} {}", window.nudge, window.outcome.is_some()),
        Report::Health(health) => format!("{} {:?} {}", health.app, health.place, health.week),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
    #[test]
    fn the_caps_hold_and_replay_is_equal(turns in prop::collection::vec(turn(), 1..60), server in any::<bool>()) {
        let mut person = Person::new("someone");
        if server {
            person.joins_server();
        }
        let (mut known, mut ids) = (Vec::new(), Vec::new());
        for turn in turns {
            take(&mut person, turn, &mut known, &mut ids);
            let limit = person.content.role("account-executive").unwrap().budget.count;
            prop_assert!(person.spent() <= limit, "more than {limit} in one week");
            // At most one card can be on any screen.
            let open = person.ledger.moments.iter().filter(|moment| moment.is_open(person.now)).count();
            prop_assert!(open <= 1, "{open} cards at once");
            for moment in &person.ledger.moments {
                let nothing_spent = matches!(moment.state, MomentState::Released | MomentState::Refunded);
                prop_assert_eq!(moment.spends(), !nothing_spent);
            }
            if !server {
                prop_assert!(person.ledger.outbox.waiting.is_empty() && ids.is_empty());
            }
        }
        // One entry and at most one outcome a lineage, one reading of a system a week, each with an id
        // of its own.
        let waiting: Vec<_> = person.ledger.outbox.waiting.iter().collect();
        let unique: BTreeSet<_> = waiting.iter().map(|report| &report.id).collect();
        prop_assert_eq!(unique.len(), waiting.len());
        let told: BTreeSet<_> = waiting.iter().map(|report| about(&report.body)).collect();
        prop_assert_eq!(told.len(), waiting.len());

        let trace = serde_json::to_string(&person.trace()).unwrap();
        let content = shipped_content();
        let once = replay(&content, &trace).unwrap();
        prop_assert_eq!(&once, &replay(&content, &trace).unwrap());
        let ledger = once.lines().last().unwrap();
        prop_assert_eq!(ledger, serde_json::to_string(&person.ledger).unwrap());
    }
}
