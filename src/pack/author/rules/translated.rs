//! Who chose a language reads all of it.

use super::{Finding, Rule};
use crate::pack::author::diagnostic::Level;

/// Files that one message names.
const NAMED: usize = 3;

pub const RULE: Rule = Rule {
    name: "translated",
    level: Level::Warning,
    about: "A nudge is there in all languages of its pack: card, lesson, check and other texts.",
    check: |draft| {
        let Some(title) = draft.written("title").filter(|_| !draft.missing.is_empty()) else {
            return Vec::new();
        };
        let mut files = draft.missing[..draft.missing.len().min(NAMED)].join(", ");
        if draft.missing.len() > NAMED {
            files.push_str(&format!(" and {} more", draft.missing.len() - NAMED));
        }
        let what = "this is not there in all languages of its pack";
        vec![Finding::new(
            title.at(0..title.text.len()),
            what,
            format!("write {files}, or shorten `languages`"),
        )]
    },
};
