//! What all that is signed here is: JSON of one format.

use serde::de::DeserializeOwned;

use crate::json;

/// The only format that this version reads.
pub(crate) const FORMAT: u32 = 1;

/// Reads a statement.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    json::read(text).map_err(|error| error.to_string())
}
