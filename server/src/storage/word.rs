//! The words in the database are the words on the wire, which the engine's types know.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// The value with this word.
pub(super) fn read_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    let text: StrDeserializer<'_, Error> = text.into_deserializer();
    T::deserialize(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cuecard::ledger::Arm;
    use cuecard::measure::Finding;

    #[test]
    fn words_are_those_of_the_wire_and_read_back() {
        for (arm, text) in [(Arm::Shown, "shown"), (Arm::Withheld, "withheld")] {
            assert_eq!(read_word(text), Some(arm));
        }
        for (outcome, text) in [
            (Finding::Success, "success"),
            (Finding::Failure, "failure"),
            (Finding::Unseen, "unseen"),
            (Finding::Censored, "censored"),
        ] {
            assert_eq!(read_word(text), Some(outcome));
        }
        for text in ["", "outcome", "Shown", "success "] {
            assert_eq!(read_word::<Arm>(text), None, "{text}");
            assert_eq!(read_word::<Finding>(text), None, "{text}");
        }
    }
}
