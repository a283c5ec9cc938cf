//! The lesson in the side panel: a part at a time, and on from where it was left. It opens from a
//! card only.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::decode_uri_component;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, VisibilityState};

use crate::browser::{Beside, keep_place, kept_place};
use crate::content;
use crate::dom::{self, Build, button, make};
use crate::in_view::InView;
use crate::keys::Key;
use crate::locale::{minutes, say, say_with};
use crate::messages::{CardAnswer, Lesson, Message, ask};

/// Where the panel was told to show a lesson, and what it shows otherwise.
const LESSON: &str = "/lesson.html";
const HELP: &str = "ui/panel.html";

thread_local! {
    /// The tab whose panel shows a lesson until it is told otherwise. It is found ahead: the page is
    /// gone as soon as its link is pressed.
    static BESIDE: RefCell<Option<Beside>> = const { RefCell::new(None) };
}

/// Shows the lesson of the moment that the address names: `#MOMENT`, or `#MOMENT/PART` from 1.
pub fn start() {
    dom::document().set_title(&say(Key::LessonTitle));
    let address = dom::window().location().hash().unwrap_or_default();
    let address = decode_uri_component(address.trim_start_matches('#')).map(String::from).unwrap_or_default();
    let (moment, part) = address.split_once('/').unwrap_or((&address, ""));
    let (moment, part) = (moment.to_owned(), part.parse::<usize>().ok());
    // A side panel stays open while another card names another lesson.
    dom::listen(&dom::window(), "hashchange", |_| begin_again());
    spawn_local(async move {
        BESIDE.set(Beside::find(LESSON).await);
        let answer = ask(&Message::Lesson { moment: &moment, shown_ms: 0 }).await;
        let Some(CardAnswer { card }) = answer else { return no_answer() };
        let Some(card) = card else { return gone() };
        let Some(lesson) = card.lesson.filter(|lesson| !lesson.sections.is_empty()) else { return gone() };
        let kept = part
            .and_then(|part| part.checked_sub(1))
            .or_else(|| kept_place(&place(&card.nudge)))
            .unwrap_or(0);
        let at = Cell::new(kept.min(lesson.sections.len() - 1));
        let reading = Rc::new(Reading { moment, nudge: card.nudge, lesson, at, in_view: RefCell::default() });
        reading.watch();
        reading.draw(false);
    });
}

struct Reading {
    moment: String,
    nudge: String,
    lesson: Lesson,
    /// The part that shows, from 0.
    at: Cell<usize>,
    in_view: RefCell<InView>,
}

impl Reading {
    fn draw(self: &Rc<Self>, turned: bool) {
        let (at, parts) = (self.at.get(), self.lesson.sections.len());
        let Some(section) = self.lesson.sections.get(at) else { return };
        let part = say_with(Key::LessonPart, &[&(at + 1).to_string(), &parts.to_string()]);
        let head = make("header", "")
            .with(to_help())
            .with(make("p", "aside").text(&[&minutes(self.lesson.seconds), " · ", &part].concat()))
            .with(make("h1", "").set("dir", "auto").text(&self.lesson.title))
            .with(self.line(at + 1, parts));
        let title = make("h2", "").set("dir", "auto").set("tabindex", "-1").text(&section.title);
        let body = make("div", "body").set("dir", "auto").with_all(content::blocks(&section.body));
        let next = match at + 1 < parts {
            true => self.turning(at + 1, "primary", Key::LessonNext),
            false => make("p", "aside").text(&say(Key::LessonEnd)),
        };
        let back = at.checked_sub(1).map(|before| self.turning(before, "secondary", Key::LessonBack));
        let foot = make("nav", "row").set("aria-label", &part).with_all(back).with(next);
        let end = (at + 1 == parts).then(to_help);
        let all = [head, make("section", "").with(&title).with(body), foot];
        dom::show(all.into_iter().chain(end));
        if turned {
            // A new part begins at its heading, for eyes and for screen readers.
            dom::window().scroll_to_with_x_and_y(0.0, 0.0);
            let _ = title.focus();
        }
    }

    fn line(&self, part: usize, parts: usize) -> HtmlElement {
        let done = make("span", "left");
        let _ = done.style().set_property("inline-size", &format!("{}%", part * 100 / parts));
        make("div", "bar").set("aria-hidden", "true").with(done)
    }

    fn turning(self: &Rc<Self>, to: usize, class: &str, label: Key) -> HtmlElement {
        let reading = Rc::clone(self);
        button(class, &say(label)).on_press(move || {
            reading.at.set(to);
            keep_place(&place(&reading.nudge), to);
            reading.draw(true);
        })
    }

    /// Counts the time in view, and says it whenever the panel goes out of view.
    fn watch(self: &Rc<Self>) {
        self.look();
        for (target, event) in
            [(dom::document().into(), "visibilitychange"), (dom::window().into(), "pagehide")]
        {
            let reading = Rc::clone(self);
            let target: web_sys::EventTarget = target;
            dom::listen(&target, event, move |_| reading.look());
        }
    }

    fn look(self: &Rc<Self>) {
        let visible = dom::document().visibility_state() == VisibilityState::Visible;
        self.in_view.borrow_mut().look(dom::now(), visible);
        let shown_ms = self.in_view.borrow_mut().take() as u32;
        if shown_ms > 0 {
            let reading = Rc::clone(self);
            spawn_local(async move {
                // Unheard, it costs the person nothing.
                let _ = ask::<CardAnswer>(&Message::Lesson { moment: &reading.moment, shown_ms }).await;
            });
        }
    }
}

fn gone() {
    let [heading, said] = instead(Key::LessonGone);
    dom::show([heading, said, to_help()]);
}

fn no_answer() {
    let [heading, said] = instead(Key::NoAnswer);
    let again = button("secondary", &say(Key::TryAgain)).on_press(begin_again);
    dom::show([heading, said.with(again), to_help()]);
}

/// What stands there while there is nothing to read.
fn instead(words: Key) -> [HtmlElement; 2] {
    let said = make("section", "notice").set("role", "status").with(make("p", "").text(&say(words)));
    [make("h1", "").text(&say(Key::LessonTitle)), said]
}

fn begin_again() {
    // Refused for a page that is going away anyway.
    let _ = dom::window().location().reload();
}

/// The way back: help on the page that the lesson stands beside, now and when the panel opens again.
fn to_help() -> HtmlElement {
    make("a", "to-help").set("href", "panel.html").text(&say(Key::HelpTitle)).on_press(|| {
        BESIDE.with_borrow(|beside| {
            if let Some(beside) = beside {
                beside.shows(HELP);
            }
        });
    })
}

/// What the place in this nudge's lesson is kept under.
fn place(nudge: &str) -> String {
    ["lesson:", nudge].concat()
}
