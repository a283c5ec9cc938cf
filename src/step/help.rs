//! Help that the person asks for: every aid that fits the page, whatever the gates say.

use serde::Serialize;

use super::{Reply, Step};
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
}

impl Step<'_> {
    /// Every aid for the person's role in the system at `url`: also withheld, mastered and muted
    /// ones, and those that the budget has no room for.
    pub(super) fn help(&self, url: &str) -> Vec<AidLine> {
        let (Some(location), Some(role)) = (self.locate(url), &self.ledger.settings.role) else {
            return Vec::new();
        };
        let system = self.system(&location);
        let nudges = self.content.nudges.iter();
        let fits = nudges.filter(|published| {
            published.nudge.roles.contains(role) && self.could_happen(published, &location, &system)
        });
        let lines = fits.map(|published| AidLine {
            nudge: published.nudge.nudge.clone(),
            pack: published.pack.clone(),
            title: published.nudge.title.clone(),
            why: published.nudge.why.clone(),
            seconds: published.nudge.seconds,
        });
        lines.collect()
    }

    /// Gives an aid that the person asked for. It is never refused; it debits minutes and no slot,
    /// leaves the arm as it is, and is noted beside it.
    pub(super) fn pull(&mut self, name: &str, tab: i64) -> Reply {
        let Some(published) = self.content.nudge(name) else { return Reply::Card { card: None } };
        let now = self.env.now;
        let lineage = self.ledger.lineages.get_or_insert_with(name.to_owned(), Default::default);
        lineage.pulls = lineage.pulls.saturating_add(1);
        for window in self.ledger.windows.iter_mut().filter(|window| window.nudge == name) {
            window.pulled |= now < window.ends;
        }
        let id = self.random.name();
        self.ledger.moments.push(Moment {
            id: id.clone(),
            nudge: name.to_owned(),
            pack: published.pack.clone(),
            record: String::new(),
            tab,
            at: now,
            day: self.env.today,
            arm: Arm::Shown,
            // Whoever asks for it sees it.
            state: MomentState::Committed,
            seconds: published.nudge.seconds,
            answer: None,
            over: false,
            pulled: true,
        });
        self.shown(&id, published)
    }
}
