//! Opened content alone, as a worker holds it: for what it takes in memory.

use cuecard::content::Content;

use crate::workload::{matching, past, work};

/// Opened content alone, as a worker holds it.
pub struct Opened(Content);

impl Opened {
    /// Opens compiled content.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(json: String) -> Result<Self, String> {
        Content::open(json).map(Self).map_err(|error| error.to_string())
    }

    /// Lets a person work with it, so that all of it that is opened late is open; gives how many
    /// candidates there were.
    ///
    /// # Errors
    /// When the engine does not take in what it should.
    pub fn work(&self, changes: usize, seed: u32) -> Result<usize, String> {
        let (ledger, changes) = work(&self.0, changes, seed)?;
        Ok(changes.iter().map(|change| matching::indexed(&self.0, change, past(&ledger)).len()).sum())
    }
}
