//! What was asked of a person about one nudge. Which variant comes next follows from it.

use serde::Serialize;

use super::level::Level;
use super::rating::CheckResult;
use crate::json::{fields, words};
use crate::time::Day;

/// The same variant is not asked again within so many checks: what is remembered must be the point,
/// and not the wording.
pub const DIFFERENT_DRAWS: usize = 5;

/// The checks of one nudge so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checking {
    /// How hard they are.
    #[serde(skip_serializing_if = "Level::is_first")]
    pub level: Level,
    /// The variants that were asked last, the newest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
    /// The rounds so far: the record of each, as a keyed digest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<String>,
    /// The day of the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_round: Option<Day>,
    /// The variants that were ever answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<String>,
}

fields! { Checking: ; level, asked, rounds, last_round, met, .. }

/// What lies between two rounds: what is known after so many days was kept.
const ROUND_DAYS: i32 = 14;
/// Variants that are remembered as met: more than a check has.
const MOST_MET: usize = 32;

/// Which time a person was asked, as far as it says something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// The first time.
    First,
    /// Two weeks later, on another record: what was kept.
    Later,
    /// Two weeks after that, on yet another record, by a variant that was never met: what carries over.
    Transfer,
}

words! { Round: First = "first", Later = "later", Transfer = "transfer" }

impl Checking {
    /// The round that an answer to `variant` on a record is, before it is noted. `None`: it is none.
    pub fn round(&mut self, variant: &str, record: &str, today: Day) -> Option<Round> {
        let is_unmet = !self.met.iter().any(|other| other == variant);
        if is_unmet && self.met.len() < MOST_MET {
            self.met.push(variant.to_owned());
        }
        let round = *Round::ALL.get(self.rounds.len())?;
        // An aid that the person asked for stands on no record.
        let elsewhere = !record.is_empty() && !self.rounds.iter().any(|other| other == record);
        let fits = self.last_round.is_none_or(|last| today >= last.plus(ROUND_DAYS) && elsewhere)
            && (round != Round::Transfer || (is_unmet && self.met.len() < MOST_MET));
        if fits {
            self.rounds.push(record.to_owned());
            self.last_round = Some(today);
        }
        Some(round).filter(|_| fits)
    }

    /// Notes an answer to `variant`; `top` is the hardest level that has a variant.
    pub fn note(&mut self, variant: &str, result: CheckResult, top: u8) {
        self.level = self.level.after(result, top);
        self.asked.retain(|other| other != variant);
        self.asked.push(variant.to_owned());
        self.asked.drain(..self.asked.len().saturating_sub(DIFFERENT_DRAWS));
    }
}

/// The place of the variant to ask next: of those that were not asked lately the hardest that is not
/// above `level`, the first of several; one asked lately only where there is no other. `variants` are
/// their names and levels. `None`: there are none.
pub fn next_variant<'a>(
    variants: impl Iterator<Item = (&'a str, u8)>,
    asked: &[String],
    level: u8,
) -> Option<usize> {
    let rank = |(_, (name, hard)): &(usize, (&str, u8))| {
        let age = asked.iter().rev().position(|other| other == name);
        // Asked never, else longest ago; then not too hard; then as hard as may be.
        let (fits, hardness) = if *hard <= level { (0, level - hard) } else { (1, hard - level) };
        (age.map_or(0, |age| DIFFERENT_DRAWS.saturating_sub(age) + 1), fits, hardness)
    };
    variants.enumerate().min_by_key(rank).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VARIANTS: [(&str, u8); 9] =
        [("a", 0), ("b", 0), ("c", 0), ("d", 0), ("e", 0), ("f", 0), ("g", 1), ("h", 1), ("i", 2)];

    /// What is asked of somebody whose answers are `results` (p: right at once, w: wrong).
    fn asked(variants: &[(&'static str, u8)], results: &str) -> String {
        let mut checking = Checking::default();
        let mut names = String::new();
        for result in results.chars() {
            let level = checking.level.number();
            let next = next_variant(variants.iter().copied(), &checking.asked, level).unwrap();
            let (name, _) = variants[next];
            names.push_str(name);
            let result = if result == 'p' { CheckResult::FirstTry } else { CheckResult::Wrong };
            checking.note(name, result, 2);
        }
        names
    }

    #[test]
    fn variants_rotate_and_grow_harder() {
        let cases = [
            (&VARIANTS[..], "wwwwwwwww", "abcdefabc"),
            (&VARIANTS[..], "ppppppppp", "abghicabg"),
            (&VARIANTS[..], "ppwwww", "abgcde"),
            (&VARIANTS[..2], "www", "aba"),
            (&VARIANTS[..1], "ww", "aa"),
            (&VARIANTS[8..], "w", "i"),
        ];
        for (variants, results, expected) in cases {
            assert_eq!(asked(variants, results), expected, "{results}");
        }
        assert_eq!(next_variant(std::iter::empty(), &[], 0), None);
    }

    #[test]
    fn none_comes_twice_in_five_draws() {
        for results in ["wwwwwwwwwwwwwwwwwwww", "pppppppppppppppppppp", "pwpwppwppwwwpppppwpw"] {
            let names: Vec<char> = asked(&VARIANTS, results).chars().collect();
            for draws in names.windows(DIFFERENT_DRAWS) {
                let mut different = draws.to_vec();
                different.sort_unstable();
                different.dedup();
                assert_eq!(different.len(), DIFFERENT_DRAWS, "{results}: {draws:?}");
            }
        }
    }
}
