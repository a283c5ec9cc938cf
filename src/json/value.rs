//! JSON without a type, for what has to be looked at before it may be believed: every value as it
//! stands, in bounds, and nothing that two readers could take for different things.

use super::text::Text;
use crate::sort::sort_by;

/// How deep values may lie in each other: signed files need 7, and a hostile one must not use up the
/// browser's stack.
const DEEPEST: usize = 32;

/// Any value. Numbers are whole: signed files have no others, since they are written differently by
/// different writers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Flag(bool),
    Whole(i64),
    Text(String),
    List(Vec<Value>),
    /// In the order of the names, each once.
    Object(Vec<(String, Value)>),
}

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It ends before its value does.
    CutOff,
    /// No JSON, or no UTF-8: what is wrong, and where.
    Broken(String),
    /// JSON that has no canonical form: why not.
    Ambiguous(String),
    /// Deeper, or of more values, than is allowed.
    TooMuch,
}

impl Value {
    /// Reads JSON of at most `most` values.
    pub(crate) fn read(json: &str, most: usize) -> Result<Self, Unread> {
        let mut reader = Reader { text: Text::new(json), left: most };
        let value = reader.value(DEEPEST)?;
        let end = reader.text.end();
        end.map_err(|error| reader.broken(error)).map(|()| value)
    }

    /// What an object holds under `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        let place = entries.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        entries.get(place).map(|(_, value)| value)
    }

    /// Takes out what an object holds under `name`.
    pub(crate) fn take(&mut self, name: &str) -> Option<Self> {
        let Self::Object(entries) = self else { return None };
        let place = entries.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(entries.remove(place).1)
    }
}

struct Reader<'a> {
    text: Text<'a>,
    left: usize,
}

impl Reader<'_> {
    fn broken(&mut self, error: super::Error) -> Unread {
        let is_at_end = self.text.next().is_none();
        if is_at_end { Unread::CutOff } else { Unread::Broken(error.at(self.text.place()).to_string()) }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Unread> {
        self.left = self.left.checked_sub(1).ok_or(Unread::TooMuch)?;
        let depth = depth.checked_sub(1).ok_or(Unread::TooMuch)?;
        match self.text.next() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Value::Text),
            _ if self.text.word("null") => Ok(Value::Null),
            _ if self.text.word("true") => Ok(Value::Flag(true)),
            _ if self.text.word("false") => Ok(Value::Flag(false)),
            _ => self.number(),
        }
    }

    fn string(&mut self) -> Result<String, Unread> {
        let read = self.text.string().map(str::to_owned);
        read.map_err(|error| self.broken(error))
    }

    fn number(&mut self) -> Result<Value, Unread> {
        let read = self.text.number();
        let number = read.map_err(|error| self.broken(error))?;
        number.parse().map(Value::Whole).map_err(|_| {
            let shown: String = number.chars().take(20).collect();
            Unread::Ambiguous(format!("{shown} is no whole number of 64 bits"))
        })
    }

    fn list(&mut self, depth: usize) -> Result<Value, Unread> {
        let mut entries = Vec::new();
        let mut first = true;
        let opened = self.text.open(b'[');
        opened.map_err(|error| self.broken(error))?;
        while self.more(b']', &mut first)? {
            entries.push(self.value(depth)?);
        }
        let closed = self.text.close(b']');
        closed.map_err(|error| self.broken(error))?;
        Ok(Value::List(entries))
    }

    fn object(&mut self, depth: usize) -> Result<Value, Unread> {
        let mut entries = Vec::new();
        let mut first = true;
        let opened = self.text.open(b'{');
        opened.map_err(|error| self.broken(error))?;
        while self.more(b'}', &mut first)? {
            let name = self.string()?;
            let colon = self.text.colon();
            colon.map_err(|error| self.broken(error))?;
            entries.push((name, self.value(depth)?));
        }
        let closed = self.text.close(b'}');
        closed.map_err(|error| self.broken(error))?;
        sort_by(&mut entries, |(one, _), (other, _)| one < other);
        let twice = entries.windows(2).find_map(|pair| match pair {
            [(one, _), (other, _)] if one == other => Some(one),
            _ => None,
        });
        match twice {
            Some(name) => Err(Unread::Ambiguous(format!("`{name}` is there twice"))),
            None => Ok(Value::Object(entries)),
        }
    }

    fn more(&mut self, bracket: u8, first: &mut bool) -> Result<bool, Unread> {
        let more = self.text.more(bracket, first);
        more.map_err(|error| self.broken(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn reads_every_kind_and_sorts_names() {
        let read = Value::read(r#" {"b":[null,true,false,-7,"\u00e9\n"],"a":{},"é":"x"} "#, 20).unwrap();
        let list = vec![Value::Null, Value::Flag(true), Value::Flag(false), Value::Whole(-7), text("é\n")];
        let entries = [("a", Value::Object(vec![])), ("b", Value::List(list)), ("é", text("x"))];
        assert_eq!(read, Value::Object(entries.map(|(name, value)| (name.to_owned(), value)).into()));
        assert_eq!((read.get("é"), read.get("c"), text("a").get("a")), (Some(&text("x")), None, None));
    }

    #[test]
    fn refuses_what_is_broken_ambiguous_or_too_much() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let ambiguous = |what: &str| Unread::Ambiguous(what.into());
        let broken = |what: &str| Unread::Broken(what.into());
        let cases = [
            (r#"{"a":1,"b":2,"a":1}"#.to_owned(), ambiguous("`a` is there twice")),
            (r#"{"a":1,"\u0061":1}"#.to_owned(), ambiguous("`a` is there twice")),
            ("1.0".into(), ambiguous("1.0 is no whole number of 64 bits")),
            ("[1e3]".into(), ambiguous("1e3 is no whole number of 64 bits")),
            ("99999999999999999999".into(), ambiguous("99999999999999999999 is no whole number of 64 bits")),
            (deep(33), Unread::TooMuch),
            (deep(100_000), Unread::TooMuch),
            ("[1,2,3,4,5,6,7,8,9,10]".into(), Unread::TooMuch),
            ("".into(), Unread::CutOff),
            ("{\"a\"".into(), Unread::CutOff),
            ("[1,2".into(), Unread::CutOff),
            ("\"abc".into(), Unread::CutOff),
            ("[1] 2".into(), broken("trailing characters at line 1 column 5")),
            ("[01]".into(), broken("expected a number at line 1 column 4")),
            ("{a:1}".into(), broken("expected a string at line 1 column 2")),
            ("\u{feff}{}".into(), broken("expected a number at line 1 column 1")),
        ];
        for (json, why) in cases {
            assert_eq!(Value::read(&json, 10), Err(why), "{}", json.chars().take(40).collect::<String>());
        }
        assert!(Value::read(&deep(32), 40).is_ok());
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json(json in r#"[\[\]{}",:0-9a\\u. -]{0,12}"#) {
            let known: Result<serde_json::Value, _> = serde_json::from_str(&json);
            match Value::read(&json, 100) {
                Ok(_) => prop_assert!(known.is_ok()),
                Err(Unread::Ambiguous(_)) => {}
                Err(_) => prop_assert!(known.is_err()),
            }
        }
    }
}
