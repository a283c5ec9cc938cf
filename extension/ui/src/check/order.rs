//! A task to bring steps into order: by two buttons each, so that a keyboard does as well as a mouse.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlElement;

use super::{Shown, Verdict, shuffled};
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::Mistake;

/// The steps as they stand: their places in the right order.
struct Ordering {
    steps: Vec<String>,
    now: RefCell<Vec<usize>>,
    list: HtmlElement,
    /// Says where a step went.
    voice: HtmlElement,
}

/// Shows the steps, out of order.
pub fn show(steps: &[String], because: &str, mistake: Mistake, moment: &str) -> Shown {
    let mut now = shuffled(steps.len(), moment);
    if now.is_sorted() {
        now.reverse();
    }
    let ordering = Rc::new(Ordering {
        steps: steps.to_vec(),
        now: RefCell::new(now),
        list: make("ol", "order").set("aria-label", &say(Key::CheckOrder)),
        voice: make("p", "voice unseen").set("role", "status"),
    });
    ordering.draw();
    let element = make("div", "")
        .with(make("p", "aside").text(&say(Key::CheckOrder)))
        .with(&ordering.list)
        .with(&ordering.voice);
    let (because, judged) = (because.to_owned(), Rc::clone(&ordering));
    let solution = (steps.join(" · "), because.clone());
    let judge = move || {
        let right = judged.now.borrow().is_sorted();
        let because = if right { because.clone() } else { String::new() };
        Some(Verdict { right, because, mistake: (!right).then_some(mistake) })
    };
    Shown { element, judge: Box::new(judge), solution }
}

impl Ordering {
    fn draw(self: &Rc<Self>) {
        self.list.set_text_content(None);
        let now = self.now.borrow();
        let last = now.len().saturating_sub(1);
        let rows = now.iter().enumerate().filter_map(|(at, place)| {
            let step = self.steps.get(*place)?;
            let up = self.moving(at, at.checked_sub(1), "up", Key::MoveUp, step);
            let down = self.moving(at, (at < last).then_some(at + 1), "down", Key::MoveDown, step);
            Some(make("li", "").with(make("span", "").set("dir", "auto").text(step)).with(up).with(down))
        });
        let _ = self.list.clone().with_all(rows.collect::<Vec<_>>());
    }

    fn moving(
        self: &Rc<Self>,
        at: usize,
        to: Option<usize>,
        class: &str,
        label: Key,
        step: &str,
    ) -> HtmlElement {
        let button = button(&format!("move {class}"), "").set("aria-label", &say_with(label, &[step]));
        let Some(to) = to else { return button.set("disabled", "") };
        let (ordering, class) = (Rc::clone(self), class.to_owned());
        button.on_press(move || ordering.move_to(at, to, &class))
    }

    fn move_to(self: &Rc<Self>, at: usize, to: usize, class: &str) {
        self.now.borrow_mut().swap(at, to);
        self.draw();
        let step = self.now.borrow().get(to).and_then(|place| self.steps.get(*place)).cloned();
        let said = [step.unwrap_or_default(), (to + 1).to_string()];
        self.voice.set_text_content(Some(&say_with(Key::MovedTo, &[&said[0], &said[1]])));
        // The focus goes with the step; at an end its other button takes it.
        let rows = self.list.get_elements_by_tag_name("li");
        let Some(row) = rows.item(to as u32) else { return };
        let buttons = row.get_elements_by_tag_name("button");
        let both = (0..buttons.length()).filter_map(|place| buttons.item(place));
        let (same, other): (Vec<_>, Vec<_>) = both.partition(|button| button.class_list().contains(class));
        let next = same.into_iter().chain(other).find(|button| !button.has_attribute("disabled"));
        crate::dom::focus(next);
    }
}
