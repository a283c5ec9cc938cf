//! An answer that stays in JavaScript, and of which only what is needed is read: a fifth of the
//! WebAssembly that a parser for the same structure takes. What is missing or of another kind reads
//! as empty, so that an older or newer worker still fills the rest of the page.

use js_sys::{Array, JSON, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A JSON value.
pub struct Value(JsValue);

impl Value {
    /// Something that JavaScript parsed.
    pub fn of(value: JsValue) -> Self {
        Self(value)
    }

    /// Its text.
    pub fn json(&self) -> Option<String> {
        JSON::stringify(&self.0).ok()?.as_string()
    }

    /// The value, where it is a text: as it is, since it may be long.
    pub fn into_text(self) -> Option<JsString> {
        self.0.dyn_into().ok()
    }

    /// The value of this name.
    pub fn part(&self, name: &str) -> Self {
        // Refused for what is no object.
        Self(Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED))
    }

    /// Whether it is there, and not `null`.
    pub fn is_there(&self) -> bool {
        !self.0.is_null() && !self.0.is_undefined()
    }

    /// The text of this name.
    pub fn text(&self, name: &str) -> Option<String> {
        self.part(name).0.as_string()
    }

    /// The text of this name, empty where there is none.
    pub fn words(&self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// The number of this name.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.part(name).0.as_f64()
    }

    /// Whether the value of this name is `true`.
    pub fn holds(&self, name: &str) -> bool {
        self.part(name).0.is_truthy()
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        Array::is_array(&self.0)
    }

    /// What is in the list of this name.
    pub fn list<T>(&self, name: &str, read: fn(&Self) -> T) -> Vec<T> {
        let list = self.part(name).0;
        if !Array::is_array(&list) {
            return Vec::new();
        }
        Array::from(&list).iter().map(|it| read(&Self(it))).collect()
    }

    /// The texts in the list of this name.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.list(name, |it| it.0.as_string().unwrap_or_default())
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_is_there_is_read_and_what_is_not_is_empty() {
        let text = r#"{"a":"x","b":7,"c":true,"d":["y",8],"e":{"f":null},"g":"true"}"#;
        let value = Value::of(JSON::parse(text).unwrap());
        assert_eq!(value.text("a").as_deref(), Some("x"));
        assert_eq!((value.text("b"), value.number("b"), value.number("a")), (None, Some(7.0), None));
        assert_eq!((value.holds("c"), value.holds("z")), (true, false));
        assert_eq!(value.texts("d"), ["y", ""]);
        assert_eq!((value.texts("a").len(), value.texts("z").len()), (0, 0));
        assert!(value.part("e").is_there() && !value.part("e").part("f").is_there());
        assert!(!value.part("z").part("z").is_there());
        assert!(Value::of(JsValue::NULL).text("a").is_none());
    }
}
