//! How an enum without data travels: as a word. What serde derives reads each enum with code of its
//! own; here the words are data, and the code exists once.

use std::fmt;

use serde::de::{Error, Visitor};

/// The words of one enum, in the order of its variants.
pub struct Words(pub &'static [&'static str]);

impl Visitor<'_> for Words {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a word")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<usize, E> {
        let place = self.0.iter().position(|known| *known == word);
        place.ok_or_else(|| E::unknown_variant(word, self.0))
    }
}

/// Makes an enum travel as words.
macro_rules! words {
    ($type:ident: $($variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// Every variant.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its word, on the wire and in content.
            pub fn word(&self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let place = deserializer.deserialize_str($crate::json::Words(&[$($word),+]))?;
                // There are as many variants as words.
                Ok(Self::ALL.get(place).copied().unwrap_or(Self::ALL[0]))
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use crate::json;
    use crate::pack::Severity;

    #[test]
    fn words_go_there_and_back_and_others_are_refused() {
        for (severity, word) in [(Severity::Low, r#""low""#), (Severity::Critical, r#""critical""#)] {
            assert_eq!(json::write(&severity).unwrap(), word);
            assert_eq!(json::read::<Severity>(word).unwrap(), severity);
        }
        for wrong in [r#""grave""#, "3", "null", r#"{"low":null}"#] {
            assert!(json::read::<Severity>(wrong).is_err(), "{wrong}");
        }
    }
}
