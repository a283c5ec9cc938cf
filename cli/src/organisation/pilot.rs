//! `cuecard pilot`: an author opens the try of a nudge, with some teams.

use std::path::Path;

use cuecard::approval::{AUTHORS, MOST_PILOT_TEAMS, Pilot, pilot_path, team_role};
use cuecard::content::ListedNudge;
use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;
use cuecard::verdict::Noise;
use cuecard::verdict::forecast::{Expected, forecast};

use super::Place;
use super::reading::Reading;
use super::statement::{state, stated};
use crate::folder::of_path;
use crate::forecast::{percent, rate, said};
use crate::key::KeyOption;
use crate::moment::{day_of, parse_day};

/// What to try, and with whom.
#[derive(clap::Args)]
pub struct Arguments {
    /// The nudge; one at a time
    nudge: String,
    /// A team that tries it; once for each
    #[arg(long, value_name = "NAME")]
    team: Vec<String>,
    /// The day on which it begins [default: today, or as before]
    ///
    /// A later day than before opens it again: the lease begins anew, and
    /// managers have to co-sign again.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    opened: Option<Day>,
    /// People of the teams that try it, for the forecast; needed to open it
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    people: Option<u32>,
    /// How often one of them comes to its moment in four weeks
    #[arg(long, value_name = "NUMBER", default_value = "4", value_parser = rate)]
    moments: f64,
    /// After how many of a hundred moments the behaviour follows anyway
    #[arg(long, value_name = "PERCENT", default_value = "30", value_parser = percent)]
    base: f64,
    /// Let other teams have it, once a verdict says that it helps
    #[arg(long)]
    wide: bool,
    /// Go on once to day 120, where managers co-sign again from day 30 on
    #[arg(long)]
    extended: bool,
    /// Rest on weak evidence, where too few people meet it for a verdict
    ///
    /// Opened anew with --opened every 60 days, with a co-sign of every
    /// manager; never wide. Refused where a verdict is in reach.
    #[arg(long, requires = "people", conflicts_with_all = ["wide", "extended"])]
    weak: bool,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Opens it.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let Arguments { nudge, team, place, .. } = arguments;
    let refused = |what: &str, mend: &str| Err(of_path(Path::new(nudge), what, mend));
    let repository = place.repository()?;
    let reading = Reading::published(&repository, place.now())?;
    let Some(listed) = reading.nudges().find(|listed| listed.nudge.nudge == *nudge) else {
        return refused(
            "no such nudge is published",
            "publish its pack first: `cuecard sign`, `cuecard publish`",
        );
    };
    for team in team {
        if repository.signers(&team_role(team))?.0.is_empty() {
            let mend = "check the name, or let a manager in: `cuecard org enrol`";
            return refused(&format!("no managers of {team} are enrolled"), mend);
        }
    }
    let former = stated(&repository, AUTHORS, &pilot_path(nudge))?;
    let former = former.and_then(|bytes| Pilot::read(&bytes, nudge));
    let pilot = pilot(arguments, former.as_ref())?;
    let forecast = forecast_of(arguments, listed, former.as_ref(), &pilot)?;
    let (opened, teams) = (pilot.opened, pilot.teams.join(", "));
    let statements = [(pilot_path(nudge), pilot)];
    let amended = state(&repository, AUTHORS, &arguments.key.open()?, place.now(), &statements)?;
    Ok(format!("{forecast}{nudge} is tried from {opened} on by {teams}\n{}", amended.words(AUTHORS)))
}

/// What is said from now on: of the same opening what was said before, and more.
fn pilot(arguments: &Arguments, former: Option<&Pilot>) -> Result<Pilot, Diagnostic> {
    let Arguments { nudge, team, .. } = arguments;
    let refused = |what: &str, mend: &str| Err(of_path(Path::new(nudge), what, mend));
    let today = day_of(arguments.place.now());
    let opened = arguments.opened.or(former.map(|pilot| pilot.opened)).unwrap_or(today);
    let mut teams = former.map(|pilot| pilot.teams.clone()).unwrap_or_default();
    teams.extend(team.iter().filter(|name| !teams.contains(name)).cloned().collect::<Vec<_>>());
    if teams.is_empty() {
        return refused("no team tries it", "name one with --team");
    }
    if teams.len() > MOST_PILOT_TEAMS {
        return refused(
            "too many teams",
            &format!("{MOST_PILOT_TEAMS} try it at most; then let it go --wide"),
        );
    }
    if former.is_some_and(|former| opened < former.opened) {
        return refused(
            "its pilot was opened later than this already",
            "leave --opened out, or give a later day",
        );
    }
    let former = former.filter(|former| former.opened == opened);
    let pilot = Pilot {
        wide: arguments.wide || former.is_some_and(|former| former.wide),
        extended: arguments.extended || former.is_some_and(|former| former.extended),
        weak: arguments.weak || former.is_some_and(|former| former.weak),
        ..Pilot::new(nudge, opened, teams)
    };
    if pilot.weak && (pilot.wide || pilot.extended) {
        return refused(
            "weak evidence goes neither wide nor on",
            "open it again, on a later day with --opened",
        );
    }
    Ok(pilot)
}

/// Whether a verdict is possible, before anybody is asked for attention.
fn forecast_of(
    arguments: &Arguments,
    listed: &ListedNudge,
    former: Option<&Pilot>,
    pilot: &Pilot,
) -> Result<String, Diagnostic> {
    let refused = |what: &str, mend: &str| Err(of_path(Path::new(&arguments.nudge), what, mend));
    if listed.nudge.safety {
        if pilot.weak {
            return refused("it is about safety, and never tested", "leave --weak out");
        }
        return Ok("It is about safety: never withheld, and so nobody can say whether it helps.\n".to_owned());
    }
    let Some(people) = arguments.people else {
        // More teams may be enough for a verdict.
        let is_same = |former: &Pilot| {
            former.opened == pilot.opened && !(pilot.weak && former.teams.len() < pilot.teams.len())
        };
        if former.is_some_and(is_same) {
            return Ok(String::new());
        }
        let mend = "say with --people how many these teams have: then it says whether a verdict is possible";
        return refused("it cannot be said whether that is enough people", mend);
    };
    let expected = Expected {
        people,
        moments_in_four_weeks: arguments.moments,
        base_percent: arguments.base,
        min_lift_points: f64::from(listed.min_lift_points),
        window_days: u32::from(listed.nudge.behaviour.window_days),
        noise: Noise::EXACT,
    };
    match (pilot.weak, forecast(&expected).is_weak) {
        (true, false) => refused(
            &format!("a verdict is in reach of {people} people, so it rests on no weak evidence"),
            "open it without --weak, on a later day than before if it was open",
        ),
        (false, true) => {
            let hint = "As a trial it ends on day 60. With --weak it can be opened anew every 60 days.";
            Ok(format!("{}  {hint}\n\n", said(&expected)))
        }
        _ => Ok(said(&expected)),
    }
}
