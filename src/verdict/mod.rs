//! Whether a nudge helps: people who were shown it beside people from whom it was withheld.
//!
//! The unit is one person at the first moment of one nudge; [`block`]s hold what was counted in one
//! week and stratum. [`evidence`] may be looked at every week, [`deadline`] once; [`judge()`] is the
//! table that turns both into a verdict. Formulas, sources and measured error rates: docs/verdicts.md.
//!
//! Powers and logarithms are `libm`'s, so a verdict is the same wherever it is computed.

pub mod arms;
pub mod block;
pub mod deadline;
pub mod evidence;
mod factorials;
pub mod floor;
pub mod forecast;
mod hypergeometric;
pub mod interval;
pub mod judge;
pub mod lineage;
pub mod noise;
mod ruling;
pub mod simulation;
pub mod together;
pub mod trials;
pub mod words;
mod workspace;

pub use block::{Block, Counts};
pub use judge::{Trial, Week, judge, judge_once};
pub use noise::Noise;
pub use ruling::{Action, Ground, Ruling, Verdict};
pub use workspace::Workspace;
