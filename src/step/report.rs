//! What is told of what happened: queued as it will leave. Where there is noise it is drawn here, once.

use super::Step;
use crate::json::Raw;
use crate::ledger::{Moment, Server};
use crate::measure::{Finding, Window};
use crate::report::{Kind, Label, Noise, Report};

/// The places of the words of [`Label::Exposure`] and [`Label::Guardrail`].
pub(super) const COMPLETED: usize = 0;
pub(super) const DISMISSED: usize = 1;
pub(super) const FAST: usize = 2;
const WORSENED: usize = 0;
const HELD: usize = 1;
const UNSEEN: usize = 2;

impl<'a> Step<'a> {
    /// Queues a report, where there is a server. `told` is its word, as a place in its label's words.
    pub(super) fn report(&mut self, kind: Kind, labels: &[(Label, &str)], told: Option<(Label, usize)>) {
        let Some(server) = &self.ledger.settings.server else { return };
        let noise = self.noise(server);
        if !self.may_tell(kind, labels) {
            return;
        }
        let told_of = labels.iter().filter(|(_, value)| !value.is_empty());
        let mut values: Vec<(Label, String)> =
            told_of.map(|(label, value)| (*label, (*value).to_owned())).collect();
        if let Some((label, truth)) = told {
            let place = match noise {
                Some(noise) => noise.told(label.noisy_words(), truth, self.random.number()),
                None => truth,
            };
            values.extend(label.words().get(place).map(|word| (label, (*word).to_owned())));
            values.extend(noise.map(|noise| (Label::Noise, noise.word().to_owned())));
        }
        let (id, gap) = (self.random.name(), self.gap_ms());
        let outbox = &mut self.ledger.outbox;
        let place = self.random.below(outbox.waiting.len() as u64 + 1);
        outbox.push(id, Raw::of(&Report::new(kind, values)), self.env.now, gap, place);
    }

    /// How noisy it has to be: as the organisation's policy says, or the person.
    fn noise(&self, server: &Server) -> Option<Noise> {
        self.content.organisation.as_ref().and_then(|it| it.noise).or(server.noise)
    }

    /// By what the organisation's policy lets reports name the person's group; empty: by nothing.
    pub(super) fn group(&self) -> &'a str {
        self.content.organisation.as_ref().map_or("", |it| it.group.as_str())
    }

    /// Whether words are told as they were.
    fn is_exact(&self) -> bool {
        self.ledger.settings.server.as_ref().is_some_and(|server| self.noise(server).is_none())
    }

    /// Whether the organisation's policy lets it be told who did something by themselves before. Beside
    /// noise it never is: it would be one more word that is true for sure.
    pub(super) fn tells_before(&self) -> bool {
        self.content.organisation.as_ref().is_some_and(|it| it.before) && self.is_exact()
    }

    /// Whether the organisation's policy lets this leave the browser.
    pub(super) fn may_tell(&self, kind: Kind, labels: &[(Label, &str)]) -> bool {
        let Some(organisation) = &self.content.organisation else { return true };
        let is_told = |app: &str| organisation.apps.iter().any(|told| told == app);
        let there = self.ledger.settings.server.as_ref().map(|server| &server.url);
        organisation.kinds.contains(&kind)
            && there == Some(&organisation.server)
            && labels.iter().all(|(label, value)| match label {
                Label::App => is_told(value),
                // What is published no more was told of before.
                Label::Nudge => self
                    .content
                    .nudge(value)
                    .is_none_or(|published| published.nudge.apps.iter().all(|app| is_told(app))),
                _ => true,
            })
    }

    /// Whether this was not told in this week yet. From now on it was.
    pub(super) fn is_news(&mut self, what: String) -> bool {
        let (today, reported) = (self.env.today, &mut self.ledger.reported);
        // The next week, too: who travels west on a Monday may have last week's Sunday again.
        let kept = today.monday()..today.monday().plus(14);
        reported.retain(|_, day| kept.contains(day));
        let is_news = !reported.contains_key(&what);
        if is_news {
            reported.insert(what, today);
        }
        is_news
    }

    /// Reports something of a window whose entry was reported, or is now.
    pub(super) fn report_window(
        &mut self,
        kind: Kind,
        window: &Window,
        bucket: Option<&str>,
        told: Option<(Label, usize)>,
    ) {
        let Window { pack, nudge, content, arm, week, group, .. } = window;
        let mut labels = vec![
            (Label::Pack, pack.as_str()),
            (Label::Nudge, nudge),
            (Label::Content, content),
            (Label::Arm, arm.word()),
            (Label::Week, week),
        ];
        // A group whose name was taken away meanwhile has none.
        if self.group() == group {
            labels.extend(named(group));
        }
        let before = window.before.filter(|_| self.tells_before());
        let before = before.and_then(|place| Label::Before.words().get(place as usize));
        labels.extend(before.map(|word| (Label::Before, *word)));
        labels.extend(bucket.map(|bucket| (Label::Bucket, bucket)));
        if window.reported {
            self.report(kind, &labels, told);
        }
    }

    /// Reports what came of a window that ended: of its behaviour, and of what must not get worse.
    pub(super) fn report_end(&mut self, window: &Window, finding: Finding) {
        // A number that is told exactly would give away the word that noise hides. And what nobody
        // looked at again did not come to nothing: nobody knows.
        let exact = self.is_exact();
        let bucket = window
            .bucket
            .filter(|_| exact && window.observed)
            .and_then(|place| Label::Bucket.words().get(place as usize));
        self.report_window(Kind::Outcome, window, bucket.copied(), Some((Label::Outcome, finding as usize)));
        let published = self.content.nudge(&window.nudge);
        let guards = published.is_some_and(|published| !published.nudge.behaviour.worse.is_empty());
        // What is no comparison any more compares nothing.
        if guards && finding != Finding::Censored {
            let place = match (window.worse, window.observed) {
                (true, _) => WORSENED,
                (false, true) => HELD,
                (false, false) => UNSEEN,
            };
            self.report_window(Kind::Guardrail, window, None, Some((Label::Guardrail, place)));
        }
    }

    /// Reports what the person did with an aid, each kind once a week. Whoever has nothing withheld is
    /// not counted.
    pub(super) fn report_use(
        &mut self,
        kind: Kind,
        moment: &Moment,
        round: Option<&str>,
        told: (Label, usize),
    ) {
        let settings = &self.ledger.settings;
        let (Some(published), false) = (self.content.nudge(&moment.nudge), settings.never_withhold) else {
            return;
        };
        if settings.server.is_none()
            || moment.sandbox
            || !self.is_news([kind.word(), " ", &moment.nudge].concat())
        {
            return;
        }
        let week = self.env.today.iso_week();
        let mut labels = vec![
            (Label::Pack, published.pack.as_str()),
            (Label::Nudge, &moment.nudge),
            (Label::Content, &published.content),
            (Label::Week, &week),
        ];
        labels.extend(named(self.group()));
        labels.extend(round.map(|round| (Label::Round, round)));
        self.report(kind, &labels, Some(told));
    }
}

/// The labels of a group. What is empty is not told.
fn named(group: &str) -> [(Label, &str); 2] {
    let (role, team) = group.split_once(' ').unwrap_or((group, ""));
    [(Label::Role, role), (Label::Team, team)]
}
