//! Shown or withheld: a hash with the person's local secret, so that nobody can choose or guess it.

use crate::hash;
use crate::ledger::{Arm, Lineage};

/// Later moments are shown this often, in percent; the rest feeds fading and comparison.
const LATER_SHOWN_PERCENT: u32 = 80;
/// The first moment on trial, in percent.
const TRIAL_SHOWN_PERCENT: u32 = 50;

/// An arm, and how likely it was to be *shown*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The arm.
    pub arm: Arm,
    /// The chance of *shown*, in percent.
    pub percent: u32,
}

/// The arm of the next moment of `name`. `window_open`: the first moment's window still runs.
///
/// The first moment is half and half while an organisation judges the nudge, and always shown to
/// a person alone; its arm holds until its window ends. Every later moment is drawn by itself.
pub fn draw(secret: &[u8; 32], name: &str, lineage: &Lineage, window_open: bool, on_trial: bool) -> Draw {
    match lineage.first {
        Some(first) if window_open => {
            let percent = if on_trial { TRIAL_SHOWN_PERCENT } else { 100 };
            Draw { arm: first.arm, percent }
        }
        Some(_) => {
            let digest = hash::digest(&[secret, name.as_bytes(), b"moment", &lineage.draws.to_le_bytes()]);
            // Two bytes give 65,536 steps: the error of 80 % is below 0.002 points.
            let number = u32::from(digest[0]) << 8 | u32::from(digest[1]);
            let shown = number * 100 < LATER_SHOWN_PERCENT << 16;
            Draw { arm: if shown { Arm::Shown } else { Arm::Withheld }, percent: LATER_SHOWN_PERCENT }
        }
        None if on_trial => {
            let digest = hash::digest(&[secret, name.as_bytes(), b"arm"]);
            let arm = if digest[0].is_multiple_of(2) { Arm::Shown } else { Arm::Withheld };
            Draw { arm, percent: TRIAL_SHOWN_PERCENT }
        }
        None => Draw { arm: Arm::Shown, percent: 100 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::FirstMoment;
    use crate::time::Day;

    fn secret(number: u32) -> [u8; 32] {
        hash::digest(&[&number.to_le_bytes()])
    }

    fn lineage(arm: Arm, draws: u32) -> Lineage {
        Lineage { first: Some(FirstMoment { arm, day: Day(20_000) }), draws, ..Lineage::default() }
    }

    fn shown(draws: impl Iterator<Item = Draw>) -> usize {
        draws.filter(|draw| draw.arm == Arm::Shown).count()
    }

    #[test]
    fn first_moments_are_half_and_half_on_trial_and_always_shown_alone() {
        let first = Lineage::default();
        let draws = |on_trial| (0..4000).map(move |number| (number, on_trial));
        let on_trial = shown(draws(true).map(|(number, _)| draw(&secret(number), "n", &first, false, true)));
        // Four standard deviations of a fair coin around one half.
        assert!((1874..=2126).contains(&on_trial), "{on_trial}");
        let alone = shown(draws(false).map(|(number, _)| draw(&secret(number), "n", &first, false, false)));
        assert_eq!(alone, 4000);
    }

    #[test]
    fn the_arm_holds_for_its_window_and_not_beyond() {
        for arm in [Arm::Shown, Arm::Withheld] {
            let during = (0..200).map(|draws| draw(&secret(1), "n", &lineage(arm, draws), true, true));
            assert_eq!(shown(during), if arm == Arm::Shown { 200 } else { 0 });
            let after =
                shown((0..4000).map(|draws| draw(&secret(1), "n", &lineage(arm, draws), false, true)));
            // Four standard deviations around 80 %.
            assert!((3099..=3301).contains(&after), "{after}");
        }
    }

    #[test]
    fn nudges_are_drawn_apart() {
        let first = Lineage::default();
        let same = (0..4000).filter(|number| {
            let arm = |name| draw(&secret(*number), name, &first, false, true).arm;
            arm("one") == arm("two")
        });
        assert!((1874..=2126).contains(&same.count()));
    }
}
