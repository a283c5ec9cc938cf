//! What a nudge would displace in a team, before its manager stands by it: the team's weeks with it and
//! without it, simulated from what is published.

mod sample;

use std::path::Path;

use cuecard::approval::Cosign;
use cuecard::content::{ContentFile, ListedNudge};
use cuecard::pack::author::Diagnostic;
use cuecard::role::Role;
use cuecard::simulation::{Displaced, NudgeTotals, Team, displaced, turns, without};

use crate::folder::of_path;
use crate::simulate::{check_rate, stated};
use sample::{MOMENTS, assumed, budget_in_words, content, sample};

/// The same weeks for everybody who asks.
const SEED: u64 = 1;

/// What a nudge would displace.
#[derive(Debug, PartialEq)]
pub struct Displacement {
    losers: Vec<Displaced>,
    /// People and weeks that were lived.
    people: u32,
    weeks: u32,
    is_assumed: bool,
    /// What each of their roles may be asked for, in words.
    budgets: Vec<String>,
}

/// What is published.
pub struct Published<'a> {
    pub nudges: Vec<&'a ListedNudge>,
    pub roles: Vec<Role>,
}

impl Displacement {
    /// Of a nudge among those that are live, each with what its manager said. Rates are those of a team's
    /// file, which may name all nudges that are published; without one they are assumed.
    pub fn of(
        listed: &ListedNudge,
        live: &[(&ListedNudge, &Cosign)],
        published: &Published<'_>,
        team: Option<&Path>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let nudge = &listed.nudge.nudge;
        let team = match team {
            None => assumed(listed, live),
            Some(path) => {
                let all: Vec<(&ListedNudge, &str)> =
                    published.nudges.iter().map(|listed| (*listed, "")).collect();
                let team = stated(path, &content(&all, &published.roles))?;
                check_stated(path, &team)?;
                check_rate(path, &team, nudge)?;
                among(path, team, listed)?
            }
        };
        let with: Vec<(&ListedNudge, &str)> =
            live.iter().map(|(other, cosign)| (*other, cosign.by.as_str())).chain([(listed, "")]).collect();
        let with = content(&with, &published.roles);
        let team = sample(team, &with);
        let losers = match without(&with, nudge) {
            Some(before) if !live.is_empty() => displaced(&lived(&before, &team)?, &lived(&with, &team)?),
            _ => Vec::new(),
        };
        let people: u32 = team.people.iter().map(|(_, count)| count).sum();
        let budgets = team.people.iter().map(|(role, _)| budget_in_words(&with, role)).collect();
        Ok(Self { losers, people, weeks: team.weeks, is_assumed: team.title.is_empty(), budgets })
    }

    /// In words for the manager.
    pub fn words(&self) -> Vec<String> {
        let Self { people, weeks, .. } = self;
        let lived = format!("in {weeks} simulated weeks of {people} people");
        let mut lines = vec![if self.losers.is_empty() {
            format!("{lived} it displaces nothing: there is room for it")
        } else {
            format!("{lived} it displaces, of each person's week:")
        }];
        let share = |count: f64| match count / f64::from((people * weeks).max(1)) {
            share if share < 0.05 => "less than 0.1".to_owned(),
            share => format!("{share:.1}"),
        };
        lines.extend(self.losers.iter().map(|Displaced { nudge, manager, cards, seconds }| {
            let (times, minutes) = (share(f64::from(*cards)), share(f64::from(*seconds) / 60.0));
            format!("  {nudge}, co-signed by {manager}:\n    {times} times, {minutes} minutes")
        }));
        if self.is_assumed {
            lines.push(format!("assumed: {MOMENTS} moments of each in 4 weeks; or --rates"));
        }
        lines.extend(self.budgets.iter().cloned());
        lines
    }
}

fn lived(file: &ContentFile, team: &Team) -> Result<Vec<NudgeTotals>, Vec<Diagnostic>> {
    turns(file, team, SEED)
        .map_err(|error| vec![Diagnostic::of_file(&error.place, &error.what, "tell the makers of Cuecard")])
}

/// What reads recordings is not published.
fn check_stated(path: &Path, team: &Team) -> Result<(), Vec<Diagnostic>> {
    if team.recorded.is_empty() {
        return Ok(());
    }
    let mend = "state `moments_in_four_weeks`; `cuecard simulate` counts them";
    Err(vec![of_path(path, "recordings cannot be counted here", mend)])
}

/// Those of a team who are in a role that the nudge is for: it takes nothing from the others.
fn among(path: &Path, mut team: Team, listed: &ListedNudge) -> Result<Team, Vec<Diagnostic>> {
    let roles = &listed.nudge.roles;
    team.people.retain(|(role, count)| *count > 0 && roles.contains(role));
    if !team.people.is_empty() {
        return Ok(team);
    }
    let what = format!("nobody in this team is in a role that `{}` is for", listed.nudge.nudge);
    let mend = format!("say under `people` how many are {}", roles.join(" or "));
    Err(vec![of_path(path, &what, &mend)])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::LazyLock;

    use cuecard::content::Content;

    use super::super::built_in;
    use super::sample::{CARDS, MINUTES, MOST_MOMENTS, PEOPLE};
    use super::*;
    use crate::folder;

    const RATES: &str = "team: Sales\npeople: { sales-development-representative: 4 }\nweeks: 6\n\
                         moments_in_four_weeks: { pricing-objection: 20, slipping-close-date: 20 }\n\
                         done_without: 30\ndone_with: 45\n";

    static PUBLISHED: LazyLock<Vec<ListedNudge>> = LazyLock::new(published);

    fn published() -> Vec<ListedNudge> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let text = folder::open(&content).file.unwrap().write().unwrap();
        Content::open(text).unwrap().listed().unwrap()
    }

    fn named(name: &str) -> &'static ListedNudge {
        PUBLISHED.iter().find(|listed| listed.nudge.nudge == name).unwrap()
    }

    fn rates(name: &str, text: &str) -> PathBuf {
        let file = std::env::temp_dir().join(format!("cuecard-rates-{name}-{}.yaml", std::process::id()));
        fs::write(&file, text).unwrap();
        file
    }

    fn ada() -> Cosign {
        Cosign { by: "Ada".into(), ..Cosign::default() }
    }

    /// What the objection would displace beside the closing date, at these rates.
    fn found(rates: Option<&Path>) -> Result<Displacement, Vec<Diagnostic>> {
        let ada = ada();
        let live = [(named("slipping-close-date"), &ada)];
        of(named("pricing-objection"), &live, &PUBLISHED, rates)
    }

    fn of(
        listed: &ListedNudge,
        live: &[(&ListedNudge, &Cosign)],
        all: &[ListedNudge],
        rates: Option<&Path>,
    ) -> Result<Displacement, Vec<Diagnostic>> {
        let published = Published { nudges: all.iter().collect(), roles: built_in::roles() };
        Displacement::of(listed, live, &published, rates)
    }

    #[test]
    fn a_loser_is_named_with_times_minutes_and_who_stands_by_it() {
        let file = rates("busy", RATES);
        let busy = found(Some(&file)).unwrap();
        assert_eq!(busy, found(Some(&file)).unwrap(), "the same weeks");
        let [loser] = busy.losers.as_slice() else { panic!("{busy:?}") };
        assert_eq!((loser.nudge.as_str(), loser.manager.as_str()), ("slipping-close-date", "Ada"));
        // Nobody loses more than a week allows.
        assert!(loser.cards > 0 && loser.cards <= CARDS * busy.people * busy.weeks, "{loser:?}");
        assert!(loser.seconds <= 60 * MINUTES * busy.people * busy.weeks, "{loser:?}");
        let words = busy.words().join("\n");
        assert!(words.contains("  slipping-close-date, co-signed by Ada:\n    "), "{words}");
        assert!(
            words.contains(" times, ")
                && words.ends_with("sales-development-representative: 3 cards, 6 minutes a week"),
            "{words}"
        );
        // Who is in another role loses nothing, and does not count.
        let more = RATES.replace("people: {", "people: { senior-engineer: 90,");
        assert_eq!(found(Some(&rates("more", &more))).unwrap(), busy);
        // Where there is room, nothing.
        let file = rates("calm", &RATES.replace(": 20", ": 1"));
        let calm = found(Some(&file)).unwrap();
        assert!(calm.losers.is_empty() && calm.words().join("").contains("there is room"), "{calm:?}");
    }

    #[test]
    fn shares_are_of_one_person_and_week() {
        let loser = |cards, seconds| Displaced { nudge: "a".into(), manager: "Ada".into(), cards, seconds };
        let words = |losers| {
            Displacement { losers, people: 5, weeks: 4, is_assumed: true, budgets: Vec::new() }
                .words()
                .join("\n")
        };
        let said = words(vec![loser(10, 1_800), loser(0, 1)]);
        assert!(said.contains("of 5 people") && said.contains("    0.5 times, 1.5 minutes\n"), "{said}");
        assert!(said.contains("    less than 0.1 times, less than 0.1 minutes\n"), "{said}");
        assert!(said.contains("assumed: 4 moments of each in 4 weeks"), "{said}");
        assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    }

    #[test]
    fn what_is_not_stated_is_assumed_and_said_so() {
        let assumed = found(None).unwrap();
        assert!(assumed.words().join("\n").contains("assumed: 4 moments"), "{assumed:?}");
        // A full team is lived in part.
        let (mut all, ada) = (published(), ada());
        all.iter_mut().for_each(|listed| listed.nudge.roles = vec!["a".into()]);
        let live: Vec<(&ListedNudge, &Cosign)> = all[1..12].iter().map(|listed| (listed, &ada)).collect();
        let full = of(&all[0], &live, &all, None).unwrap();
        assert!(full.people < PEOPLE && full.people * full.weeks * 12 <= MOST_MOMENTS, "{full:?}");
        assert!(!full.losers.is_empty(), "there is no room for twelve");
        let alone = of(&all[0], &[], &all, None).unwrap();
        assert!(alone.losers.is_empty());
    }

    #[test]
    fn rates_that_say_nothing_of_it_are_refused() {
        let cases = [
            (
                "rare",
                RATES.replace("pricing-objection: 20", "pricing-objection: 0"),
                "nobody in this team comes to a moment",
            ),
            (
                "role",
                RATES.replace("sales-development-representative", "senior-engineer"),
                "nobody in this team is in a role",
            ),
            ("unknown", RATES.replace("pricing-objection", "pricing-objections"), "there is no nudge"),
            ("recorded", RATES.replace("done_without", "recorded: [monday.yaml]\ndone_without"), "cannot be"),
        ];
        for (name, text, why) in cases {
            let problems = found(Some(&rates(name, &text))).unwrap_err();
            assert!(problems.iter().any(|problem| problem.what.contains(why)), "{name}: {problems:?}");
        }
        assert!(found(Some(Path::new("none.yaml"))).unwrap_err()[0].what.contains("cannot be read"));
    }
}
