//! A difference between the arms as a picture: where it lies, how certain, and which side of zero.

use cuecard::verdict::Ruling;

/// Points at either end of the axis; what lies beyond ends there.
const MOST_POINTS: f64 = 50.0;
/// Units of the picture from end to end.
const WIDTH: f64 = 200.0;

/// Places on the axis, in units of the picture.
#[derive(Debug, PartialEq)]
pub(super) struct Interval {
    pub(super) from: String,
    pub(super) length: String,
    pub(super) middle: String,
}

impl Interval {
    /// `None` while one of the arms is empty.
    pub(super) fn of(ruling: &Ruling) -> Option<Self> {
        let place = |share: f64| {
            let points = (share * 100.0).clamp(-MOST_POINTS, MOST_POINTS);
            (points + MOST_POINTS) / (2.0 * MOST_POINTS) * WIDTH
        };
        let (from, to) = (place(ruling.lower80), place(ruling.upper80));
        let comparable = ruling.shown.entries > 0 && ruling.withheld.entries > 0;
        comparable.then(|| Self {
            from: format!("{from:.1}"),
            length: format!("{:.1}", to - from),
            middle: format!("{:.1}", place(ruling.lift)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cuecard::verdict::{Block, Counts, Trial, Week, Workspace, judge_once};

    fn interval(shown: (u32, u32), withheld: (u32, u32)) -> Option<Interval> {
        let arm = |(successes, entries)| Counts::known(successes, entries);
        let weeks = [Week {
            behaviour: Block::new(arm(shown), arm(withheld)).unwrap_or_default(),
            ..Week::default()
        }];
        Interval::of(&judge_once(&Trial::new(&weeks, 10), 7, &mut Workspace::default()))
    }

    #[test]
    fn the_middle_is_no_difference_and_the_ends_hold_what_is_beyond() {
        assert_eq!(interval((10, 20), (10, 20)).map(|it| it.middle), Some("100.0".to_owned()));
        assert_eq!(interval((40, 40), (0, 40)).map(|it| it.middle), Some("200.0".to_owned()));
        assert_eq!(interval((0, 0), (3, 9)), None);
    }
}
