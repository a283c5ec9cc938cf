//! What several grammars have in common: the conditions and events of adapters, whose schema is written
//! by hand and held against the compiler case by case.

use std::collections::BTreeMap;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

/// Where schemas keep what they name.
const DEFINITIONS: &str = "$defs";
/// Before the names of what comes from the adapters' schema.
const PREFIX: &str = "adapter_";

/// Names in other languages, by language.
pub type Titles = BTreeMap<String, String>;

fn of_adapter(name: &str) -> Schema {
    let place = format!("#/{DEFINITIONS}/{PREFIX}{name}");
    json_schema!({ "$ref": place })
}

/// A condition: a map means all of it, a list means one of it.
pub fn condition(_: &mut SchemaGenerator) -> Schema {
    of_adapter("condition")
}

/// What must happen, or one of several: `changed`, `appeared` or `event`.
pub fn triggers(_: &mut SchemaGenerator) -> Schema {
    one_or_more(&trigger(&[]))
}

/// What shows it, or one of several: like a trigger, and what holds then.
pub fn signs(_: &mut SchemaGenerator) -> Schema {
    one_or_more(&trigger(&["when"]))
}

/// What shows a step to be done.
pub fn one_trigger(_: &mut SchemaGenerator) -> Schema {
    Schema::try_from(trigger(&[])).unwrap_or_default()
}

fn one_or_more(one: &Value) -> Schema {
    json_schema!({ "if": { "type": "array" }, "then": { "minItems": 1, "maxItems": 8, "items": one }, "else": one })
}

/// An adapter's event, without what only adapters say, and with `event`, which only packs do.
fn trigger(more: &[&str]) -> Value {
    let mut event = adapter_definitions().remove("event").unwrap_or_default();
    let keep = ["changed", "from", "to", "later_by_days", "earlier_by_days", "moved", "appeared", "such"];
    if let Some(Value::Object(properties)) = event.get_mut("properties") {
        properties.retain(|key, _| keep.contains(&key.as_str()) || more.contains(&key.as_str()));
        let says = "An event that the adapter names.";
        properties.insert("event".to_owned(), serde_json::json!({ "type": "string", "description": says }));
    }
    event["description"] =
        "What happens: `changed` a fact, `appeared` a thing of a list, or a named `event`.".into();
    event["oneOf"] = serde_json::json!([
        { "required": ["changed"] }, { "required": ["appeared"] }, { "required": ["event"] }
    ]);
    event
}

/// The adapters' definitions, under names of their own.
fn adapter_definitions() -> Map<String, Value> {
    let renamed = super::ADAPTER.replace("\"#/$defs/", &format!("\"#/{DEFINITIONS}/{PREFIX}"));
    let schema: Value = serde_json::from_str(&renamed).unwrap_or_default();
    schema.get(DEFINITIONS).and_then(Value::as_object).cloned().unwrap_or_default()
}

/// The schema with those of the adapters' definitions that it names.
pub fn with_adapter_definitions(mut schema: Value) -> Value {
    let known = adapter_definitions();
    let mut wanted = named(&schema);
    let mut found = Map::new();
    while let Some(name) = wanted.pop() {
        if let (Some(definition), false) = (known.get(&name), found.contains_key(&name)) {
            wanted.extend(named(definition));
            found.insert(name, definition.clone());
        }
    }
    if let Value::Object(keys) = &mut schema {
        let definitions = keys.entry(DEFINITIONS).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(definitions) = definitions {
            definitions.extend(found.into_iter().map(|(name, value)| (format!("{PREFIX}{name}"), value)));
        }
    }
    schema
}

/// Takes them out again.
#[cfg(test)]
pub fn take_adapter_definitions(schema: &mut Value) {
    if let Some(Value::Object(definitions)) = schema.get_mut(DEFINITIONS) {
        definitions.retain(|name, _| !name.starts_with(PREFIX));
    }
}

/// The adapters' definitions that a schema names.
fn named(schema: &Value) -> Vec<String> {
    match schema {
        Value::String(text) => {
            text.strip_prefix(&format!("#/{DEFINITIONS}/{PREFIX}")).map(str::to_owned).into_iter().collect()
        }
        Value::Array(items) => items.iter().flat_map(named).collect(),
        Value::Object(keys) => keys.values().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
