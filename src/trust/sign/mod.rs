//! Writing what [`super::Client`] reads: signed files of The Update Framework (TUF 1.0, section 4 of its
//! specification), with consistent snapshots.
//!
//! Pure as well: keys and the time are arguments, and Ed25519 signatures are the same every time.

mod announced;
mod draft;
mod enrolment;
mod key;
mod publication;
mod root;
mod signed;
mod targets;

pub use announced::{Announced, Snapshot, Timestamp};
pub use draft::Draft;
pub use enrolment::{Enrolment, fingerprint, is_fingerprint};
pub use key::{PublicKey, Role};
pub use publication::{Before, Publication, Unfit};
pub use root::Root;
pub use signed::{Signature, Signed, Unsigned};
pub use targets::{Delegation, Delegations, TargetFile, Targets};

pub use ed25519_dalek::SigningKey;

/// The version of the specification that is followed.
const SPECIFICATION: &str = "1.0.31";

/// What every file begins with.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Header {
    #[serde(rename = "_type")]
    kind: String,
    spec_version: String,
    /// From 1.
    pub version: u64,
    /// Until when it is in force, as [`crate::time::moment_text`] writes it.
    pub expires: String,
}

impl Header {
    fn new(kind: &str, version: u64, until: i64) -> Self {
        let expires = crate::time::moment_text(until);
        Self { kind: kind.to_owned(), spec_version: SPECIFICATION.to_owned(), version, expires }
    }
}
