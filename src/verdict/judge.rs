//! The table of verdicts: the first row that holds, looked for whenever a week has closed.

use super::arms::{SIZES_BY_CHANCE, chance_of_sizes, missing_differs};
use super::block::Block;
use super::deadline::midp;
use super::evidence::Evidence;
use super::interval::agresti_caffo;
use super::lineage::level;
use super::noise::Noise;
use super::ruling::{Ground, Ruling, Verdict};
use super::workspace::Workspace;

/// The day on which a nudge has to have shown that it helps.
pub const DEADLINE: u32 = 60;
/// The last day of an extension.
pub const LAST_DEADLINE: u32 = 120;
/// Fewer people in an arm tell nothing.
pub const FEWEST: u32 = 20;
/// Evidence of harm that stops at once: wrong in one trial of ten at most, as stopping costs little.
pub const HARM: f64 = 10.0;
/// So many cards before what people do with them is judged.
pub const FEWEST_SHOWS: u32 = 20;

/// What was counted in one week and stratum, once it closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// The day of the trial on which it closed.
    pub day: u32,
    /// People who are compared with each other only. The deadline's test takes the weeks of one
    /// stratum together: who is shown is drawn alike in every week.
    pub stratum: u32,
    /// Those who did what the nudge is for.
    pub behaviour: Block,
    /// Those with whom the guardrail got worse.
    pub guardrail: Block,
    /// Cards shown.
    pub shows: u32,
    /// Those of them that were closed within three seconds.
    pub fast_dismissals: u32,
    /// How its outcomes were told; none: as those of the trial.
    pub noise: Option<Noise>,
}

/// A trial of a nudge.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// What was counted, in the order of days.
    pub weeks: &'a [Week],
    /// The improvement that its author promised, in points.
    pub min_lift_points: u32,
    /// How often its lineage began anew.
    pub restarts: u32,
    /// Author and manager co-signed an extension to the last deadline.
    pub extended: bool,
    /// How outcomes were told.
    pub noise: Noise,
    /// The share of first moments that are shown.
    pub shown_share: f64,
}

impl<'a> Trial<'a> {
    /// A first trial with exact outcomes, in which half of the first moments are shown.
    pub fn new(weeks: &'a [Week], min_lift_points: u32) -> Self {
        Self { weeks, min_lift_points, restarts: 0, extended: false, noise: Noise::EXACT, shown_share: 0.5 }
    }
}

/// The verdict as of `today`, a day of the trial. The table is looked up on every day on which a week
/// closed and on both deadlines, and the first row that holds stands: later weeks change nothing.
pub fn judge(trial: &Trial<'_>, today: u32, workspace: &mut Workspace) -> Ruling {
    let mut looks = std::mem::take(&mut workspace.looks);
    looks.clear();
    looks.extend(trial.weeks.iter().map(|week| week.day).chain([DEADLINE, LAST_DEADLINE]));
    looks.retain(|day| *day < today);
    looks.push(today);
    looks.sort_unstable();
    looks.dedup();
    let mut account = Account::default();
    let mut weeks = trial.weeks.iter().peekable();
    let mut ruling = account.look(trial, 0, workspace);
    for day in &looks {
        while let Some(week) = weeks.next_if(|week| week.day <= *day) {
            account.add(week, trial.noise, workspace);
        }
        ruling = account.look(trial, *day, workspace);
        if ruling.verdict != Verdict::Running {
            break;
        }
    }
    workspace.looks = looks;
    ruling
}

/// The table looked up once, on this day, with all weeks whenever they closed: for blocks without days.
pub fn judge_once(trial: &Trial<'_>, day: u32, workspace: &mut Workspace) -> Ruling {
    let mut account = Account::default();
    trial.weeks.iter().for_each(|week| account.add(week, trial.noise, workspace));
    account.look(trial, day, workspace)
}

/// All that was counted up to a day.
#[derive(Default)]
struct Account {
    total: Block,
    evidence: Evidence,
    guardrail: Evidence,
    /// Stratum by stratum, all weeks.
    strata: Vec<(u32, Block)>,
    /// Known outcomes, and how many of them can be expected to be true.
    outcomes: f64,
    expected: f64,
    shows: u32,
    fast_dismissals: u32,
}

impl Account {
    fn add(&mut self, week: &Week, noise: Noise, workspace: &mut Workspace) {
        let known = [week.behaviour.shown(), week.behaviour.withheld()].map(|arm| f64::from(arm.outcomes));
        let known: f64 = known.iter().sum();
        self.outcomes += known;
        self.expected += known * week.noise.unwrap_or(noise).truth();
        self.total = self.total.plus(&week.behaviour);
        self.evidence.add(&week.behaviour, workspace);
        self.guardrail.add(&week.guardrail, workspace);
        self.shows = self.shows.saturating_add(week.shows);
        self.fast_dismissals = self.fast_dismissals.saturating_add(week.fast_dismissals);
        match self.strata.iter_mut().find(|(stratum, _)| *stratum == week.stratum) {
            Some((_, block)) => *block = block.plus(&week.behaviour),
            None => self.strata.push((week.stratum, week.behaviour)),
        }
    }

    fn look(&self, trial: &Trial<'_>, day: u32, workspace: &mut Workspace) -> Ruling {
        let interval = agresti_caffo(&self.total);
        // Of what was counted until this day: how later weeks are told changes nothing.
        let noise = Noise::mixed(self.expected, self.outcomes).unwrap_or(trial.noise);
        let (shown, withheld) = (self.total.shown(), self.total.withheld());
        let mut ruling = Ruling {
            verdict: Verdict::Running,
            ground: Ground::NotYet,
            day,
            shown,
            withheld,
            lift: noise.true_difference(shown.rate() - withheld.rate()),
            lower80: noise.true_difference(interval.lower),
            upper80: noise.true_difference(interval.upper),
            log_e_up: self.evidence.ln_up(),
            log_e_down: self.evidence.ln_down(),
            midp: None,
            level: level(trial.restarts),
        };
        if day >= LAST_DEADLINE || day == DEADLINE || day > DEADLINE && !trial.extended {
            let blocks: Vec<Block> = self.strata.iter().map(|(_, block)| *block).collect();
            ruling.midp = Some(midp(&blocks, workspace));
        }
        (ruling.verdict, ruling.ground) = self.row(trial, &ruling, workspace);
        ruling
    }

    /// The first row that holds.
    fn row(&self, trial: &Trial<'_>, ruling: &Ruling, workspace: &mut Workspace) -> (Verdict, Ground) {
        let Ruling { shown, withheld, log_e_up, log_e_down, level, day, .. } = *ruling;
        let proven = log_e_up >= -libm::log(level);
        if chance_of_sizes(shown.entries, withheld.entries, trial.shown_share) < SIZES_BY_CHANCE {
            return (Verdict::Invalid, Ground::ArmSizes);
        }
        // Of a few people, missing outcomes differ by ten points every other week: what counts is that
        // nothing is decided by arms that lost differently.
        let decides = proven || ruling.midp.is_some();
        if decides && self.total.smaller_arm() >= FEWEST && missing_differs(&self.total, workspace) {
            return (Verdict::Invalid, Ground::Missing);
        }
        if log_e_down >= libm::log(HARM) {
            return (Verdict::Harmful, Ground::Harm);
        }
        if self.guardrail.ln_up() >= libm::log(HARM) {
            return (Verdict::Harmful, Ground::Guardrail);
        }
        if self.shows >= FEWEST_SHOWS && u64::from(self.fast_dismissals) * 2 > u64::from(self.shows) {
            return (Verdict::Harmful, Ground::FastDismissals);
        }
        if proven {
            return (Verdict::Improved, Ground::Evidence);
        }
        let Some(midp) = ruling.midp else { return (Verdict::Running, Ground::NotYet) };
        let is_last = day >= LAST_DEADLINE;
        if self.total.smaller_arm() < FEWEST {
            return (Verdict::Insufficient, Ground::FewPeople);
        }
        if midp <= level {
            return (Verdict::Improved, if is_last { Ground::LastDeadline } else { Ground::Deadline });
        }
        if ruling.lift <= 0.0 || ruling.upper80 * 100.0 < f64::from(trial.min_lift_points) {
            return (Verdict::NoEffect, if is_last { Ground::NotProven } else { Ground::NoLift });
        }
        match (is_last, trial.extended) {
            (true, _) => (Verdict::Insufficient, Ground::NotProven),
            (false, true) => (Verdict::Running, Ground::NotYet),
            (false, false) => (Verdict::Insufficient, Ground::Undecided),
        }
    }
}
