//! Trials of made-up people, judged by the real table: how often a nudge that helps is kept, and how
//! often one that does not. The same seed gives the same trials.

mod conduct;
mod people;

pub use conduct::Conduct;
pub use people::{Population, Setting};

use super::floor::closed;
use super::judge::{DEADLINE, LAST_DEADLINE, Trial, judge};
use super::ruling::{Ruling, Verdict};
use super::workspace::Workspace;
use crate::chance::Chance;
use crate::hash;

/// What so many trials of one setting came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Trials.
    pub runs: u32,
    /// Kept by the deadline.
    pub kept_at_deadline: u32,
    /// Kept by the deadline or by the extension's, where there is one.
    pub kept: u32,
    /// Paused as harmful before the deadline.
    pub stopped_early: u32,
    /// Paused as harmful at any time.
    pub harmful: u32,
    /// Paused because the arms could not be compared.
    pub invalid: u32,
    /// Those in whose 80 % interval the real effect lies.
    pub covered: u32,
}

impl Tally {
    fn count(&mut self, ruling: &Ruling, lift: f64) {
        self.runs += 1;
        self.covered += u32::from(ruling.lower80 <= lift && lift <= ruling.upper80);
        match ruling.verdict {
            Verdict::Improved => {
                self.kept += 1;
                self.kept_at_deadline += u32::from(ruling.day <= DEADLINE);
            }
            Verdict::Harmful => {
                self.harmful += 1;
                self.stopped_early += u32::from(ruling.day < DEADLINE);
            }
            Verdict::Invalid => self.invalid += 1,
            Verdict::Running | Verdict::NoEffect | Verdict::Insufficient => {}
        }
    }

    /// A count as a share of all trials.
    pub fn share(&self, count: u32) -> f64 {
        f64::from(count) / f64::from(self.runs.max(1))
    }

    /// The standard error of such a share: what another seed would change.
    pub fn error(&self, count: u32) -> f64 {
        let share = self.share(count);
        libm::sqrt(share * (1.0 - share) / f64::from(self.runs.max(1)))
    }
}

/// Lives `runs` trials of a setting. After each, `told` hears how many are over.
pub fn simulate(
    setting: &Setting,
    runs: u32,
    seed: u64,
    workspace: &mut Workspace,
    told: &mut dyn FnMut(u32),
) -> Tally {
    let mut tally = Tally::default();
    for run in 0..runs {
        let ruling = live(setting, seed, run, workspace);
        tally.count(&ruling, setting.lift_points / 100.0);
        told(run + 1);
    }
    tally
}

/// How many of `runs` lineages are ever kept if each is changed and tries again so often, with new
/// people and, if `halving`, half the level every time.
pub fn simulate_lineages(
    setting: &Setting,
    tries: u32,
    halving: bool,
    runs: u32,
    seed: u64,
    workspace: &mut Workspace,
) -> u32 {
    let is_kept = |run: u32, workspace: &mut Workspace| {
        (0..tries).any(|attempt| {
            let restarts = if halving { attempt } else { 0 };
            let ruling = live(&Setting { restarts, ..*setting }, seed, run * tries + attempt, workspace);
            ruling.verdict == Verdict::Improved
        })
    };
    (0..runs).filter(|run| is_kept(*run, workspace)).count() as u32
}

/// One trial.
fn live(setting: &Setting, seed: u64, run: u32, workspace: &mut Workspace) -> Ruling {
    let mut chance = Chance::of(&hash::digest(&[b"verdict", &seed.to_le_bytes(), &run.to_le_bytes()]));
    let weeks = setting.weeks(&mut chance);
    let weeks = if setting.floor > 1 { closed(&weeks, setting.floor) } else { weeks };
    let trial = Trial {
        restarts: setting.restarts,
        extended: setting.extended,
        noise: setting.noise,
        ..Trial::new(&weeks, setting.min_lift_points)
    };
    let last = if setting.extended { LAST_DEADLINE } else { DEADLINE };
    judge(&trial, last, workspace)
}
