//! Made-up weeks of one person: which candidate moments come, when, and what they are worth.

use cuecard::simulation::Chance;

/// The median value: a nudge of severity `medium` that helps one in ten.
const MEDIAN: f64 = 2_000.0;
/// The spread of the values: the best of forty is worth about ten times the median.
const SIGMA: f64 = 1.0;
/// What an aid takes, in units of ten seconds: micro aids, one to two minutes.
const MICRO: (u32, u32) = (6, 12);
/// A deep lesson, three to five minutes.
const LESSON: (u32, u32) = (18, 30);
/// Seconds in a unit.
pub const UNIT_SECONDS: u32 = 10;

/// One candidate moment.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// 0 for Monday to 6 for Sunday.
    pub weekday: usize,
    /// When on that day: from 0 to 1.
    pub hour: f64,
    /// What it is worth, in ten-thousandths.
    pub value: u32,
    /// What its aid takes, in units of ten seconds.
    pub units: u32,
}

/// How moments come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// At one rate; values are independent.
    Steady,
    /// In bursts of four on one day, on average.
    Bursty,
    /// The rate grows threefold over half a year, while the values fall to a third.
    Drifting,
    /// Each week has a level of its own, for the rate and for all its values.
    Correlated,
}

/// What is simulated.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Candidate moments a week on average.
    pub a_week: u32,
    /// How they come.
    pub pattern: Pattern,
    /// The share of aids that are lessons, in percent.
    pub lessons: u32,
    /// Whether at most one aid a day shows, for every policy and for the optimum.
    pub one_a_day: bool,
}

/// The `number`th of `of` weeks, in the order of time.
pub fn week(setting: &Setting, number: usize, of: usize, chance: &mut Chance) -> Vec<Moment> {
    let (rate, level) = match setting.pattern {
        Pattern::Steady | Pattern::Bursty => (1.0, 1.0),
        Pattern::Drifting => {
            let growth = 3f64.powf((number as f64 + 0.5) / of as f64 - 0.5);
            (growth, 1.0 / growth)
        }
        // A lognormal factor of this spread has the mean e^(0.5²/2).
        Pattern::Correlated => (chance.lognormal(0.5) / (0.125f64).exp(), chance.lognormal(0.5)),
    };
    let mean = rate * f64::from(setting.a_week);
    let mut moments = Vec::new();
    if setting.pattern == Pattern::Bursty {
        for _ in 0..chance.count(mean / 4.0) {
            let weekday = chance.weekday();
            for _ in 0..=chance.count(3.0) {
                moments.push(moment(setting, weekday, level, chance));
            }
        }
    } else {
        for _ in 0..chance.count(mean) {
            let weekday = chance.weekday();
            moments.push(moment(setting, weekday, level, chance));
        }
    }
    moments.sort_by(|one, other| one.weekday.cmp(&other.weekday).then(one.hour.total_cmp(&other.hour)));
    moments
}

fn moment(setting: &Setting, weekday: usize, level: f64, chance: &mut Chance) -> Moment {
    let (least, most) = if chance.between(1, 100) <= setting.lessons { LESSON } else { MICRO };
    Moment {
        weekday,
        hour: chance.share(),
        value: (MEDIAN * level * chance.lognormal(SIGMA)) as u32,
        units: chance.between(least, most),
    }
}
