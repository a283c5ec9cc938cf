//! Packs in every language that they have.

use super::visit::pack_of;
use crate::content::{Content, ListedNudge, Shown};
use crate::table::Table;
use crate::trust::Accepted;

/// A pack that was read.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) path: String,
    pub(super) nudges: Vec<ListedNudge>,
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

/// The packs, each with its translations.
pub(super) fn read(
    accepted: &Accepted,
    fetched: &Table<String, Vec<u8>>,
    left_out: &mut Vec<String>,
) -> Vec<Pack> {
    let open = |path: &str| Content::open(String::from_utf8(fetched.get(path)?.clone()).ok()?).ok();
    let mut packs: Vec<Pack> = Vec::new();
    for path in accepted.targets.keys() {
        let Some((_, None)) = pack_of(path) else { continue };
        match open(path).and_then(|content| Some((content.listed().ok()?, content))) {
            Some((nudges, content)) => {
                let written = vec![(String::new(), content)];
                packs.push(Pack { path: path.clone(), nudges, written });
            }
            None => left_out.push(path.clone()),
        }
    }
    for path in accepted.targets.keys() {
        let Some((name, Some(language))) = pack_of(path) else { continue };
        let first = ["packs/", name, ".json"].concat();
        let pack = packs.iter_mut().find(|pack| pack.path == first);
        if let Some((pack, content)) = pack.zip(open(path)) {
            pack.written.push((language.to_owned(), content));
        }
    }
    packs
}
