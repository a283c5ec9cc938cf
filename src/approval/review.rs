//! What a reviewer signs: that a nudge means what it meant before it was mended (spelling, a link, a
//! translation), so that its co-sign stays. Whoever wrote it cannot say so.

use serde::Serialize;

use crate::hash::parse_hex_32;
use crate::json::fields;
use crate::statement::{self, FORMAT};
use crate::table::Table;

/// The role of those who review.
pub const REVIEWERS: &str = "reviewers";

/// That a nudge means what it did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Of this file.
    pub format: u32,
    /// The nudge.
    pub nudge: String,
    /// What it says now: SHA-256, in hexadecimal, as in a co-sign.
    pub sha256: String,
    /// What it said before, one for each time that it was mended.
    pub keeps: Vec<String>,
    /// The same of translations, by language.
    pub translations: Table<String, Mended>,
    /// Who says so, for people.
    pub by: String,
}

/// What was mended in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Mended {
    /// What it says now: SHA-256, in hexadecimal.
    pub sha256: String,
    /// What it said before; where there was no translation, the words of the authors.
    pub keeps: Vec<String>,
}

fields! { Review: format, nudge, sha256, keeps, by; translations }
fields! { Mended: sha256, keeps }

/// Where a review lies.
pub fn review_path(nudge: &str) -> String {
    ["reviews/", nudge, ".json"].concat()
}

impl Review {
    /// That what has the hash `sha256` means what it did before.
    pub fn new(nudge: &str, sha256: String, keeps: Vec<String>, by: &str) -> Self {
        let translations = Table::new();
        Self { format: FORMAT, nudge: nudge.to_owned(), sha256, keeps, translations, by: by.to_owned() }
    }

    /// Reads one; `None`: it cannot be read, or is about another nudge.
    pub fn read(bytes: &[u8], nudge: &str) -> Option<Self> {
        let review: Self = statement::read(bytes).ok()?;
        (review.format == FORMAT && review.nudge == nudge).then_some(review)
    }

    /// Whether what has the hash `now` means what had the hash `before`.
    pub fn keeps(&self, before: &[u8; 32], now: &[u8; 32]) -> bool {
        keeps(&self.sha256, &self.keeps, before, now)
    }

    /// The same of a translation.
    pub fn keeps_in(&self, language: &str, before: &[u8; 32], now: &[u8; 32]) -> bool {
        let mended = self.translations.get(language);
        mended.is_some_and(|mended| keeps(&mended.sha256, &mended.keeps, before, now))
    }
}

fn keeps(sha256: &str, kept: &[String], before: &[u8; 32], now: &[u8; 32]) -> bool {
    let is = |text: &str, hash: &[u8; 32]| parse_hex_32(text).as_ref() == Some(hash);
    is(sha256, now) && kept.iter().any(|kept| is(kept, before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::short_hex;
    use crate::json;

    #[test]
    fn a_review_is_about_one_state_and_those_before_it() {
        let [one, two, three, other] = [[1; 32], [2; 32], [3; 32], [4; 32]];
        let hex = |hash: &[u8; 32]| short_hex(hash, 32);
        let german = Mended { sha256: hex(&other), keeps: vec![hex(&one)] };
        let review = Review {
            translations: [("de".to_owned(), german)].into_iter().collect(),
            ..Review::new("a", hex(&three), vec![hex(&one), hex(&two)], "Rosa")
        };
        let json = json::write(&review).unwrap();
        assert_eq!(Review::read(json.as_bytes(), "a"), Some(review.clone()));
        assert_eq!(Review::read(json.as_bytes(), "b"), None);
        assert_eq!(Review::read(json.replace(":1,", ":2,").as_bytes(), "a"), None);
        let cases =
            [(&one, &three, true), (&two, &three, true), (&other, &three, false), (&one, &two, false)];
        for (before, now, is_kept) in cases {
            assert_eq!(review.keeps(before, now), is_kept);
        }
        assert!(review.keeps_in("de", &one, &other));
        assert!(!review.keeps_in("fr", &one, &other) && !review.keeps_in("de", &one, &three));
    }
}
