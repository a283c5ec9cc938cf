//! Whether a candidate shows: gates in a fixed order, one choice, the arm, and the receipt.

mod arm;
mod bid_price;
mod budget;
mod choose;
mod demand;
mod gates;
mod priors;
mod receipt;
mod worth;

pub use arm::{Draw, Standing, draw};
pub use bid_price::{Bid, Left, bid};
pub use budget::{Spent, spent};
pub use choose::{Choice, choose};
pub use demand::Demand;
pub use gates::{Candidate, Reason, Situation};
pub use priors::Priors;
pub use receipt::{Considered, Outcome, Receipt};
pub use worth::{Evidence, ONE, Worth};
