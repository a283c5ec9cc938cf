//! What changed between two states of content, nudge by nudge: an editorial change keeps co-sign and
//! evidence, any other makes a new version that has to be shown to help again.

mod places;
mod wording;

use std::collections::BTreeMap;

use crate::content::ContentFile;
use crate::pack::Written;
use places::{Kind, Place, places};

/// What a change comes to; the weightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Spelling, a link, a translation, who answers for it: co-sign and evidence stay, once author and
    /// reviewer have agreed that the meaning did.
    Editorial,
    /// Anything that people might do otherwise for, or that decides or measures.
    NewVersion,
}

/// One place that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where, in words: `step 2`, `when`, `lesson, section 1, heading`.
    pub place: String,
    /// What it said; nothing if it was not there.
    pub old: Option<String>,
    /// What it says now.
    pub new: Option<String>,
    /// What it comes to.
    pub weight: Weight,
}

/// A nudge that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revision {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// These places changed, one at least.
    Changed(Vec<Change>),
}

impl Revision {
    /// What all of it comes to.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Changed(changes) => {
                changes.iter().map(|change| change.weight).max().unwrap_or(Weight::Editorial)
            }
            Self::Added | Self::Removed => Weight::NewVersion,
        }
    }
}

/// Content in the language of its authors, and its translations.
#[derive(Clone, Copy)]
pub struct State<'a> {
    /// As the authors wrote it.
    pub file: &'a ContentFile,
    /// The same in other languages, by language.
    pub translations: &'a [(String, ContentFile)],
}

/// The nudges that differ, by name.
pub fn revisions(old: State<'_>, new: State<'_>) -> BTreeMap<String, Revision> {
    let (before, after) = (by_name(old.file), by_name(new.file));
    let mut found = BTreeMap::new();
    for (name, written) in &after {
        let revision = match before.get(name) {
            None => Revision::Added,
            Some(earlier) => {
                let mut changes = changes(earlier, written);
                changes.extend(translated(name, old, new));
                if changes.is_empty() {
                    continue;
                }
                Revision::Changed(changes)
            }
        };
        found.insert((*name).to_owned(), revision);
    }
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    found.extend(gone.map(|name| ((*name).to_owned(), Revision::Removed)));
    found
}

fn by_name(file: &ContentFile) -> BTreeMap<&str, &Written> {
    let nudges = file.packs.iter().flat_map(|pack| &pack.nudges);
    nudges.map(|written| (written.nudge.nudge.as_str(), written)).collect()
}

fn changes(old: &Written, new: &Written) -> Vec<Change> {
    let judged = |kind: Kind, old: Option<&str>, new: Option<&str>| match (kind, old, new) {
        (Kind::Answers, ..) => Weight::Editorial,
        (Kind::Words, Some(old), Some(new)) if wording::is_editorial(old, new) => Weight::Editorial,
        _ => Weight::NewVersion,
    };
    compare(places(old), places(new), judged)
}

/// What changed in the translations: what is said in another language is an editor's, as long as what
/// is translated stays.
fn translated(name: &str, old: State<'_>, new: State<'_>) -> Vec<Change> {
    let in_language = |state: State<'_>, language: &str| {
        let found = state.translations.iter().find(|(other, _)| other == language);
        // What is not translated is said in the first language.
        let file = found.map_or(state.file, |(_, file)| file);
        let places_in = |file: &ContentFile| {
            let mut nudges = file.packs.iter().flat_map(|pack| &pack.nudges);
            nudges.find(|written| written.nudge.nudge == name).map(places).unwrap_or_default()
        };
        let (words, first) = (places_in(file), places_in(state.file));
        let differs = |place: &Place| !first.contains(place);
        words.into_iter().filter(|place| place.kind == Kind::Words && differs(place)).collect::<Vec<_>>()
    };
    let mut languages: Vec<&str> = [old, new]
        .iter()
        .flat_map(|state| state.translations)
        .map(|(language, _)| language.as_str())
        .collect();
    languages.sort_unstable();
    languages.dedup();
    let mut changes = Vec::new();
    for language in languages {
        let found =
            compare(in_language(old, language), in_language(new, language), |_, _, _| Weight::Editorial);
        let named = |change: Change| Change { place: format!("{language}: {}", change.place), ..change };
        changes.extend(found.into_iter().map(named));
    }
    changes
}

/// The places that differ, in the order of the new state; what is gone comes last.
fn compare(
    old: Vec<Place>,
    new: Vec<Place>,
    judged: impl Fn(Kind, Option<&str>, Option<&str>) -> Weight,
) -> Vec<Change> {
    let mut earlier: BTreeMap<String, Place> =
        old.into_iter().map(|place| (place.name.clone(), place)).collect();
    let mut changes = Vec::new();
    for place in new {
        let old = earlier.remove(&place.name).map(|old| old.says);
        if old.as_ref() != Some(&place.says) {
            let weight = judged(place.kind, old.as_deref(), Some(&place.says));
            changes.push(Change { place: place.name, old, new: Some(place.says), weight });
        }
    }
    changes.extend(earlier.into_values().map(|gone| {
        let weight = judged(gone.kind, Some(&gone.says), None);
        Change { place: gone.name, old: Some(gone.says), new: None, weight }
    }));
    changes
}
