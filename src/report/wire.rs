//! Reports as they travel: one flat object for every kind.

use crate::json::words;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::kinds::{HealthReport, Report, WindowReport};
use crate::ledger::Arm;
use crate::measure::Finding;

/// The only version of the wire schema.
const VERSION: u32 = 1;

/// What a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody had a first eligible moment.
    Entry,
    /// Somebody's window ended.
    Outcome,
    /// A system was read, or lacks a place.
    Health,
}

words! { Kind: Entry = "entry", Outcome = "outcome", Health = "health" }

/// The fields of all kinds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire {
    version: u32,
    kind: Kind,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    app: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pack: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    nudge: Option<String>,
    content: String,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    arm: Option<Arm>,
    week: String,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    outcome: Option<Finding>,
}

/// A field that is there holds a value: `null` is none of the wire's words.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let read: Option<T> = Option::deserialize(deserializer)?;
    read.map(Some).ok_or_else(|| de::Error::custom("a field is null; leave it out"))
}

impl TryFrom<Wire> for Report {
    type Error = &'static str;

    fn try_from(wire: Wire) -> Result<Self, Self::Error> {
        match wire {
            Wire {
                version: VERSION,
                kind: kind @ (Kind::Entry | Kind::Outcome),
                app: None,
                place: None,
                pack: Some(pack),
                nudge: Some(nudge),
                content,
                arm: Some(arm),
                week,
                outcome,
            } if outcome.is_some() == (kind == Kind::Outcome) => {
                Ok(Self::Window(WindowReport { pack, nudge, content, arm, week, outcome }))
            }
            Wire {
                version: VERSION,
                kind: Kind::Health,
                app: Some(app),
                place,
                pack: None,
                nudge: None,
                content,
                arm: None,
                week,
                outcome: None,
            } => Ok(Self::Health(HealthReport { app, place, content, week })),
            Wire { kind: Kind::Entry, .. } => Err("an entry has version 1, pack, nudge, content, arm, week"),
            Wire { kind: Kind::Outcome, .. } => Err("an outcome has the fields of an entry and outcome"),
            Wire { kind: Kind::Health, .. } => Err("health has version 1, app, content, week, maybe place"),
        }
    }
}

impl From<Report> for Wire {
    fn from(report: Report) -> Self {
        let bare = |kind, content, week| Self {
            version: VERSION,
            kind,
            app: None,
            place: None,
            pack: None,
            nudge: None,
            content,
            arm: None,
            week,
            outcome: None,
        };
        match report {
            Report::Window(WindowReport { pack, nudge, content, arm, week, outcome }) => Self {
                pack: Some(pack),
                nudge: Some(nudge),
                arm: Some(arm),
                outcome,
                ..bare(if outcome.is_some() { Kind::Outcome } else { Kind::Entry }, content, week)
            },
            Report::Health(HealthReport { app, place, content, week }) => {
                Self { app: Some(app), place, ..bare(Kind::Health, content, week) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::measure::Window;

    const ENTRY: &str = r#"{"version":1,"kind":"entry","pack":"p","nudge":"n","content":"00","arm":"withheld","week":"2026-W49"}"#;
    const OUTCOME: &str = r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"00","arm":"withheld","week":"2026-W49","outcome":"success"}"#;
    const READ: &str = r#"{"version":1,"kind":"health","app":"salesforce","content":"00","week":"2026-W47"}"#;
    const MISSING: &str = r#"{"version":1,"kind":"health","app":"salesforce","place":"record.amount","content":"00","week":"2026-W47"}"#;

    #[test]
    fn the_wire_holds_these_fields_and_no_others() {
        let window: Window = serde_json::from_str(
            r#"{"pack":"p","nudge":"n","content":"00","arm":"withheld","record":"secret-record",
                "opened":1,"ends":2,"week":"2026-W49"}"#,
        )
        .unwrap();
        let health = |place: Option<&str>| {
            Report::Health(HealthReport {
                app: "salesforce".into(),
                place: place.map(str::to_owned),
                content: "00".into(),
                week: "2026-W47".into(),
            })
        };
        let cases = [
            (Report::entry(&window), ENTRY),
            (Report::outcome(&window, Finding::Success), OUTCOME),
            (health(None), READ),
            (health(Some("record.amount")), MISSING),
        ];
        for (report, expected) in cases {
            assert_eq!(serde_json::to_string(&report).unwrap(), expected);
            assert_eq!(json::write(&report).unwrap(), expected);
            assert_eq!(serde_json::from_str::<Report>(expected).unwrap(), report);
            assert_eq!(json::read::<Report>(expected).unwrap(), report);
        }
    }

    #[test]
    fn a_field_too_many_too_few_or_null_is_no_report() {
        let more = |text: &str, field: &str| text.replacen('{', &format!("{{{field},"), 1);
        let cases = [
            more(ENTRY, r#""person":1"#),
            more(ENTRY, r#""outcome":null"#),
            more(ENTRY, r#""outcome":"success""#),
            more(ENTRY, r#""app":"salesforce""#),
            more(ENTRY, r#""place":"record.amount""#),
            more(OUTCOME, r#""place":"record.amount""#),
            more(READ, r#""place":null"#),
            more(READ, r#""host":"acme.example""#),
            more(READ, r#""arm":"shown""#),
            more(READ, r#""pack":"p""#),
            more(READ, r#""nudge":"n""#),
            more(READ, r#""outcome":"unseen""#),
            ENTRY.replace("entry", "outcome"),
            ENTRY.replace("entry", "health"),
            ENTRY.replace("entry", "exposure"),
            ENTRY.replace(":1", ":2"),
            ENTRY.replace(r#""pack":"p","#, ""),
            ENTRY.replace(r#""arm":"withheld","#, ""),
            READ.replace("health", "entry"),
            READ.replace(":1", ":2"),
            READ.replace(r#""app":"salesforce","#, ""),
            READ.replace(r#""content":"00","#, ""),
        ];
        for text in cases {
            assert!(serde_json::from_str::<Report>(&text).is_err(), "{text}");
            assert!(json::read::<Report>(&text).is_err(), "{text}");
        }
    }
}
