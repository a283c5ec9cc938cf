//! Which translations of a nudge a manager stands by.

use cuecard::content::ListedNudge;
use cuecard::hash::short_hex;
use cuecard::table::Table;

/// The translations of a nudge as they are published.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Translations {
    /// SHA-256 of those that are stood by, by language.
    pub hashes: Table<String, String>,
    /// What each says first.
    titles: Vec<String>,
    /// Languages that cannot be read, or in which something else would be decided.
    broken: Vec<String>,
}

impl Translations {
    /// Of a nudge, in these languages; one that says nothing else than its authors is none.
    pub fn of(first: &ListedNudge, all: &[(&str, Option<&ListedNudge>)]) -> Self {
        let mut found = Self::default();
        for (language, words) in all {
            match words {
                Some(words) if words.decides == first.decides => {
                    if words.sha256 != first.sha256 {
                        found.hashes.insert((*language).to_owned(), short_hex(&words.sha256, 32));
                        found.titles.push(format!("{language}: {}", words.aid.title));
                    }
                }
                _ => found.broken.push((*language).to_owned()),
            }
        }
        found
    }

    /// In words for the manager.
    pub fn words(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.titles.is_empty() {
            lines.push("you stand by its translations, as they are published:".to_owned());
            lines.extend(self.titles.iter().map(|title| format!("  {title}")));
        }
        lines.extend(self.broken.iter().map(|language| {
            format!("not by {language}, which is broken: people read the words of its authors instead")
        }));
        lines
    }
}

#[cfg(test)]
mod tests {
    use cuecard::content::Shown;
    use cuecard::pack::Nudge;

    use super::*;

    fn listed(title: &str, decides: u8, sha256: u8) -> ListedNudge {
        ListedNudge {
            nudge: Nudge::default(),
            aid: Shown { title: title.into(), ..Shown::default() },
            pack: "deals".into(),
            most_a_week: None,
            min_lift_points: 5,
            decides: [decides; 32],
            sha256: [sha256; 32],
        }
    }

    #[test]
    fn a_manager_stands_by_words_and_not_by_what_decides_otherwise_or_is_broken() {
        let (first, german) = (listed("Ask", 1, 1), listed("Frag", 1, 2));
        let (french, same) = (listed("Demande", 2, 3), listed("Ask", 1, 1));
        let all = [("de", Some(&german)), ("es", None), ("fr", Some(&french)), ("it", Some(&same))];
        let found = Translations::of(&first, &all);
        assert_eq!(found.hashes, [("de".to_owned(), "02".repeat(32))].into_iter().collect());
        let words = found.words().join("\n");
        assert!(words.contains("  de: Frag") && words.contains("not by es,"), "{words}");
        assert!(words.contains("not by fr,") && !words.contains("it: "), "{words}");
        assert_eq!(Translations::of(&first, &[]), Translations::default());
    }
}
