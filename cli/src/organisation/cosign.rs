//! `cuecard cosign`: a manager of a team stands by one nudge.

use std::path::{Path, PathBuf};

use cuecard::approval::{Cosign, MOST_COSIGNS, MOST_DAYS, Stands, beside, cosign_path, has_room, team_role};
use cuecard::content::ListedNudge;
use cuecard::hash::short_hex;
use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;

use super::Place;
use super::amend::{amend, named};
use super::displacement::{Displacement, Published};
use super::reading::Reading;
use super::repository::Repository;
use super::statement::state;
use super::translations::Translations;
use crate::folder::of_path;
use crate::key::KeyOption;
use crate::moment::{day_of, parse_day};

/// Days for which a statement holds if nothing else is said: as long as a lease.
const DAYS: i32 = 60;

/// What to co-sign.
#[derive(clap::Args)]
pub struct Arguments {
    /// The team
    team: String,
    /// The nudge; one at a time
    nudge: String,
    /// Why it matters for the work at hand, in a sentence or two
    #[arg(long, value_name = "WORDS", required_unless_present = "withdraw")]
    reason: Option<String>,
    /// Minutes a week that are kept free for it
    #[arg(long, value_name = "N", required_unless_present = "withdraw")]
    minutes: Option<u32>,
    /// From this day on [default: today]
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    from: Option<Day>,
    /// Until this day, which is the first without it [default: 60 days]
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    until: Option<Day>,
    /// How often the team comes to which moment, to see what it displaces
    ///
    /// The file of `cuecard simulate --team`, without recordings. Without it,
    /// rates are assumed.
    #[arg(long, value_name = "FILE")]
    rates: Option<PathBuf>,
    /// Take the statement back, instead
    #[arg(long, conflicts_with_all = ["reason", "minutes", "from", "until", "rates"])]
    withdraw: bool,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Signs a statement.
pub fn run(arguments: &Arguments) -> Result<String, Vec<Diagnostic>> {
    let Arguments { team, nudge, place, .. } = arguments;
    let one = |problem| vec![problem];
    let repository = place.repository().map_err(one)?;
    let reading = Reading::published(&repository, place.now()).map_err(one)?;
    let listed = named_nudge(&reading, nudge).map_err(one)?;
    if arguments.withdraw {
        return withdraw(arguments, &repository).map_err(one);
    }
    let stands = reading.standings(team, day_of(place.now()));
    check_room(nudge, &stands).map_err(one)?;
    let translations = Translations::of(listed, &reading.translated(listed));
    let live: Vec<(&ListedNudge, &Cosign)> = beside(nudge, &stands)
        .filter_map(|(stands, cosign)| {
            Some((reading.nudges().find(|listed| listed.nudge.nudge == stands.nudge)?, cosign))
        })
        .collect();
    let published = Published { nudges: reading.nudges().collect(), roles: reading.roles() };
    let displacement = Displacement::of(listed, &live, &published, arguments.rates.as_deref())?;
    let told = before(listed, &translations, &live, &displacement, team);
    sign(arguments, &repository, listed, translations, &told).map_err(one)
}

/// The nudge as it is published.
fn named_nudge<'a>(reading: &'a Reading<'_>, nudge: &str) -> Result<&'a ListedNudge, Diagnostic> {
    reading.nudges().find(|listed| listed.nudge.nudge == *nudge).ok_or_else(|| {
        let mend = "publish its pack first: `cuecard sign`, `cuecard publish`; `cuecard status` says which there are";
        of_path(Path::new(nudge), "no such nudge is published", mend)
    })
}

fn withdraw(arguments: &Arguments, repository: &Repository) -> Result<String, Diagnostic> {
    let Arguments { team, nudge, place, .. } = arguments;
    let (role, path) = (team_role(team), cosign_path(team, nudge));
    let key = arguments.key.open()?;
    let amended = amend(repository, &role, &key, place.now(), |role| match role.targets.remove(&path) {
        Some(_) => Ok(()),
        None => Err(of_path(Path::new(&path), "nobody has co-signed it", "`cuecard status` says what is")),
    })?;
    Ok(format!("{nudge} taken back for {team}\n{}", amended.words(&role)))
}

fn sign(
    arguments: &Arguments,
    repository: &Repository,
    listed: &ListedNudge,
    translations: Translations,
    told: &str,
) -> Result<String, Diagnostic> {
    let Arguments { team, nudge, place, .. } = arguments;
    let role = team_role(team);
    let key = arguments.key.open()?;
    let (keys, _) = repository.signers(&role)?;
    let by = named(&keys, &role, &key)?.name.clone();
    let cosign = Cosign { translations: translations.hashes, ..statement(arguments, listed, by)? };
    let Cosign { minutes, from, until, .. } = cosign;
    let statements = [(cosign_path(team, nudge), cosign)];
    let amended = state(repository, &role, &key, place.now(), &statements)?;
    Ok(format!(
        "{told}\n{nudge} for {team}: {minutes} minutes a week, {from} until {until}\n{}",
        amended.words(&role)
    ))
}

fn statement(arguments: &Arguments, listed: &ListedNudge, by: String) -> Result<Cosign, Diagnostic> {
    let today = day_of(arguments.place.now());
    let from = arguments.from.unwrap_or(today);
    let cosign = Cosign {
        by,
        reason: arguments.reason.as_deref().unwrap_or_default().trim().to_owned(),
        minutes: arguments.minutes.unwrap_or_default(),
        from,
        until: arguments.until.unwrap_or(from.plus(DAYS)),
        ..Cosign::new(&arguments.team, &arguments.nudge, short_hex(&listed.sha256, 32))
    };
    let refused = |what: &str, mend: &str| Err(of_path(Path::new(&arguments.nudge), what, mend));
    match cosign.check() {
        Err(flaw) => refused("this cannot be co-signed", &flaw.words()),
        Ok(()) if cosign.until > today.plus(MOST_DAYS) => refused(
            "it would run for longer than what it is signed in",
            &format!("give a day within {MOST_DAYS} days"),
        ),
        Ok(()) if cosign.until <= today => refused("it would have ended already", "give a later --until"),
        Ok(()) => Ok(cosign),
    }
}

/// What the nudge says, beside what it would come, and what it would displace.
fn before(
    listed: &ListedNudge,
    translations: &Translations,
    live: &[(&ListedNudge, &Cosign)],
    displacement: &Displacement,
    team: &str,
) -> String {
    let mut lines = vec![format!("{}\n{}", listed.aid.title, listed.aid.why)];
    lines.extend(translations.words());
    if live.is_empty() {
        lines.push(format!("{team} has no other: it displaces nothing"));
    } else {
        let minutes: u32 = live.iter().map(|(_, cosign)| cosign.minutes).sum();
        lines.push(format!("{team} has {minutes} minutes a week already, which it would compete with:"));
        lines.extend(
            live.iter().map(|(other, cosign)| format!("  {:>2} min  {}", cosign.minutes, other.nudge.nudge)),
        );
        lines.extend(displacement.words());
    }
    lines.join("\n")
}

/// As many as may be hold, or wait for their first day.
fn check_room(nudge: &str, stands: &[Stands]) -> Result<(), Diagnostic> {
    if has_room(nudge, stands) {
        return Ok(());
    }
    let what = format!("the team has {MOST_COSIGNS} already");
    Err(of_path(Path::new(nudge), &what, "take one back first, with --withdraw"))
}
