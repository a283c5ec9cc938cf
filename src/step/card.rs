//! The life of a moment on the page, and what the person says to its card.

use super::{Card, Reply, Step, TabMessage, Tell};
use crate::ledger::{Answer, Moment};

/// How long a card stays to say that the answer was noted.
const ACKNOWLEDGE_MS: u32 = 1200;

impl Step<'_> {
    /// Whether a page may still put the holder of this moment up.
    pub(super) fn placed(&mut self, tab: i64, id: &str) -> bool {
        let moment = self.ledger.moment_mut(id).filter(|moment| moment.tab == tab && !moment.over);
        moment.is_some_and(Moment::place)
    }

    pub(super) fn with_moment(&mut self, tab: i64, id: &str, change: impl FnOnce(&mut Moment)) {
        if let Some(moment) = self.ledger.moment_mut(id).filter(|moment| moment.tab == tab) {
            change(moment);
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
        let card = open.and_then(|moment| {
            let aid = self.content.aid(&moment.nudge)?;
            Some(Box::new(Card {
                moment: id.to_owned(),
                title: aid.title,
                why: aid.why,
                seconds: moment.seconds,
                body: aid.body,
                evidence: None,
            }))
        });
        Reply::Card { card }
    }

    pub(super) fn answered(&mut self, id: &str, answer: Answer, shown_ms: u64) {
        let Some(moment) = self.ledger.moment_mut(id) else { return };
        let (nudge, accepted) = (moment.nudge.clone(), moment.answer(answer, shown_ms));
        if accepted && answer == Answer::Later {
            self.free_record(id);
        }
        if accepted && answer == Answer::NeverAgain {
            self.ledger.lineages.get_or_insert_with(nudge, Default::default).muted = true;
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
