//! What people write, and its way to the compiled content: YAML and Markdown in, one
//! [`ContentFile`] out, or a list of [`Diagnostic`]s that say what is wrong, where, and how to mend
//! it. Nothing here reads a disk: files come in as [`Source`]s. None of it reaches the browser.

mod adapter;
mod assemble;
mod binding;
mod body;
mod checks;
mod clash;
mod condition;
mod diagnostic;
mod exit;
mod fact;
mod fields;
mod find;
mod front_matter;
mod length;
mod lesson;
mod list;
mod measure;
mod nudge;
mod on;
mod pack;
mod page;
mod parameters;
mod past;
mod recorded;
mod revision;
mod role;
pub mod rules;
mod situation;
mod source;
mod steps;
mod suggest;
mod team;
#[cfg(test)]
pub mod tests;
mod text;
mod translate;
mod tree;
mod value;
mod vocabulary;
mod words;

pub use diagnostic::{Diagnostic, Level};
pub use exit::Exit;
pub use length::{MAX_SECONDS, WORDS_A_MINUTE};
pub use recorded::{Recorded, recorded};
pub use revision::{Change, Revision, State, Weight, revisions};
pub use source::{MAX_FILE_BYTES, Source};
pub use team::team;

use crate::content::{Content, ContentFile};
use crate::json;
use assemble::{Assembled, Desks};
use situation::Situation;
use source::{Desk, Place};

/// A situation, and how it came out.
pub struct Tried {
    /// Its file.
    pub file: String,
    /// What it is about.
    pub title: String,
    /// Whether everything came as expected.
    pub passed: bool,
}

/// What came of a content folder.
#[derive(Default)]
pub struct Checked {
    /// The content, unless there is an error among the problems.
    pub file: Option<ContentFile>,
    /// The same content in other languages, each whole, by language.
    pub translations: Vec<(String, ContentFile)>,
    /// The situations that were tried, in the order of their files.
    pub situations: Vec<Tried>,
    /// Every problem that was found, in the order of the files and of the places in them.
    pub problems: Vec<Diagnostic>,
}

/// Compiles a content folder. The order of `sources` does not matter; the same files give the same
/// content.
///
/// # Errors
/// Every problem that was found, warnings included, if an error is among them.
pub fn compile(sources: &[Source]) -> Result<ContentFile, Vec<Diagnostic>> {
    let Checked { file, problems, .. } = check(sources);
    file.ok_or(problems)
}

/// Compiles a content folder, and keeps the warnings.
pub fn check(sources: &[Source]) -> Checked {
    let mut problems = Vec::new();
    let mut desks = Vec::new();
    for source in sources {
        match source.open() {
            Ok(opened) => desks.extend(opened),
            Err(problem) => problems.push(problem),
        }
    }
    desks.sort_by_key(|(_, desk)| desk.path);
    let Assembled { file, translations } = assemble::assemble(&desks);
    let situations = situations(&desks, &file);
    let can_ship = problems.is_empty() && !desks.iter().any(|(_, desk)| desk.has_error());
    // What the browser will check is checked here first, so that no broken file can ship.
    let content = if can_ship { Some(Content::new(&file)) } else { None };
    let mut tried = Vec::new();
    match &content {
        Some(Ok(content)) => tried.extend(situations.into_iter().map(|(desk, situation)| Tried {
            file: desk.path.to_owned(),
            title: situation.title.clone(),
            passed: situation::run(desk, &situation, content),
        })),
        Some(Err(error)) => {
            problems.push(Diagnostic::of_file(".", &error.to_string(), "mend it in the file of that name"));
        }
        None => {}
    }
    problems.extend(desks.into_iter().flat_map(|(_, desk)| desk.problems()));
    problems.sort();
    let is_whole = !problems.iter().any(|problem| problem.level == Level::Error);
    let (file, translations) = if is_whole { (Some(file), translations) } else { (None, Vec::new()) };
    Checked { file, translations, situations: tried, problems }
}

/// What the folder's situations say, each with its file.
fn situations<'d, 'a>(desks: &'d Desks<'a>, file: &ContentFile) -> Vec<(&'d Desk<'a>, Situation)> {
    let mut found = Vec::new();
    for (place, desk) in desks {
        let Place::Situation { pack } = place else { continue };
        let nudges = file.packs.iter().find(|other| other.pack == *pack).map(|pack| pack.nudges.as_slice());
        let written = desks.iter().filter_map(|(place, _)| match place {
            Place::Nudge { pack: of, name } if of == pack => Some(*name),
            _ => None,
        });
        let written: Vec<&str> = written.collect();
        let read = situation::read(desk, nudges.unwrap_or_default(), &written);
        found.extend(read.map(|situation| (desk, situation)));
    }
    found
}

/// The bytes that the extension loads. The same content gives the same bytes.
///
/// # Errors
/// Never for compiled content, which holds nothing that JSON cannot say.
pub fn to_json(file: &ContentFile) -> Result<Vec<u8>, json::Error> {
    translation_to_json(file, file)
}

/// The same for a translation of `first`: its nudges keep their hashes.
///
/// # Errors
/// Never for compiled content, which holds nothing that JSON cannot say.
pub fn translation_to_json(file: &ContentFile, first: &ContentFile) -> Result<Vec<u8>, json::Error> {
    file.write_as(first).map(String::into_bytes)
}
