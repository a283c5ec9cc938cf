//! Why JSON could not be read or written, and where.

use std::fmt;

use serde::de::{Expected, Unexpected};
use serde::{de, ser};

/// Why JSON could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    what: String,
    line: usize,
    column: usize,
}

impl Error {
    #[cold]
    #[inline(never)]
    pub(super) fn new(what: String) -> Self {
        Self(Box::new(Details { what, line: 0, column: 0 }))
    }

    pub(super) fn at(mut self, (line, column): (usize, usize)) -> Self {
        (self.0.line, self.0.column) = (line, column);
        self
    }

    /// The line, counted from 1; 0 if it is not about a text.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The column in bytes, counted from 1; 0 if it is not about a text.
    pub fn column(&self) -> usize {
        self.0.column
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { what, line, column } = &*self.0;
        write!(formatter, "{what} at line {line} column {column}")
    }
}

impl std::error::Error for Error {}

impl ser::Error for Error {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self::new(what.to_string())
    }
}

impl de::Error for Error {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self::new(what.to_string())
    }

    // serde's own sentences also write the value that was found, which brings in how floats are
    // written: 9 KB, packed.
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }
}
