//! What can be wrong with a repository, in words for whoever looks after it.

use cuecard::trust::Refusal;
use cuecard::trust::sign::Unsigned;
use std::io;
use std::path::{Path, PathBuf};

/// Why the repository cannot be kept as it should be. What is served stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The disk refuses.
    #[error("{}: {source}. Check the folder, its rights and the disk.", file.display())]
    Disk {
        /// Which file.
        file: PathBuf,
        /// The system's own words.
        source: io::Error,
    },
    /// A file is not what it was.
    #[error("{}: {what}. Take it from a copy of the repository.", file.display())]
    Broken {
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// What was remembered does not fit this clock.
    #[error(
        "{}: {} Correct this computer's clock; if it ran ahead before and is right now, delete this file.",
        file.display(), refusal.what
    )]
    Clock {
        /// Where it is remembered.
        file: PathBuf,
        /// In the words of a client.
        refusal: Refusal,
    },
    /// A browser would not believe it.
    #[error("{0}")]
    Disbelieved(#[from] Refusal),
    /// The key is not the root's.
    #[error(
        "online_key: may not sign snapshot and timestamp, says version {root} of the root. \
         Set the key that it names, or publish a root that names this one."
    )]
    OtherKey {
        /// Version of the newest root.
        root: u64,
    },
    /// Nothing can be signed.
    #[error("online_key: is not set. Without it the server only serves what is there.")]
    NoKey,
    /// What is to be signed has no canonical form.
    #[error("metadata: {0}. Publish less at once.")]
    Unsigned(#[from] Unsigned),
}

impl Trouble {
    /// Of a file, what the system says.
    pub(super) fn disk(file: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Disk { file: file.to_owned(), source }
    }
}

/// Why something is not published. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    /// What was sent is not to be published: where, what, and how to mend it.
    #[error("{0}")]
    Refused(String),
    /// Somebody else was first, and said something else.
    #[error("body: version {there} of {role} is published already. Look again, and sign what is next.")]
    Outdated {
        /// Of which role.
        role: String,
        /// What is published.
        there: u64,
    },
    /// It may be right, and the server cannot.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}
