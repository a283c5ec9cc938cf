//! The report of a simulation: one HTML file that needs nothing else.

use askama::Template;
use cuecard::explain::Catalogue;
use cuecard::simulation::{Displaced, NudgeTotals, RoleTotals};

use super::Report;
use super::chart::{Bar, Weeks};

#[derive(Template)]
#[template(path = "simulation.html")]
struct Page<'a> {
    title: &'a str,
    people: u32,
    weeks: u32,
    lead: String,
    roles: Vec<RolePart<'a>>,
    nudges: Vec<NudgePart<'a>>,
    choices: Vec<Bar>,
    new: Option<(&'a str, &'a [Displaced])>,
    rates: Vec<(&'a str, u32)>,
    done: (u32, u32),
    seed: u64,
}

struct RolePart<'a> {
    of: &'a RoleTotals,
    cards: String,
    minutes: String,
    most_minutes: String,
    chart: Weeks,
}

struct NudgePart<'a> {
    of: &'a NudgeTotals,
    shown: u64,
    withheld: u64,
    silent: Vec<(String, u32)>,
}

/// The report.
///
/// # Errors
/// When the page cannot be put together.
pub fn html(report: &Report) -> Result<String, String> {
    let Report { team, simulated, new, seed } = report;
    let words = Catalogue::read(include_str!("../../../extension/_locales/en/messages.json"));
    let words = words.map_err(|error| error.to_string())?;
    let people: u32 = simulated.roles.iter().map(|role| role.people).sum();
    let (came, shown) =
        simulated.nudges.iter().fold((0, 0), |(came, shown), nudge| (came + nudge.came, shown + nudge.shown));
    let lead = match came {
        0 => "Nobody came to any moment: state how often they do.".to_owned(),
        _ => format!(
            "Of {came} moments, {} in a hundred got a card. The others stayed silent, or were withheld \
             to learn whether the card helps.",
            percent(u64::from(shown), u64::from(came))
        ),
    };
    let value = simulated.value;
    let bar =
        |label: &str, reached: u64| Bar { label: label.to_owned(), percent: percent(reached, value.best) };
    let page = Page {
        title: &team.title,
        people,
        weeks: team.weeks,
        lead,
        roles: simulated.roles.iter().map(|role| role_part(role, team.weeks)).collect(),
        nudges: simulated.nudges.iter().map(|nudge| nudge_part(nudge, &words)).collect(),
        choices: vec![
            bar("Whoever comes first", value.first_come),
            bar("Whatever is worth most", value.by_worth),
            bar("As these roles choose", value.chosen),
        ],
        new: new.as_ref().map(|(name, losers)| (name.as_str(), losers.as_slice())),
        rates: team.moments.iter().map(|(nudge, count)| (nudge.as_str(), *count)).collect(),
        done: (team.done_without, team.done_with),
        seed: *seed,
    };
    page.render().map_err(|error| error.to_string())
}

fn role_part(role: &RoleTotals, weeks: u32) -> RolePart<'_> {
    let person_weeks = f64::from(role.people * weeks);
    let mean = |sum: u32| f64::from(sum) / person_weeks;
    RolePart {
        of: role,
        cards: format!("{:.1}", mean(role.cards.iter().sum())),
        minutes: format!("{:.1}", mean(role.seconds.iter().sum()) / 60.0),
        most_minutes: format!("{:.1}", f64::from(role.most_seconds) / 60.0),
        chart: Weeks::of(&role.seconds, role.people),
    }
}

fn nudge_part<'a>(nudge: &'a NudgeTotals, words: &Catalogue) -> NudgePart<'a> {
    let share = |count: u32| percent(u64::from(count), u64::from(nudge.came));
    let mut silent: Vec<(String, u32)> = nudge
        .silent
        .iter()
        .map(|(reason, count)| (words.say(&format!("reason_{reason}"), &[]).unwrap_or_default(), *count))
        .collect();
    silent.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    NudgePart { of: nudge, shown: share(nudge.shown), withheld: share(nudge.withheld), silent }
}

/// How many hundredths a part is; none of nothing.
pub fn percent(part: u64, of: u64) -> u64 {
    (part * 100 + of / 2).checked_div(of).unwrap_or_default()
}
