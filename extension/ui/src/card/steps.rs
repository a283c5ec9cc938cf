//! Steps that a person ticks, and that tick themselves when the page shows them done.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{self, Build, make};
use crate::keys::Key;
use crate::locale::{say, say_with};

/// The steps of one aid.
pub struct Steps {
    boxes: Vec<HtmlInputElement>,
    /// How far it is: in words, and as a line that fills. Nothing counts down.
    words: HtmlElement,
    line: HtmlElement,
}

impl Steps {
    /// Those in `body`. Ticks are for the person alone: they are stored nowhere.
    pub fn of(body: &HtmlElement) -> Rc<Self> {
        let inputs = body.get_elements_by_tag_name("input");
        let boxes = (0..inputs.length()).filter_map(|place| inputs.item(place)?.dyn_into().ok()).collect();
        let steps = Rc::new(Self {
            boxes,
            words: make("span", "progress"),
            line: make("span", "line").set("aria-hidden", "true"),
        });
        let changed = Rc::clone(&steps);
        dom::listen(body, "change", move |_| changed.count());
        steps
    }

    /// How far it is.
    pub fn progress(&self) -> [HtmlElement; 2] {
        [self.words.clone(), self.line.clone()]
    }

    /// Ticks the steps with these numbers, from 1. `true`: some were not ticked yet.
    pub fn tick(&self, done: &[u8]) -> bool {
        let mut new = false;
        for (place, input) in self.boxes.iter().enumerate() {
            if done.iter().any(|step| usize::from(*step) == place + 1) && !input.checked() {
                input.set_checked(true);
                let _ = input.set_attribute("title", &say(Key::StepSeen));
                new = true;
            }
        }
        self.count();
        new
    }

    fn count(&self) {
        let (done, all) = (self.boxes.iter().filter(|input| input.checked()).count(), self.boxes.len());
        let words = match done {
            0 => String::new(),
            _ => say_with(Key::StepsDone, &[&done.to_string(), &all.to_string()]),
        };
        self.words.set_text_content(Some(&words));
        let share = (done * 100).checked_div(all).unwrap_or_default();
        let _ = self.line.style().set_property("inline-size", &format!("{share}%"));
    }
}
