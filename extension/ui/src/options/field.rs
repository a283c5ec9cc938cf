//! A labelled control with a hint, and the place where it says what is wrong.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::dom::{Build, make};

/// A control with its label, hint and error.
#[derive(Clone)]
pub struct Field {
    /// The whole field.
    pub row: HtmlElement,
    control: HtmlElement,
    error: HtmlElement,
}

impl Field {
    /// Ties the control to its label and its hint.
    pub fn new(id: &str, label: &str, hint: &str, control: HtmlElement) -> Self {
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        let control = control.set("id", id).set("aria-describedby", &format!("{hint_id} {error_id}"));
        let error = make("p", "error").set("id", &error_id);
        let row = make("div", "field")
            .with(make("label", "").set("for", id).text(label))
            .with(control.clone())
            .with(make("p", "aside").set("id", &hint_id).text(hint))
            .with(error.clone());
        Self { row, control, error }
    }

    /// What the person typed or chose.
    pub fn value(&self) -> String {
        if let Some(input) = self.control.dyn_ref::<web_sys::HtmlInputElement>() {
            return input.value();
        }
        if let Some(area) = self.control.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            return area.value();
        }
        self.control.dyn_ref::<web_sys::HtmlSelectElement>().map(|it| it.value()).unwrap_or_default()
    }

    /// Says what is wrong, and takes the person there.
    pub fn complain(&self, what: &str) {
        self.error.set_text_content(Some(what));
        let _ = self.control.clone().set("aria-invalid", "true").focus();
    }

    /// Takes the person there.
    pub fn focus(&self) {
        let _ = self.control.focus();
    }

    /// Takes back what was said.
    pub fn clear(&self) {
        self.error.set_text_content(None);
        let _ = self.control.remove_attribute("aria-invalid");
    }
}
