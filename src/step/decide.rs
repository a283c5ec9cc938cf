//! Candidates → gates → choice → arm: reserves budget and opens the window, or stays silent.

use super::Step;
use crate::content::Published;
use crate::decide::{Candidate, Considered, Outcome, Reason, Receipt, Situation, choose, draw, spent};
use crate::hash;
use crate::json;
use crate::ledger::{Arm, FirstMoment, Moment, MomentState};
use crate::measure::Window;
use crate::page::Facts;
use crate::report::Report;
use crate::time::DAY_MS;
use crate::trigger::Event;

impl Step<'_> {
    /// Decides on what just happened. The id of the reserved moment, if there is one.
    pub(super) fn decide(
        &mut self,
        tab: i64,
        app: &str,
        record: &str,
        facts: &Facts,
        events: &[Event],
        visible: bool,
    ) -> Option<String> {
        let app = self.content.app(app).ok()?;
        let found = app.index.candidates(facts, events, self.past(record));
        let candidates: Vec<Candidate<'_>> = found
            .iter()
            .filter_map(|place| app.nudges.get(*place))
            .map(|published| Candidate { published })
            .collect();
        if candidates.is_empty() {
            return None;
        }
        let role = self.ledger.settings.role.as_deref().and_then(|role| self.content.role(role));
        let situation = Situation {
            ledger: self.ledger,
            role,
            record,
            visible,
            now: self.env.now,
            today: self.env.today,
        };
        let (best, mut considered) = choose(&situation, &candidates);
        let left = role.map_or((0, 0), |role| {
            let spent = spent(&self.ledger.moments, &role.budget.period, self.env.today);
            (role.budget.count.saturating_sub(spent.count), role.budget.seconds.saturating_sub(spent.seconds))
        });
        let mut percent = None;
        let moment = best.map(|best| {
            let (arm, chance, moment) = self.reserve(best.published, tab, record);
            percent = Some(chance);
            let (outcome, reason) = match arm {
                Arm::Shown => (Outcome::Shown, Reason::Shown),
                Arm::Withheld => (Outcome::Withheld, Reason::Withheld),
            };
            considered.insert(0, Considered { nudge: best.nudge().nudge.clone(), outcome, reason });
            moment
        });
        let receipt = Receipt {
            at: self.env.now,
            input: input_hash(facts, events, left),
            events: events.iter().map(name_of).collect(),
            candidates: considered,
            left,
            percent,
        };
        self.ledger.receipts.push(receipt);
        moment
    }

    /// Draws the arm, sets budget aside, and opens the window of a first moment. The entry counts
    /// from here in both arms, whatever becomes of card or placeholder: both lose the same.
    fn reserve(&mut self, published: &Published, tab: i64, record: &str) -> (Arm, u32, String) {
        let nudge = &published.nudge;
        let (now, today) = (self.env.now, self.env.today);
        let on_trial = self.ledger.settings.server.is_some();
        let window_open =
            self.ledger.windows.iter().any(|window| window.nudge == nudge.nudge && now < window.ends);
        let lineage = self.ledger.lineages.get_or_insert_with(nudge.nudge.clone(), Default::default);
        let drawn = draw(self.secret, &nudge.nudge, lineage, window_open, on_trial);
        let first = lineage.first.is_none();
        if first {
            lineage.first = Some(FirstMoment { arm: drawn.arm, day: today });
        } else if !window_open {
            lineage.draws += 1;
        }
        lineage.records.insert(record.to_owned(), today);
        let id = self.random.name();
        self.ledger.moments.push(Moment {
            id: id.clone(),
            nudge: nudge.nudge.clone(),
            record: record.to_owned(),
            tab,
            at: now,
            day: today,
            arm: drawn.arm,
            state: MomentState::Reserved,
            seconds: nudge.seconds,
            answer: None,
            over: false,
        });
        if first {
            self.open_window(published, record, drawn.arm, on_trial);
        }
        (drawn.arm, drawn.percent, id)
    }

    fn open_window(&mut self, published: &Published, record: &str, arm: Arm, reported: bool) {
        let days = published.nudge.behaviour.window_days;
        let now = self.env.now;
        let window = Window {
            pack: published.pack.clone(),
            nudge: published.nudge.nudge.clone(),
            content: published.content.clone(),
            arm,
            record: record.to_owned(),
            opened: now,
            ends: now.saturating_add(u64::from(days) * DAY_MS),
            week: self.env.today.plus(i32::from(days)).iso_week(),
            observed: false,
            sign: None,
            reported,
        };
        if reported {
            self.queue(Report::entry(&window));
        }
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
