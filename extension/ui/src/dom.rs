//! Makes elements. Text goes in as text only: nothing here can turn a string into markup.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, Window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
    // Bound here because every tag is a constant of this crate and cannot be refused, so there is
    // no error to carry through the builders.
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create_element(tag: &str) -> HtmlElement;
    #[wasm_bindgen(js_namespace = document, js_name = querySelector)]
    fn query_selector(selector: &str) -> HtmlElement;
}

/// The window of this page.
pub fn window() -> Window {
    WINDOW.with(Window::clone)
}

/// The document of this page.
pub fn document() -> Document {
    DOCUMENT.with(Document::clone)
}

/// The element that a surface fills; every page has one.
pub fn root() -> HtmlElement {
    query_selector("#surface")
}

/// A new element; an empty `class` leaves it plain.
pub fn make(tag: &str, class: &str) -> HtmlElement {
    let element = create_element(tag);
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element
}

/// A button that does something on this page and never submits a form.
pub fn button(class: &str, label: &str) -> HtmlElement {
    make("button", class).set("type", "button").text(label)
}

/// A `details` element: a line that opens to show more.
pub fn disclosure(class: &str, label: &str) -> HtmlElement {
    make("details", class).with(make("summary", "").text(label))
}

/// Puts an element together, one step after the other.
pub trait Build: Sized {
    /// Sets an attribute.
    fn set(self, name: &str, value: &str) -> Self;
    /// Replaces what is inside with this text.
    fn text(self, text: &str) -> Self;
    /// Adds a child.
    fn with(self, child: impl AsRef<Element>) -> Self;
    /// Adds children.
    fn with_all(self, children: impl IntoIterator<Item = HtmlElement>) -> Self;
    /// Calls `handler` at every event of this name.
    fn on(self, event: &str, handler: impl FnMut(Event) + 'static) -> Self;
    /// Calls `handler` when a person presses this, by pointer or by key: a click made by a script
    /// does not count.
    fn on_press(self, mut handler: impl FnMut() + 'static) -> Self {
        self.on("click", move |event| {
            if event.is_trusted() {
                handler();
            }
        })
    }
}

impl Build for HtmlElement {
    fn set(self, name: &str, value: &str) -> Self {
        // Only a malformed name is refused, and every name is a constant of this crate.
        let _ = self.set_attribute(name, value);
        self
    }

    fn text(self, text: &str) -> Self {
        self.set_text_content(Some(text));
        self
    }

    fn with(self, child: impl AsRef<Element>) -> Self {
        // Refused only for a child that holds its own parent: a new child never does.
        let _ = self.append_child(child.as_ref());
        self
    }

    fn with_all(self, children: impl IntoIterator<Item = HtmlElement>) -> Self {
        children.into_iter().fold(self, Build::with)
    }

    fn on(self, event: &str, handler: impl FnMut(Event) + 'static) -> Self {
        listen(&self, event, handler);
        self
    }
}

/// Calls `handler` at every event of this name, for as long as the page lives.
pub fn listen(target: &web_sys::EventTarget, event: &str, handler: impl FnMut(Event) + 'static) {
    let handler: Function = Closure::<dyn FnMut(Event)>::new(handler).into_js_value().unchecked_into();
    // Fails only without a target or a handler, and both are here.
    let _ = target.add_event_listener_with_callback(event, &handler);
}

/// Moves the focus to the first thing in `place` that takes it.
pub fn focus_on(place: &Element) {
    let found = place.query_selector("button, [tabindex]").ok().flatten();
    if let Some(found) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Whether the focus is in `place`.
pub fn holds_focus(place: &Element) -> bool {
    place.contains(document().active_element().as_deref())
}

/// Moves the focus, if there is somewhere to move it to.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether this page is in a frame of another page of the extension; a web page does not tell.
pub fn is_in_own_page() -> bool {
    window().frame_element().is_ok_and(|frame| frame.is_some())
}

/// Milliseconds on a clock that never runs backwards.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Shows these elements on the surface, in place of what was there.
pub fn show(children: impl IntoIterator<Item = HtmlElement>) {
    let root = root();
    root.set_text_content(None);
    let _ = root.with_all(children);
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn text_stays_text() {
        let texts =
            ["<img src=x onerror=alert(1)>", "</p><script>alert(1)</script>", "&lt;b&gt; & \u{0}", ""];
        for text in texts {
            for element in [make("p", "").text(text), button("", text)] {
                assert_eq!(element.child_element_count(), 0, "{text}");
                assert_eq!(element.text_content().as_deref(), Some(text));
            }
            let attribute = make("p", "").set("title", text);
            assert_eq!(attribute.get_attribute("title").as_deref(), Some(text));
            assert_eq!(attribute.get_attribute_names().length(), 1, "{text}");
        }
    }

    #[wasm_bindgen_test]
    fn a_button_submits_nothing_and_a_plain_element_has_no_class() {
        assert_eq!(button("primary", "Go").get_attribute("type").as_deref(), Some("button"));
        assert_eq!(button("primary", "Go").class_name(), "primary");
        assert!(!make("p", "").has_attribute("class"));
    }

    #[wasm_bindgen_test]
    fn a_press_is_a_persons_and_not_a_scripts() {
        let (heard, pressed) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let (hear, press) = (Rc::clone(&heard), Rc::clone(&pressed));
        let button = button("", "Go")
            .on("click", move |_| hear.set(hear.get() + 1))
            .on_press(move || press.set(press.get() + 1));
        button.click();
        assert_eq!((heard.get(), pressed.get()), (1, 0));
    }

    #[wasm_bindgen_test]
    fn what_is_shown_replaces_what_was() {
        let surface = make("main", "").set("id", "surface");
        let body = document().body().unwrap();
        body.append_child(&surface).unwrap();
        show([make("p", "").text("old"), make("p", "").text("older")]);
        show([make("h1", "").text("new")]);
        assert_eq!(surface.text_content().as_deref(), Some("new"));
        show([]);
        assert!(!surface.has_child_nodes());
        surface.remove();
    }
}
