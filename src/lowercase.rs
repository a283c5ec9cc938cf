//! Small letters, for comparing. `str::to_lowercase` also knows that a Greek sigma is written
//! differently at the end of a word, which costs the browser 2 KB and helps no comparison.

/// The text in small letters, letter by letter.
pub fn lowercase(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}
