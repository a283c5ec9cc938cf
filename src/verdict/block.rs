//! What was counted in one week and stratum, by arm.

/// Entries of one arm in one block: more than any organisation has in a week, and small enough for a
/// table of factorials.
pub const MAX_ENTRIES: u32 = 100_000;

/// What was counted in one arm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People whose first moment it was: this is n, whatever became of them.
    pub entries: u32,
    /// Of them, those of whom is known whether they did it.
    pub outcomes: u32,
    /// Of those, the ones who did.
    pub successes: u32,
}

impl Counts {
    /// Counts in which every outcome is known.
    pub fn known(successes: u32, entries: u32) -> Self {
        Self { entries, outcomes: entries, successes }
    }

    /// People of whom nothing is known. They count as no success.
    pub fn missing(self) -> u32 {
        self.entries.saturating_sub(self.outcomes)
    }

    /// The share of those who did it, of all who entered.
    pub fn rate(self) -> f64 {
        share(self.successes, self.entries)
    }

    /// The share of those of whom nothing is known.
    pub fn missing_rate(self) -> f64 {
        share(self.missing(), self.entries)
    }

    fn plus(self, other: Self) -> Self {
        Self {
            entries: self.entries.saturating_add(other.entries),
            outcomes: self.outcomes.saturating_add(other.outcomes),
            successes: self.successes.saturating_add(other.successes),
        }
    }

    fn is_possible(self) -> bool {
        self.successes <= self.outcomes && self.outcomes <= self.entries && self.entries <= MAX_ENTRIES
    }
}

fn share(part: u32, of: u32) -> f64 {
    if of == 0 { 0.0 } else { f64::from(part) / f64::from(of) }
}

/// Both arms of one week and stratum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    shown: Counts,
    withheld: Counts,
}

impl Block {
    /// A block, unless an arm has more successes than outcomes, more outcomes than entries, or more
    /// than [`MAX_ENTRIES`].
    pub fn new(shown: Counts, withheld: Counts) -> Option<Self> {
        (shown.is_possible() && withheld.is_possible()).then_some(Self { shown, withheld })
    }

    /// Those who were shown it.
    pub fn shown(&self) -> Counts {
        self.shown
    }

    /// Those from whom it was withheld.
    pub fn withheld(&self) -> Counts {
        self.withheld
    }

    /// The smaller arm's entries.
    pub fn smaller_arm(&self) -> u32 {
        self.shown.entries.min(self.withheld.entries)
    }

    /// Both counted as one.
    pub fn plus(&self, other: &Self) -> Self {
        Self { shown: self.shown.plus(other.shown), withheld: self.withheld.plus(other.withheld) }
    }

    /// The missing in place of the successes: whether more are missing in one arm than in the other.
    pub(super) fn of_missing(&self) -> Self {
        let of = |arm: Counts| Counts::known(arm.missing(), arm.entries);
        Self { shown: of(self.shown), withheld: of(self.withheld) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_what_can_be_counted() {
        let cases = [
            (Counts::known(3, 8), true),
            (Counts::known(0, 0), true),
            (Counts::known(9, 8), false),
            (Counts { entries: 8, outcomes: 5, successes: 5 }, true),
            (Counts { entries: 8, outcomes: 5, successes: 6 }, false),
            (Counts { entries: 8, outcomes: 9, successes: 1 }, false),
            (Counts::known(1, MAX_ENTRIES), true),
            (Counts::known(1, MAX_ENTRIES + 1), false),
        ];
        for (counts, possible) in cases {
            assert_eq!(Block::new(counts, Counts::default()).is_some(), possible, "{counts:?}");
            assert_eq!(Block::new(Counts::default(), counts).is_some(), possible, "{counts:?}");
        }
    }

    #[test]
    fn missing_counts_as_no_success() {
        let arm = Counts { entries: 10, outcomes: 6, successes: 3 };
        assert_eq!((arm.missing(), arm.rate(), arm.missing_rate()), (4, 0.3, 0.4));
        assert_eq!(Counts::default().rate(), 0.0);
    }
}
