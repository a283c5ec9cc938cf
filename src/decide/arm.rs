//! Shown or withheld: a hash with the person's local secret, so that nobody can choose or guess it.

use crate::hash;
use crate::ledger::{Arm, Lineage};

/// Later moments are shown this often, in percent; the rest feeds fading and comparison.
const LATER_SHOWN_PERCENT: u32 = 80;
/// The same once a verdict says that it helps: a smaller rest still tells when that ends.
const PROVEN_SHOWN_PERCENT: u32 = 90;
/// The first moment on trial, in percent.
const TRIAL_SHOWN_PERCENT: u32 = 50;

/// How a nudge stands with the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An organisation judges it.
    OnTrial,
    /// A verdict says that it helps.
    Proven,
    /// Nobody else judges it.
    Alone,
    /// Never withheld: it is about safety, or the person wants nothing withheld.
    Exempt,
}

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
/// An organisation may withhold another share of these, in percent: `holdback`.
pub fn draw(
    secret: &[u8; 32],
    name: &str,
    lineage: &Lineage,
    window_open: bool,
    standing: Standing,
    holdback: Option<u32>,
) -> Draw {
    let judged = standing != Standing::Alone;
    match lineage.first {
        _ if standing == Standing::Exempt => Draw { arm: Arm::Shown, percent: 100 },
        Some(first) if window_open => {
            Draw { arm: first.arm, percent: if judged { TRIAL_SHOWN_PERCENT } else { 100 } }
        }
        Some(_) => {
            let digest = hash::digest(&[secret, name.as_bytes(), b"moment", &lineage.draws.to_le_bytes()]);
            // Two bytes give 65,536 steps: the error of 80 % is below 0.002 points.
            let number = u32::from(digest[0]) << 8 | u32::from(digest[1]);
            let percent = match (standing, holdback) {
                (Standing::Proven, _) => PROVEN_SHOWN_PERCENT,
                (_, Some(withheld)) => 100_u32.saturating_sub(withheld),
                (_, None) => LATER_SHOWN_PERCENT,
            };
            let shown = number * 100 < percent << 16;
            Draw { arm: if shown { Arm::Shown } else { Arm::Withheld }, percent }
        }
        None if judged => {
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
        let of = |standing| {
            shown((0..4000).map(|number| draw(&secret(number), "n", &first, false, standing, None)))
        };
        // Four standard deviations of a fair coin around one half.
        assert!((1874..=2126).contains(&of(Standing::OnTrial)));
        assert_eq!(of(Standing::Alone), 4000);
    }

    #[test]
    fn the_arm_holds_for_its_window_and_not_beyond() {
        for arm in [Arm::Shown, Arm::Withheld] {
            let of =
                |draws, open, standing| draw(&secret(1), "n", &lineage(arm, draws), open, standing, None);
            let during = (0..200).map(|draws| of(draws, true, Standing::OnTrial));
            assert_eq!(shown(during), if arm == Arm::Shown { 200 } else { 0 });
            // Four standard deviations around 80 and 90 %.
            for (standing, range) in [
                (Standing::OnTrial, 3099..=3301),
                (Standing::Alone, 3099..=3301),
                (Standing::Proven, 3524..=3676),
            ] {
                let after = shown((0..4000).map(|draws| of(draws, false, standing)));
                assert!(range.contains(&after), "{standing:?}: {after}");
            }
        }
    }

    #[test]
    fn an_organisation_may_withhold_another_share_of_later_moments() {
        let of = |standing, holdback| {
            let drawn = |draws| draw(&secret(1), "n", &lineage(Arm::Shown, draws), false, standing, holdback);
            shown((0..4000).map(drawn))
        };
        // Four standard deviations around 70 %; what is proven is withheld as rarely as before.
        assert!((2684..=2916).contains(&of(Standing::OnTrial, Some(30))));
        assert_eq!(of(Standing::Proven, Some(30)), of(Standing::Proven, None));
        assert_eq!(of(Standing::Exempt, Some(30)), 4000);
    }

    #[test]
    fn what_is_about_safety_is_never_withheld() {
        for (lineage, window_open) in [
            (Lineage::default(), false),
            (lineage(Arm::Withheld, 0), true),
            (lineage(Arm::Withheld, 0), false),
        ] {
            let drawn = (0..200)
                .map(|number| draw(&secret(number), "n", &lineage, window_open, Standing::Exempt, None));
            assert_eq!(shown(drawn), 200);
        }
    }

    #[test]
    fn nudges_are_drawn_apart() {
        let first = Lineage::default();
        let same = (0..4000).filter(|number| {
            let arm = |name| draw(&secret(*number), name, &first, false, Standing::OnTrial, None).arm;
            arm("one") == arm("two")
        });
        assert!((1874..=2126).contains(&same.count()));
    }
}
