//! One report: a kind, and the values of its labels.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::kind::{Kind, Label, SCHEMA, VERSION};

/// One anonymous fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    kind: Kind,
    values: Vec<(Label, String)>,
}

impl Report {
    /// A report, with its values in the order of the schema.
    pub fn new(kind: Kind, values: Vec<(Label, String)>) -> Self {
        Self { kind, values }
    }

    /// What it tells.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What it says under a label; `None`: nothing.
    pub fn value(&self, label: Label) -> Option<&str> {
        self.values.iter().find(|(other, _)| *other == label).map(|(_, value)| value.as_str())
    }

    /// All that it says.
    pub fn values(&self) -> &[(Label, String)] {
        &self.values
    }

    /// Whether it says what its kind says, in its words, and nothing else.
    fn check<E: Error>(&self) -> Result<(), E> {
        let Some(shape) = SCHEMA.iter().find(|shape| shape.kind == self.kind) else { return Ok(()) };
        let is_whole = shape.says.iter().all(|label| self.value(*label).is_some());
        let may_say = |label| shape.says.contains(label) || shape.may_say.contains(label);
        if !is_whole || !self.values.iter().all(|(label, _)| may_say(label)) {
            return Err(E::custom(shape.sentence()));
        }
        let exact = self.value(Label::Bucket).or(self.value(Label::Before));
        if self.value(Label::Noise).and(exact).is_some() {
            return Err(E::custom("a report with noise tells no bucket, and nothing of before"));
        }
        for (label, value) in &self.values {
            if !label.words().is_empty() && !label.words().contains(&value.as_str()) {
                return Err(E::unknown_variant(value, label.words()));
            }
        }
        Ok(())
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("kind", self.kind.word())?;
        for (label, value) in &self.values {
            map.serialize_entry(label.word(), value.as_str())?;
        }
        map.end()
    }
}

/// Only a report that is whole and no more by the schema is one.
impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Report;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a report's fields by name")
            }

            // Only servers and tests read reports: what they are told may take room.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Report, A::Error> {
                let (mut version, mut kind, mut values) = (None, None, Vec::with_capacity(Label::ALL.len()));
                while let Some(field) = map.next_key::<Field>()? {
                    let twice = match field {
                        Field::Version => version.replace(map.next_value::<u32>()?).is_some(),
                        Field::Kind => kind.replace(map.next_value::<Kind>()?).is_some(),
                        Field::Says(label) => {
                            let twice = values.iter().any(|(other, _)| *other == label);
                            values.push((label, map.next_value::<String>()?));
                            twice
                        }
                    };
                    if twice {
                        return Err(A::Error::custom(format_args!("duplicate field `{}`", field.word())));
                    }
                }
                let kind = kind.ok_or_else(|| A::Error::missing_field("kind"))?;
                values.sort_by_key(|(label, _)| *label);
                let report = Report { kind, values };
                report.check()?;
                if version != Some(VERSION) {
                    return Err(A::Error::custom(format_args!("{} has version {VERSION}", kind.word())));
                }
                Ok(report)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// The name of a field, read where it stands.
#[derive(Clone, Copy)]
enum Field {
    Version,
    Kind,
    Says(Label),
}

impl Field {
    fn word(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Kind => "kind",
            Self::Says(label) => label.word(),
        }
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = Field;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a field's name")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Field, E> {
                let says = Label::ALL.iter().map(|label| Field::Says(*label));
                let mut fields = [Field::Version, Field::Kind].into_iter().chain(says);
                fields.find(|field| field.word() == name).ok_or_else(|| E::unknown_field(name, &[]))
            }
        }

        deserializer.deserialize_str(Name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    const ENTRY: &str = r#"{"version":1,"kind":"entry","pack":"p","nudge":"n","content":"00","arm":"withheld","week":"2026-W49"}"#;
    const OUTCOME: &str = r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"00","arm":"withheld","week":"2026-W49","outcome":"success"}"#;
    const NOISY: &str = r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"00","arm":"withheld","week":"2026-W49","outcome":"failure","noise":"4"}"#;
    const MEASURED: &str = r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"00","arm":"shown","week":"2026-W49","bucket":"3","outcome":"unseen"}"#;
    const BEFORE: &str = r#"{"version":1,"kind":"guardrail","pack":"p","nudge":"n","content":"00","arm":"shown","week":"2026-W49","role":"r","team":"t","before":"did_not","guardrail":"held"}"#;
    const EXPOSURE: &str = r#"{"version":1,"kind":"exposure","pack":"p","nudge":"n","content":"00","week":"2026-W49","exposure":"fast"}"#;
    const CHECK: &str = r#"{"version":1,"kind":"check","pack":"p","nudge":"n","content":"00","week":"2026-W49","round":"later","check":"first_try","noise":"2"}"#;
    const TIME: &str = r#"{"version":1,"kind":"time","pack":"p","nudge":"n","content":"00","week":"2026-W49","time":"more"}"#;
    const GUARDRAIL: &str = r#"{"version":1,"kind":"guardrail","pack":"p","nudge":"n","content":"00","arm":"shown","week":"2026-W49","guardrail":"held"}"#;
    const READ: &str = r#"{"version":1,"kind":"health","app":"salesforce","content":"00","week":"2026-W47"}"#;
    const MISSING: &str = r#"{"version":1,"kind":"health","app":"salesforce","place":"record.amount","content":"00","week":"2026-W47"}"#;
    const ALL: [&str; 11] =
        [ENTRY, OUTCOME, NOISY, MEASURED, BEFORE, EXPOSURE, CHECK, TIME, GUARDRAIL, READ, MISSING];
    /// Fields that a report may leave out.
    const MAYBE: [&str; 6] = ["place", "noise", "bucket", "before", "role", "team"];

    #[test]
    fn what_is_read_is_written_to_the_byte() {
        for text in ALL {
            let report: Report = serde_json::from_str(text).unwrap();
            assert_eq!(json::read::<Report>(text).unwrap(), report, "{text}");
            assert_eq!(serde_json::to_string(&report).unwrap(), text);
            assert_eq!(json::write(&report).unwrap(), text);
        }
        // The order in which the fields come in does not matter.
        let turned = r#"{"week":"2026-W47","content":"00","app":"salesforce","kind":"health","version":1}"#;
        assert_eq!(json::write(&serde_json::from_str::<Report>(turned).unwrap()).unwrap(), READ);
    }

    #[test]
    fn every_kind_needs_every_field_of_its_own() {
        for text in ALL {
            let value: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).unwrap();
            for name in value.keys().filter(|name| !MAYBE.contains(&name.as_str())) {
                let mut less = value.clone();
                less.remove(name);
                let less = serde_json::to_string(&less).unwrap();
                assert!(serde_json::from_str::<Report>(&less).is_err(), "{less}");
            }
        }
    }

    #[test]
    fn a_field_too_many_doubled_or_null_or_another_word_is_no_report() {
        let more = |text: &str, field: &str| text.replacen('{', &format!("{{{field},"), 1);
        let cases = [
            more(ENTRY, r#""person":1"#),
            more(ENTRY, r#""outcome":null"#),
            more(ENTRY, r#""outcome":"success""#),
            more(ENTRY, r#""app":"salesforce""#),
            more(ENTRY, r#""noise":"4""#),
            more(ENTRY, r#""pack":"p""#),
            more(ENTRY, r#""version":1"#),
            more(ENTRY, r#""kind":"entry""#),
            more(OUTCOME, r#""place":"record.amount""#),
            more(OUTCOME, r#""outcome":"success""#),
            more(EXPOSURE, r#""arm":"shown""#),
            more(TIME, r#""round":"first""#),
            more(READ, r#""place":null"#),
            more(READ, r#""host":"acme.example""#),
            more(READ, r#""arm":"shown""#),
            more(READ, r#""team":"t""#),
            more(READ, r#""role":"r""#),
            ENTRY.replace("withheld", "Withheld"),
            OUTCOME.replace("success", "held"),
            NOISY.replace(r#""4""#, r#""3""#),
            MEASURED.replace(r#""3""#, r#""6""#),
            more(NOISY, r#""bucket":"1""#),
            more(NOISY, r#""before":"did""#),
            more(EXPOSURE, r#""before":"did""#),
            BEFORE.replace("did_not", "never"),
            EXPOSURE.replace(r#":"fast""#, r#":"slow""#),
            CHECK.replace("later", "last"),
            CHECK.replace("first_try", "third_try"),
            TIME.replace("more", "11"),
            GUARDRAIL.replace("held", "better"),
            ENTRY.replace(":1", ":2"),
            ENTRY.replace("\"entry\"", "\"minutes\""),
            READ.replace("\"00\"", "0"),
            format!("[{ENTRY}]"),
        ];
        for text in cases {
            assert!(serde_json::from_str::<Report>(&text).is_err(), "{text}");
            assert!(json::read::<Report>(&text).is_err(), "{text}");
        }
        let kinds = Kind::ALL.iter().map(Kind::word);
        for (text, kind) in ALL.iter().flat_map(|text| kinds.clone().map(move |kind| (text, kind))) {
            let own: Report = serde_json::from_str(text).unwrap();
            let turned = text.replacen(own.kind().word(), kind, 1);
            assert_eq!(
                serde_json::from_str::<Report>(&turned).is_ok(),
                own.kind().word() == kind,
                "{turned}"
            );
        }
    }
}
