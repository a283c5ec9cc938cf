//! What a person's attention budget still holds.

use crate::ledger::Moment;
use crate::role::Period;
use crate::time::Day;

/// The ceiling over all roles and tools: never more than an hour a week is pushed.
pub const CEILING_SECONDS: u32 = 60 * 60;

/// What is spent in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Aids.
    pub count: u32,
    /// Seconds.
    pub seconds: u32,
}

/// What the moments of the period around `today` spend. A moment from the future (a clock that
/// was set back) counts: attention is not won by turning a clock.
pub fn spent(moments: &[Moment], period: &Period, today: Day) -> Spent {
    let (first, _) = period.around(today);
    let counts = moments.iter().filter(|moment| moment.spends() && moment.day >= first);
    counts.fold(Spent::default(), |sum, moment| Spent {
        count: sum.count + u32::from(moment.takes_slot()),
        seconds: sum.seconds.saturating_add(moment.seconds),
    })
}
