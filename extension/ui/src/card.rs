//! The card: one aid, why it came now, and five ways to answer it. It lives in a frame, never takes
//! the focus, and talks to the worker only.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, decode_uri_component};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, KeyboardEvent, ResizeObserver, VisibilityState};

use crate::content;
use crate::dom::{self, Build, button, disclosure, make};
use crate::keys::Key;
use crate::locale::{minutes, say, say_with};
use crate::messages::{Answer, Card, CardAnswer, Message, ask, tell};

/// Shows the card of the moment that the frame's address names.
pub fn start() {
    let address = dom::window().location().hash().unwrap_or_default();
    let moment = decode_uri_component(address.trim_start_matches('#')).map(String::from);
    if let Ok(moment) = moment {
        spawn_local(async move {
            // No card, or no answer: show nothing, the page around belongs to someone else.
            if let Some(CardAnswer { card: Some(card) }) = ask(&Message::Card { moment: &moment }).await {
                Shown::show(moment, &card);
            }
        });
    }
}

/// A card on the screen.
struct Shown {
    moment: String,
    frame: HtmlElement,
    scroll: HtmlElement,
    actions: HtmlElement,
    /// Says, once each: that the card is there, that the answer is stored or could not be.
    voice: HtmlElement,
    in_view: RefCell<InView>,
    height: Cell<u32>,
    sending: Cell<bool>,
}

impl Shown {
    fn show(moment: String, card: &Card) {
        let scroll = make("div", "scroll").with(content_of(card));
        let actions = make("div", "actions");
        let voice = make("p", "voice unseen").set("role", "status");
        let frame = make("section", "card").set("aria-labelledby", "title");
        let shown = Rc::new(Self {
            moment,
            frame: frame.clone(),
            scroll: scroll.clone(),
            actions: actions.clone(),
            voice: voice.clone(),
            in_view: RefCell::new(InView::default()),
            height: Cell::new(0),
            sending: Cell::new(false),
        });
        let answers = [
            (Answer::Done, "primary", Key::AnswerDone),
            (Answer::Later, "quiet", Key::AnswerLater),
            (Answer::NotRelevant, "quiet", Key::AnswerNotRelevant),
            (Answer::NeverAgain, "quiet", Key::AnswerNeverAgain),
        ];
        for (answer, class, label) in answers {
            let _ = actions.clone().with(shown.answering(answer, button(class, &say(label))));
        }
        let close = button("close", "").set("aria-label", &say(Key::Close));
        let head = make("header", "head")
            .with(make("p", "time").text(&minutes(card.seconds)))
            .with(shown.answering(Answer::Closed, close))
            .with(make("h1", "title").set("id", "title").set("dir", "auto").text(&card.title))
            .with(make("p", "why").set("dir", "auto").text(&card.why));
        let foot = make("footer", "foot").with(actions).with(voice);
        dom::show([frame.with(head).with(scroll).with(foot)]);
        shown.watch();
        shown.announce(&card.title, card.seconds);
    }

    /// Makes a button give this answer.
    fn answering(self: &Rc<Self>, answer: Answer, button: HtmlElement) -> HtmlElement {
        let shown = Rc::clone(self);
        button.on_press(move || shown.give(answer))
    }

    /// Follows visibility, height and the Escape key, and says when the card has been painted.
    fn watch(self: &Rc<Self>) {
        // At once: a frame without a height would never be painted, and so never be observed.
        self.tell_height();
        let shown = Rc::clone(self);
        let resized = Closure::<dyn FnMut()>::new(move || shown.tell_height()).into_js_value();
        if let Ok(observer) = ResizeObserver::new(resized.unchecked_ref()) {
            self.parts().for_each(|part| observer.observe(&part));
        }
        let shown = Rc::clone(self);
        dom::listen(&dom::document(), "visibilitychange", move |_| shown.look());
        let shown = Rc::clone(self);
        // Keys reach this document only while the focus is inside the frame.
        dom::listen(&dom::document(), "keydown", move |event| {
            let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape");
            if escape && event.is_trusted() && !event.default_prevented() {
                event.prevent_default();
                shown.give(Answer::Closed);
            }
        });
        let shown = Rc::clone(self);
        after_paint(move || {
            shown.look();
            spawn_local(async move {
                // Told twice already; if nobody hears it, the holder of the frame takes it down.
                let _ = tell(&Message::Painted { moment: &shown.moment }).await;
            });
        });
    }

    /// The parts whose sizes make the height: those that do not shrink with the frame.
    fn parts(&self) -> impl Iterator<Item = web_sys::Element> {
        let inner = self.scroll.first_element_child();
        [self.frame.first_element_child(), inner, self.frame.last_element_child()].into_iter().flatten()
    }

    /// The height at which nothing scrolls, whatever height the frame has now.
    fn tell_height(self: &Rc<Self>) {
        let card = self.frame.scroll_height() - self.scroll.client_height() + self.scroll.scroll_height();
        let borders = self.frame.offset_height() - self.frame.client_height();
        let around = 2 * self.frame.offset_top();
        let height = u32::try_from(card + borders + around).unwrap_or_default();
        if self.height.replace(height) == height {
            return;
        }
        let shown = Rc::clone(self);
        spawn_local(async move {
            // A lost size leaves the frame as it is, and its content scrolls.
            let _ = tell(&Message::Size { moment: &shown.moment, height }).await;
        });
    }

    fn look(&self) {
        let visible = dom::document().visibility_state() == VisibilityState::Visible;
        self.in_view.borrow_mut().look(now(), visible);
    }

    fn announce(&self, title: &str, seconds: f64) {
        self.voice.set_text_content(Some(&say_with(Key::Announcement, &[title, &minutes(seconds)])));
    }

    fn say_aloud(&self, key: Key) {
        self.voice.set_class_name("voice");
        self.voice.set_text_content(Some(&say(key)));
    }

    fn give(self: &Rc<Self>, answer: Answer) {
        if self.sending.replace(true) {
            return;
        }
        self.look();
        let shown_ms = self.in_view.borrow().total as u32;
        let focused = dom::document().active_element();
        self.enable(false);
        let shown = Rc::clone(self);
        spawn_local(async move {
            let message = Message::Answered { moment: &shown.moment, answer, shown_ms };
            if tell(&message).await.is_ok() {
                shown.acknowledge(answer);
                return;
            }
            shown.sending.set(false);
            shown.enable(true);
            // Disabling took the focus from the button that had it; it goes back there.
            if let Some(button) = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
            shown.say_aloud(Key::NotSaved);
        });
    }

    fn acknowledge(&self, answer: Answer) {
        let words = match answer {
            Answer::Done => Key::NotedDone,
            Answer::Later => Key::NotedLater,
            Answer::NotRelevant => Key::NotedNotRelevant,
            Answer::NeverAgain => Key::NotedNeverAgain,
            Answer::Closed => return dom::show([]),
        };
        self.actions.remove();
        self.say_aloud(words);
    }

    fn enable(&self, enabled: bool) {
        let buttons = self.frame.get_elements_by_tag_name("button");
        for button in (0..buttons.length()).filter_map(|index| buttons.item(index)) {
            let _ = button.toggle_attribute_with_force("disabled", !enabled);
        }
    }
}

/// What scrolls when the frame is too small: the aid, its evidence, and why it came.
fn content_of(card: &Card) -> HtmlElement {
    let body = make("div", "body").set("dir", "auto").with_all(content::blocks(&card.body));
    let evidence = card.evidence.as_deref().map(|line| make("p", "evidence").set("dir", "auto").text(line));
    let reason = disclosure("reason", &say(Key::WhyThis))
        .with(make("p", "").set("dir", "auto").text(&card.why))
        .with(make("p", "").text(&say(Key::DecidedHere)));
    make("div", "content").with(body).with_all(evidence).with(reason)
}

/// How long the card was in view, over all the stretches in which its tab was.
#[derive(Default)]
struct InView {
    since: Option<f64>,
    total: f64,
}

impl InView {
    fn look(&mut self, now: f64, visible: bool) {
        if let Some(since) = self.since.take() {
            self.total += now - since;
        }
        self.since = visible.then_some(now);
    }
}

fn now() -> f64 {
    dom::window().performance().map_or(0.0, |clock| clock.now())
}

/// Runs `then` once the browser has painted: the first frame draws, the second knows that it did.
fn after_paint(then: impl FnOnce() + 'static) {
    next_frame(move || next_frame(then));
}

fn next_frame(then: impl FnOnce() + 'static) {
    let then: Function = Closure::once_into_js(then).unchecked_into();
    // Fails only without a callback, and here is one.
    let _ = dom::window().request_animation_frame(&then);
}

#[cfg(test)]
mod tests {
    use super::InView;

    #[test]
    fn only_stretches_in_view_count() {
        let cases: [(&[(f64, bool)], f64); 4] = [
            (&[(10.0, true), (25.0, true)], 15.0),
            (&[(10.0, true), (20.0, false), (500.0, true), (505.0, true)], 15.0),
            (&[(10.0, false), (90.0, false)], 0.0),
            (&[], 0.0),
        ];
        for (looks, total) in cases {
            let mut in_view = InView::default();
            looks.iter().for_each(|(at, visible)| in_view.look(*at, *visible));
            assert!((in_view.total - total).abs() < f64::EPSILON, "{looks:?}");
        }
    }
}
