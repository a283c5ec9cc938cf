//! Help that the person asks for: every aid that fits the page, whatever the gates say.

use serde::Serialize;

use super::{Env, Reply, Step};
use crate::content::Published;
use crate::ledger::{Arm, Moment, MomentState};

/// One aid that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AidLine {
    /// The nudge.
    pub nudge: String,
    /// Its pack.
    pub pack: String,
    /// The card's title.
    pub title: String,
    /// When it is meant to help.
    pub why: String,
    /// What the aid takes, in seconds.
    pub seconds: u32,
    /// The person asked never to see it again by itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
}

impl Step<'_> {
    /// Every aid for the person's role in the system at `url`: also withheld, mastered and muted
    /// ones, and those that the budget has no room for.
    pub(super) fn help(&self, url: &str) -> Vec<AidLine> {
        let (Some(location), Some(role)) = (self.locate(url), &self.ledger.settings.role) else {
            return Vec::new();
        };
        let Ok(app) = self.content.app(&location.adapter.app) else { return Vec::new() };
        let system = self.system(&location);
        let fits = app.nudges.iter().filter(|published| {
            published.nudge.roles.contains(role)
                && self.is_approved(published)
                && self.could_happen(published, &location, &system)
        });
        let lines = fits.filter_map(|published| {
            let aid = self.content.aid(&published.nudge.nudge)?;
            Some(AidLine {
                nudge: published.nudge.nudge.clone(),
                pack: published.pack.clone(),
                title: aid.title,
                why: aid.why,
                seconds: published.nudge.seconds,
                muted: self.ledger.lineages.get(&published.nudge.nudge).is_some_and(|it| it.muted),
            })
        });
        lines.collect()
    }

    /// Whether those stand by it who have to: who asks for help wants the organisation's word as well.
    fn is_approved(&self, published: &Published) -> bool {
        let (approval, Env { now, today, .. }) = (published.approval.as_ref(), self.env);
        let lack = self.content.organisation.as_ref().and_then(|it| it.lack(approval, *now, *today));
        lack.is_none()
    }

    /// Gives an aid that the person asked for. What is listed is never refused; it debits minutes and no slot,
    /// leaves the arm as it is, and is noted beside it.
    pub(super) fn pull(&mut self, name: &str, tab: i64) -> Reply {
        let published = self.content.nudge(name).filter(|published| self.is_approved(published));
        let Some(published) = published else { return Reply::Card { card: None } };
        let now = self.env.now;
        let lineage = self.ledger.lineages.get_or_insert_with(name.to_owned(), Default::default);
        lineage.pulls = lineage.pulls.saturating_add(1);
        for window in self.ledger.windows.iter_mut().filter(|window| window.nudge == name) {
            window.pulled |= now < window.ends;
        }
        let moment = Moment {
            id: self.random.name(),
            nudge: name.to_owned(),
            pack: published.pack.clone(),
            tab,
            at: now,
            day: self.env.today,
            arm: Arm::Shown,
            // Whoever asks for it sees it.
            state: MomentState::Committed,
            seconds: published.nudge.seconds,
            pulled: true,
            ..Moment::default()
        };
        let card = self.shown(&moment);
        self.ledger.moments.push(moment);
        Reply::Card { card }
    }
}
