//! What time alone brings: windows that end, reports that are due, reservations that nobody took.

use super::Step;
use super::report::DISMISSED;
use crate::ledger::{Arm, Moment, MomentState};
use crate::measure::Finding;
use crate::report::{Kind, Label};

/// A page takes a reservation up within milliseconds. One that nobody took up for so long was
/// lost with its page or its worker.
const RESERVED_MS: u64 = 30 * 1000;

impl Step<'_> {
    /// Runs before every message.
    pub(super) fn settle(&mut self) {
        self.mend_future();
        let now = self.env.now;
        let lost: Vec<(i64, String)> = self
            .ledger
            .moments
            .iter()
            .filter(|moment| moment.state == MomentState::Reserved)
            .filter(|moment| now.checked_sub(moment.at).is_none_or(|age| age > RESERVED_MS))
            .map(|moment| (moment.tab, moment.id.clone()))
            .collect();
        for (tab, id) in lost {
            self.gone(tab, &id);
        }
        self.close_windows();
    }

    fn close_windows(&mut self) {
        let now = self.env.now;
        let windows = std::mem::take(&mut self.ledger.windows);
        for window in windows {
            let Some(finding) = window.finding(now) else {
                self.ledger.windows.push(window);
                continue;
            };
            // A nudge that is published no more could not be looked for: nobody knows.
            let is_lost = window.sign.is_none() && self.content.nudge(&window.nudge).is_none();
            let finding = if is_lost { Finding::Censored } else { finding };
            self.compare(&window, finding);
            self.miss(&window, finding);
            self.report_end(&window, finding);
        }
    }

    /// The browser started: no page of before is there any more, and no report may leave at a
    /// time that tells when it started.
    pub(super) fn started(&mut self) {
        self.put_away(|_| true);
        self.ledger.tabs.clear();
        if !self.ledger.outbox.waiting.is_empty() {
            self.ledger.outbox.next_at = self.env.now.saturating_add(self.gap_ms());
        }
    }

    /// No page holds these moments any more. What no page had taken up spends nothing; what one had
    /// counts as seen until that page says that it was not: its word may still be on the way.
    pub(super) fn put_away(&mut self, is_away: impl Fn(&Moment) -> bool) {
        let open = self.ledger.moments.iter().filter(|moment| !moment.over && is_away(moment));
        let open: Vec<Moment> = open.cloned().collect();
        for moment in open {
            if moment.state == MomentState::Reserved {
                self.gone(moment.tab, &moment.id);
            }
            // A card that was in view and got no answer was left.
            let was_left = moment.state == MomentState::Committed && moment.arm == Arm::Shown;
            if was_left && !moment.pulled {
                self.report_use(Kind::Exposure, &moment, None, (Label::Exposure, DISMISSED));
            }
            if let Some(moment) = self.ledger.moment_mut(&moment.id) {
                moment.over = true;
            }
        }
    }

    /// A gap between half and one and a half times the mean.
    pub(super) fn gap_ms(&mut self) -> u64 {
        let mean =
            self.ledger.settings.server.as_ref().map_or(0, |server| u64::from(server.gap_seconds) * 1000);
        mean / 2 + self.random.below(mean + 1)
    }

    pub(super) fn deliver(&mut self) {
        let Some(server) = self.ledger.settings.server.clone() else { return };
        self.output.send = self.ledger.outbox.deliver(&server, self.env.now);
    }

    /// When something is due.
    pub(super) fn wake_at(&self) -> Option<u64> {
        let report = self.ledger.settings.server.as_ref().and_then(|_| self.ledger.outbox.due_at());
        let window = self.ledger.windows.iter().map(|window| window.ends).min();
        report.into_iter().chain(window).min()
    }
}
