//! What an organisation has signed for its people: its systems, roles and teams, where aids may show and
//! when they may not, and what may leave a browser. What leaves may be narrowed by the organisation
//! alone; widening it needs a second key, such as the works council's, and 14 days' notice.

mod check;
mod consent;
mod data;
mod flaw;
mod group;
mod hosts;
mod in_force;
mod notice;
mod remembered;
mod signed;
mod team;
#[cfg(test)]
mod tests;
mod widening;
mod wording;

pub use consent::{CONSENT_PATH, Consent, Council, NOTICE_DAYS, WORKS_COUNCIL};
pub use data::{DATA_PATH, Data, LEAST_FLOOR, Level};
pub use flaw::Flaw;
pub use group::{Group, named};
pub use hosts::{covers, is_pattern};
pub use in_force::{InForce, in_force};
pub use notice::{Coming, Holds, Stated, data_in_force};
pub use remembered::{Remembered, Waiting, look};
pub use signed::{HOLDBACK, POLICY_PATH, Policy, Systems};
pub use team::Team;
pub use widening::{Part, Widening, widenings};
