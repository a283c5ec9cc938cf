//! `cuecard off`: the organisation silences a nudge or a system, for everybody and at once.

use std::path::Path;

use cuecard::approval::{OFF_PATH, ORGANISATION, OffList, SwitchedOff};
use cuecard::pack::Nudge;
use cuecard::pack::author::Diagnostic;

use super::Place;
use super::reading::Reading;
use super::repository::Repository;
use super::statement::{state, stated};
use crate::folder::of_path;
use crate::key::KeyOption;

/// Characters of a reason: people read it in the popup.
const MOST_REASON: usize = 200;

/// What to switch.
#[derive(clap::Args)]
pub struct Arguments {
    /// The nudge; with --app, the system
    name: String,
    /// All nudges that are for this system only
    #[arg(long)]
    app: bool,
    /// Why, for the people who see it no more
    #[arg(long, value_name = "WORDS", required_unless_present = "on")]
    reason: Option<String>,
    /// Switch it on again, instead
    #[arg(long, conflicts_with = "reason")]
    on: bool,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Switches it.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let Arguments { name, app, reason, on, key, place } = arguments;
    let repository = place.repository()?;
    let mut list = list(&repository)?;
    let places = if *app { &mut list.apps } else { &mut list.nudges };
    let count = places.len();
    places.retain(|off| off.name != *name);
    if *on && places.len() == count {
        return Err(of_path(Path::new(name), "it is not off", "`cuecard status` says what is"));
    }
    if let Some(reason) = reason.as_deref().map(str::trim) {
        if reason.is_empty() || reason.chars().count() > MOST_REASON {
            let mend = format!("say why in 1 to {MOST_REASON} characters");
            return Err(of_path(Path::new(name), "it cannot be switched off without a reason", &mend));
        }
        places.push(SwitchedOff { name: name.clone(), reason: reason.to_owned() });
    }
    let statements = [(OFF_PATH.to_owned(), list)];
    let amended = state(&repository, ORGANISATION, &key.open()?, place.now(), &statements)?;
    let state = if *on { "on" } else { "off" };
    let note = unknown(&repository, name, *app, place.now());
    Ok(format!("{name} is {state}{note}\n{}", amended.words(ORGANISATION)))
}

/// A name that nothing published has may be one of what came with the extension, or a slip.
fn unknown(repository: &Repository, name: &str, app: bool, now: i64) -> &'static str {
    let Ok(reading) = Reading::published(repository, now) else { return "" };
    let is_it = |nudge: &Nudge| {
        if app { nudge.apps.iter().any(|known| known == name) } else { nudge.nudge == name }
    };
    if reading.nudges().any(|listed| is_it(&listed.nudge)) {
        return "";
    }
    "; nothing that is published here has this name: check that it is right"
}

/// What is off so far, published or not.
fn list(repository: &Repository) -> Result<OffList, Diagnostic> {
    let Some(bytes) = stated(repository, ORGANISATION, OFF_PATH)? else { return Ok(OffList::default()) };
    OffList::read(&bytes).ok_or_else(|| {
        let mend = "take it from a copy of the repository";
        of_path(Path::new(OFF_PATH), "the list of what is off cannot be read", mend)
    })
}
