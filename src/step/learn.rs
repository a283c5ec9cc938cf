//! Work is the review: what was done right or wrong in the tool says when an aid is due again.

use super::Step;
use crate::content::Published;
use crate::learn::Evidence;
use crate::ledger::{Arm, Moment, MomentState};
use crate::measure::{Finding, Opened, Window};
use crate::pack::{Nudge, Sign};
use crate::page::Facts;
use crate::trigger::Event;

impl Step<'_> {
    /// Takes in what running windows found just now, and what lapsed.
    pub(super) fn learn(
        &mut self,
        app: &str,
        record: &str,
        facts: &Facts,
        events: &[Event],
        found: &[(String, Finding)],
    ) {
        let Ok(app) = self.content.app(app) else { return };
        let mut lapsing = app.lapsing.iter().filter_map(|place| app.nudges.get(*place));
        for nudge in self.with_sign(&mut lapsing, |nudge| &nudge.lapse, record, facts, events) {
            self.practise(&nudge, Evidence::Lapse);
        }
        if self.tells_before() {
            let mut all = app.nudges.iter();
            for nudge in self.with_sign(&mut all, |nudge| &nudge.behaviour.success, record, facts, events) {
                let lineage = self.ledger.lineages.get_or_insert_with(nudge, Default::default);
                lineage.did |= lineage.first.is_none() && lineage.pulls == 0;
            }
        }
        for (nudge, finding) in found {
            match finding {
                Finding::Success => {
                    let shown_at = self.shown_at(nudge);
                    self.practise(nudge, Evidence::Success { shown_at });
                }
                Finding::Failure => self.practise(nudge, Evidence::Lapse),
                Finding::Unseen | Finding::Censored => {}
            }
        }
    }

    /// Those for the person's role of whose signs one was just seen.
    fn with_sign<'n>(
        &self,
        nudges: &mut dyn Iterator<Item = &'n Published>,
        signs: fn(&Nudge) -> &[Sign],
        record: &str,
        facts: &Facts,
        events: &[Event],
    ) -> Vec<String> {
        let Some(role) = &self.ledger.settings.role else { return Vec::new() };
        let past = self.past(record);
        let seen = nudges.map(|published| &published.nudge).filter(|nudge| {
            let seen = |sign: &Sign| events.iter().any(|event| sign.on.fits(event));
            signs(nudge).iter().any(|sign| seen(sign) && sign.when.holds(facts, past))
                && nudge.roles.contains(role)
        });
        seen.map(|nudge| nudge.nudge.clone()).collect()
    }

    /// When the person last had the aid of a nudge on screen; what was not relevant was read, too.
    fn shown_at(&self, nudge: &str) -> Option<u64> {
        let could_see = |moment: &Moment| moment.spends() || moment.state == MomentState::Refunded;
        let had = |moment: &&Moment| moment.nudge == nudge && moment.arm == Arm::Shown && could_see(moment);
        self.ledger.moments.iter().filter(had).map(|moment| moment.at).max()
    }

    fn practise(&mut self, nudge: &str, evidence: Evidence) {
        let lineage = self.ledger.lineages.get_or_insert_with(nudge.to_owned(), Default::default);
        lineage.practice.take(evidence, self.env.today, self.env.now);
    }

    /// A window ended, and what should be done was not. Where a nudge names what is wrong, only that
    /// is an error; where it names none, leaving it undone is.
    pub(super) fn miss(&mut self, window: &Window, finding: Finding) {
        let unsigned = finding == Finding::Failure && window.sign.is_none();
        let names_failure = |published: &Published| !published.nudge.behaviour.failure.is_empty();
        if unsigned && !self.content.nudge(&window.nudge).is_none_or(names_failure) {
            self.practise(&window.nudge, Evidence::Lapse);
        }
    }

    /// Takes in what came of a drawn moment, with help or without it.
    pub(super) fn compare(&mut self, window: &Window, finding: Finding) {
        if window.by == Opened::Unprompted || finding == Finding::Censored {
            return;
        }
        let prompted = window.arm == Arm::Shown || window.pulled;
        let lineage = self.ledger.lineages.get_or_insert_with(window.nudge.clone(), Default::default);
        lineage.fading.take(prompted, finding == Finding::Success);
    }
}
