//! JSON as text: what does not depend on the type that is read.

use super::Error;

/// How deep values may lie in each other, as in `serde_json`: a hostile text must not use up the
/// stack.
const DEEPEST: usize = 128;

/// A text, and how far it was read.
pub(super) struct Text<'de> {
    whole: &'de str,
    at: usize,
    depth: usize,
    /// The last string that had escapes, without them.
    unescaped: String,
}

impl<'de> Text<'de> {
    pub(super) fn new(whole: &'de str) -> Self {
        Self { whole, at: 0, depth: 0, unescaped: String::new() }
    }

    /// The line and the column that were reached, counted from 1.
    pub(super) fn place(&self) -> (usize, usize) {
        let read = self.whole.as_bytes().get(..self.at.min(self.whole.len())).unwrap_or_default();
        let mut lines = read.split(|byte| *byte == b'\n');
        (lines.clone().count(), lines.next_back().unwrap_or_default().len() + 1)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn wrong(&self, what: &str) -> Error {
        Error::new(what.to_owned())
    }

    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.whole.as_bytes().get(self.at).copied()
    }

    /// The first byte of what comes next.
    #[inline(never)]
    pub(super) fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Goes past `byte` if it comes next.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.next() == Some(byte);
        self.at += usize::from(found);
        found
    }

    #[inline(never)]
    pub(super) fn expect(&mut self, byte: u8, what: &str) -> Result<(), Error> {
        if self.take(byte) { Ok(()) } else { Err(self.wrong(what)) }
    }

    /// Nothing may come after the value.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        self.next().map_or(Ok(()), |_| Err(self.wrong("trailing characters")))
    }

    /// Goes into a list or an object.
    #[inline(never)]
    pub(super) fn open(&mut self, bracket: u8) -> Result<(), Error> {
        self.expect(bracket, if bracket == b'{' { "expected an object" } else { "expected a list" })?;
        self.depth += 1;
        if self.depth > DEEPEST { Err(self.wrong("recursion limit exceeded")) } else { Ok(()) }
    }

    /// Goes out of a list or an object.
    #[inline(never)]
    pub(super) fn close(&mut self, bracket: u8) -> Result<(), Error> {
        self.depth -= 1;
        self.expect(bracket, "expected its end")
    }

    /// Whether another entry comes before the bracket; goes past the comma.
    #[inline(never)]
    pub(super) fn more(&mut self, bracket: u8, first: &mut bool) -> Result<bool, Error> {
        let first = std::mem::take(first);
        if self.next() == Some(bracket) {
            return Ok(false);
        }
        if !first {
            self.expect(b',', "expected `,` or the end")?;
        }
        Ok(true)
    }

    #[inline(never)]
    pub(super) fn colon(&mut self) -> Result<(), Error> {
        self.expect(b':', "expected `:`")
    }

    /// Goes past `word` if it comes next.
    #[inline(never)]
    pub(super) fn word(&mut self, word: &str) -> bool {
        self.next();
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn rest(&self) -> &'de str {
        self.whole.get(self.at..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> &'de str {
        self.whole.get(start..self.at).unwrap_or_default()
    }

    /// A number as it is written.
    #[inline(never)]
    pub(super) fn number(&mut self) -> Result<&'de str, Error> {
        self.next();
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let zero = self.byte() == Some(b'0');
        let whole = self.digits();
        let mut right = whole == 1 || whole > 1 && !zero;
        if self.byte() == Some(b'.') {
            self.at += 1;
            right &= self.digits() > 0;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            right &= self.digits() > 0;
        }
        if right { Ok(self.since(start)) } else { Err(self.wrong("expected a number")) }
    }

    /// The whole number that this text is, from its first byte to its last.
    pub(super) fn whole_number(mut self) -> Option<i64> {
        self.number().ok().filter(|number| number.len() == self.whole.len())?.parse().ok()
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    /// A string.
    #[inline(never)]
    pub(super) fn string(&mut self) -> Result<&str, Error> {
        self.expect(b'"', "expected a string")?;
        let plain = self.run()?;
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(plain);
        }
        self.unescaped.clear();
        self.unescaped.push_str(plain);
        loop {
            self.at += 1;
            let escaped = self.escaped()?;
            self.unescaped.push(escaped);
            let plain = self.run()?;
            self.unescaped.push_str(plain);
            if self.byte() == Some(b'"') {
                self.at += 1;
                return Ok(&self.unescaped);
            }
        }
    }

    /// What stands before the next `"` or `\`.
    fn run(&mut self) -> Result<&'de str, Error> {
        let start = self.at;
        let length = self.rest().bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
        self.at = length.map_or(self.whole.len(), |length| start + length);
        match self.byte() {
            Some(b'"' | b'\\') => Ok(self.since(start)),
            Some(_) => Err(self.wrong("a control character in a string")),
            None => Err(self.wrong("a string without its end")),
        }
    }

    fn escaped(&mut self) -> Result<char, Error> {
        let letter = self.byte();
        self.at += 1;
        Ok(match letter {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.wrong("no such escape")),
        })
    }

    fn unicode(&mut self) -> Result<char, Error> {
        let mut code = self.four_digits()?;
        // Beyond 16 bits a character is written as two halves.
        if (0xD800..0xDC00).contains(&code) && self.rest().starts_with("\\u") {
            self.at += 2;
            let low = self.four_digits()?;
            let pair = (0xDC00..0xE000).contains(&low);
            code = if pair { 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00) } else { code };
        }
        char::from_u32(code).ok_or_else(|| self.wrong("half a character"))
    }

    fn four_digits(&mut self) -> Result<u32, Error> {
        let digits =
            self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        self.at += 4;
        digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .ok_or_else(|| self.wrong("expected four hexadecimal digits"))
    }

    /// Goes past one value and returns it as it is written. Of a list or an object only brackets
    /// and strings are looked at: who needs the value reads it, and finds then what is wrong in it.
    pub(super) fn skip(&mut self) -> Result<&'de str, Error> {
        let first = self.next();
        let start = self.at;
        match first {
            Some(b'"') => self.skip_string()?,
            Some(b'{' | b'[') => self.skip_entries()?,
            _ if self.word("null") || self.word("true") || self.word("false") => {}
            _ => self.number().map(|_| ())?,
        }
        Ok(self.since(start))
    }

    fn skip_entries(&mut self) -> Result<(), Error> {
        let mut open = 0;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' => {
                    self.skip_string()?;
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Ok(());
            }
        }
        Err(self.wrong("expected its end"))
    }

    fn skip_string(&mut self) -> Result<(), Error> {
        self.at += 1;
        loop {
            self.run()?;
            self.at += 1;
            if self.whole.as_bytes().get(self.at - 1) == Some(&b'"') {
                return Ok(());
            }
            self.at += 1;
        }
    }
}
