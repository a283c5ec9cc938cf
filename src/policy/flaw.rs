//! What is wrong with what an organisation signed.

use std::fmt;

use serde::Serialize;

use crate::json::fields;

/// What is wrong, where, and how to mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// The key, such as `teams.sales.role`; of a file as a whole, its path.
    pub place: String,
    /// What is wrong there.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

fields! { Flaw: place, what, mend }

impl Flaw {
    pub(super) fn new(place: &str, what: &str, mend: &str) -> Self {
        Self { place: place.to_owned(), what: what.to_owned(), mend: mend.to_owned() }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}; {}", self.place, self.what, self.mend)
    }
}

impl std::error::Error for Flaw {}

/// The first of these that is wrong.
pub(super) fn first(checks: impl IntoIterator<Item = (bool, Flaw)>) -> Result<(), Flaw> {
    checks.into_iter().find(|(is_wrong, _)| *is_wrong).map_or(Ok(()), |(_, flaw)| Err(flaw))
}
