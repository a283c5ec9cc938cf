//! Room to compute in, used again for every nudge.

use super::factorials::Factorials;

/// Tables and buffers that outlive one verdict, so that ten thousand of them allocate little.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub(super) factorials: Factorials,
    /// Of one block: the probability of one more success over that of this many, and the inverse.
    pub(super) rising: Vec<f64>,
    pub(super) falling: Vec<f64>,
    /// Of one block: the probability of each number of shown successes.
    pub(super) split: Vec<f64>,
    /// Of all blocks so far: the probability of each sum of shown successes.
    pub(super) sums: Vec<f64>,
    pub(super) next: Vec<f64>,
    /// Days on which a verdict looks.
    pub(super) looks: Vec<u32>,
}
