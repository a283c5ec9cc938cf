//! Which reports are taken. The wire schema is the engine's; here are the values that a schema
//! cannot say.

use cuecard::report::{Label, Report};
use cuecard::time::{Day, Week};
use std::fmt;

/// Reports are about 200 bytes; ten times that leaves room for the longest names.
pub(crate) const BODY_LIMIT: usize = 2048;
/// A report may wait this long in a browser after its week has ended.
pub(crate) const ACCEPTED_DAYS_AFTER_WEEK: i32 = 35;
/// The latest `week` is that in which a person's window ends: at most 14 days after the moment that
/// is reported, and 7 more for a clock that is fast or a time zone that is ahead. Time spent offline
/// needs nothing: it only brings the week nearer.
pub(crate) const ACCEPTED_WEEKS_AHEAD: i32 = 3;

const LONGEST_NAME: usize = 64;
const CONTENT_LENGTH: usize = 16;
const ID_BYTES: usize = 16;

/// The random id of one report, used once: 32 lowercase hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId([u8; ID_BYTES]);

impl ReportId {
    pub(crate) const BYTES: usize = ID_BYTES;

    /// Reads 32 lowercase hex digits.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        is_hex(text, 2 * ID_BYTES)
            .then(|| u128::from_str_radix(text, 16).ok())
            .flatten()
            .map(|number| Self(number.to_be_bytes()))
            .ok_or(Refusal::Value {
                place: "id",
                what: "is not 32 lowercase hex digits",
                mend: "Draw 16 random bytes for each report and write them in hex",
            })
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// Why a report is refused. What the log says of it never quotes the body.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Not JSON at all.
    #[error("body: is not valid JSON ({0}). Send one JSON object in UTF-8.")]
    NotJson(serde_json::Error),
    /// JSON, with a missing, unknown, doubled or mistyped field.
    #[error("body: {0}. Send the fields of a version 1 report and no other.")]
    NotAReport(serde_json::Error),
    /// A field's value is not allowed.
    #[error("{place}: {what}. {mend}.")]
    Value {
        /// The field.
        place: &'static str,
        /// What is wrong with it.
        what: &'static str,
        /// How to mend it.
        mend: &'static str,
    },
    /// The week is too long past or too far ahead.
    #[error(
        "week: is not accepted today. Send a report at most {ACCEPTED_DAYS_AFTER_WEEK} days after \
         its week and {ACCEPTED_WEEKS_AHEAD} weeks before, and check the device's clock."
    )]
    WeekNotAccepted,
}

impl Refusal {
    /// The reason without a word of the body, for the log.
    pub fn reason(&self) -> String {
        match self {
            Self::NotJson(_) => "the body is not valid JSON".to_owned(),
            Self::NotAReport(_) => "the body's fields are not those of a report".to_owned(),
            Self::Value { place, what, .. } => format!("{place} {what}"),
            Self::WeekNotAccepted => "the week is not accepted today".to_owned(),
        }
    }
}

/// A report whose every value is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedReport {
    report: Report,
    week: Week,
}

impl CheckedReport {
    /// Reads and checks one body.
    pub fn parse(body: &[u8]) -> Result<Self, Refusal> {
        let report: Report = serde_json::from_slice(body).map_err(|error| {
            if error.is_data() { Refusal::NotAReport(error) } else { Refusal::NotJson(error) }
        })?;
        // serde would also take the fields as a list.
        let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
        check(first == Some(&b'{'), "body", "is not an object", "Send the fields by name")?;
        for (label, value) in report.values() {
            check_value(*label, value)?;
        }
        let week = report.value(Label::Week).and_then(Week::parse).ok_or(Refusal::Value {
            place: "week",
            what: "is not an ISO week that exists",
            mend: "Write it like 2026-W49; only some years have a week 53",
        })?;
        Ok(Self { report, week })
    }

    /// Refuses a report whose week is too long past or too far ahead.
    pub fn check_week(&self, today: Day) -> Result<(), Refusal> {
        let too_late = today > self.week.last_day().plus(ACCEPTED_DAYS_AFTER_WEEK);
        let too_early = self.week.first_day() > today.monday().plus(7 * ACCEPTED_WEEKS_AHEAD);
        if too_late || too_early {
            return Err(Refusal::WeekNotAccepted);
        }
        Ok(())
    }

    pub(crate) fn as_report(&self) -> &Report {
        &self.report
    }
}

const NOT_A_NAME: &str = "is not 1 to 64 lowercase letters, digits and hyphens";
const NAME_MEND: &str = "Send the id from the pack";

/// What is not of a closed list has a form.
fn check_value(label: Label, value: &str) -> Result<(), Refusal> {
    match label {
        Label::Pack | Label::Nudge => check(is_name(value), label.word(), NOT_A_NAME, NAME_MEND),
        Label::Role | Label::Team => {
            check(is_name(value), label.word(), NOT_A_NAME, "Send the name from the signed policy")
        }
        Label::App => check(is_name(value), "app", NOT_A_NAME, "Send the app of the adapter"),
        Label::Place => check(
            is_place(value),
            "place",
            "is not a page and a fact with a dot between",
            "Send their names in the adapter: 1 to 64 lowercase letters, digits and underscores each",
        ),
        Label::Content => check(
            is_hex(value, CONTENT_LENGTH),
            "content",
            "is not 16 lowercase hex digits",
            "Send the first 16 digits of the content hash",
        ),
        _ => Ok(()),
    }
}

fn check(holds: bool, place: &'static str, what: &'static str, mend: &'static str) -> Result<(), Refusal> {
    if holds {
        return Ok(());
    }
    Err(Refusal::Value { place, what, mend })
}

fn is_name(text: &str) -> bool {
    (1..=LONGEST_NAME).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// `page.fact`. Names in adapters have underscores; an organisation's own fields would have capitals.
fn is_place(text: &str) -> bool {
    let is_word = |word: &str| {
        (1..=LONGEST_NAME).contains(&word.len())
            && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    text.split_once('.').is_some_and(|(page, fact)| is_word(page) && is_word(fact))
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use cuecard::report::SCHEMA;

    #[test]
    fn a_week_is_accepted_from_3_weeks_before_to_35_days_after() {
        let report = CheckedReport::parse(
            br#"{"version":1,"kind":"entry","pack":"p","nudge":"n","content":"0123456789abcdef",
                 "arm":"shown","week":"2026-W49"}"#,
        )
        .unwrap_or_else(|refusal| panic!("{refusal}"));
        let monday = report.week.first_day();
        for (today, accepted) in [
            (monday.plus(-3 * 7 - 1), false),
            (monday.plus(-3 * 7), true),
            (monday, true),
            (monday.plus(6 + 35), true),
            (monday.plus(6 + 36), false),
        ] {
            assert_eq!(report.check_week(today).is_ok(), accepted, "{today:?}");
        }
    }

    #[test]
    fn the_logged_reason_never_quotes_the_body() {
        for body in [
            r#"{"planted":1}"#,
            r#"{"version":1,"kind":"planted","pack":"p","nudge":"n","content":"0123456789abcdef","arm":"shown","week":"2026-W49"}"#,
            r#"{"version":"planted"}"#,
            "planted",
        ] {
            let Err(refusal) = CheckedReport::parse(body.as_bytes()) else {
                panic!("{body} was taken");
            };
            assert!(!refusal.reason().contains("planted"), "{refusal:?}");
        }
    }

    #[test]
    fn the_description_has_the_kinds_and_words_of_the_schema() {
        let described: serde_json::Value =
            serde_json::from_str(include_str!("../openapi.json")).unwrap_or_else(|error| panic!("{error}"));
        let schemas = &described["components"]["schemas"];
        let listed = |value: &serde_json::Value| -> Vec<String> {
            let all = value.as_array().into_iter().flatten();
            all.filter_map(|word| word.as_str().map(str::to_owned)).collect()
        };
        for shape in &SCHEMA {
            let word = shape.kind.word();
            let name = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
            let described = &schemas[&name];
            let always = ["version", "kind"].into_iter().chain(shape.says.iter().map(|label| label.word()));
            assert_eq!(listed(&described["required"]), always.collect::<Vec<_>>(), "{name}");
            let labels = shape.says.iter().chain(shape.may_say);
            let count = described["properties"].as_object().map_or(0, serde_json::Map::len);
            assert_eq!(count, 2 + labels.clone().count(), "{name}");
            for label in labels {
                let words = listed(&described["properties"][label.word()]["enum"]);
                assert_eq!(words, label.words(), "{name}: {label:?}");
            }
        }
        assert_eq!(schemas["Report"]["oneOf"].as_array().map(Vec::len), Some(SCHEMA.len()));
    }
}
