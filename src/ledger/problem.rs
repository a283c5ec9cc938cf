//! What went wrong, for the person or an admin to see. It never holds anything from a page.

use serde::{Deserialize, Serialize};

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// Where: a part of Cuecard.
    #[serde(rename = "where")]
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}
