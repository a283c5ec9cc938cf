//! The file that somebody hands over to be enrolled.

use std::path::Path;

use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::Enrolment;

use crate::folder::{of_path, read_at_most};

/// Bytes of a file: one has 700.
const MOST_BYTES: u64 = 16 * 1024;

/// Reads one.
///
/// # Errors
/// When it is none, or nobody has shown to have the key.
pub fn read(file: &Path) -> Result<Enrolment, Diagnostic> {
    let wrong = |what: String| {
        let mend = "ask for the NAME.public.json that `cuecard key new`, or the co-sign page, made";
        of_path(file, &what, mend)
    };
    let bytes =
        read_at_most(file, MOST_BYTES).map_err(|error| wrong(format!("it cannot be read: {error}")))?;
    let enrolment: Enrolment = serde_json::from_slice(&bytes)
        .map_err(|error| wrong(format!("it is no public key of ours: {error}")))?;
    enrolment.check().map_err(wrong)?;
    Ok(enrolment)
}
