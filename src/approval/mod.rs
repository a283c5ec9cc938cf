//! Who must have agreed before a nudge may reach a team: its author, by signing the pack, and a manager
//! of the team, by a statement of their own. Neither can stand in for the other. And how long it may: a
//! nudge is tried, and goes on only if it is shown to help.

mod beside;
mod cosign;
mod lack;
mod lease;
mod off;
mod pack;
mod people;
mod pilot;
mod review;
mod ruling;
#[cfg(feature = "signing")]
mod signed;
mod standing;
#[cfg(test)]
mod tests;
mod translation;

pub use beside::{beside, has_room};
pub use cosign::{Cosign, Flaw, MOST_DAYS, MOST_MINUTES, MOST_NAME, cosign_path};
pub use lack::Lack;
pub use lease::{Basis, LEASE_DAYS, Lease, Rests, lease};
pub use off::{OFF_PATH, OffList, SwitchedOff};
pub use pack::{ListedPack, pack_at, pack_path};
pub use people::{AUTHORS, ORGANISATION, TEAM, team_role};
pub use pilot::{MOST_PILOT_TEAMS, Pilot, pilot_path};
pub use review::{Mended, REVIEWERS, Review, review_path};
pub use ruling::{Outcome, Ruling, VERDICTS, ruling_path};
#[cfg(feature = "signing")]
pub use signed::{Change, Cosigned};
pub use standing::{Live, MOST_COSIGNS, Standing, Stands, standings};
pub use translation::translation_stands;
