//! `cuecard off`: the organisation silences a nudge or a system, for everybody and at once.

use std::fs;
use std::path::Path;

use cuecard::approval::{OFF_PATH, OffList, SwitchedOff};
use cuecard::json;
use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::Targets;

use super::Place;
use super::amend::amend;
use super::repository::{ORGANISATION, Repository};
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
    let key = key.open()?;
    let json = json::write(&list);
    let json =
        json.map_err(|error| of_path(Path::new(OFF_PATH), &error.to_string(), "tell the makers of Cuecard"))?;
    let target = repository.put(OFF_PATH, json.as_bytes())?;
    let amended = amend(&repository, ORGANISATION, &key, place.now(), |top| {
        top.targets.insert(OFF_PATH.to_owned(), target);
        Ok(())
    })?;
    Ok(format!("{name} is {}\n{}", if *on { "on" } else { "off" }, amended.words(ORGANISATION)))
}

/// What is off so far, published or not.
fn list(repository: &Repository) -> Result<OffList, Diagnostic> {
    let top = repository.newest::<Targets>(ORGANISATION)?;
    let Some(target) = top.and_then(|top| top.signed.targets.get(OFF_PATH).cloned()) else {
        return Ok(OffList::default());
    };
    let file = repository.served().join(target.file(OFF_PATH));
    fs::read(&file).ok().and_then(|bytes| OffList::read(&bytes)).ok_or_else(|| {
        of_path(&file, "the list of what is off cannot be read", "take it from a copy of the repository")
    })
}
