//! Whatever a person lets be forgotten, every gate decides as if all of it were still there.

use proptest::prelude::*;

use super::fixture::{NOW, Setting, TODAY, published, setting};
use super::{ATTENTION, Candidate, GATES, Reason};
use crate::content::Published;
use crate::learn::Cadence;
use crate::ledger::{Answer, LEAST_KEEP_DAYS, Moment, MomentState};
use crate::role::{Pace, Period};
use crate::time::DAY_MS;

const NUDGES: [&str; 2] = ["nudge", "another"];
const PACKS: [&str; 2] = ["pack", "another"];

/// What every gate says, the first to the last.
fn reasons(setting: &Setting, published: &Published) -> Vec<Option<Reason>> {
    let candidate = Candidate { published };
    GATES.iter().chain(&ATTENTION).map(|gate| gate(&setting.situation(), &candidate)).collect()
}

fn moment(days_ago: i32) -> Moment {
    let at = NOW - u64::try_from(days_ago).unwrap() * DAY_MS;
    Moment { at, day: TODAY.plus(-days_ago), ..super::fixture::moment() }
}

prop_compose! {
    fn moments()(
        moments in prop::collection::vec(
            (0..120i32, 0..2usize, 0..2usize, 0..5usize, 0..400u32, any::<bool>()),
            0..150,
        ),
    ) -> Vec<Moment> {
        use MomentState::{Committed, Placed, Refunded, Released, Reserved};
        let mut moments: Vec<Moment> = moments
            .into_iter()
            .map(|(days_ago, nudge, pack, state, seconds, later)| Moment {
                nudge: NUDGES[nudge].into(),
                pack: PACKS[pack].into(),
                state: [Reserved, Placed, Committed, Released, Refunded][state],
                seconds,
                answer: later.then_some(Answer::Later),
                ..moment(days_ago)
            })
            .collect();
        moments.sort_by_key(|moment| moment.at);
        moments
    }
}

proptest! {
    #[test]
    fn no_gate_misses_what_was_forgotten(
        moments in moments(),
        keep_days in prop::option::of(0..120u16),
        sprint in prop::option::of((0..28i32, 1..=28u16)),
        cadence in prop::sample::select(&[
            Cadence::EachRecord, Cadence::Spaced, Cadence::Weekly, Cadence::Biweekly, Cadence::Monthly,
        ][..]),
        most_a_week in prop::option::of(0..4u32),
        count in 0..40u32,
    ) {
        let (mut setting, mut published) = (setting(), published("nudge"));
        if let Some(role) = &mut setting.role {
            if let Some((ago, days)) = sprint {
                role.budget.period = Period::Sprint { starts: TODAY.plus(-ago), days };
            }
            (role.budget.count, role.budget.pace) = (count, Pace { gap_minutes: 60, most_a_day: Some(2) });
        }
        (published.nudge.cadence, published.most_a_week) = (cadence, most_a_week);
        setting.ledger.moments = moments;
        let before = reasons(&setting, &published);
        setting.ledger.settings.keep_days = keep_days;
        setting.ledger.prune(TODAY);
        prop_assert_eq!(reasons(&setting, &published), before);
        let told = setting.ledger.moments.iter().filter(|moment| !moment.nudge.is_empty());
        let oldest = told.map(|moment| moment.day).min().unwrap_or(TODAY);
        let is_shorter = keep_days.is_some_and(|days| days < 90);
        prop_assert!(!is_shorter || oldest >= TODAY.plus(-60));
    }
}

#[test]
fn with_less_than_the_least_a_gate_would_miss_it() {
    let (mut setting, mut published) = (setting(), published("nudge"));
    published.nudge.cadence = Cadence::Monthly;
    // From one day to the same day of a month of 31 days it keeps away for 31 days.
    let last = Moment { nudge: "nudge".into(), ..moment(29) };
    for (kept, silent) in [(true, true), (false, false)] {
        setting.ledger.moments = kept.then(|| last.clone()).into_iter().collect();
        let silenced = reasons(&setting, &published).contains(&Some(Reason::Cooldown));
        assert_eq!(silenced, silent, "kept: {kept}");
    }
    const { assert!(LEAST_KEEP_DAYS > 31) }
}
