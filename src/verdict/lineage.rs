//! A nudge that was changed and tries again: each restart halves the error that it may make, so that
//! trying often enough does not pass in the end. And how long a proof lives.

/// The chance with which a nudge that does nothing may pass its first trial's deadline.
pub const LEVEL: f64 = 0.05;
/// After twelve months people, tools and teams are others.
pub const PROOF_DAYS: u32 = 365;

/// The level of a trial after so many restarts.
pub fn level(restarts: u32) -> f64 {
    // A power of two is exact, and after a thousand halvings nothing passes.
    (0..restarts.min(1_000)).fold(LEVEL, |level, _| level / 2.0)
}

/// Whether a proof of `proven` (a day of any calendar that counts days) still holds on `today`.
pub fn proof_holds(proven: i64, today: i64) -> bool {
    (proven..proven + i64::from(PROOF_DAYS)).contains(&today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_trials_of_a_lineage_together_keep_twice_the_first_level_at_most() {
        assert_eq!([level(0), level(1), level(2)], [0.05, 0.025, 0.0125]);
        assert!((0..50).map(level).sum::<f64>() <= 2.0 * LEVEL);
        assert!(level(u32::MAX) < 1e-200);
    }

    #[test]
    fn a_proof_lives_for_twelve_months() {
        let cases = [(100, 100, true), (100, 464, true), (100, 465, false), (100, 99, false)];
        for (proven, today, holds) in cases {
            assert_eq!(proof_holds(proven, today), holds, "{proven} {today}");
        }
    }
}
