//! Candidates → gates → choice → arm: reserves budget and opens the window, or stays silent.

use super::Step;
use crate::adapter::Location;
use crate::content::Published;
use crate::decide::{
    Candidate, Considered, Left, Priors, Reason, Receipt, Situation, Standing, choose, draw, spent,
};
use crate::hash;
use crate::json;
use crate::ledger::{Arm, FirstMoment, Moment, MomentState};
use crate::measure::{Opened, Window};
use crate::page::Facts;
use crate::report::{Kind, Label};
use crate::role::Choice;
use crate::time::DAY_MS;
use crate::trigger::Event;

/// What just happened, and where.
pub(super) struct Happened<'a> {
    /// The tab.
    pub tab: i64,
    /// The record, as a keyed digest.
    pub record: &'a str,
    /// What the page shows.
    pub facts: &'a Facts,
    /// What happened.
    pub events: &'a [Event],
    /// Whether the tab can be seen.
    pub visible: bool,
}

impl<'a> Step<'a> {
    /// Decides on what just happened. The id of the reserved moment, if there is one.
    pub(super) fn decide(&mut self, location: &Location<'a>, happened: &Happened<'_>) -> Option<String> {
        let Happened { tab, record, facts, events, visible } = *happened;
        let content = self.content;
        let app = content.app(&location.adapter.app).ok()?;
        let found = app.index.candidates(facts, events, self.past(record));
        let candidates: Vec<Candidate<'a>> = found
            .iter()
            .filter_map(|place| app.nudges.get(*place))
            .map(|published| Candidate { published })
            .collect();
        if candidates.is_empty() {
            return None;
        }
        let role = self.ledger.settings.role.as_deref().and_then(|role| content.role(role));
        let situation = Situation {
            ledger: self.ledger,
            role,
            record,
            host: &location.host,
            organisation: content.organisation.as_ref(),
            visible,
            now: self.env.now,
            today: self.env.today,
            minute: self.env.minute,
        };
        let left = role.map_or(Left { count: 0, seconds: 0 }, |role| {
            let spent = spent(&self.ledger.moments, &role.budget.period, self.env.today);
            Left {
                count: role.budget.count.saturating_sub(spent.count),
                seconds: role.budget.seconds.saturating_sub(spent.seconds),
            }
        });
        let choice = choose(&situation, &candidates, left, || self.priors());
        let mut considered = choice.considered();
        if role.is_some_and(|role| role.budget.choice == Choice::Worth)
            && let Some((candidate, value)) = choice.demand
        {
            self.ledger.demand.note(&candidate.nudge().nudge, record, value, self.env.today);
        }
        let sandbox = self.is_sandbox(location);
        for (candidate, reason) in &choice.silent {
            if reason.is_opportunity() && !sandbox {
                self.open_window(candidate.published, record, Arm::Withheld, Opened::Unprompted, false);
            }
        }
        let mut percent = None;
        let moment = choice.best.map(|best| {
            let (arm, chance, moment) = self.reserve(best.published, tab, record, sandbox);
            percent = Some(chance);
            let reason = if arm == Arm::Shown { Reason::Shown } else { Reason::Withheld };
            considered.insert(0, Considered::new(best.nudge(), reason));
            moment
        });
        let left = (left.count, left.seconds);
        let receipt = Receipt {
            at: self.env.now,
            input: input_hash(facts, events, left),
            events: events.iter().map(name_of).collect(),
            candidates: considered,
            left,
            percent,
            bid: choice.bid,
        };
        self.ledger.keep_receipt(receipt.compact());
        moment
    }

    /// What the packs hold for the person's role, before their weeks say what comes.
    fn priors(&self) -> Priors {
        let role = self.ledger.settings.role.as_deref().unwrap_or_default();
        let nudges = self.content.each_nudge().map(|published| &published.nudge);
        let for_role = nudges.filter(|nudge| nudge.roles.iter().any(|other| other == role));
        Priors::of_nudges(for_role)
    }

    /// Draws the arm, sets budget aside, and opens the moment's window. The entry of a first moment
    /// counts from here in both arms, whatever becomes of card or placeholder: both lose the same.
    /// Where people practise nothing is drawn, and nothing is remembered of the nudge.
    fn reserve(
        &mut self,
        published: &Published,
        tab: i64,
        record: &str,
        sandbox: bool,
    ) -> (Arm, u32, String) {
        let nudge = &published.nudge;
        let (now, today) = (self.env.now, self.env.today);
        let is_first = |window: &Window| window.nudge == nudge.nudge && window.by == Opened::First;
        let window_open = self.ledger.windows.iter().any(|window| is_first(window) && now < window.ends);
        let settings = &self.ledger.settings;
        // Where nothing of it may be told, nobody else can judge it.
        let is_judged =
            settings.server.is_some() && self.may_tell(Kind::Entry, &[(Label::Nudge, &nudge.nudge)]);
        let (is_proven, is_weak) =
            published.approval.as_ref().map_or((false, false), |it| (it.proven, it.weak));
        let standing = match (is_judged, is_proven) {
            _ if nudge.safety || is_weak || settings.never_withhold || sandbox => Standing::Exempt,
            (false, _) => Standing::Alone,
            (true, true) => Standing::Proven,
            (true, false) => Standing::OnTrial,
        };
        let lineage = self.ledger.lineages.get_or_insert_with(nudge.nudge.clone(), Default::default);
        let later = self.content.organisation.as_ref().and_then(|it| it.holdback);
        let drawn = draw(self.secret, &nudge.nudge, lineage, window_open, standing, later);
        let first = lineage.first.is_none();
        match (first, window_open) {
            _ if sandbox => {}
            (true, _) => lineage.first = Some(FirstMoment { arm: drawn.arm, day: today }),
            (false, false) => lineage.draws += 1,
            (false, true) => {}
        }
        lineage.records.insert(record.to_owned(), today);
        let seconds = match drawn.arm {
            Arm::Shown => nudge.seconds,
            Arm::Withheld => lineage.spending.median(nudge.seconds),
        };
        let id = self.random.name();
        self.ledger.moments.push(Moment {
            id: id.clone(),
            nudge: nudge.nudge.clone(),
            pack: published.pack.clone(),
            record: record.to_owned(),
            tab,
            at: now,
            day: today,
            arm: drawn.arm,
            state: MomentState::Reserved,
            seconds,
            sandbox,
            ..Moment::default()
        });
        if sandbox {
            return (drawn.arm, drawn.percent, id);
        }
        let by = if first { Opened::First } else { Opened::Later };
        self.open_window(published, record, drawn.arm, by, first && standing == Standing::OnTrial);
        (drawn.arm, drawn.percent, id)
    }

    fn open_window(&mut self, published: &Published, record: &str, arm: Arm, by: Opened, reported: bool) {
        let days = published.nudge.behaviour.window_days;
        let (now, name) = (self.env.now, &published.nudge.nudge);
        // Work without help is one opportunity a record, however often its page changes.
        let runs = |window: &Window| window.nudge == *name && window.record == record && now < window.ends;
        if by == Opened::Unprompted && self.ledger.windows.iter().any(runs) {
            return;
        }
        let did = self.ledger.lineages.get(name).is_some_and(|lineage| lineage.did);
        let window = Window {
            pack: published.pack.clone(),
            nudge: name.clone(),
            content: published.content.clone(),
            arm,
            record: record.to_owned(),
            opened: now,
            ends: now.saturating_add(u64::from(days) * DAY_MS),
            week: self.env.today.plus(i32::from(days)).iso_week(),
            by,
            before: (reported && self.tells_before()).then_some(u32::from(!did)),
            group: if reported { self.group().to_owned() } else { String::new() },
            reported,
            ..Window::default()
        };
        self.report_window(Kind::Entry, &window, None, None);
        self.ledger.windows.push(window);
    }
}

fn name_of(event: &Event) -> String {
    match event {
        Event::Changed(change) => format!("changed {}", change.fact),
        Event::Appeared { list, .. } => format!("appeared in {list}"),
        Event::Named(name) => name.clone(),
    }
}

fn input_hash(facts: &Facts, events: &[Event], left: (u32, u32)) -> String {
    let names: Vec<String> = events.iter().map(name_of).collect();
    let input = json::write(&(facts, names, left)).unwrap_or_default();
    hash::short_hex(&hash::digest(&[input.as_bytes()]), 8)
}
