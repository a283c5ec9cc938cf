//! The number of a count: sixteen bytes that follow from its columns, so that every server gives the same
//! one without asking, and adding to a count compares and writes those instead of ten words.

use super::row::Key;
use cuecard::hash::digest;

const BYTES: usize = 16;
/// In none of the words: so no two lists of them read the same.
const BETWEEN: &str = "\n";

/// The first half of SHA-256 over the columns. That two counts had the same one would take 2^64 of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CountId([u8; BYTES]);

impl CountId {
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<Word: AsRef<str>> From<&Key<Word>> for CountId {
    fn from(key: &Key<Word>) -> Self {
        let hash = digest(&[key.values().join(BETWEEN).as_bytes()]);
        let mut id = [0; BYTES];
        id.iter_mut().zip(hash).for_each(|(byte, hashed)| *byte = hashed);
        Self(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_tells_counts_apart() {
        let key = |change: fn(&mut Key)| {
            let mut key = Key { kind: "entry".to_owned(), pack: "p".to_owned(), ..Key::default() };
            change(&mut key);
            CountId::from(&key)
        };
        let changes: [fn(&mut Key); 12] = [
            |_| (),
            |key| key.kind = "outcome".to_owned(),
            |key| key.pack = "q".to_owned(),
            |key| key.nudge = "n".to_owned(),
            |key| key.content = "n".to_owned(),
            |key| key.arm = "n".to_owned(),
            |key| key.week = "n".to_owned(),
            |key| key.role = "n".to_owned(),
            |key| key.team = "n".to_owned(),
            |key| key.earlier = "n".to_owned(),
            |key| key.bucket = "n".to_owned(),
            // What moves from one column to the next.
            |key| (key.kind, key.pack) = ("entryp".to_owned(), String::new()),
        ];
        let ids: std::collections::BTreeSet<CountId> = changes.into_iter().map(key).collect();
        assert_eq!(ids.len(), changes.len());
    }

    #[test]
    fn it_is_the_same_in_every_version() {
        let key = Key { kind: "entry".to_owned(), week: "2026-W49".to_owned(), ..Key::default() };
        // sha256 of "entry\n\n\n\n\n2026-W49\n\n\n\n", by `sha256sum`.
        assert_eq!(
            format!("{:x}", u128::from_be_bytes(CountId::from(&key).0)),
            "f9814cedc8c641f50cb43dd25db81004"
        );
    }
}
