//! A value as it is written: passed on without a look into it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// A value as it is written. Only [`super::read`] and [`super::write`] know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw(String);

impl Default for Raw {
    fn default() -> Self {
        Self("null".to_owned())
    }
}

impl Raw {
    /// A value as it is written now.
    pub fn of<T: Serialize>(value: &T) -> Self {
        super::write(value).map_or_else(|_| Self::default(), Self)
    }

    /// Its JSON.
    pub fn text(&self) -> &str {
        &self.0
    }
}

// JSON has no bytes of its own: `typed` and `write` take them for this.
impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;

        impl Visitor<'_> for Written {
            type Value = Raw;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON that `json::read` reads")
            }

            fn visit_str<E: Error>(self, written: &str) -> Result<Raw, E> {
                Ok(Raw(written.to_owned()))
            }
        }

        deserializer.deserialize_bytes(Written)
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}
