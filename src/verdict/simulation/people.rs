//! Made-up people: who comes when, in which arm, and what follows.

use super::super::block::{Block, Counts};
use super::super::judge::Week;
use super::super::noise::Noise;
use super::conduct::Conduct;
use crate::chance::Chance;

/// Weeks that close before the deadline, four days late each; as many again before the last.
const WEEKS: u32 = 8;
const CLOSES_LATE: u32 = 4;

/// Who the people are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Population {
    /// After how many of a hundred first moments the behaviour follows without the nudge.
    pub base_percent: f64,
    /// Half of the people did it before, by themselves: so many points lie between them and the others.
    pub earlier_gap: f64,
    /// Teams of equal size.
    pub teams: u32,
    /// Points between the first team and the last.
    pub team_gap: f64,
}

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// People per arm by the deadline; twice as many by the extension's.
    pub per_arm: u32,
    /// What the nudge really does, in points.
    pub lift_points: f64,
    /// What its author promised.
    pub min_lift_points: u32,
    /// How outcomes are told.
    pub noise: Noise,
    /// A block closes with so many people in both arms.
    pub floor: u32,
    /// Author and manager co-sign the extension.
    pub extended: bool,
    /// Which try of its lineage it is.
    pub restarts: u32,
    /// Who the people are.
    pub population: Population,
    /// What they do.
    pub conduct: Conduct,
    /// Compares only people who did, or did not do, it before.
    pub by_earlier: bool,
    /// Compares only people of one team.
    pub by_team: bool,
    /// Compares only people of one week at the deadline, too.
    pub by_week: bool,
}

impl Setting {
    /// People of one kind, three in ten of whom do it anyway; exact counts, an extension if need be.
    pub fn new(per_arm: u32, lift_points: f64) -> Self {
        Self {
            per_arm,
            lift_points,
            min_lift_points: 5,
            noise: Noise::EXACT,
            floor: 0,
            extended: true,
            restarts: 0,
            population: Population { base_percent: 30.0, earlier_gap: 0.0, teams: 1, team_gap: 0.0 },
            conduct: Conduct::default(),
            by_earlier: false,
            by_team: false,
            by_week: false,
        }
    }

    /// What is counted of a trial, week by week and stratum by stratum.
    pub(super) fn weeks(&self, chance: &mut Chance) -> Vec<Week> {
        let teams = self.population.teams.max(1);
        let strata = 2 * teams;
        let mut weeks = Vec::new();
        let all = if self.extended { 2 * WEEKS } else { WEEKS };
        for week in 0..all {
            let mut counted = vec![[Counts::default(); 2]; strata as usize];
            let came = |week: u32| u64::from(2 * self.per_arm) * u64::from(week) / u64::from(WEEKS);
            for _ in came(week)..came(week + 1) {
                let (stratum, is_shown, outcome) = self.person(chance);
                let Some(outcome) = outcome else { continue };
                let arm = &mut counted[stratum][usize::from(is_shown)];
                arm.entries += 1;
                arm.outcomes += u32::from(outcome.is_some());
                arm.successes += u32::from(outcome == Some(true));
            }
            for (stratum, [withheld, shown]) in counted.into_iter().enumerate() {
                let Some(behaviour) = Block::new(shown, withheld) else { continue };
                if behaviour == Block::default() {
                    continue;
                }
                let stratum = stratum as u32 + if self.by_week { strata * week } else { 0 };
                weeks.push(Week { day: 7 * (week + 1) + CLOSES_LATE, stratum, behaviour, ..Week::default() });
            }
        }
        weeks
    }

    /// A person's stratum and arm, and what is told of them: nothing at all, an entry, or an outcome.
    fn person(&self, chance: &mut Chance) -> (usize, bool, Option<Option<bool>>) {
        let Population { base_percent, earlier_gap, teams, team_gap } = self.population;
        let of_hundred =
            |percent: f64, chance: &mut Chance| percent > 0.0 && chance.share() * 100.0 < percent;
        let is_shown = chance.share() < 0.5;
        let did_before = chance.share() < 0.5;
        let team = if teams > 1 { chance.between(0, teams - 1) } else { 0 };
        let conduct = &self.conduct;
        let mut percent = base_percent;
        percent += if did_before { earlier_gap / 2.0 } else { -earlier_gap / 2.0 };
        if teams > 1 {
            percent += team_gap * (f64::from(team) / f64::from(teams - 1) - 0.5);
        }
        let is_refunded = is_shown && of_hundred(conduct.refunded, chance);
        if is_shown && !is_refunded {
            percent += self.lift_points;
        }
        let (share, helps) = conduct.rival;
        if of_hundred(share, chance) {
            percent += helps;
        }
        let (share, helps) = conduct.rival_when_withheld;
        if !is_shown && of_hundred(share, chance) {
            percent += helps;
        }
        let did = chance.share() * 100.0 < percent;
        let stratum =
            usize::from(self.by_earlier && did_before) + if self.by_team { 2 * team as usize } else { 0 };
        if is_shown && !did && of_hundred(conduct.vanished_shown, chance) {
            return (stratum, is_shown, None);
        }
        let lost = if is_shown { conduct.lost_shown } else { conduct.lost_withheld };
        if of_hundred(lost, chance) || of_hundred(conduct.late, chance) {
            return (stratum, is_shown, Some(None));
        }
        let is_true = self.noise == Noise::EXACT || chance.share() < self.noise.truth();
        (stratum, is_shown, Some(Some(did == is_true)))
    }
}
