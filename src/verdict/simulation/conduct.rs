//! What people and networks do that a formula does not foresee.

/// In shares of a hundred people, unless it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conduct {
    /// Shown people whose outcome never arrives: they switched off, or left.
    pub lost_shown: f64,
    /// The same of withheld people.
    pub lost_withheld: f64,
    /// Shown people who fail and of whom then nothing is counted at all, not even that they entered.
    /// Cuecard counts entries at the moment itself so that this cannot happen.
    pub vanished_shown: f64,
    /// Shown people who say that it is not relevant and get their slot back; it changes nothing for
    /// them, and they count.
    pub refunded: f64,
    /// Outcomes that arrive after their week was counted.
    pub late: f64,
    /// People who are shown another nudge for the same behaviour, and by how many points that helps.
    pub rival: (f64, f64),
    /// The same of withheld people only, because a slot was free that should not have been.
    pub rival_when_withheld: (f64, f64),
}
