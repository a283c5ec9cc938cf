//! What people write, and its way to the compiled content: YAML and Markdown in, one
//! [`ContentFile`] out, or a list of [`Diagnostic`]s that say what is wrong, where, and how to mend
//! it. Nothing here reads a disk: files come in as [`Source`]s. None of it reaches the browser.

mod adapter;
mod binding;
mod body;
mod clash;
mod condition;
mod diagnostic;
mod fact;
mod fields;
mod find;
mod front_matter;
mod length;
mod list;
mod nudge;
mod on;
mod pack;
mod page;
mod past;
mod role;
mod source;
mod suggest;
#[cfg(test)]
mod tests;
mod tree;
mod value;
mod vocabulary;
mod words;

use std::collections::BTreeMap;

pub use diagnostic::Diagnostic;
pub use length::{MAX_SECONDS, WORDS_A_MINUTE};
pub use source::{MAX_FILE_BYTES, Source};

use crate::content::{Content, ContentFile};
use crate::json;
use crate::pack::Pack;
use source::{Desk, Place};
use vocabulary::Vocabulary;

/// Compiles a content folder. The order of `sources` does not matter; the same files give the same
/// content.
///
/// # Errors
/// Every problem that was found, in the order of the files and of the places in them.
pub fn compile(sources: &[Source]) -> Result<ContentFile, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut desks = Vec::new();
    for source in sources {
        match source.open() {
            Ok(opened) => desks.extend(opened),
            Err(problem) => problems.push(problem),
        }
    }
    desks.sort_by_key(|(_, desk)| desk.path);
    let file = compile_desks(&desks);
    problems.extend(desks.into_iter().flat_map(|(_, desk)| desk.problems()));
    problems.sort();
    if !problems.is_empty() {
        return Err(problems);
    }
    // What the browser will check is checked here first, so that no broken file can ship.
    match Content::new(&file) {
        Ok(_) => Ok(file),
        Err(error) => {
            Err(vec![Diagnostic::of_file(".", &error.to_string(), "mend it in the file of that name")])
        }
    }
}

/// The bytes that the extension loads. The same content gives the same bytes.
///
/// # Errors
/// Never for compiled content, which holds nothing that JSON cannot say.
pub fn to_json(file: &ContentFile) -> Result<Vec<u8>, json::Error> {
    file.write().map(String::into_bytes)
}

/// Vocabulary first, then what is written in it.
fn compile_desks(desks: &[(Place<'_>, Desk<'_>)]) -> ContentFile {
    let mut file = ContentFile::default();
    let mut words = Vocabulary::default();
    for (place, desk) in desks {
        match place {
            Place::Role(name) => {
                words.add_role(name);
                file.roles.extend(role::compile(desk, name));
            }
            Place::Adapter(name) => file.adapters.extend(adapter::compile(desk, name, &mut words)),
            _ => {}
        }
    }
    let mut packs: BTreeMap<&str, Pack> = BTreeMap::new();
    for (place, desk) in desks {
        match place {
            Place::Bindings => file.bindings.extend(binding::compile(desk, &words)),
            Place::Pack(name) => packs.extend(pack::compile(desk, name).map(|pack| (*name, pack))),
            _ => {}
        }
    }
    let mut seen = pack::Seen::of(desks);
    for (place, desk) in desks {
        let Place::Nudge { pack, name } = place else { continue };
        let others = packs.get(pack).map(|pack| pack.nudges.as_slice()).unwrap_or_default();
        let nudge = nudge::compile(desk, name, &words, others);
        seen.check(desk, name, pack, packs.get(pack));
        if let (Some(pack), Some(nudge)) = (packs.get_mut(pack), nudge) {
            pack.nudges.push(nudge);
        }
    }
    file.packs = packs.into_values().collect();
    file
}
