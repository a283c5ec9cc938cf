//! What a change to a nudge comes to.

use super::*;
use crate::pack::author::{Change, Revision, State, Weight, revisions};

const TRANSLATED: &str = "packs/opportunity-management/nudges/slipping-close-date.de.md";

/// The shipped content, with one text replaced in one file.
fn changed(path: &str, old: &str, new: &str) -> Checked {
    let mut sources = shipped();
    sources.retain(|source| !source.path.contains("/tests/"));
    let source = sources.iter_mut().find(|source| source.path == path).unwrap();
    let text = String::from_utf8(source.bytes.clone()).unwrap();
    assert!(text.contains(old), "{old}");
    source.bytes = text.replacen(old, new, 1).into_bytes();
    let checked = check(&sources);
    assert!(checked.file.is_some(), "{:#?}", checked.problems);
    checked
}

/// What the change comes to, and where.
fn revised(path: &str, old: &str, new: &str) -> Option<(Weight, Vec<Change>)> {
    let (before, after) = (changed(path, "", ""), changed(path, old, new));
    fn state(checked: &Checked) -> State<'_> {
        State { file: checked.file.as_ref().unwrap(), translations: &checked.translations }
    }
    let mut found = revisions(state(&before), state(&after));
    let (name, revision) = found.pop_first()?;
    assert_eq!((name.as_str(), found.len()), ("slipping-close-date", 0));
    let weight = revision.weight();
    let Revision::Changed(changes) = revision else { panic!("{revision:?}") };
    Some((weight, changes))
}

#[test]
fn a_change_is_editorial_or_a_new_version() {
    use Weight::{Editorial, NewVersion};
    let cases = [
        ("Date the buyer's next act", "Date the buyers next act", Editorial, "title"),
        ("Ask for the day, and", "Ask for the day and", Editorial, "step 2"),
        ("author: sales-enablement", "author: sales-school", Editorial, "owners.author"),
        ("Ask for the day, and write", "Write", NewVersion, "step 2"),
        ("**There is none?**", "**There is one?**", NewVersion, "step 3"),
        ("within_days: 90", "within_days: 60", NewVersion, "when"),
        ("severity: medium", "severity: high", NewVersion, "severity"),
        ("window_days: 3", "window_days: 4", NewVersion, "behaviour.window_days"),
        ("min_lift_points: 10", "min_lift_points: 5", NewVersion, "hypothesis.min_lift_points"),
        ("barrier: consistency", "barrier: recall", NewVersion, "need.barrier"),
    ];
    for (old, new, weight, place) in cases {
        let (found, changes) = revised(OTHER_NUDGE, old, new).unwrap_or_else(|| panic!("{new}: nothing"));
        assert_eq!(found, weight, "{new}: {changes:#?}");
        assert!(changes.iter().any(|change| change.place == place), "{new}: {changes:#?}");
    }
    assert!(revised(OTHER_NUDGE, "severity: medium", "severity: medium # as before").is_none());
}

#[test]
fn a_translation_is_editorial_whatever_it_says() {
    let (weight, changes) = revised(TRANSLATED, "title: ", "title: Ganz anders und ").unwrap();
    let places: Vec<&str> = changes.iter().map(|change| change.place.as_str()).collect();
    assert_eq!((weight, places), (Weight::Editorial, vec!["de: title"]));
}

#[test]
fn an_answer_that_becomes_right_is_a_new_version() {
    let (weight, changes) =
        revised(CHECKS, "Being liked signs nothing", "Being liked signs something").unwrap();
    assert_eq!((weight, changes.len()), (Weight::NewVersion, 1), "{changes:#?}");
    let (weight, changes) =
        revised(CHECKS, "Being liked signs nothing", "Being likked signs nothing").unwrap();
    assert_eq!((weight, changes.len()), (Weight::Editorial, 1), "{changes:#?}");
}
