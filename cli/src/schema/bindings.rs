//! What an organisation's own fields mean.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Meanings of one system, bound to the fields and values of one organisation.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
pub struct Bindings {
    /// The organisation's name for itself.
    organisation: String,
    /// The system, by the name of its adapter.
    app: String,
    /// The hosts on which it is so.
    #[schemars(length(min = 1))]
    hosts: Vec<String>,
    /// Which field, and which of its values, a meaning is.
    meanings: BTreeMap<String, Bound>,
}

/// A meaning, as adapters write one too.
struct Bound;

impl JsonSchema for Bound {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bound".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "$ref": "#/$defs/adapter_meaning" })
    }
}
