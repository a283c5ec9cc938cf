//! What the key of verdicts signs: what became of a nudge's trial. It can pause a nudge or renew its lease
//! once; it can let it go nowhere.

use serde::Serialize;

use super::lease::LEASE_DAYS;
use crate::json::{fields, words};
use crate::statement::{self, FORMAT};
use crate::time::Day;

/// The role of those who sign verdicts.
pub const VERDICTS: &str = "verdicts";

/// What a trial came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It helps.
    Improved,
    /// It changes nothing that matters.
    NoEffect,
    /// It does harm.
    Harmful,
    /// Nobody can say.
    #[default]
    Insufficient,
    /// The counts do not hold together.
    Invalid,
}

words! {
    Outcome: Improved = "improved", NoEffect = "no_effect", Harmful = "harmful",
    Insufficient = "insufficient", Invalid = "invalid"
}

impl Outcome {
    /// In words for people.
    pub fn told(self) -> &'static str {
        match self {
            Self::Improved => "it helps",
            Self::NoEffect => "it changes nothing that matters",
            Self::Harmful => "it does harm",
            Self::Insufficient => "nobody can say whether it helps",
            Self::Invalid => "the counts do not hold together",
        }
    }
}

/// A verdict on one content of a nudge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ruling {
    /// Of this file.
    pub format: u32,
    /// The nudge.
    pub nudge: String,
    /// The content hash that reports carry.
    pub content: String,
    /// What the trial came to.
    pub verdict: Outcome,
    /// The day as of which it was judged.
    pub given: Day,
    /// The first day no more that it renews the lease for; the day it was given where it pauses.
    pub until: Day,
}

fields! { Ruling: format, nudge, content, verdict, given, until }

/// Where it lies.
pub fn ruling_path(nudge: &str) -> String {
    ["verdicts/", nudge, ".json"].concat()
}

impl Ruling {
    /// What a verdict means: only a proof renews, for as long as it may.
    pub fn new(nudge: &str, content: &str, verdict: Outcome, given: Day) -> Self {
        let until = if verdict == Outcome::Improved { given.plus(LEASE_DAYS) } else { given };
        Self { format: FORMAT, nudge: nudge.to_owned(), content: content.to_owned(), verdict, given, until }
    }

    /// Reads one; `None`: it cannot be read, is about another nudge, or renews what or longer than it may.
    pub fn read(bytes: &[u8], nudge: &str) -> Option<Self> {
        let ruling: Self = statement::read(bytes).ok()?;
        let longest = Self::new(nudge, &ruling.content, ruling.verdict, ruling.given).until;
        let is_right = ruling.format == FORMAT && ruling.nudge == nudge && ruling.until <= longest;
        is_right.then_some(ruling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn only_a_proof_renews_and_for_one_lease() {
        let day = Day(20_000);
        let read = |ruling: &Ruling| Ruling::read(json::write(ruling).unwrap().as_bytes(), "a");
        let right = Ruling::new("a", "00", Outcome::Improved, day);
        assert_eq!(right.until, day.plus(60));
        assert_eq!(read(&right), Some(right.clone()));
        assert_eq!(read(&Ruling { until: day.plus(61), ..right.clone() }), None);
        for verdict in [Outcome::NoEffect, Outcome::Harmful, Outcome::Insufficient, Outcome::Invalid] {
            let paused = Ruling::new("a", "00", verdict, day);
            assert_eq!((paused.until, read(&paused)), (day, Some(paused.clone())));
            assert_eq!(read(&Ruling { until: day.plus(1), ..paused }), None);
        }
        assert_eq!(read(&Ruling { nudge: "b".into(), ..right.clone() }), None);
        assert_eq!(read(&Ruling { format: 2, ..right }), None);
    }
}
