//! Who gets the slots of a week. All policies keep the same hard limits: the count, the minutes
//! and, where it is asked for, one aid a day, which implies the gap of half an hour. Every candidate
//! moment is one of another nudge, so that *one of a nudge in seven days* never binds.

use cuecard::decide::{Demand, Evidence, Left, ONE, Priors, Worth, bid};
use cuecard::pack::Severity;
use cuecard::pack::Urgency;
use cuecard::role::Period;
use cuecard::time::Day;
use cuecard::trigger::KEEP_DAYS;

use super::weeks::{Moment, Setting, UNIT_SECONDS};

/// Aids a week.
pub const COUNT: u32 = 3;
/// Units of ten seconds a week: eight minutes.
pub const UNITS: u32 = 48;
/// The first Monday of a simulated life.
const FIRST: Day = Day(19_996);

/// Who gets the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Whoever comes first.
    FirstCome,
    /// Whoever comes first of the better half, by the packs' priors.
    TopHalf,
    /// Watches for the first 37 % of the week; then whoever beats the best seen so far then.
    Secretary,
    /// The rule that is shipped.
    BidPrice,
}

/// The packs' nudges for the simulated role: they know the values' scale, not their shape.
pub fn priors() -> Priors {
    let severities =
        [(Severity::Low, 6), (Severity::Medium, 7), (Severity::High, 5), (Severity::Critical, 2)];
    let nudges = severities.into_iter().flat_map(|(severity, count)| {
        let worth = Worth::of(severity, Evidence::default(), None, Urgency::Normal);
        std::iter::repeat_n((worth, 9 * UNIT_SECONDS), count)
    });
    Priors::of(nudges)
}

/// The median of those priors.
const MIDDLE: u32 = 2 * ONE / 10;

/// What each week of a life captures under a policy.
pub fn captured(policy: Policy, setting: &Setting, life: &[Vec<Moment>]) -> Vec<u64> {
    let priors = priors();
    let mut demand = Demand::default();
    let mut captured = Vec::new();
    for (number, week) in life.iter().enumerate() {
        let monday = FIRST.plus(7 * number as i32);
        for weekday in 0..5 {
            demand.present(monday.plus(weekday));
        }
        captured.push(of_week(policy, setting, week, monday, &priors, &mut demand));
    }
    captured
}

fn of_week(
    policy: Policy,
    setting: &Setting,
    week: &[Moment],
    monday: Day,
    priors: &Priors,
    demand: &mut Demand,
) -> u64 {
    let mut left = Left { count: COUNT, seconds: UNITS * UNIT_SECONDS };
    let mut busy_day = None;
    let mut best_watched = 0;
    let mut sum = 0;
    for (number, moment) in week.iter().enumerate() {
        let today = monday.plus(moment.weekday as i32);
        demand.prune(today, KEEP_DAYS);
        let seconds = moment.units * UNIT_SECONDS;
        let allowed =
            left.count > 0 && left.seconds >= seconds && (!setting.one_a_day || busy_day != Some(today));
        let wanted = match policy {
            Policy::FirstCome => true,
            Policy::TopHalf => moment.value >= MIDDLE,
            Policy::Secretary => {
                let watching = moment.weekday as f64 + moment.hour < 0.37 * 5.0;
                if watching {
                    best_watched = best_watched.max(moment.value);
                }
                !watching && moment.value > best_watched
            }
            Policy::BidPrice => {
                let worth = Worth { value: moment.value, strength: moment.value };
                bid(demand, priors, &Period::Week, today, left, worth).shows
            }
        };
        demand.note("nudge", &number.to_string(), moment.value, today);
        if allowed && wanted {
            left = Left { count: left.count - 1, seconds: left.seconds - seconds };
            busy_day = Some(today);
            sum += u64::from(moment.value);
        }
    }
    sum
}
