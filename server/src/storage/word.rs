//! The words in the database are the words on the wire, which the engine's types know.

use cuecard::measure::Finding;
use cuecard::report::Kind;
use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::fmt;

/// A value of a closed list as its word.
pub(super) fn word(value: impl Serialize) -> String {
    struct Word<T>(T);
    impl<T: Serialize> fmt::Display for Word<T> {
        fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.serialize(out)
        }
    }
    Word(value).to_string()
}

/// The value with this word.
pub(super) fn read_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    let text: StrDeserializer<'_, Error> = text.into_deserializer();
    T::deserialize(text).ok()
}

/// What a report of a window counts as: an entry, or its outcome.
pub(super) fn bucket(outcome: Option<Finding>) -> String {
    outcome.map_or_else(|| word(Kind::Entry), word)
}

/// The outcome of a bucket, none for an entry; `None` for a word that is no bucket.
pub(super) fn read_bucket(text: &str) -> Option<Option<Finding>> {
    if read_word(text) == Some(Kind::Entry) {
        return Some(None);
    }
    read_word(text).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cuecard::ledger::Arm;

    #[test]
    fn words_are_those_of_the_wire_and_read_back() {
        for (arm, text) in [(Arm::Shown, "shown"), (Arm::Withheld, "withheld")] {
            assert_eq!(word(arm), text);
            assert_eq!(read_word(text), Some(arm));
        }
        for (outcome, text) in [
            (None, "entry"),
            (Some(Finding::Success), "success"),
            (Some(Finding::Failure), "failure"),
            (Some(Finding::Unseen), "unseen"),
            (Some(Finding::Censored), "censored"),
        ] {
            assert_eq!(bucket(outcome), text);
            assert_eq!(read_bucket(text), Some(outcome));
        }
        for text in ["", "outcome", "Shown", "success "] {
            assert_eq!(read_word::<Arm>(text), None, "{text}");
            assert_eq!(read_bucket(text), None, "{text}");
        }
    }
}
