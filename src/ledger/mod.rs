//! What Cuecard remembers of one person, in their browser only. The worker is its one writer; the
//! engine changes a copy, and only what was stored becomes the truth.

mod host;
mod lineage;
mod moment;
mod problem;
mod retention;
mod settings;
mod tab;

use std::sync::Arc;

use serde::Serialize;

pub use host::{Host, PlaceHealth};
pub use lineage::{FirstMoment, Lineage, Spending};
pub use moment::{Answer, Arm, Misfit, Moment, MomentState, OPEN_CARD_MS};
pub use problem::Problem;
pub use retention::LEAST_KEEP_DAYS;
pub use settings::{QuietHours, Server, Settings, SettingsError, Silence};
pub use tab::{Tab, Visit};

use crate::decide::{Demand, Receipt};
use crate::json::{self, fields};
use crate::measure::{Opened, Window};
use crate::report::Outbox;
use crate::table::Table;
use crate::time::Day;
use crate::trigger::History;

/// The format that this version writes. Older ones are migrated when read, newer ones refused.
pub const FORMAT: u32 = 1;

/// Records that are remembered (as keyed digests), the latest first.
const KEEP_RECORDS: usize = 500;
/// Things of one record that are remembered as counted: more than the threads of a large review.
const KEEP_COUNTED: usize = 300;
/// Open tabs whose last view is remembered.
const KEEP_TABS: usize = 50;
/// Windows of work without help: more than a person meets in a fortnight.
const KEEP_UNPROMPTED: usize = 100;
/// Receipts that are kept for the person to look at: about a quarter of work.
const KEEP_RECEIPTS: usize = 500;
/// Problems that are kept for the person to look at.
const KEEP_PROBLEMS: usize = 20;
/// Answers kept in case the worker died before the page heard them.
const KEEP_ANSWERED: usize = 8;

/// Everything that is remembered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ledger {
    /// [`FORMAT`].
    pub format: u32,
    /// What the person chose.
    pub settings: Settings,
    /// The day on which [`Self::forget_old_days`] went over everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tended: Option<Day>,
    /// Nothing is shown before this day: set when an earlier ledger could not be read, because
    /// what was spent of the budget is then unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_until: Option<Day>,
    /// Decision points, the newest last.
    pub moments: Vec<Moment>,
    /// What is remembered of each nudge.
    pub lineages: Table<String, Lineage>,
    /// How often what happened, over all records.
    pub history: History,
    /// What is remembered of each record, by its keyed digest.
    pub records: Table<String, Record>,
    /// What each open tab last showed.
    pub tabs: Table<i64, Tab>,
    /// The hosts that were seen.
    pub hosts: Table<String, Host>,
    /// What was reported this week, with the day: of each system's health by `app` and
    /// `app.page.fact`, of each nudge by kind and nudge. Nothing is reported twice in a week.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub reported: Table<String, Day>,
    /// How much came up in the person's weeks, where the role chooses by worth.
    #[serde(skip_serializing_if = "Demand::is_empty")]
    pub demand: Demand,
    /// Behaviours that are being looked for.
    pub windows: Vec<Window>,
    /// Reports that wait to be sent.
    pub outbox: Outbox,
    /// The last decisions, the newest last: shared, because every message is tried on a copy of the
    /// ledger. (Earlier versions kept longer ones under another name.)
    pub decisions: Vec<Arc<Receipt>>,
    /// What went wrong, the newest last.
    pub problems: Vec<Problem>,
    /// Message id → the moment that answered it, for a page that asks again.
    pub answered: Vec<(String, String)>,
}

fields! {
    Ledger: format; settings, tended, quiet_until, moments, lineages, history, records, tabs, hosts, reported, demand,
    windows, outbox, decisions, problems, answered, ..
}

/// What is remembered of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Record {
    /// When it was last open.
    pub seen: Day,
    /// How often what happened on it.
    #[serde(skip_serializing_if = "History::is_empty")]
    pub history: History,
    /// What was counted on it, as keyed digests, with the day: nothing counts twice.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub counted: Table<String, Day>,
}

fields! { Record: seen; history, counted, .. }

/// Why a stored ledger cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// It is not a ledger.
    Broken(String),
    /// It was written by a newer version.
    Newer(u32),
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            format: FORMAT,
            settings: Settings::default(),
            tended: None,
            quiet_until: None,
            moments: Vec::new(),
            lineages: Table::new(),
            history: History::default(),
            records: Table::new(),
            tabs: Table::new(),
            hosts: Table::new(),
            reported: Table::new(),
            demand: Demand::default(),
            windows: Vec::new(),
            outbox: Outbox::default(),
            decisions: Vec::new(),
            problems: Vec::new(),
            answered: Vec::new(),
        }
    }
}

impl Ledger {
    /// Reads a stored ledger.
    ///
    /// # Errors
    /// When it is broken, or from a newer version; the caller keeps the stored text aside.
    pub fn read(json: &str) -> Result<Self, LedgerError> {
        #[derive(Default)]
        struct Head {
            format: u32,
        }
        fields! { Head: format, .. }
        let broken = |error: json::Error| LedgerError::Broken(error.to_string());
        let head: Head = json::read(json).map_err(broken)?;
        match head.format {
            // The first format: there is nothing to migrate yet. A later one adds its arm here.
            FORMAT => json::read(json).map_err(broken),
            newer if newer > FORMAT => Err(LedgerError::Newer(newer)),
            unknown => Err(LedgerError::Broken(format!("format {unknown} never existed"))),
        }
    }

    /// A new ledger after one was lost. What can still be read of the person's choices is kept;
    /// what was spent this week is unknown, so it is quiet until the next Monday.
    pub fn after_loss(lost: &str, today: Day) -> Self {
        #[derive(Default)]
        struct Kept {
            settings: Settings,
        }
        fields! { Kept: settings, .. }
        let kept: Option<Kept> = json::read(lost).ok();
        Self {
            settings: kept.map(|kept| kept.settings).unwrap_or_default(),
            quiet_until: Some(today.monday().plus(7)),
            ..Self::default()
        }
    }

    /// The moment with this id.
    pub fn moment(&self, id: &str) -> Option<&Moment> {
        self.moments.iter().rev().find(|moment| moment.id == id)
    }

    /// The moment with this id, to change it.
    pub fn moment_mut(&mut self, id: &str) -> Option<&mut Moment> {
        self.moments.iter_mut().rev().find(|moment| moment.id == id)
    }

    /// The record with this digest, opened today.
    pub fn record_mut(&mut self, record: &str, today: Day) -> &mut Record {
        let found = self.records.get_or_insert_with(record.to_owned(), || Record {
            seen: today,
            history: History::default(),
            counted: Table::new(),
        });
        found.seen = found.seen.max(today);
        found
    }

    /// Notes a problem once; the same one again only moves up.
    pub fn note(&mut self, problem: Problem) {
        self.problems.retain(|noted| (&noted.place, &noted.what) != (&problem.place, &problem.what));
        self.problems.push(problem);
    }

    /// Explains a decision to the person, for as long as there is room.
    pub fn keep_receipt(&mut self, receipt: Receipt) {
        // First, so that the list never grows: growing copies all of it.
        keep_last(&mut self.decisions, KEEP_RECEIPTS - 1);
        self.decisions.push(Arc::new(receipt));
    }

    /// Forgets what is older or more than is kept.
    pub fn prune(&mut self, today: Day) {
        if self.tended != Some(today) {
            self.forget_old_days(today);
            self.tended = Some(today);
        }
        for record in self.records.values_mut() {
            keep_newest(&mut record.counted, KEEP_COUNTED, |day| *day);
        }
        keep_newest(&mut self.records, KEEP_RECORDS, |record| record.seen);
        self.tabs.retain(|_, tab| tab.day >= today.plus(-1));
        keep_newest(&mut self.tabs, KEEP_TABS, |tab| tab.at);
        // What was drawn is judged, and stays; of work without help the newest tells most.
        let unprompted = |window: &Window| window.by == Opened::Unprompted;
        let over = self.windows.iter().filter(|window| unprompted(window)).count();
        let mut over = over.saturating_sub(KEEP_UNPROMPTED);
        self.windows.retain(|window| {
            let drop = over > 0 && unprompted(window);
            over -= usize::from(drop);
            !drop
        });
        keep_last(&mut self.problems, KEEP_PROBLEMS);
        keep_last(&mut self.answered, KEEP_ANSWERED);
    }
}

/// Drops the oldest until `most` are left.
fn keep_newest<K: Ord + Clone, V, Age: Ord>(table: &mut Table<K, V>, most: usize, age: fn(&V) -> Age) {
    while table.len() > most {
        let Some((eldest, _)) = table.iter().min_by_key(|(_, value)| age(value)) else { break };
        let eldest = eldest.clone();
        table.remove(&eldest);
    }
}

fn keep_last<T>(list: &mut Vec<T>, most: usize) {
    list.drain(..list.len().saturating_sub(most));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let ledger = Ledger { quiet_until: Some(Day(20_000)), ..Ledger::default() };
        assert_eq!(Ledger::read(&json::write(&ledger).unwrap()), Ok(ledger));
    }

    #[test]
    fn refuses_what_it_cannot_trust() {
        assert!(matches!(Ledger::read("{\"format\":1,"), Err(LedgerError::Broken(_))));
        assert!(matches!(Ledger::read("[]"), Err(LedgerError::Broken(_))));
        assert!(matches!(Ledger::read("{\"format\":0}"), Err(LedgerError::Broken(_))));
        assert_eq!(Ledger::read("{\"format\":2}"), Err(LedgerError::Newer(2)));
        assert!(matches!(Ledger::read("{\"format\":1,\"moments\":3}"), Err(LedgerError::Broken(_))));
    }

    #[test]
    fn after_a_loss_it_is_quiet_until_monday_and_keeps_what_the_person_chose() {
        let today = Day::parse("2026-11-20").unwrap();
        let lost = r#"{"format":1,"settings":{"role":"account-executive"},"moments":3}"#;
        let ledger = Ledger::after_loss(lost, today);
        assert_eq!(ledger.settings.role.as_deref(), Some("account-executive"));
        assert_eq!(ledger.quiet_until, Day::parse("2026-11-23"));
        assert_eq!(Ledger::after_loss("garbage", today).settings, Settings::default());
    }

    #[test]
    fn pruning_keeps_the_newest() {
        let today = Day(20_000);
        let mut ledger = Ledger::default();
        for number in 0..600 {
            ledger.record_mut(&format!("{number:04}"), today.plus(-(number % 80)));
        }
        for number in 0..30 {
            ledger.note(Problem {
                at: number,
                place: format!("{number}"),
                what: String::new(),
                mend: String::new(),
            });
        }
        ledger.prune(today);
        assert_eq!(ledger.records.len(), KEEP_RECORDS);
        assert!(ledger.records.values().all(|record| record.seen >= today.plus(-79)));
        assert_eq!(ledger.problems.len(), KEEP_PROBLEMS);
        assert_eq!(ledger.problems.last().map(|problem| problem.at), Some(29));
        ledger.prune(today.plus(91));
        assert!(ledger.records.is_empty());
    }
}
