//! What a reviewer signs: that a nudge means what it meant before it was mended (spelling, a link), so that
//! its co-sign stays. Whoever wrote it cannot say so.

use serde::Serialize;

use super::statement::{self, FORMAT};
use crate::hash::parse_hex_32;
use crate::json::fields;

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
    /// Who says so, for people.
    pub by: String,
}

fields! { Review: format, nudge, sha256, keeps, by }

/// Where a review lies.
pub fn review_path(nudge: &str) -> String {
    ["reviews/", nudge, ".json"].concat()
}

impl Review {
    /// That what has the hash `sha256` means what it did before.
    pub fn new(nudge: &str, sha256: String, keeps: Vec<String>, by: &str) -> Self {
        Self { format: FORMAT, nudge: nudge.to_owned(), sha256, keeps, by: by.to_owned() }
    }

    /// Reads one; `None`: it cannot be read, or is about another nudge.
    pub fn read(bytes: &[u8], nudge: &str) -> Option<Self> {
        let review: Self = statement::read(bytes).ok()?;
        (review.format == FORMAT && review.nudge == nudge).then_some(review)
    }

    /// Whether what has the hash `now` means what had the hash `before`.
    pub fn keeps(&self, before: &[u8; 32], now: &[u8; 32]) -> bool {
        let is = |text: &str, hash: &[u8; 32]| parse_hex_32(text).as_ref() == Some(hash);
        is(&self.sha256, now) && self.keeps.iter().any(|kept| is(kept, before))
    }
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
        let review = Review::new("a", hex(&three), vec![hex(&one), hex(&two)], "Rosa");
        let json = json::write(&review).unwrap();
        assert_eq!(Review::read(json.as_bytes(), "a"), Some(review.clone()));
        assert_eq!(Review::read(json.as_bytes(), "b"), None);
        assert_eq!(Review::read(json.replace(":1,", ":2,").as_bytes(), "a"), None);
        let cases =
            [(&one, &three, true), (&two, &three, true), (&other, &three, false), (&one, &two, false)];
        for (before, now, is_kept) in cases {
            assert_eq!(review.keeps(before, now), is_kept);
        }
    }
}
