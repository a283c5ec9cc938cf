//! How an object is read into a struct. What serde derives for that is made anew for every struct:
//! it holds each field beside the struct until all are there. Here a struct begins as its default,
//! its fields are read in place, and what tells them apart exists once.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, Visitor};

/// The fields of one struct, and which of them were seen.
pub struct Fields {
    names: &'static [&'static str],
    /// How many of them, from the first, must be there.
    needed: usize,
    /// Whether others may be there too.
    open: bool,
    /// One bit for each name.
    seen: u32,
}

impl Fields {
    /// None seen. At most 32 names, of which the first ones are needed; `open`: others may be there.
    pub const fn new(names: &'static [&'static str], needed: usize, open: bool) -> Self {
        Self { names, needed, open, seen: 0 }
    }

    /// All that must be there were seen.
    ///
    /// # Errors
    /// When one is missing.
    pub fn end<E: Error>(&self) -> Result<(), E> {
        let missing = (0..self.needed).find(|at| self.seen >> at & 1 == 0);
        missing.and_then(|at| self.names.get(at).copied()).map_or(Ok(()), |name| Err(E::missing_field(name)))
    }
}

/// Reads a name, as its place; all others are that after the last.
impl<'de> DeserializeSeed<'de> for &mut Fields {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Fields {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a field's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let Some(at) = self.names.iter().position(|known| *known == name) else {
            return if self.open { Ok(self.names.len()) } else { Err(E::unknown_field(name, self.names)) };
        };
        if self.seen >> at & 1 == 1 {
            return Err(E::custom(format_args!("duplicate field `{name}`")));
        }
        self.seen |= 1 << at;
        Ok(at)
    }
}

/// Values of at most so many bytes are moved into their place, which takes less code. Lists are among
/// them: read in place, the entries they may have held would be gone over first.
const SMALL: usize = size_of::<Vec<u8>>();

/// Reads a value where it is to stay: nothing is moved, and what is nested is read in place, too.
pub struct InPlace<'a, T>(pub &'a mut T);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for InPlace<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if size_of::<T>() > SMALL {
            return T::deserialize_in_place(deserializer, self.0);
        }
        *self.0 = T::deserialize(deserializer)?;
        Ok(())
    }
}

/// Makes a struct readable: the fields that must be there, and after `;` those that may. An object
/// with any other field is refused, unless the list ends in `..`.
macro_rules! fields {
    ($type:ident: $($needed:ident),* $(; $($other:ident),*)?, ..) => {
        $crate::json::fields! { @ $type true: $($needed),*; $($($other),*)? }
    };
    ($type:ident: $($needed:ident),* $(; $($other:ident),*)?) => {
        $crate::json::fields! { @ $type false: $($needed),*; $($($other),*)? }
    };
    (@ $type:ident $open:literal: $($needed:ident),*; $($other:ident),*) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut value = Self::default();
                Self::deserialize_in_place(deserializer, &mut value).map(|()| value)
            }

            fn deserialize_in_place<D: serde::Deserializer<'de>>(
                deserializer: D,
                value: &mut Self,
            ) -> Result<(), D::Error> {
                #[allow(non_camel_case_types)]
                enum Place { $($needed,)* $($other,)* }
                struct Object<'a>(&'a mut $type);

                impl<'de> serde::de::Visitor<'de> for Object<'_> {
                    type Value = ();

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
                        const NEEDED: &[&str] = &[$(stringify!($needed)),*];
                        const NAMES: &[&str] = &[$(stringify!($needed),)* $(stringify!($other)),*];
                        let mut fields = $crate::json::Fields::new(NAMES, NEEDED.len(), $open);
                        // Whoever adds a field to the struct must say here how it is read.
                        let $type { $($needed,)* $($other),* } = self.0;
                        while let Some(place) = map.next_key_seed(&mut fields)? {
                            $(if place == Place::$needed as usize {
                                map.next_value_seed($crate::json::InPlace($needed))?;
                            })*
                            $(if place == Place::$other as usize {
                                map.next_value_seed($crate::json::InPlace($other))?;
                            })*
                            if $open && place == NAMES.len() {
                                map.next_value::<serde::de::IgnoredAny>()?;
                            }
                        }
                        fields.end()
                    }
                }

                deserializer.deserialize_map(Object(value))
            }
        }
    };
}

pub(crate) use fields;
