//! An object of a signed file, read name by name, and told where it is not as it should be.

use super::refusal::{Reason, Refusal};
use crate::json::Value;
use crate::time::parse_moment;

/// An object, and the file that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Object<'a> {
    pub(super) file: &'a str,
    pub(super) value: &'a Value,
}

impl<'a> Object<'a> {
    /// What must be there under `name`.
    fn get(self, name: &str) -> Result<&'a Value, Refusal> {
        self.value.get(name).ok_or_else(|| self.wrong(format!("`{name}` is missing.")))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn wrong(self, what: String) -> Refusal {
        Refusal::new(Reason::WrongType, self.file, what)
    }

    pub(super) fn text(self, name: &str) -> Result<&'a str, Refusal> {
        match self.get(name)? {
            Value::Text(text) => Ok(text),
            _ => Err(self.wrong(format!("`{name}` is no text."))),
        }
    }

    /// A number of 1 or more.
    pub(super) fn count(self, name: &str) -> Result<u64, Refusal> {
        match self.get(name)? {
            Value::Whole(number @ 1..) => Ok(number.unsigned_abs()),
            _ => Err(self.wrong(format!("`{name}` is no whole number from 1."))),
        }
    }

    /// A number of bytes, if it is there.
    pub(super) fn length(self) -> Result<Option<u64>, Refusal> {
        match self.value.get("length") {
            None => Ok(None),
            Some(Value::Whole(number @ 0..)) => Ok(Some(number.unsigned_abs())),
            Some(_) => Err(self.wrong("`length` is no number of bytes.".to_owned())),
        }
    }

    pub(super) fn flag(self, name: &str) -> Result<bool, Refusal> {
        match self.get(name)? {
            Value::Flag(flag) => Ok(*flag),
            _ => Err(self.wrong(format!("`{name}` is neither true nor false."))),
        }
    }

    /// A time, in seconds since 1970.
    pub(super) fn moment(self, name: &str) -> Result<i64, Refusal> {
        let text = self.text(name)?;
        parse_moment(text)
            .ok_or_else(|| self.wrong(format!("`{name}` is no time like 2030-12-31T00:00:00Z.")))
    }

    pub(super) fn object(self, name: &str) -> Result<Self, Refusal> {
        match self.get(name)? {
            value @ Value::Object(_) => Ok(Self { value, ..self }),
            _ => Err(self.wrong(format!("`{name}` is no object."))),
        }
    }

    /// The names of an object and what they hold.
    pub(super) fn entries(self) -> &'a [(String, Value)] {
        match self.value {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    /// A list of at most `most`.
    pub(super) fn list(self, name: &str, most: usize) -> Result<&'a [Value], Refusal> {
        match self.get(name)? {
            Value::List(entries) if entries.len() > most => {
                let what = format!("`{name}` has {} entries, of {most} that may be.", entries.len());
                Err(Refusal::new(Reason::TooMany, self.file, what))
            }
            Value::List(entries) => Ok(entries),
            _ => Err(self.wrong(format!("`{name}` is no list."))),
        }
    }

    /// A list of at most `most` texts.
    pub(super) fn texts(self, name: &str, most: usize) -> Result<Vec<&'a str>, Refusal> {
        let text = |entry: &'a Value| match entry {
            Value::Text(text) => Ok(text.as_str()),
            _ => Err(self.wrong(format!("`{name}` has an entry that is no text."))),
        };
        self.list(name, most)?.iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_wrong_kind_are_named() {
        let json = r#"{"text":"a","zero":0,"one":1,"list":["a",1],"flag":true,"object":{},"length":-1,
            "when":"2026-11-22T00:00:00Z"}"#;
        let value = Value::read(json, 100).unwrap();
        let object = Object { file: "f", value: &value };
        assert_eq!(object.text("text"), Ok("a"));
        assert_eq!((object.count("one"), object.flag("flag")), (Ok(1), Ok(true)));
        assert_eq!(object.moment("when"), Ok(1_795_305_600));
        assert!(object.object("object").unwrap().entries().is_empty());
        assert_eq!(object.object("object").unwrap().length(), Ok(None));
        let wrong = [
            (object.text("none").err(), "`none` is missing."),
            (object.text("one").err(), "`one` is no text."),
            (object.count("zero").err(), "`zero` is no whole number from 1."),
            (object.count("text").err(), "`text` is no whole number from 1."),
            (object.flag("one").err(), "`one` is neither true nor false."),
            (object.moment("text").err(), "`text` is no time like 2030-12-31T00:00:00Z."),
            (object.object("list").err(), "`list` is no object."),
            (object.texts("list", 2).err(), "`list` has an entry that is no text."),
            (object.texts("object", 2).err(), "`object` is no list."),
            (object.length().err(), "`length` is no number of bytes."),
        ];
        for (refusal, what) in wrong {
            let refusal = refusal.unwrap();
            assert_eq!((refusal.reason, refusal.what.as_str()), (Reason::WrongType, what));
        }
        assert_eq!(object.list("list", 1).unwrap_err().reason, Reason::TooMany);
    }
}
