//! Meanings: what a pack says (*late*, *pricing*), bound to an organisation's fields and values.

use serde::Serialize;

use crate::json::fields;
use crate::page::{Facts, Kind, Value};
use crate::table::Table;

/// Raw texts of one value: more than any picklist that people can use.
pub const MAX_TEXTS: usize = 100;

/// Whether this can be a field's API name. It ends up inside a selector: only plain ones may.
pub fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// One organisation's bindings for one system.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bindings {
    /// The organisation's name for itself.
    pub organisation: String,
    /// The adapter that is bound.
    pub app: String,
    /// The organisation's own hosts.
    pub hosts: Vec<String>,
    /// What its fields mean.
    pub meanings: Table<String, Meaning>,
}

fields! { Bindings: organisation, app, hosts, meanings }

/// A meaning that each organisation binds for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OpenMeaning {
    /// What to bind, for whoever does.
    pub bind: String,
    /// The kind of its value.
    #[serde(skip_serializing_if = "is_text")]
    pub kind: Kind,
    /// The values that packs know. None: the value passes as it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

fields! { OpenMeaning: bind; kind, values }

/// What one place means.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Meaning {
    /// The fact of the adapter that holds the raw value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// Or the field of the organisation that does, by its API name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The kind of a field's raw value; a fact has its own.
    #[serde(skip_serializing_if = "is_text")]
    pub kind: Kind,
    /// Meaning → the raw values that have it. None listed: the value passes as it is.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub values: Table<String, Vec<String>>,
}

fields! { Meaning: ; fact, field, kind, values }

fn is_text(kind: &Kind) -> bool {
    *kind == Kind::Text
}

impl Meaning {
    /// The name of the fact that holds the raw value; `None` if the meaning says no place.
    pub fn fact_name(&self) -> Option<String> {
        self.fact.clone().or_else(|| self.field.as_ref().map(|field| format!("field:{field}")))
    }

    /// The meaning of the raw facts; `None` where the place is absent or says something unbound.
    pub fn of(&self, facts: &Facts) -> Option<Value> {
        let raw = facts.get(&self.fact_name()?)?;
        if self.values.is_empty() || *raw == Value::Empty {
            return Some(raw.clone());
        }
        let Value::Text(text) = raw else { return None };
        let meaning = self.values.iter().find(|(_, raws)| raws.contains(text))?;
        Some(Value::Text(meaning.0.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_values_become_meanings() {
        let meaning: Meaning =
            serde_json::from_str(r#"{"field":"Objection__c","values":{"pricing":["Price","Pricing"]}}"#)
                .unwrap();
        let of = |value: Option<Value>| {
            meaning.of(&value.map(|value| ("field:Objection__c".to_owned(), value)).into_iter().collect())
        };
        let text = |text: &str| Value::Text(text.into());
        assert_eq!(of(Some(text("Price"))), Some(text("pricing")));
        assert_eq!(of(Some(Value::Empty)), Some(Value::Empty));
        assert_eq!(of(Some(text("Timing"))), None);
        assert_eq!(of(Some(Value::Unnamed("00".into()))), None);
        assert_eq!(of(None), None);
    }
}
