//! What is expected of a person's weeks before any of them was seen: what the packs hold for the
//! role.

use super::worth::Worth;
use crate::pack::Nudge;
use crate::sort::sort;

/// So many values stand for the packs, however many nudges they hold.
pub const PRIORS: usize = 20;
/// More nudges for one role than this say nothing more about a week.
const MOST_NUDGES: u64 = 1_000;

/// The packs' nudges for one role in twenty values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priors {
    /// The strengths of the nudges (their worth at full need), the weakest first, in
    /// ten-thousandths: the middles of twenty equal parts of them.
    pub(super) values: [u32; PRIORS],
    /// What an aid takes, in seconds, on average; 0 without nudges.
    pub(super) mean_seconds: u32,
    /// How many moments are expected in two weeks: one for each nudge. Of the priors tried in
    /// `examples/choice`, from 3 to 20 a week for 20 nudges, half a moment a week for each loses
    /// least where it is most wrong.
    pub(super) in_two_weeks: u64,
}

impl Priors {
    /// From the nudges that are approved for the role.
    pub fn of_nudges<'a>(nudges: impl Iterator<Item = &'a Nudge>) -> Self {
        Self::of(nudges.map(|nudge| (Worth::of_nudge(nudge, None), nudge.seconds)))
    }

    /// From the worth and the seconds of each nudge that is approved for the role.
    pub fn of(nudges: impl Iterator<Item = (Worth, u32)>) -> Self {
        let mut strengths: Vec<u32> = Vec::new();
        let mut seconds = 0u64;
        for (worth, takes) in nudges {
            strengths.push(worth.strength);
            seconds += u64::from(takes);
        }
        sort(&mut strengths);
        let count = strengths.len();
        let middle = |part: usize| strengths.get((2 * part + 1) * count / (2 * PRIORS)).copied().unwrap_or(0);
        Self {
            values: std::array::from_fn(middle),
            mean_seconds: seconds.checked_div(count as u64).map_or(0, |mean| mean as u32),
            in_two_weeks: (count as u64).min(MOST_NUDGES),
        }
    }

    /// The strength below which a nudge never gets scarce attention: that of the lowest quarter.
    pub(super) fn floor(&self) -> u32 {
        self.values[PRIORS / 4 - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn priors(strengths: &[u32]) -> Priors {
        Priors::of(strengths.iter().map(|strength| (Worth { value: 0, strength: *strength }, 90)))
    }

    #[test]
    fn twenty_quantiles_of_any_number_of_nudges() {
        let twenty: Vec<u32> = (1..=20).collect();
        let forty: Vec<u32> = (1..=40).rev().collect();
        assert_eq!(priors(&twenty).values.as_slice(), twenty);
        assert_eq!(priors(&forty).values.as_slice(), (1..=20).map(|part| 2 * part).collect::<Vec<u32>>());
        assert_eq!(priors(&[7]).values, [7; PRIORS]);
        assert_eq!(priors(&[]).values, [0; PRIORS]);
        let four = priors(&[8, 1, 4, 2]).values;
        for (part, value) in four.iter().enumerate() {
            assert_eq!(*value, [1, 2, 4, 8][part / 5], "{part}");
        }
    }

    #[test]
    fn the_floor_is_what_the_lowest_quarter_reaches() {
        let cases: [(&[u32], u32); 5] =
            [(&[], 0), (&[7], 7), (&[1, 2, 4, 8], 1), (&[1, 2, 3, 4, 5, 6, 7, 8], 2), (&[3, 3, 3, 9], 3)];
        for (strengths, floor) in cases {
            assert_eq!(priors(strengths).floor(), floor, "{strengths:?}");
        }
    }

    #[test]
    fn means_never_overflow() {
        let worth = Worth { value: 0, strength: u32::MAX };
        let many = Priors::of((0..5_000).map(|_| (worth, u32::MAX)));
        assert_eq!((many.mean_seconds, many.in_two_weeks), (u32::MAX, MOST_NUDGES));
        assert_eq!(priors(&[]).mean_seconds, 0);
    }
}
