//! Packs in every language that they have.

use crate::approval::{ListedPack, pack_at, pack_path};
use crate::content::{Content, Shown};
use crate::table::Table;
use crate::trust::Accepted;

/// A pack that was read.
#[derive(Debug)]
pub(super) struct Pack {
    /// By language; that of the authors has none.
    pub(super) written: Vec<(String, Content)>,
}

impl Pack {
    /// The aid in a language; else as its authors wrote it.
    pub(super) fn shown(&self, nudge: &str, language: &str) -> Option<Shown> {
        let own = self.written.iter().find(|(known, _)| known == language);
        own.and_then(|(_, content)| content.aid(nudge))
            .or_else(|| self.written.first().and_then(|(_, content)| content.aid(nudge)))
    }
}

/// The packs, each with its translations, and as many with what is signed of them.
pub(super) fn read(
    accepted: &Accepted,
    fetched: &Table<String, Vec<u8>>,
    left_out: &mut Vec<String>,
) -> (Vec<Pack>, Vec<ListedPack>) {
    let open = |path: &str| {
        let content = Content::open(String::from_utf8(fetched.get(path)?.clone()).ok()?).ok()?;
        Some((content.listed().ok()?, content))
    };
    let (mut packs, mut listed) = (Vec::new(), Vec::new());
    for path in accepted.targets.keys() {
        let Some((name, None)) = pack_at(path) else { continue };
        let Some((nudges, content)) = open(path) else {
            left_out.push(path.clone());
            continue;
        };
        let (mut written, mut translations) = (vec![(String::new(), content)], Vec::new());
        for other in accepted.targets.keys() {
            let Some((pack, Some(language))) = pack_at(other) else { continue };
            if pack != name || pack_path(pack, Some(language)) != *other {
                continue;
            }
            if let Some((nudges, content)) = open(other) {
                translations.push((language.to_owned(), nudges));
                written.push((language.to_owned(), content));
            }
        }
        listed.push(ListedPack { pack: name.to_owned(), nudges, translations });
        packs.push(Pack { written });
    }
    (packs, listed)
}
