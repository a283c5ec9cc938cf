//! Targets that are fetched once the signatures hold, and no more of them than one visit reads.

use crate::table::Table;
use crate::trust::{Accepted, Reason, Refusal, Wanted};

/// How many bytes of targets one visit reads: a hundred packs with their translations, and to spare.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What is fetched.
#[derive(Debug)]
pub(super) struct Fetching {
    pub accepted: Accepted,
    /// Paths of targets, the last first.
    missing: Vec<String>,
    /// What came and is what was signed, by path.
    pub fetched: Table<String, Vec<u8>>,
}

impl Fetching {
    /// Begins, with the paths of targets that are there.
    ///
    /// # Errors
    /// When they are too large together.
    pub fn begin(accepted: Accepted, missing: Vec<String>) -> Result<Box<Self>, Refusal> {
        let targets = missing.iter().filter_map(|path| accepted.targets.get(path.as_str()));
        if targets.map(|target| target.length).sum::<u64>() > MOST_BYTES {
            let what = format!("Its packs have more than {MOST_BYTES} bytes.");
            return Err(Refusal::new(Reason::TooMany, "authors.json", what));
        }
        Ok(Box::new(Self { accepted, missing, fetched: Table::new() }))
    }

    /// The file that is wanted next; none once it is done.
    pub fn wants(&self) -> Option<Wanted> {
        let path = self.missing.last()?;
        let length = self.accepted.targets.get(path.as_str())?.length;
        let most_bytes = usize::try_from(length).unwrap_or(usize::MAX);
        Some(Wanted { path: self.accepted.file_of(path)?, most_bytes })
    }

    /// Takes it. What is not what was signed is not there: each reader says what that means.
    pub fn give(&mut self, bytes: Option<&[u8]>) {
        if let (Some(path), Some(bytes)) = (self.missing.pop(), bytes)
            && self.accepted.check(&path, bytes).is_ok()
        {
            self.fetched.insert(path, bytes.to_vec());
        }
    }
}

/// Why there is nothing yet: a file was not asked for.
pub(super) fn not_asked(file: &str) -> Refusal {
    Refusal::new(Reason::Missing, file, "It was not asked for.".to_owned())
}
