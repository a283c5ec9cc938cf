//! A value as it is written, to be hashed or read later.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A value as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a>(pub &'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;

        impl<'de> Visitor<'de> for Written {
            type Value = Raw<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON that `json::read` reads")
            }

            fn visit_borrowed_str<E: Error>(self, written: &'de str) -> Result<Self::Value, E> {
                Ok(Raw(written))
            }
        }

        // JSON has no bytes of its own: `typed` takes them for this.
        deserializer.deserialize_bytes(Written)
    }
}
