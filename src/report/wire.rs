//! What leaves the browser, and nothing else: no person, device, session or record.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::ledger::Arm;
use crate::measure::{Finding, Window};

/// The only version of the wire schema.
pub const VERSION: u32 = 1;

/// One anonymous fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// What it tells.
    pub kind: Kind,
    /// The pack.
    pub pack: String,
    /// The nudge's lineage.
    pub nudge: String,
    /// The nudge's content hash.
    pub content: String,
    /// The arm.
    pub arm: Arm,
    /// The ISO week in which the window ends, the same in entry and outcome.
    pub week: String,
    /// What came of the window; only in an outcome.
    #[serde(default, deserialize_with = "finding", skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Finding>,
}

/// What a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody had a first eligible moment.
    Entry,
    /// Somebody's window ended.
    Outcome,
}

/// An outcome that is there holds a finding: `null` is none of the wire's words.
fn finding<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Finding>, D::Error> {
    let read: Option<Finding> = Option::deserialize(deserializer)?;
    read.map(Some).ok_or_else(|| de::Error::custom("outcome is null; leave it out"))
}

impl Report {
    /// The report of a window's begin.
    pub fn entry(window: &Window) -> Self {
        Self::of(window, Kind::Entry, None)
    }

    /// The report of a window's end.
    pub fn outcome(window: &Window, finding: Finding) -> Self {
        Self::of(window, Kind::Outcome, Some(finding))
    }

    fn of(window: &Window, kind: Kind, outcome: Option<Finding>) -> Self {
        Self {
            version: VERSION,
            kind,
            pack: window.pack.clone(),
            nudge: window.nudge.clone(),
            content: window.content.clone(),
            arm: window.arm,
            week: window.week.clone(),
            outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_holds_these_fields_and_no_others() {
        let window: Window = serde_json::from_str(
            r#"{"pack":"p","nudge":"n","content":"00","arm":"withheld","record":"secret-record",
                "opened":1,"ends":2,"week":"2026-W49"}"#,
        )
        .unwrap();
        let entry = serde_json::to_string(&Report::entry(&window)).unwrap();
        let expected = r#"{"version":1,"kind":"entry","pack":"p","nudge":"n","content":"00","arm":"withheld","week":"2026-W49"}"#;
        assert_eq!(entry, expected);
        let outcome = serde_json::to_string(&Report::outcome(&window, Finding::Success)).unwrap();
        assert_eq!(
            outcome,
            expected.replace("entry", "outcome").replace("W49\"}", "W49\",\"outcome\":\"success\"}")
        );
        for more in ["\"person\":1", "\"outcome\":null"] {
            let more = expected.replace("{\"version", &format!("{{{more},\"version"));
            assert!(serde_json::from_str::<Report>(&more).is_err(), "{more}");
        }
    }
}
