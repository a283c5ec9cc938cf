//! How hard a check's variants are for a person: two passes make the next ones harder, a failure
//! makes them easier.

use serde::{Deserialize, Serialize};

use super::rating::CheckResult;

/// Passes that lead to the next level: one may be luck.
const PASSES_A_LEVEL: u8 = 2;

/// A level, 0 at first, kept as the passes that lead to it and on from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(u8);

impl Level {
    /// The level; content asks the hardest variant that is not above it.
    pub fn number(self) -> u8 {
        self.0 / PASSES_A_LEVEL
    }

    /// Whether it is still as it was at first.
    pub fn is_first(&self) -> bool {
        self.0 == 0
    }

    /// After a check; `top` is the hardest level that has a variant. Right at once is a pass; right
    /// at the second try neither raises nor lowers.
    #[must_use]
    pub fn after(self, result: CheckResult, top: u8) -> Self {
        let highest = top.saturating_mul(PASSES_A_LEVEL);
        let passes = self.0.min(highest);
        Self(match result {
            CheckResult::SecondTry => passes,
            CheckResult::FirstTry => passes.saturating_add(1).min(highest),
            CheckResult::Wrong => (passes / PASSES_A_LEVEL).saturating_sub(1) * PASSES_A_LEVEL,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_passes_raise_and_a_failure_lowers() {
        // p: right at once, s: at the second try, w: wrong; the top level is 2.
        let cases = [
            ("", 0),
            ("p", 0),
            ("pp", 1),
            ("psp", 1),
            ("pwp", 0),
            ("ppp", 1),
            ("pppp", 2),
            ("pppppppp", 2),
            ("ppppppppw", 1),
            ("ppppppppwp", 1),
            ("ppppppppwpp", 2),
            ("pppw", 0),
            ("ppwp", 0),
            ("www", 0),
            ("ssss", 0),
        ];
        for (checks, expected) in cases {
            let level = checks.chars().fold(Level::default(), |level, check| {
                let result = match check {
                    'p' => CheckResult::FirstTry,
                    's' => CheckResult::SecondTry,
                    _ => CheckResult::Wrong,
                };
                level.after(result, 2)
            });
            assert_eq!(level.number(), expected, "{checks}");
            assert_eq!(level.is_first(), level == Level::default(), "{checks}");
        }
    }

    #[test]
    fn a_check_that_lost_its_hardest_variants_goes_on_below() {
        let high: Level = crate::json::read("255").unwrap();
        for (result, number) in
            [(CheckResult::FirstTry, 2), (CheckResult::SecondTry, 2), (CheckResult::Wrong, 1)]
        {
            assert_eq!(high.after(result, 2).number(), number, "{result:?}");
            assert_eq!(high.after(result, 0).number(), 0, "{result:?}");
        }
        assert_eq!(high.after(CheckResult::FirstTry, u8::MAX).number(), 127);
    }
}
