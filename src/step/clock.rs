//! A clock that was set back. What was noted while it ran ahead would lie in the future, and would
//! silence Cuecard, or hold a budget, until that day comes: it is taken to have happened now.
//! Attention is neither won nor lost for long by turning a clock.

use super::Step;
use super::card::SNOOZE_MS;
use crate::time::{DAY_MS, Day};

/// 2026-01-01, before the first version. A clock that says less is not set (a machine whose battery
/// is flat starts in 1970 or 2000): by such a clock nothing is mended, or the truth would be lost.
const FIRST_DAY: Day = Day(20_454);

impl Step<'_> {
    /// Brings back what lies further in the future than travelling explains.
    pub(super) fn mend_future(&mut self) {
        let (now, today) = (self.env.now, self.env.today);
        // Within a day that was tended to, nothing can lie further ahead than that day.
        if today < FIRST_DAY || self.ledger.tended == Some(today) {
            return;
        }
        // Whoever flies west has tomorrow behind them.
        let (latest, tomorrow) = (now.saturating_add(DAY_MS), today.plus(1));
        for moment in self.ledger.moments.iter_mut() {
            if moment.day > tomorrow || moment.at > latest {
                (moment.at, moment.day) = (now, today);
            }
        }
        for window in self.ledger.windows.iter_mut().filter(|window| window.opened > latest) {
            let length = window.ends.saturating_sub(window.opened);
            (window.opened, window.ends) = (now, now.saturating_add(length));
        }
        for lineage in self.ledger.lineages.values_mut() {
            if let Some(first) = lineage.first.as_mut().filter(|first| first.day > tomorrow) {
                first.day = today;
            }
            lineage.snoozed_until =
                lineage.snoozed_until.map(|until| until.min(now.saturating_add(SNOOZE_MS)));
            lineage.checking.last_round = lineage.checking.last_round.map(|day| day.min(tomorrow));
            lineage.records.values_mut().filter(|day| **day > tomorrow).for_each(|day| *day = today);
        }
        // What was counted on a record was counted no later than it was last seen.
        for record in self.ledger.records.values_mut().filter(|record| record.seen > tomorrow) {
            record.seen = tomorrow;
            record.counted.values_mut().filter(|day| **day > tomorrow).for_each(|day| *day = today);
        }
        // A Monday that was chosen before the flight, seen from the Sunday after it.
        let next_monday = tomorrow.monday().plus(7);
        let outbox = &mut self.ledger.outbox;
        outbox.next_at = outbox.next_at.min(latest);
        let silence = &mut self.ledger.settings.silence;
        silence.until = silence.until.map(|until| until.min(latest));
        silence.until_day = silence.until_day.map(|day| day.min(next_monday));
        self.ledger.quiet_until = self.ledger.quiet_until.map(|day| day.min(next_monday));
    }
}
