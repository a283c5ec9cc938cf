//! Adoption first: whether people use a card and learn by it. Before enough do, what comes of it says
//! nothing, and is not shown.

use crate::estimate::estimated;
use crate::storage::Use;

/// Of the cards that were answered, so many of a hundred have to be used to their end before impact is
/// shown: below it most of what is measured are people who did not read the card.
pub(super) const ADOPTED_PERCENT: i64 = 25;

/// A share of people, and of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) part: i64,
    pub(super) of: i64,
}

impl Share {
    fn new(part: i64, of: i64) -> Option<Self> {
        (of > 0).then_some(Self { part, of })
    }

    /// Rounded to a whole number.
    pub(super) fn percent(self) -> i64 {
        (200 * self.part + self.of) / (2 * self.of)
    }
}

/// The figures of adoption; each is `None` until enough people are in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Adoption {
    /// Cards that were used to their end, of those that were answered.
    pub(super) completed: Option<Share>,
    /// Cards that were closed within three seconds.
    pub(super) fast: Option<Share>,
    /// First checks that were right at the first try.
    pub(super) first_try: Option<Share>,
    /// First checks that were right at the second.
    pub(super) second_try: Option<Share>,
    /// Checks two weeks later, in another context, that were right.
    pub(super) retained: Option<Share>,
    /// Checks in a case never seen before that were right.
    pub(super) transferred: Option<Share>,
    /// Within what time half of those who used a card to its end were through.
    pub(super) time: Option<&'static str>,
}

/// Buckets of time in their order, and what they say.
const TIMES: [(&str, &str); 5] = [
    ("10", "10 seconds"),
    ("30", "30 seconds"),
    ("60", "a minute"),
    ("120", "two minutes"),
    ("more", "more than two minutes"),
];

impl Adoption {
    pub(super) fn of(used: &Use) -> Self {
        let used = &estimated(used);
        let exposures: i64 = used.exposures.values().sum();
        let exposed = |word: &str| Share::new(used.exposures.get(word).copied().unwrap_or(0), exposures);
        let checked = |round: &str, results: &[&str]| {
            let of = |result: &str| used.checks.get(&format!("{round}.{result}")).copied().unwrap_or(0);
            let all = ["first_try", "second_try", "wrong"].map(of).iter().sum();
            Share::new(results.iter().map(|result| of(result)).sum(), all)
        };
        let right = ["first_try", "second_try"];
        Self {
            completed: exposed("completed"),
            fast: exposed("fast"),
            first_try: checked("first", &right[..1]),
            second_try: checked("first", &right[1..]),
            retained: checked("later", &right),
            transferred: checked("transfer", &right),
            time: median(used),
        }
    }

    /// Whether enough people use it for its impact to say something.
    pub(super) fn is_enough(&self) -> bool {
        self.completed.is_some_and(|share| share.percent() >= ADOPTED_PERCENT)
    }
}

fn median(used: &Use) -> Option<&'static str> {
    let count = |word: &str| used.times.get(word).copied().unwrap_or(0);
    let all: i64 = TIMES.iter().map(|(word, _)| count(word)).sum();
    let mut so_far = 0;
    TIMES.iter().find_map(|(word, says)| {
        so_far += count(word);
        (all > 0 && 2 * so_far >= all).then_some(*says)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(exposures: &[(&str, i64)], checks: &[(&str, i64)], times: &[(&str, i64)]) -> Use {
        let map =
            |counts: &[(&str, i64)]| counts.iter().map(|(word, count)| ((*word).into(), *count)).collect();
        Use { exposures: map(exposures), checks: map(checks), times: map(times) }
    }

    #[test]
    fn impact_waits_for_use() {
        for (completed, dismissed, fast, enough) in
            [(0, 0, 0, false), (5, 10, 10, false), (6, 12, 6, true), (20, 0, 0, true), (0, 20, 0, false)]
        {
            let used = used(&[("completed", completed), ("dismissed", dismissed), ("fast", fast)], &[], &[]);
            assert_eq!(Adoption::of(&used).is_enough(), enough, "{completed} {dismissed} {fast}");
        }
    }

    #[test]
    fn checks_and_times_are_shares_of_their_own() {
        let checks =
            [("first.first_try", 6), ("first.second_try", 3), ("first.wrong", 1), ("later.wrong", 4)];
        let found = Adoption::of(&used(&[], &checks, &[("10", 1), ("60", 5), ("more", 4)]));
        let percent = |share: Option<Share>| share.map(Share::percent);
        assert_eq!((percent(found.first_try), percent(found.second_try)), (Some(60), Some(30)));
        assert_eq!((percent(found.retained), percent(found.transferred)), (Some(0), None));
        assert_eq!(found.time, Some("a minute"));
        assert_eq!(Adoption::of(&Use::default()), Adoption::default());
    }
}
