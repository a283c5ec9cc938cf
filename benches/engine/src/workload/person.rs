//! One person in the middle of a working week: what the engine remembers of them.

use cuecard::decide::{Considered, Reason, Receipt};
use cuecard::ledger::{Host, Ledger};
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

/// What the shell says at every message.
pub fn env() -> Env {
    Env { now: NOW, today: TODAY, minute: 600, random: "5e".repeat(32) }
}

/// Some weeks of work: records seen, events counted, decisions explained.
pub fn ledger(random: &mut Random) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.settings.role = Some(ROLES[0].into());
    for system in &SYSTEMS {
        ledger.hosts.insert(system.host.into(), Host::default());
        // Long enough that what was never counted is known never to have happened.
        for event in [system.pushed(), system.cut()] {
            ledger.history.look_for(&event, TODAY.plus(-100));
        }
    }
    for number in 0..RECORDS {
        let day = TODAY.plus(-(random.below(80) as i32));
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
        ledger.decisions.push(Receipt {
            at: NOW - number as u64 * 3_600_000,
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
