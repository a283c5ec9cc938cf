//! An organisation's signed repository: served as files, kept fresh with the online key, and published to.
//!
//! The signatures are the authority. The server can withhold what comes next; it can say nothing that
//! the holders of the keys have not signed, and a client checks that without it. A folder holds it all:
//!
//! ```text
//! root.json               where clients begin
//! repository/metadata/    N.ROLE.json and timestamp.json
//! repository/targets/     what is signed, by hash
//! publications/           who published what, one file each
//! state.json              what was seen, so that nothing goes back
//! lock, incoming, ready   of changes that are under way
//! ```

mod cosigned;
mod disk;
mod files;
mod keeper;
mod log;
mod online;
mod publish;
mod reading;
mod requests;
mod sent;
mod signed;
mod told;
mod trouble;

pub(crate) use files::file;
pub(crate) use keeper::{Keeper, keep};
pub(crate) use requests::{cosign, publications, publish};
pub(crate) use signed::{Promise, Protected, Said, Signed};

pub use log::{Publication, PublishedRole, Signer};
pub use online::{Kept, SNAPSHOT_LIFE, TIMESTAMP_LIFE};
pub use publish::{Newest, Quiet};
pub use sent::{MOST_SENT_BYTES, Sent, Unreadable};
pub use trouble::{NotPublished, Trouble};

use cuecard::trust::sign::SigningKey;
use std::fmt;
use std::path::{Path, PathBuf};

/// The repository in a folder.
pub struct Repository {
    folder: PathBuf,
    key: Option<SigningKey>,
}

/// By hand, so that no log ever holds the key.
impl fmt::Debug for Repository {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Repository").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Repository {
    /// That of a folder, which may be empty but for `root.json`. Without a key it is only served.
    pub fn new(folder: &Path, key: Option<SigningKey>) -> Self {
        Self { folder: folder.to_owned(), key }
    }

    /// The newest publications, the newest first, at most `most`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn publications(&self, most: usize) -> Result<Vec<Publication>, Trouble> {
        log::newest(&self.folder, most)
    }

    fn key(&self) -> Result<&SigningKey, Trouble> {
        self.key.as_ref().ok_or(Trouble::NoKey)
    }
}
