//! Who must have agreed before a nudge may reach a team: its author, by signing the pack, and a manager
//! of the team, by a statement of their own. Neither can stand in for the other.

mod cosign;
mod lack;
mod off;
mod review;
mod standing;

pub use cosign::{Cosign, Flaw, MOST_DAYS, MOST_MINUTES, cosign_path};
pub use lack::Lack;
pub use off::{OFF_PATH, OffList, SwitchedOff};
pub use review::{REVIEWERS, Review, review_path};
pub use standing::{AUTHORS, MOST_COSIGNS, Standing, Stands, standings, team_role};
