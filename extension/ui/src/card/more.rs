//! What a card holds below its head: the aid, and the ways on to the check and the lesson.

use std::rc::Rc;

use web_sys::HtmlElement;

use super::beside::Beside;
use super::{approval, why};
use crate::check;
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{minutes, say, say_with};
use crate::messages::Card;

/// What scrolls when the frame is too small: the aid, who stands by it, the ways on, and why it
/// came. The check takes its place in `around` and gives it back.
pub fn content(card: &Rc<Card>, body: HtmlElement, around: &HtmlElement) -> HtmlElement {
    let approval = card.approval.iter().flat_map(approval::lines);
    let content = make("div", "content").with(body).with_all(approval);
    let beside = Beside::find();
    let lesson = card.lesson.as_ref().map(|lesson| {
        let (card, beside) = (Rc::clone(card), beside.clone());
        let label = say_with(Key::LessonOpen, &[&minutes(lesson.seconds)]);
        button("secondary", &label).on_press(move || beside.open(&address(&card, None)))
    });
    let check = card.checks.is_some().then(|| {
        let (card, beside, around, content) =
            (Rc::clone(card), beside.clone(), around.clone(), content.clone());
        let open = button("secondary", &say(Key::CheckOpen));
        let opened = open.clone();
        open.on_press(move || ask(&card, &beside, &around, &content, &opened))
    });
    let ways = lesson.is_some() || check.is_some();
    let row = ways.then(|| make("div", "row").with_all(lesson).with_all(check));
    content.with_all(row).with(why::section(card))
}

/// Asks the check in the place of the aid.
fn ask(card: &Rc<Card>, beside: &Beside, around: &HtmlElement, content: &HtmlElement, opened: &HtmlElement) {
    let Some(checks) = &card.checks else { return };
    let back = button("secondary", &say(Key::CheckBack));
    let (to, aid, opener) = (around.clone(), content.clone(), opened.clone());
    let back = back.on_press(move || {
        to.set_text_content(None);
        let _ = to.clone().with(&aid);
        // Once a card: the next one asks the next variant.
        let _ = opener.focus();
    });
    let (read, beside) = (Rc::clone(card), beside.clone());
    let read_on = move |section| beside.open(&address(&read, Some(section)));
    let Some(check) = check::section(card, checks, read_on, back) else { return };
    around.set_text_content(None);
    let _ = around.clone().with(make("div", "content").set("tabindex", "-1").with(check));
    crate::dom::focus(around.first_element_child());
}

fn address(card: &Card, section: Option<usize>) -> String {
    let part = section.map(|part| format!("/{part}")).unwrap_or_default();
    format!("ui/lesson.html#{}{part}", card.moment)
}
