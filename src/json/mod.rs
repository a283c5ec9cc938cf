//! JSON, read into the types of this crate and written from them. `serde_json` does the same and
//! more (values without a type, floats, lists for structs, errors of input and output), and its
//! code is made anew for every type: the browser had to load 40 KB more of it, packed. Here what
//! does not depend on a type exists once (`text`), and structs are read by one loop (`fields`), enums without
//! data by another (`words`). The
//! bytes are those of `serde_json`.

mod error;
mod fields;
mod raw;
mod text;
mod typed;
#[cfg(feature = "trust")]
mod value;
mod words;
mod write;

use serde::Deserialize;

pub use error::Error;
pub(crate) use fields::fields;
pub use fields::{Fields, InPlace};
pub use raw::Raw;
#[cfg(feature = "trust")]
pub(crate) use value::{Unread, Value};
pub use words::Words;
pub(crate) use words::words;
pub use write::write;

use text::Text;

/// Reads `json` as a `T`.
///
/// # Errors
/// When it is no JSON, or not that of a `T`.
pub fn read<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, Error> {
    let mut text = Text::new(json);
    let read = T::deserialize(&mut text).and_then(|value| text.end().map(|()| value));
    read.map_err(|error| error.at(text.place()))
}

#[cfg(test)]
mod tests;
