//! One plain situation that every gate lets pass, for the gates' tests to bend.

use super::{Candidate, Gate, Reason, Situation};
use crate::content::{Organisation, Published};
use crate::learn::{Cadence, Evidence};
use crate::ledger::{Arm, Ledger, Lineage, Moment, MomentState};
use crate::pack::{Behaviour, Nudge, Severity, Urgency};
use crate::role::{Budget, Pace, Period, Role};
use crate::time::{DAY_MS, Day};
use crate::trigger::Condition;

/// A Friday.
pub(crate) const TODAY: Day = Day(20_777);
pub(crate) const RECORD: &str = "record";
pub(crate) const HOST: &str = "acme.example";
pub(crate) const NOW: u64 = 20_777 * DAY_MS + 10 * 60 * 60 * 1000;
/// Ten in the morning.
pub(crate) const MINUTE: u16 = 600;

pub(crate) struct Setting {
    pub(crate) ledger: Ledger,
    pub(crate) role: Option<Role>,
    pub(crate) visible: bool,
    pub(crate) organisation: Option<Organisation>,
}

impl Setting {
    pub(crate) fn situation(&self) -> Situation<'_> {
        Situation {
            ledger: &self.ledger,
            role: self.role.as_ref(),
            record: RECORD,
            host: HOST,
            organisation: self.organisation.as_ref(),
            visible: self.visible,
            now: NOW,
            today: TODAY,
            minute: MINUTE,
        }
    }

    pub(crate) fn lineage(&mut self, name: &str) -> &mut Lineage {
        self.ledger.lineages.get_or_insert_with(name.into(), Lineage::default)
    }

    /// What the person did so many days ago.
    pub(crate) fn practises(&mut self, name: &str, work: &[(i32, Evidence)]) {
        for (days_ago, evidence) in work {
            let at = NOW - u64::try_from(*days_ago).unwrap() * DAY_MS;
            self.lineage(name).practice.take(*evidence, TODAY.plus(-days_ago), at);
        }
    }

    pub(crate) fn paces(&mut self, pace: Pace) {
        if let Some(role) = &mut self.role {
            role.budget.pace = pace;
        }
    }
}

/// The plain situation.
pub(crate) fn setting() -> Setting {
    let budget = Budget { period: Period::Week, count: 3, seconds: 360, ..Budget::default() };
    Setting {
        ledger: Ledger::default(),
        role: Some(Role { role: "seller".into(), title: "Seller".into(), budget }),
        visible: true,
        organisation: None,
    }
}

/// Bends the plain situation, then asks the gate.
pub(crate) fn check(gate: Gate, bend: impl Fn(&mut Setting, &mut Published), expected: Option<Reason>) {
    let (mut setting, mut published) = (setting(), published("nudge"));
    bend(&mut setting, &mut published);
    assert_eq!(gate(&setting.situation(), &Candidate { published: &published }), expected);
}

/// A card of this week that the person has on screen.
pub(crate) fn moment() -> Moment {
    Moment {
        id: "moment".into(),
        nudge: "another".into(),
        record: "another".into(),
        tab: 1,
        at: NOW,
        day: TODAY,
        arm: Arm::Shown,
        state: MomentState::Committed,
        seconds: 10,
        pack: "another".into(),
        ..Moment::default()
    }
}

/// A nudge for sellers that takes 100 seconds.
pub(crate) fn published(name: &str) -> Published {
    Published {
        pack: "pack".into(),
        content: "0000000000000000".into(),
        most_a_week: None,
        approval: None,
        nudge: Nudge {
            nudge: name.into(),
            roles: vec!["seller".into()],
            apps: vec!["app".into()],
            on: Vec::new(),
            when: Condition::default(),
            severity: Severity::Medium,
            urgency: Urgency::Normal,
            cadence: Cadence::Spaced,
            safety: false,
            anchor: String::new(),
            seconds: 100,
            behaviour: Behaviour { window_days: 3, ..Behaviour::default() },
            ..Nudge::default()
        },
    }
}
