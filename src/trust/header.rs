//! What every kind of signed file begins with.

use super::object::Object;
use super::refusal::{Reason, Refusal};

/// Version and life of a file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// From 1.
    pub(super) version: u64,
    /// In seconds since 1970: from then on it is in force no more.
    pub(super) until: i64,
    /// The same as it was written.
    until_text: String,
}

impl Header {
    /// Reads it, of a file that has to be of this kind.
    pub(super) fn read(signed: Object<'_>, kind: &str) -> Result<Self, Refusal> {
        let found = signed.text("_type")?;
        if found != kind {
            return Err(signed.wrong(format!("It is of type `{found}`, where `{kind}` is expected.")));
        }
        let specification = signed.text("spec_version")?;
        if !is_version_1(specification) {
            let what = format!("It follows version {specification} of TUF; version 1 is supported.");
            return Err(Refusal::new(Reason::Unsupported, signed.file, what));
        }
        Ok(Self {
            version: signed.count("version")?,
            until: signed.moment("expires")?,
            until_text: signed.text("expires")?.to_owned(),
        })
    }

    /// It is in force at `now`, in seconds since 1970.
    pub(super) fn check_life(&self, file: &str, now: i64) -> Result<(), Refusal> {
        if now < self.until {
            return Ok(());
        }
        Err(Refusal::new(Reason::Expired, file, format!("It was in force until {}.", self.until_text)))
    }
}

/// `1.MINOR` or `1.MINOR.PATCH`.
fn is_version_1(text: &str) -> bool {
    let parts = text.split('.').skip(1);
    text.starts_with("1.")
        && matches!(parts.clone().count(), 1 | 2)
        && parts.into_iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Value;
    use serde_json::json;

    #[test]
    fn a_header_is_read_or_refused() {
        let good = json!({"_type": "root", "spec_version": "1.0.31", "version": 7, "expires": "2026-11-22T00:00:00Z"});
        let read = |json: &serde_json::Value| {
            let value = Value::read(&json.to_string(), 20).unwrap();
            Header::read(Object { file: "f", value: &value }, "root")
        };
        let header = read(&good).unwrap();
        assert_eq!(header.version, 7);
        assert!(header.check_life("f", 1_795_305_599).is_ok());
        let refusal = header.check_life("f", 1_795_305_600).unwrap_err();
        let expected = (Reason::Expired, "It was in force until 2026-11-22T00:00:00Z.");
        assert_eq!((refusal.reason, refusal.what.as_str()), expected);
        let cases = [
            ("_type", json!("targets"), Reason::WrongType),
            ("_type", json!(null), Reason::WrongType),
            ("spec_version", json!("2.0.0"), Reason::Unsupported),
            ("spec_version", json!("1"), Reason::Unsupported),
            ("spec_version", json!("1.0.0.0"), Reason::Unsupported),
            ("spec_version", json!("1.x"), Reason::Unsupported),
            ("spec_version", json!("1..0"), Reason::Unsupported),
            ("spec_version", json!(1), Reason::WrongType),
            ("version", json!(0), Reason::WrongType),
            ("version", json!(-1), Reason::WrongType),
            ("version", json!("7"), Reason::WrongType),
            ("expires", json!("2026-11-22"), Reason::WrongType),
            ("expires", json!(1_795_305_600), Reason::WrongType),
        ];
        for (name, value, reason) in cases {
            let mut wrong = good.clone();
            wrong[name] = value.clone();
            assert_eq!(read(&wrong).unwrap_err().reason, reason, "{name} {value}");
        }
    }
}
