//! Packs as they lie in a repository: one file in the language of their authors, one for each translation.

use crate::content::ListedNudge;

const FOLDER: &str = "packs/";
const ENDING: &str = ".json";

/// A pack as it was signed, with those of its translations that are at hand.
#[derive(Debug, Default)]
pub struct ListedPack {
    /// Its name.
    pub pack: String,
    /// Its nudges in the language of their authors.
    pub nudges: Vec<ListedNudge>,
    /// The same in other languages. One that cannot be read has no nudges.
    pub translations: Vec<(String, Vec<ListedNudge>)>,
}

impl ListedPack {
    /// A nudge in each language to which it is translated; none: it cannot be read there.
    pub fn translated<'a>(
        &'a self,
        nudge: &'a str,
    ) -> impl Iterator<Item = (&'a str, Option<&'a ListedNudge>)> {
        self.translations.iter().map(move |(language, nudges)| {
            (language.as_str(), nudges.iter().find(|listed| listed.nudge.nudge == nudge))
        })
    }
}

/// Where a pack lies; without a language, in that of its authors.
pub fn pack_path(pack: &str, language: Option<&str>) -> String {
    match language {
        None => [FOLDER, pack, ENDING].concat(),
        Some(language) => [FOLDER, pack, ".", language, ENDING].concat(),
    }
}

/// The pack at a path, and the language if it is a translation; `None`: no pack lies there.
pub fn pack_at(path: &str) -> Option<(&str, Option<&str>)> {
    let name = path.strip_prefix(FOLDER)?.strip_suffix(ENDING)?;
    Some(name.split_once('.').map_or((name, None), |(pack, language)| (pack, Some(language))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_which_pack_and_language() {
        for (path, expected) in [
            ("packs/deals.json", Some(("deals", None))),
            ("packs/deals.de.json", Some(("deals", Some("de")))),
            ("packs/deals.pt-BR.json", Some(("deals", Some("pt-BR")))),
            ("packs/deals.yaml", None),
            ("cosigns/deals.json", None),
        ] {
            assert_eq!(pack_at(path), expected);
            if let Some((pack, language)) = expected {
                assert_eq!(pack_path(pack, language), path);
            }
        }
    }
}
