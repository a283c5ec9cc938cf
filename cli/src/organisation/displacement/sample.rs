//! A team that is small enough to wait for, and what a simulation needs of what is published.

use std::collections::BTreeSet;

use cuecard::approval::Cosign;
use cuecard::content::{ContentFile, ListedNudge};
use cuecard::pack::{Aid, Barrier, Capability, Direction, Hypothesis, Need, Owners, Pack, Written};
use cuecard::role::{Budget, Period, Role};
use cuecard::simulation::Team;

/// What is assumed where nobody says otherwise: people in each role that the nudge is for, …
pub const PEOPLE: u32 = 20;
/// … weeks, …
const WEEKS: u32 = 4;
/// … moments of each nudge in four weeks, as `cuecard pilot` has them, …
pub const MOMENTS: u32 = 4;
/// … after how many of a hundred the behaviour follows anyway, likewise, …
const DONE_WITHOUT: u32 = 30;
/// … and how much attention a role gives in a week that is not published.
pub const CARDS: u32 = 3;
pub const MINUTES: u32 = 6;
/// Weeks that are lived at most, and moments: a manager waits a second for it.
const MOST_WEEKS: u32 = 8;
pub const MOST_MOMENTS: u32 = 400;

/// As much of the team's weeks as somebody waits for: what is said is of one person and week.
pub fn sample(mut team: Team, file: &ContentFile) -> Team {
    team.weeks = team.weeks.min(MOST_WEEKS);
    let is_theirs =
        |written: &&Written| team.people.iter().any(|(role, _)| written.nudge.roles.contains(role));
    let nudges = file.packs.iter().flat_map(|pack| &pack.nudges).filter(is_theirs);
    let nudges: Vec<&str> = nudges.map(|written| written.nudge.nudge.as_str()).collect();
    let rates = team.moments.iter().filter(|(name, _)| nudges.contains(&name.as_str()));
    let rate: u64 = rates.map(|(_, count)| u64::from(*count)).sum();
    let people: u64 = team.people.iter().map(|(_, count)| u64::from(*count)).sum();
    let moments = (people * rate * u64::from(team.weeks)).div_ceil(4);
    if moments > u64::from(MOST_MOMENTS) {
        for (_, count) in &mut team.people {
            let kept = u64::from(*count) * u64::from(MOST_MOMENTS) / moments;
            *count = u32::try_from(kept).unwrap_or(*count).max(1);
        }
    }
    team
}

/// A team in which everybody is in a role that the nudge is for.
pub fn assumed(listed: &ListedNudge, live: &[(&ListedNudge, &Cosign)]) -> Team {
    let names = live.iter().map(|(other, _)| *other).chain([listed]);
    Team {
        people: listed.nudge.roles.iter().map(|role| (role.clone(), PEOPLE)).collect(),
        weeks: WEEKS,
        moments: names.map(|listed| (listed.nudge.nudge.clone(), MOMENTS)).collect(),
        done_without: DONE_WITHOUT,
        done_with: (DONE_WITHOUT + listed.min_lift_points).min(100),
        ..Team::default()
    }
}

/// What a simulation needs of nudges, each with who stands by it: all that decides, and nothing to read.
/// A role that nobody published has the usual budget.
pub fn content(nudges: &[(&ListedNudge, &str)], published: &[Role]) -> ContentFile {
    let names: BTreeSet<&String> = nudges.iter().flat_map(|(listed, _)| &listed.nudge.roles).collect();
    let budget = Budget { count: CARDS, seconds: 60 * MINUTES, ..Budget::default() };
    let role = |name: &String| {
        let known = published.iter().find(|role| role.role == *name).cloned();
        known.unwrap_or_else(|| Role { role: name.clone(), title: name.clone(), budget: budget.clone() })
    };
    let mut packs: Vec<Pack> = Vec::new();
    for (listed, by) in nudges {
        let written = Written { nudge: listed.nudge.clone(), aid: aid(listed, by) };
        match packs.iter_mut().find(|pack| pack.pack == listed.pack) {
            Some(pack) => pack.nudges.push(written),
            None => packs.push(Pack {
                pack: listed.pack.clone(),
                version: String::new(),
                title: listed.pack.clone(),
                workflow: String::new(),
                licence: String::new(),
                most_a_week: listed.most_a_week,
                nudges: vec![written],
            }),
        }
    }
    ContentFile { roles: names.into_iter().map(role).collect(), packs, ..ContentFile::default() }
}

/// What a role may be asked for.
pub fn budget_in_words(file: &ContentFile, name: &str) -> String {
    let budget = file.roles.iter().find(|role| role.role == name).map(|role| role.budget.clone());
    let Budget { period, count, seconds, .. } = budget.unwrap_or_default();
    let cards = if count == 1 { "card" } else { "cards" };
    let time = match seconds % 60 {
        0 if seconds == 60 => "1 minute".to_owned(),
        0 => format!("{} minutes", seconds / 60),
        _ => format!("{seconds} seconds"),
    };
    let period = match period {
        Period::Week => "a week".to_owned(),
        Period::Sprint { days, .. } => format!("in {days} days"),
    };
    format!("{name}: {count} {cards}, {time} {period}")
}

fn aid(listed: &ListedNudge, by: &str) -> Aid {
    Aid {
        title: listed.aid.title.clone(),
        why: listed.aid.why.clone(),
        need: Need {
            performance: String::new(),
            capability: Capability::Exists,
            barrier: Barrier::Recall,
            least_invasive: None,
            practice: String::new(),
        },
        owners: Owners {
            author: String::new(),
            manager: by.to_owned(),
            people: String::new(),
            expert: String::new(),
        },
        hypothesis: Hypothesis {
            metric: String::new(),
            direction: Direction::Up,
            min_lift_points: listed.min_lift_points,
            guardrail: String::new(),
        },
        matter: Vec::new(),
        body: Vec::new(),
        flag: None,
        lesson: None,
        checks: None,
        texts: Vec::new(),
    }
}
