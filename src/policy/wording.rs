//! What is the same in all that an organisation says of itself: its format, titles that people can read, names.

use serde::de::DeserializeOwned;

use super::flaw::Flaw;
use crate::statement::{self, FORMAT};

/// Characters of a title: it stands in the popup.
pub(super) const MOST_TITLE: usize = 80;
/// Bytes of a name: part of file names.
const MOST_NAME: usize = 64;

/// Reads what lies under a path.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8], path: &str) -> Result<T, Flaw> {
    let unread = |what: String| Flaw::new(path, &["it cannot be read: ", &what].concat(), "sign it again");
    statement::read(bytes).map_err(unread)
}

/// It is of the format that this version reads.
pub(super) fn format(found: u32, path: &str) -> (bool, Flaw) {
    (found != FORMAT, Flaw::new(path, "it is of a later format", "update Cuecard"))
}

/// Whether people can read it as a title.
pub(super) fn is_title(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= MOST_TITLE && !text.chars().any(char::is_control)
}

/// Whether it is a name: small letters, digits and `-`.
pub(super) fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.len() <= MOST_NAME && text.bytes().all(fits)
}

/// What stands in a list twice.
pub(super) fn doubled<'a, T: PartialEq + ?Sized + 'a>(
    items: impl Iterator<Item = &'a T> + Clone,
) -> Option<&'a T> {
    let mut places = items.clone().enumerate();
    places.find_map(|(place, item)| items.clone().take(place).any(|other| other == item).then_some(item))
}
