//! One person in the middle of a working week: what the engine remembers of them.

use cuecard::decide::{Considered, Reason, Receipt};
use cuecard::ledger::{Answer, Host, Ledger, Moment, MomentState};
use cuecard::step::Env;
use cuecard::time::Day;
use cuecard::trigger::History;

use super::random::Random;
use super::vocabulary::{ROLES, SYSTEMS};

/// The person's secret.
pub const SECRET: [u8; 32] = [7; 32];
/// The history of a record that was not opened before.
pub static UNSEEN: History = History::new();

/// A Wednesday, 18 November 2026, 15:00 UTC.
const NOW: u64 = 1_795_014_000_000;
const TODAY: Day = Day(20_775);
const RECORDS: usize = 200;
const RECEIPTS: usize = 500;
/// As many as a ledger keeps, and a card on every other day of those that it keeps.
const MOST_RECORDS: usize = 500;
const MOST_MOMENTS: u64 = 30;
const DAY_MS: u64 = 24 * 3_600_000;

/// What the shell says at every message.
pub fn env() -> Env {
    Env { now: NOW, today: TODAY, minute: 600, random: "5e".repeat(32) }
}

/// Some weeks of work: records seen, events counted, decisions explained.
pub fn ledger(random: &mut Random) -> Ledger {
    worked(random, RECORDS, NOW, TODAY)
}

/// About as much as a ledger ever keeps, at this time on this day.
pub fn full_ledger(random: &mut Random, now: u64, today: Day) -> Ledger {
    let mut ledger = worked(random, MOST_RECORDS, now, today);
    ledger.moments = (0..MOST_MOMENTS)
        .rev()
        .map(|number| Moment {
            id: format!("{number:032x}"),
            nudge: format!("crm-{number:05}"),
            pack: "generated-000".into(),
            record: format!("{number:032x}"),
            at: now - 2 * number * DAY_MS,
            day: today.plus(-2 * number as i32),
            state: MomentState::Committed,
            seconds: 90,
            answer: Some(Answer::Done),
            over: true,
            ..Moment::default()
        })
        .collect();
    ledger
}

fn worked(random: &mut Random, records: usize, now: u64, today: Day) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.settings.role = Some(ROLES[0].into());
    for system in &SYSTEMS {
        ledger.hosts.insert(system.host.into(), Host::default());
        // Long enough that what was never counted is known never to have happened.
        for event in [system.pushed(), system.cut()] {
            ledger.history.look_for(&event, today.plus(-100));
        }
    }
    for number in 0..records {
        let day = today.plus(-(random.below(80) as i32));
        let system = random.pick(&SYSTEMS);
        let record = ledger.record_mut(&format!("{number:032x}"), day);
        if random.percent(40) {
            let event = if random.percent(60) { system.pushed() } else { system.cut() };
            record.history.add(&event, day);
            ledger.history.add(&event, day);
        }
    }
    for number in 0..RECEIPTS {
        let stopped = |place: usize| Considered(format!("crm-{place:05}"), Reason::Role);
        ledger.keep_receipt(Receipt {
            at: now - number as u64 * 3_600_000,
            input: format!("{number:016x}"),
            events: vec!["changed stage".into()],
            candidates: (0..3).map(stopped).collect(),
            left: (2, 240),
            percent: None,
            bid: None,
        });
    }
    ledger
}
