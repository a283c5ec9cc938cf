//! Meanings, as the worker lists and stores them, and what the page says when one is pointed at.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Pairs, Read, Value, by_serde};

/// What can be bound on one host.
#[derive(Clone, Deserialize)]
pub struct HostMeanings {
    pub host: String,
    pub app: String,
    /// What people call the system.
    pub title: String,
    pub meanings: Vec<MeaningLine>,
}

/// One meaning on a host.
#[derive(Clone, Deserialize)]
pub struct MeaningLine {
    pub meaning: String,
    pub open: OpenMeaning,
    #[serde(default)]
    pub bound: Option<Meaning>,
    /// Whether the person bound it, not the organisation.
    #[serde(default)]
    pub own: bool,
    /// The titles of the nudges that need it.
    #[serde(default)]
    pub nudges: Vec<String>,
}

/// What is to be bound.
#[derive(Clone, Deserialize)]
pub struct OpenMeaning {
    pub bind: String,
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub values: Vec<String>,
}

/// Where a meaning is read, and what stands for which value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Meaning {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    pub values: Pairs<Vec<String>>,
}

/// One meaning that is bound, or no longer.
#[derive(Serialize)]
pub struct MeaningChange {
    pub meaning: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<Meaning>,
}

/// The answer to [`super::Message::Point`].
#[derive(Deserialize)]
pub struct PointAnswer {
    pub point: Option<Pointable>,
}

impl Read for PointAnswer {
    fn read(answer: &Value) -> Option<Self> {
        by_serde(answer)
    }
}

/// What can be pointed at. The page gets it as it is, but for the fields.
#[derive(Deserialize)]
pub struct Pointable {
    pub root: Box<RawValue>,
    pub facts: Box<RawValue>,
    pub fields: Vec<FieldPlace>,
}

/// One way to find a field by its name, which `{field}` stands for.
#[derive(Deserialize)]
pub struct FieldPlace {
    pub select: String,
    pub take: String,
    #[serde(default)]
    pub anywhere: bool,
}

/// What the person pointed at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Pointed {
    pub field: Option<String>,
    pub fact: Option<String>,
    /// What stands there.
    pub value: String,
    /// There is nothing on that page to point at.
    pub none: bool,
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::{Meaning, MeaningChange, PointAnswer};

    #[test]
    fn only_where_a_system_is_known_there_is_something_to_point_at() {
        let some = r##"{"point":{"root":["a"],"facts":[],"fields":[{"select":"#{field}","take":"text"}]}}"##;
        let point = |text| from_str::<PointAnswer>(text).ok().map(|answer| answer.point.is_some());
        assert_eq!(point(some), Some(true));
        assert_eq!(point(r#"{"point":null}"#), Some(false));
    }

    #[test]
    fn a_binding_is_said_in_full_and_taken_back_by_its_name_alone() {
        let values = [("pricing".to_owned(), vec!["Too expensive".to_owned()])].into_iter().collect();
        let bound = Meaning { field: Some("A__c".into()), values, ..Meaning::default() };
        let change = |bound| to_string(&MeaningChange { meaning: "objection".into(), bound }).ok();
        assert_eq!(
            change(Some(bound)).as_deref(),
            Some(
                r#"{"meaning":"objection","bound":{"field":"A__c","values":{"pricing":["Too expensive"]}}}"#
            )
        );
        assert_eq!(change(None).as_deref(), Some(r#"{"meaning":"objection"}"#));
    }
}
