//! A signed file: what is signed, and the signatures, apart from each other.

use super::canonical::canonical;
use super::limits::{MOST_SIGNATURES, MOST_VALUES};
use super::object::Object;
use super::refusal::{Reason, Refusal};
use crate::json::{Unread, Value};

/// A file that was read, and is not yet believed.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    /// What the signatures are over.
    pub(crate) message: String,
    /// The ids of keys, each once, with what they are said to have signed; none: it is no signature.
    pub(super) signatures: Vec<(String, Option<[u8; 64]>)>,
}

impl Envelope {
    /// Reads a file. The value is for whoever has checked the signatures.
    pub(crate) fn open(file: &str, bytes: &[u8]) -> Result<(Self, Value), Refusal> {
        let wrong = |reason, what: &str| Refusal::new(reason, file, what.to_owned());
        let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
            None => wrong(Reason::Truncated, "It ends in the middle of a character."),
            Some(_) => wrong(Reason::Unreadable, "It is no text in UTF-8."),
        })?;
        let mut value = Value::read(text, MOST_VALUES).map_err(|unread| match unread {
            Unread::CutOff => wrong(Reason::Truncated, "It ends before its JSON does."),
            Unread::Broken(what) => wrong(Reason::Unreadable, &format!("It is no JSON: {what}.")),
            Unread::Ambiguous(what) => {
                wrong(Reason::NotCanonical, &format!("It has no canonical form: {what}."))
            }
            Unread::TooMuch => wrong(Reason::TooMany, "Its values are too many or too deep in each other."),
        })?;
        let signed = value.take("signed").filter(|signed| matches!(signed, Value::Object(_)));
        let signed = signed.ok_or_else(|| wrong(Reason::WrongType, "`signed` is missing or no object."))?;
        let mut signatures: Vec<(String, Option<[u8; 64]>)> = Vec::new();
        for entry in (Object { file, value: &value }).list("signatures", MOST_SIGNATURES)? {
            let entry = Object { file, value: entry };
            let id = entry.text("keyid")?;
            if signatures.iter().any(|(known, _)| known == id) {
                return Err(wrong(Reason::WrongType, "A key has two signatures."));
            }
            signatures.push((id.to_owned(), parse_hex(entry.text("sig")?)));
        }
        Ok((Self { message: canonical(&signed), signatures }, signed))
    }
}

/// Reads twice as many hexadecimal digits as there are bytes.
pub(super) fn parse_hex<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    let mut bytes = [0; BYTES];
    if text.len() != 2 * BYTES {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        for letter in pair {
            *byte = *byte << 4 | digit(*letter)?;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_and_the_signatures_are_told_apart() {
        let json = format!(
            r#"{{"signatures":[{{"keyid":"a","sig":"{}"}},{{"keyid":"b","sig":"xy"}}],"signed":{{"b":1,"a":2}}}}"#,
            "0F".repeat(64)
        );
        let (envelope, signed) = Envelope::open("f", json.as_bytes()).unwrap();
        assert_eq!(envelope.message, r#"{"a":2,"b":1}"#);
        assert_eq!(envelope.signatures, [("a".into(), Some([15; 64])), ("b".into(), None)]);
        assert_eq!(signed.get("a"), Some(&Value::Whole(2)));
    }

    #[test]
    fn broken_files_are_told() {
        let many = format!(r#"{{"signatures":[{}0],"signed":{{}}}}"#, "0,".repeat(64));
        let values = format!(r#"{{"signatures":[],"signed":{{"a":[{}0]}}}}"#, "0,".repeat(100_000));
        let cases: &[(&[u8], Reason)] = &[
            (b"", Reason::Truncated),
            (b"{\"signed\":{\"a\":\"\xC3", Reason::Truncated),
            (b"{\"signed\":{\"a\":\"\xC3\"}", Reason::Unreadable),
            (b"<html>", Reason::Unreadable),
            (b"[]", Reason::WrongType),
            (b"{\"signatures\":[]}", Reason::WrongType),
            (b"{\"signatures\":[],\"signed\":[]}", Reason::WrongType),
            (b"{\"signatures\":{},\"signed\":{}}", Reason::WrongType),
            (b"{\"signatures\":[1],\"signed\":{}}", Reason::WrongType),
            (
                br#"{"signatures":[{"keyid":"a","sig":""},{"keyid":"a","sig":""}],"signed":{}}"#,
                Reason::WrongType,
            ),
            (br#"{"signatures":[],"signed":{},"signed":{}}"#, Reason::NotCanonical),
            (br#"{"signatures":[],"signed":{"a":1.5}}"#, Reason::NotCanonical),
            (many.as_bytes(), Reason::TooMany),
            (values.as_bytes(), Reason::TooMany),
        ];
        for (bytes, reason) in cases {
            let refused = Envelope::open("f", bytes).unwrap_err();
            assert_eq!(refused.reason, *reason, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(80)]));
        }
    }
}
