//! `cuecard diff`: what a change to content comes to.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use cuecard::pack::author::{Change, Checked, Level, Revision, State, Weight, revisions};

use crate::columns::beside;
use crate::{folder, report};

/// There is a new version of a nudge: not an error, and to be told from one.
const NEW_VERSION: u8 = 3;
/// What is not there.
const NOTHING: &str = "(nothing)";

/// Two states of content.
#[derive(clap::Args)]
pub struct Arguments {
    /// The content folder as it was
    old: PathBuf,
    /// The content folder as it is
    new: PathBuf,
}

/// Compares and tells.
pub fn run(arguments: &Arguments) -> ExitCode {
    let (old, new) = (folder::open(&arguments.old), folder::open(&arguments.new));
    let (Some(before), Some(after)) = (state(&old), state(&new)) else {
        let broken = old.problems.into_iter().chain(new.problems);
        let errors: Vec<_> = broken.filter(|problem| problem.level == Level::Error).collect();
        report::print(&errors, "mend them first");
        return ExitCode::FAILURE;
    };
    let found = revisions(before, after);
    let mut text: String = found.iter().map(|(name, revision)| told(name, revision)).collect();
    let new_versions = found.values().filter(|revision| revision.weight() == Weight::NewVersion).count();
    text.push_str(&match (found.len(), new_versions) {
        (0, _) => "no nudge changed\n".to_owned(),
        (all, 0) => format!("{all} changed, editorially only: co-sign and evidence stay\n"),
        (all, new) => format!("{all} changed; {new} to be co-signed and measured anew\n"),
    });
    // Who has read enough closes the pipe.
    let _ = io::stdout().write_all(text.as_bytes());
    if new_versions == 0 { ExitCode::SUCCESS } else { ExitCode::from(NEW_VERSION) }
}

/// A content folder as one state, if it compiles.
pub fn state(checked: &Checked) -> Option<State<'_>> {
    let file = checked.file.as_ref()?;
    Some(State { file, translations: &checked.translations })
}

/// What changed in one nudge, side by side.
pub fn told(name: &str, revision: &Revision) -> String {
    let Revision::Changed(changes) = revision else {
        let what = if *revision == Revision::Added { "new" } else { "removed" };
        return format!("{name}: {what}\n\n");
    };
    let what = match revision.weight() {
        Weight::Editorial => "editorial; author and reviewer agree that the meaning stays",
        Weight::NewVersion => "a new version",
    };
    let changes: String = changes.iter().map(side_by_side).collect();
    format!("{name}: {what}\n{changes}\n")
}

fn side_by_side(change: &Change) -> String {
    let weight = if change.weight == Weight::Editorial { "editorial" } else { "new version" };
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| NOTHING.to_owned());
    format!("  {} ({weight})\n{}", change.place, beside(&text(&change.old), &text(&change.new), 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_with_its_place_and_both_texts() {
        let change = Change {
            place: "step 2".to_owned(),
            old: Some("Ask for the day".to_owned()),
            new: None,
            weight: Weight::NewVersion,
        };
        let text = told("a-nudge", &Revision::Changed(vec![change]));
        assert!(text.starts_with("a-nudge: a new version\n  step 2 (new version)\n"), "{text}");
        assert!(text.contains("Ask for the day") && text.contains(NOTHING), "{text}");
        assert_eq!(told("b", &Revision::Added), "b: new\n\n");
        assert_eq!(told("b", &Revision::Removed), "b: removed\n\n");
    }
}
