//! For how long what happened is kept: as long as it is of use, or shorter, as the person wishes. What
//! promises rest on stays either way: what was spent of the budget, which records had their moment,
//! what was counted, what the person can do.

use super::{Ledger, Moment, Settings};
use crate::time::{DAY_MS, Day};
use crate::trigger::KEEP_DAYS;

/// The shortest that can be chosen: five weeks. No budget runs for longer (a sprint has 28 days at
/// most), no aid keeps away for longer (a month), no window is open for longer (14 days).
pub const LEAST_KEEP_DAYS: i32 = 35;
/// Moments are kept a while longer than the longest period, for the budget and for the person.
const KEEP_MOMENTS_DAYS: i32 = 60;
/// So many are kept whatever the clock says: more than a week's budget ever holds, so that a clock
/// that runs ahead and back again gives no second one.
const KEEP_MOMENTS: usize = 60;

impl Settings {
    /// For how many days what happened is kept.
    pub fn kept_days(&self) -> i32 {
        self.keep_days.map_or(KEEP_DAYS, |days| i32::from(days).clamp(LEAST_KEEP_DAYS, KEEP_DAYS))
    }
}

impl Moment {
    /// Keeps what it spent, and when, and not what it was.
    fn forget(&mut self) {
        for text in [&mut self.id, &mut self.nudge, &mut self.record] {
            text.clear();
        }
        (self.tab, self.over) = (-1, true);
        (self.answer, self.misfit) = (None, None);
        self.done.clear();
    }
}

impl Ledger {
    /// Goes over everything, which is too much for every message: what is too old changes once a
    /// day.
    pub(super) fn forget_old_days(&mut self, today: Day) {
        let days = self.settings.kept_days();
        let oldest = today.plus(-days.min(KEEP_MOMENTS_DAYS));
        let mut surplus = self.moments.len().saturating_sub(KEEP_MOMENTS);
        self.moments.retain(|moment| {
            let is_surplus = surplus > 0;
            surplus = surplus.saturating_sub(1);
            !is_surplus || moment.day >= oldest
        });
        if days < KEEP_DAYS {
            self.moments.iter_mut().filter(|moment| moment.day < oldest).for_each(Moment::forget);
        }
        let oldest = today.plus(-days);
        let oldest_ms = u64::from(oldest.0.max(0).cast_unsigned()) * DAY_MS;
        self.decisions.retain(|receipt| receipt.at >= oldest_ms);
        self.history.prune(today, days);
        self.demand.prune(today, days);
        // Whatever the person wishes: it says what was counted and had its moment, so that nothing
        // counts or comes twice, and not what it was.
        let oldest = today.plus(-KEEP_DAYS);
        self.records.retain(|_, record| record.seen >= oldest);
        for record in self.records.values_mut() {
            record.history.prune(today, days);
            record.counted.retain(|_, day| *day >= oldest);
        }
        for lineage in self.lineages.values_mut() {
            lineage.records.retain(|_, day| *day >= oldest);
            if lineage.checking.last_round.is_some_and(|day| day < oldest) {
                lineage.checking.rounds.iter_mut().for_each(String::clear);
            }
        }
    }
}
