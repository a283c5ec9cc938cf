//! One plain situation that every gate lets pass, for the gates' tests to bend.

use super::{Candidate, Gate, Reason, Situation};
use crate::content::Published;
use crate::ledger::{Arm, Ledger, Lineage, Moment, MomentState};
use crate::pack::{Behaviour, Nudge, Severity};
use crate::role::{Budget, Period, Role};
use crate::time::Day;
use crate::trigger::Condition;

/// A Friday.
pub(crate) const TODAY: Day = Day(20_777);
pub(crate) const RECORD: &str = "record";
const NOW: u64 = 1_000_000;

pub(crate) struct Setting {
    pub(crate) ledger: Ledger,
    pub(crate) role: Option<Role>,
    pub(crate) visible: bool,
}

impl Setting {
    pub(crate) fn lineage(&mut self, name: &str) -> &mut Lineage {
        self.ledger.lineages.get_or_insert_with(name.into(), Lineage::default)
    }
}

/// Bends the plain situation, then asks the gate.
pub(crate) fn check(gate: Gate, bend: impl Fn(&mut Setting, &mut Published), expected: Option<Reason>) {
    let budget = Budget { period: Period::Week, count: 3, seconds: 360 };
    let mut setting = Setting {
        ledger: Ledger::default(),
        role: Some(Role { role: "seller".into(), title: "Seller".into(), budget }),
        visible: true,
    };
    let mut published = published("nudge");
    bend(&mut setting, &mut published);
    let situation = Situation {
        ledger: &setting.ledger,
        role: setting.role.as_ref(),
        record: RECORD,
        visible: setting.visible,
        now: NOW,
        today: TODAY,
    };
    assert_eq!(gate(&situation, &Candidate { published: &published }), expected);
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
        answer: None,
        over: false,
    }
}

/// A nudge for sellers that takes 100 seconds.
pub(crate) fn published(name: &str) -> Published {
    Published {
        pack: "pack".into(),
        content: "0000000000000000".into(),
        nudge: Nudge {
            nudge: name.into(),
            roles: vec!["seller".into()],
            apps: vec!["app".into()],
            on: Vec::new(),
            when: Condition::default(),
            severity: Severity::Medium,
            seconds: 100,
            behaviour: Behaviour {
                text: String::new(),
                success: Vec::new(),
                failure: Vec::new(),
                window_days: 3,
                on_other_records: false,
            },
        },
    }
}
