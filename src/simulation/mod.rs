//! Weeks of a team, lived on the engine: who would be asked for how much attention, what would stay
//! silent, and why. Triggers are replaced by rates that somebody states; everything after them, from the
//! gates to the spacing, is the engine's own. The same seed gives the same weeks.

mod best;
mod displaced;
mod life;
mod team;
mod world;

pub use crate::chance::Chance;
pub use displaced::{Displaced, displaced, turns, without};
pub use team::Team;

use std::collections::BTreeMap;

use crate::content::{Content, ContentError, ContentFile};
use crate::decide::{Outcome, Reason, Worth};
use crate::hash;
use crate::role::{Choice, Role};
use life::Lived;

/// What a team's weeks came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulated {
    /// By role, in the order of the team.
    pub roles: Vec<RoleTotals>,
    /// By nudge, in the order of the packs; those for no role of the team are left out.
    pub nudges: Vec<NudgeTotals>,
    /// What was captured in all.
    pub value: Value,
}

/// The attention of one role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleTotals {
    /// The role's name and title.
    pub role: String,
    /// What people call it.
    pub title: String,
    /// How many people.
    pub people: u32,
    /// Cards of all of them that took a slot, by week; one that was not relevant gave it back.
    pub cards: Vec<u32>,
    /// Seconds of those, by week.
    pub seconds: Vec<u32>,
    /// The most cards that one person had in one week.
    pub most_cards: u32,
    /// The most seconds that one person had in one week.
    pub most_seconds: u32,
}

/// What became of one nudge's moments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NudgeTotals {
    /// Its name.
    pub nudge: String,
    /// Its title.
    pub title: String,
    /// Who asks for it at work, and co-signs it.
    pub manager: String,
    /// How often its moment came.
    pub came: u32,
    /// How often its card showed.
    pub shown: u32,
    /// How often it was withheld, to be judged by.
    pub withheld: u32,
    /// Seconds that its cards took.
    pub seconds: u32,
    /// How often it stayed silent, by reason.
    pub silent: BTreeMap<&'static str, u32>,
}

/// Worth of the moments that had their turn, in the unit of [`Worth`], under three ways to choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// As the roles choose.
    pub chosen: u64,
    /// If each slot went to whoever came first.
    pub first_come: u64,
    /// If each went to what is worth more than what is still to come.
    pub by_worth: u64,
    /// No way to choose could reach more: the weeks known beforehand, and no rule but the budget's.
    pub best: u64,
}

/// Lives a team's weeks. `progress` hears after each person how many of how many have been lived.
///
/// # Errors
/// When the content cannot be opened.
pub fn simulate(
    file: &ContentFile,
    team: &Team,
    seed: u64,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Simulated, ContentError> {
    let world = |choice| Content::new(&world::of(file, Some(choice)));
    let (first_come, by_worth) = (world(Choice::First)?, world(Choice::Worth)?);
    let all: u32 = team.people.iter().map(|(_, count)| count).sum();
    let mut simulated = Simulated { roles: Vec::new(), nudges: totals(file, team), value: Value::default() };
    let mut number = 0u32;
    for (role, count) in people(file, team) {
        let mut totals = RoleTotals {
            role: role.role.clone(),
            title: role.title.clone(),
            people: count,
            cards: vec![0; team.weeks as usize],
            seconds: vec![0; team.weeks as usize],
            ..RoleTotals::default()
        };
        for _ in 0..count {
            number += 1;
            let secret = secret(seed, number);
            let moments = life::moments(file, team, &role.role, &secret);
            let first = life::live(&first_come, role, team, &secret, &moments);
            let worth = life::live(&by_worth, role, team, &secret, &moments);
            simulated.value.first_come += captured(&first);
            simulated.value.by_worth += captured(&worth);
            let chosen = if role.budget.choice == Choice::Worth { worth } else { first };
            simulated.value.chosen += captured(&chosen);
            count_person(&mut totals, &chosen);
            chosen.iter().for_each(|lived| count_moment(&mut simulated.nudges, lived));
            simulated.value.best += best::of(role, &moments);
            progress(number, all);
        }
        simulated.roles.push(totals);
    }
    Ok(simulated)
}

/// Each role of the team with how many people are in it.
fn people<'f>(file: &'f ContentFile, team: &'f Team) -> impl Iterator<Item = (&'f Role, u32)> {
    let known = |name: &String| file.roles.iter().find(|role| role.role == *name);
    team.people.iter().filter_map(move |(name, count)| Some((known(name)?, *count)))
}

/// What a person's chances come from.
fn secret(seed: u64, number: u32) -> [u8; 32] {
    hash::digest(&[b"a simulated person", &seed.to_le_bytes(), &number.to_le_bytes()])
}

fn totals(file: &ContentFile, team: &Team) -> Vec<NudgeTotals> {
    let is_theirs = |roles: &[String]| team.people.iter().any(|(role, _)| roles.contains(role));
    let nudges = file.packs.iter().flat_map(|pack| &pack.nudges);
    nudges
        .filter(|written| is_theirs(&written.nudge.roles))
        .map(|written| NudgeTotals {
            nudge: written.nudge.nudge.clone(),
            title: written.aid.title.clone(),
            manager: written.aid.owners.manager.clone(),
            ..NudgeTotals::default()
        })
        .collect()
}

fn count_person(totals: &mut RoleTotals, lived: &[Lived]) {
    let mut weeks: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    let spends = |lived: &&Lived<'_>| lived.reason == Some(Reason::Shown) && !lived.is_refunded;
    for lived in lived.iter().filter(spends) {
        let (cards, seconds) = weeks.entry(lived.moment.week).or_default();
        (*cards, *seconds) = (*cards + 1, *seconds + lived.seconds);
    }
    for (week, (cards, seconds)) in weeks {
        totals.cards[week] += cards;
        totals.seconds[week] += seconds;
        totals.most_cards = totals.most_cards.max(cards);
        totals.most_seconds = totals.most_seconds.max(seconds);
    }
}

fn count_moment(totals: &mut [NudgeTotals], lived: &Lived) {
    let Some(total) = totals.iter_mut().find(|total| total.nudge == lived.moment.nudge) else { return };
    total.came += 1;
    match lived.reason.map(|reason| (reason, reason.outcome())) {
        Some((_, Outcome::Shown)) => {
            total.shown += 1;
            total.seconds += lived.seconds;
        }
        Some((_, Outcome::Withheld)) => total.withheld += 1,
        Some((reason, Outcome::Silent)) => *total.silent.entry(reason.word()).or_default() += 1,
        // The engine takes no further notice of a record that it has just left.
        None => *total.silent.entry(Reason::OncePerRecord.word()).or_default() += 1,
    }
}

/// The worth of what had its turn, shown or withheld: both spend a slot.
fn captured(lived: &[Lived]) -> u64 {
    let takes = |lived: &&Lived| matches!(lived.reason, Some(Reason::Shown | Reason::Withheld));
    lived.iter().filter(takes).map(|lived| u64::from(lived.moment.value)).sum()
}

/// A moment's worth to somebody who does not know it yet: the same in all lives, so that they compare.
fn worth(nudge: &crate::pack::Nudge) -> u32 {
    Worth::of_nudge(nudge, None).value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::author::tests::compiled;

    pub(super) fn team(people: u32, moments: &[(&str, u32)]) -> Team {
        Team {
            title: "Sales North".to_owned(),
            people: vec![("sales-development-representative".to_owned(), people)],
            weeks: 6,
            moments: moments.iter().map(|(nudge, count)| ((*nudge).to_owned(), *count)).collect(),
            recorded: Vec::new(),
            done_without: 30,
            done_with: 45,
        }
    }

    pub(super) fn lived(file: &ContentFile, team: &Team) -> Simulated {
        simulate(file, team, 7, &mut |_, _| {}).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_weeks_within_the_budget() {
        let file = compiled();
        let team = team(3, &[("pricing-objection", 12), ("slipping-close-date", 12)]);
        let once = lived(&file, &team);
        assert_eq!(once, lived(&file, &team));
        assert_ne!(once, simulate(&file, &team, 8, &mut |_, _| {}).unwrap());
        let role = &once.roles[0];
        assert!(role.most_cards <= 3 && role.most_seconds <= 6 * 60, "{role:?}");
        assert!(role.cards.iter().sum::<u32>() > 0);
        for total in &once.nudges {
            let silent: u32 = total.silent.values().sum();
            assert_eq!(total.came, total.shown + total.withheld + silent, "{total:?}");
        }
        let Value { chosen, first_come, best, .. } = once.value;
        // The shipped roles choose by who comes first.
        assert!(chosen == first_come && chosen <= best && chosen > 0, "{:?}", once.value);
    }

    #[test]
    fn who_comes_to_no_moment_sees_no_card() {
        let simulated = lived(&compiled(), &team(2, &[]));
        assert!(simulated.nudges.iter().all(|total| total.came == 0));
        assert_eq!(simulated.value, Value::default());
    }
}
