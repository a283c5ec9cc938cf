//! Text that no content names. It is not kept: what content may ask of a piece of it is answered
//! when it is read, and kept beside a keyed digest.

use serde::{Deserialize, Serialize};

use crate::text::{holds, lowercase};

/// Before a fragment that a text must start with. No text of a page has a line break.
pub const START: &str = "\n^";
/// Before a fragment that a text must contain.
pub const PART: &str = "\n*";

/// A text that no content names: 16 hexadecimal digits of a keyed digest, then each fragment that
/// it has of those that content names. Two are the same if their digests are: the fragments follow
/// from the text, and from the content at the time.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unnamed(String);

impl Unnamed {
    /// The text with this digest, read when content named these fragments.
    pub fn new<'a>(digest: String, text: &str, named: impl Iterator<Item = &'a String>) -> Self {
        let text = plain(text);
        let found = named.filter(|fragment| has_fragment(&text, fragment));
        Self(found.fold(digest, |kept, fragment| kept + fragment))
    }

    /// The digest alone.
    pub fn digest(&self) -> &str {
        self.0.split_once('\n').map_or(&self.0, |(digest, _)| digest)
    }

    /// Whether the text has this fragment.
    pub fn has(&self, fragment: &str) -> bool {
        let fragments = self.0.split('\n').skip(1);
        fragments.into_iter().any(|kept| Some(kept) == fragment.strip_prefix('\n'))
    }
}

impl From<&str> for Unnamed {
    fn from(stored: &str) -> Self {
        Self(stored.to_owned())
    }
}

impl PartialEq for Unnamed {
    fn eq(&self, other: &Self) -> bool {
        self.digest() == other.digest()
    }
}

impl Eq for Unnamed {}

impl PartialOrd for Unnamed {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unnamed {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.digest().cmp(other.digest())
    }
}

/// A text as fragments are compared with it: in small letters, spaces folded.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    lowercase(&words.join(" "))
}

/// Whether a plain text has a fragment.
pub fn has_fragment(plain: &str, fragment: &str) -> bool {
    match fragment.strip_prefix(START) {
        Some(start) => plain.starts_with(start),
        None => fragment.strip_prefix(PART).is_some_and(|part| holds(plain, part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_found_whatever_the_case_and_the_spaces() {
        let cases = [
            ("Closed Won", "\n^closed", true),
            (" CLOSED \n won", "\n^closed won", true),
            ("Not closed", "\n^closed", false),
            ("Not closed", "\n*closed", true),
            ("Über Ärger", "\n*ärger", true),
            ("Clos", "\n^closed", false),
            ("", "\n*closed", false),
            ("closed", "closed", false),
        ];
        for (text, fragment, expected) in cases {
            assert_eq!(has_fragment(&plain(text), fragment), expected, "{text:?} {fragment:?}");
            let named = [fragment.to_owned()];
            let unnamed = Unnamed::new("00ff".into(), text, named.iter());
            assert_eq!(unnamed.has(fragment), expected, "{text:?} {fragment:?}");
            assert_eq!(unnamed.digest(), "00ff");
        }
    }

    #[test]
    fn only_the_fragments_that_hold_are_kept_and_old_digests_are_read() {
        let named = ["\n*price".to_owned(), "\n^call".to_owned(), "\n^price".to_owned()];
        let unnamed = Unnamed::new("00ff".into(), "Call about the price", named.iter());
        let json = crate::json::write(&unnamed).unwrap();
        assert_eq!(json, r#""00ff\n*price\n^call""#);
        let again: Unnamed = crate::json::read(&json).unwrap();
        assert!(again.has("\n^call") && again.has("\n*price") && !again.has("\n^price"));
        let old: Unnamed = crate::json::read(r#""00ff""#).unwrap();
        assert_eq!(old, unnamed, "the same text, read for other content");
        assert!(!old.has("\n^call"));
        assert_ne!(old, Unnamed::from("00fe\n^call"));
    }
}
