//! The life of a moment on the page, and what the person says to its card.

use super::{Card, Reply, Step, TabMessage, Tell};
use crate::hash;
use crate::ledger::{Answer, Arm, Moment, MomentState};

/// How long a card stays to say that the answer was noted.
const ACKNOWLEDGE_MS: u32 = 1200;

/// *Later* is the next matching moment, and not the next keystroke: whoever presses it is at work
/// on this one.
pub(super) const SNOOZE_MS: u64 = 30 * 60 * 1000;

impl Step<'_> {
    /// Whether a page may still put the holder of this moment up.
    pub(super) fn placed(&mut self, tab: i64, id: &str) -> bool {
        let moment = self.ledger.moment_mut(id).filter(|moment| moment.tab == tab && !moment.over);
        moment.is_some_and(Moment::place)
    }

    /// The person could see the holder of a moment. A withheld one is refunded as often as shown
    /// ones are, so that both arms leave the same budget.
    pub(super) fn seen(&mut self, tab: i64, id: &str) {
        let Some(moment) = self.ledger.moment_mut(id).filter(|moment| moment.tab == tab) else { return };
        if !moment.see() || moment.arm == Arm::Shown {
            return;
        }
        let nudge = moment.nudge.clone();
        let [first, second, third, fourth, ..] = hash::digest(&[self.secret, b"refund", id.as_bytes()]);
        let drawn = u32::from_le_bytes([first, second, third, fourth]);
        let lineage = self.ledger.lineages.get(&nudge);
        if lineage.is_some_and(|lineage| lineage.spending.refunds(drawn))
            && let Some(moment) = self.ledger.moment_mut(id)
        {
            moment.state = MomentState::Refunded;
        }
    }

    /// The holder is off the page and was not seen: the budget and the record are free again.
    pub(super) fn gone(&mut self, tab: i64, id: &str) {
        let released =
            self.ledger.moment_mut(id).filter(|moment| moment.tab == tab).is_some_and(Moment::release);
        if released {
            self.free_record(id);
        }
    }

    /// What a card shows.
    pub(super) fn card(&self, id: &str) -> Reply {
        let open = self.ledger.moment(id).filter(|moment| moment.is_open(self.env.now));
        let card = open.and_then(|moment| self.shown(moment));
        Reply::Card { card }
    }

    /// The card of a moment.
    pub(super) fn shown(&self, moment: &Moment) -> Option<Box<Card>> {
        let aid = self.content.aid(&moment.nudge)?;
        Some(Box::new(Card {
            moment: moment.id.clone(),
            title: aid.title,
            why: aid.why,
            seconds: moment.seconds,
            body: aid.body,
            evidence: None,
        }))
    }

    pub(super) fn answered(&mut self, id: &str, answer: Answer, shown_ms: u64) {
        let Some(moment) = self.ledger.moment_mut(id) else { return };
        let (nudge, pulled) = (moment.nudge.clone(), moment.pulled);
        let accepted = moment.answer(answer, shown_ms);
        let seconds = moment.seconds;
        if accepted {
            let snoozed_until = self.env.now.saturating_add(SNOOZE_MS);
            let lineage = self.ledger.lineages.get_or_insert_with(nudge, Default::default);
            lineage.muted |= answer == Answer::NeverAgain;
            if !pulled {
                lineage.spending.note(seconds, answer == Answer::NotRelevant);
            }
            if answer == Answer::Later {
                lineage.snoozed_until = Some(snoozed_until);
                self.free_record(id);
            }
        }
        // Also a repeated answer closes the card: the first one may not have been heard.
        let after_ms = (answer != Answer::Closed).then_some(ACKNOWLEDGE_MS);
        self.tell(id, TabMessage { kind: "close", after_ms, ..TabMessage::default() });
    }

    /// Passes something on to the tab that a moment is in.
    pub(super) fn tell(&mut self, id: &str, message: TabMessage) {
        if let Some(tab) = self.ledger.moment(id).map(|moment| moment.tab) {
            self.output.tell.push(Tell { tab, message: TabMessage { moment: id.to_owned(), ..message } });
        }
    }

    /// The nudge may have its moment on this record again.
    fn free_record(&mut self, id: &str) {
        let Some(moment) = self.ledger.moment(id) else { return };
        let (nudge, record) = (moment.nudge.clone(), moment.record.clone());
        if let Some(lineage) = self.ledger.lineages.get_mut(&nudge) {
            lineage.records.remove(&record);
        }
    }
}
