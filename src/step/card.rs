//! The life of a moment on the page, and what the person says to its card.

use super::report::{COMPLETED, DISMISSED, FAST};
use super::{Card, Reply, Step, TabMessage, Tell};
use crate::hash;
use crate::learn::{CheckResult, Evidence};
use crate::ledger::{Answer, Arm, Misfit, Moment, MomentState};
use crate::page::Facts;
use crate::report::{Kind, Label};
use crate::trigger::{Event, On};

/// How long a card stays to say that the answer was noted.
const ACKNOWLEDGE_MS: u32 = 1200;
/// The same, with time to say in one press why it was not relevant.
const ASK_WHY_MS: u32 = 6000;

/// *Later* is the next matching moment, and not the next keystroke: whoever presses it is at work
/// on this one.
pub(super) const SNOOZE_MS: u64 = 30 * 60 * 1000;

/// Nobody has read a card that is closed so soon.
const FAST_MS: u64 = 3000;
/// Who closes a nudge's cards so soon so often does not want it.
const FAST_TO_MUTE: u32 = 3;

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
        let lineage = self.ledger.lineages.get(&moment.nudge);
        let asked = lineage.map_or_else(Vec::new, |lineage| lineage.checking.asked.clone());
        // One decision at a time: the receipt of the same instant is the one of this moment.
        let receipt = self.ledger.decisions.iter().find(|receipt| receipt.at == moment.at && !moment.pulled);
        Some(Box::new(Card {
            moment: moment.id.clone(),
            nudge: moment.nudge.clone(),
            title: aid.title,
            why: aid.why,
            seconds: moment.seconds,
            body: aid.body,
            flag: aid.flag,
            lesson: aid.lesson,
            checks: aid.checks,
            texts: aid.texts,
            role: self.ledger.settings.role.clone(),
            practised: lineage.is_some_and(|lineage| lineage.practice.has_succeeded()),
            level: lineage.map_or(0, |lineage| lineage.checking.level.number()),
            asked,
            done: self.done(moment),
            receipt: receipt.cloned(),
            approval: self.content.approval(&moment.nudge).map(|it| it.card.clone()).unwrap_or_default(),
        }))
    }

    /// The steps of a moment's aid that its page shows to be done, from 1.
    fn done(&self, moment: &Moment) -> Vec<u8> {
        let mut done = moment.done.clone();
        let tab = self.ledger.tabs.get(&moment.tab).filter(|tab| tab.record == moment.record);
        if let (Some(tab), Some(published)) = (tab, self.content.nudge(&moment.nudge)) {
            let past = self.past(&moment.record);
            let states = published.nudge.ticks.iter().filter(|tick| tick.on.is_none());
            done.extend(states.filter(|tick| tick.when.holds(&tab.facts, past)).map(|tick| tick.step));
        }
        done
    }

    /// What happened on a page may be a step of the card that is open there: tells the card.
    pub(super) fn tick(&mut self, tab: i64, record: &str, facts: &Facts, events: &[Event]) {
        let here = |moment: &&Moment| moment.tab == tab && moment.record == record;
        let open = self.ledger.moments.iter().filter(here).filter(|moment| moment.is_open(self.env.now));
        let open: Vec<Moment> = open.cloned().collect();
        for mut moment in open {
            let Some(published) = self.content.nudge(&moment.nudge) else { continue };
            let past = self.past(record);
            let happened = published.nudge.ticks.iter().filter(|tick| {
                let fits = |on: &On| events.iter().any(|event| on.fits(event));
                tick.on.as_ref().is_some_and(fits) && tick.when.holds(facts, past)
            });
            moment.done.extend(happened.map(|tick| tick.step));
            moment.done.dedup();
            let steps = self.done(&moment);
            if steps.is_empty() {
                continue;
            }
            let id = moment.id.clone();
            if let Some(kept) = self.ledger.moment_mut(&id) {
                kept.done = moment.done;
            }
            self.tell(&id, TabMessage { kind: "done", steps, ..TabMessage::default() });
        }
    }

    /// The lesson of a moment: of one that is over, too, and what was read of it since the last time.
    pub(super) fn lesson(&mut self, id: &str, shown_ms: u64) -> Reply {
        if let Some(moment) = self.ledger.moment_mut(id) {
            moment.read_on(shown_ms);
        }
        let card = self.ledger.moment(id).filter(|moment| moment.arm == Arm::Shown);
        Reply::Card { card: card.and_then(|moment| self.shown(moment)) }
    }

    /// The person answered a variant of the check; `top` is the hardest level that has one.
    pub(super) fn checked(&mut self, id: &str, variant: &str, result: CheckResult, top: u8) {
        let Some(moment) = self.ledger.moment(id).cloned() else { return };
        let today = self.env.today;
        let lineage = self.ledger.lineages.get_or_insert_with(moment.nudge.clone(), Default::default);
        let round = lineage.checking.round(variant, &moment.record, today);
        lineage.checking.note(variant, result, top);
        lineage.practice.take(Evidence::Check(result), today, self.env.now);
        if let Some(round) = round {
            let told = (Label::Check, result as usize);
            self.report_use(Kind::Check, &moment, Some(round.word()), told);
        }
    }

    pub(super) fn answered(&mut self, id: &str, answer: Answer, shown_ms: u64) {
        let Some(moment) = self.ledger.moment_mut(id) else { return };
        let (nudge, pulled) = (moment.nudge.clone(), moment.pulled || moment.sandbox);
        let accepted = moment.answer(answer, shown_ms);
        let (seconds, moment) = (moment.seconds, moment.clone());
        if accepted {
            let is_fast = shown_ms < FAST_MS;
            let became = match answer {
                Answer::Later => None,
                Answer::Done => Some(COMPLETED),
                _ if is_fast => Some(FAST),
                _ => Some(DISMISSED),
            };
            let snoozed_until = self.env.now.saturating_add(SNOOZE_MS);
            let lineage = self.ledger.lineages.get_or_insert_with(nudge, Default::default);
            lineage.muted |= answer == Answer::NeverAgain;
            if !pulled {
                lineage.spending.note(seconds, answer == Answer::NotRelevant);
                lineage.fast += u32::from(became == Some(FAST));
                lineage.muted |= lineage.fast >= FAST_TO_MUTE;
            }
            if answer == Answer::Later {
                lineage.snoozed_until = Some(snoozed_until);
                self.free_record(id);
            }
            if let Some(place) = became.filter(|_| !pulled) {
                self.report_use(Kind::Exposure, &moment, None, (Label::Exposure, place));
            }
            if answer == Answer::Done {
                let told = (Label::Time, Label::time_bucket(shown_ms));
                self.report_use(Kind::Time, &moment, None, told);
            }
        }
        // Also a repeated answer closes the card: the first one may not have been heard.
        let after_ms = match answer {
            Answer::Closed => None,
            Answer::NotRelevant => Some(ASK_WHY_MS),
            _ => Some(ACKNOWLEDGE_MS),
        };
        self.tell(id, TabMessage { kind: "close", after_ms, ..TabMessage::default() });
    }

    /// Why it was not relevant: for the person's own record, and never needed.
    pub(super) fn reason(&mut self, id: &str, reason: Misfit) {
        if let Some(moment) = self.ledger.moment_mut(id).filter(|moment| moment.answer.is_some()) {
            moment.misfit = Some(reason);
        }
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
