//! The card: one aid, why it came now, and five ways to answer it. It lives in a frame, never takes
//! the focus, and talks to the worker only.

mod approval;
mod beside;
mod misfit;
mod more;
mod steps;
mod why;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, decode_uri_component};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, KeyboardEvent, ResizeObserver, VisibilityState};

use crate::browser;
use crate::content;
use crate::dom::{self, Build, button, make};
use crate::in_view::InView;
use crate::keys::Key;
use crate::locale::{in_words, minutes, say, say_with};
use crate::messages::{Answer, Card, CardAnswer, Message, Misfit, Ticked, ask_unless, tell};
use steps::Steps;

/// Shows the card of the moment that the frame's address names: as the worker answered `early`, or
/// says when it is asked.
pub fn start(early: Option<Promise>) {
    let address = dom::window().location().hash().unwrap_or_default();
    let moment = decode_uri_component(address.trim_start_matches('#')).map(String::from);
    if let Ok(moment) = moment {
        spawn_local(async move {
            // No card, or no answer: show nothing, the page around belongs to someone else.
            let answer = ask_unless(early, &Message::Card { moment: &moment }).await;
            if let Some(CardAnswer { card: Some(card) }) = answer {
                Shown::show(moment, card);
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
    /// All that shows while the holder keeps the frame small.
    pill: HtmlElement,
    fold: HtmlElement,
    /// The person pressed one of the two: the focus goes on to the other.
    turning: Cell<bool>,
    /// Says, once each: that the card is there, that the answer is stored or could not be.
    voice: HtmlElement,
    steps: Rc<Steps>,
    in_view: RefCell<InView>,
    height: Cell<u32>,
    sending: Cell<bool>,
}

impl Shown {
    fn show(moment: String, card: Card) {
        let card = card.for_reader();
        let body = make("div", "body").set("dir", "auto").with_all(content::tickable(&card.body));
        let steps = Steps::of(&body);
        steps.tick(&card.done);
        let card = Rc::new(card);
        // It stays, whatever it holds, so that its height can be followed.
        let inner = make("div", "");
        let _ = inner.clone().with(more::content(&card, body, &inner));
        let scroll = make("div", "scroll").with(inner);
        let actions = make("div", "actions");
        let voice = make("p", "voice unseen").set("role", "status");
        let frame = make("section", "card").set("aria-labelledby", "title");
        let length = minutes(card.seconds);
        let pill = button("pill", &length)
            .set("aria-expanded", "false")
            .set("aria-label", &say_with(Key::Announcement, &[&card.title, &length]));
        let fold = button("corner fold", "").set("aria-label", &say(Key::Fold));
        let shown = Rc::new(Self {
            moment,
            frame: frame.clone(),
            scroll: scroll.clone(),
            actions: actions.clone(),
            pill: pill.clone(),
            fold: fold.clone(),
            turning: Cell::new(false),
            voice: voice.clone(),
            steps: Rc::clone(&steps),
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
        let close = button("corner close", "").set("aria-label", &say(Key::Close));
        let [words, line] = steps.progress();
        let flag = card
            .flag
            .as_deref()
            .map(|field| make("p", "flag").text(&say_with(Key::FlagField, &[&in_words(field)])));
        let head = make("header", "head")
            .with(make("p", "time").with(make("span", "").text(&length)).with(words))
            // In a page of the extension there is nothing that it could be in the way of.
            .with_all((!dom::is_in_own_page()).then(|| shown.folding(true, fold)))
            .with(shown.answering(Answer::Closed, close))
            .with(make("h1", "title").set("id", "title").set("dir", "auto").text(&card.title))
            .with(make("p", "why").set("dir", "auto").text(&card.why))
            .with_all(flag)
            .with(line);
        let foot = make("footer", "foot").with(actions).with(voice);
        dom::show([frame.with(head).with(scroll).with(foot), shown.folding(false, pill)]);
        shown.watch();
        shown.announce(&card.title, card.seconds);
    }

    /// Makes a button give this answer.
    fn answering(self: &Rc<Self>, answer: Answer, button: HtmlElement) -> HtmlElement {
        let shown = Rc::clone(self);
        button.on_press(move || shown.give(answer))
    }

    /// Makes a button fold the card, or open it again.
    fn folding(self: &Rc<Self>, folded: bool, button: HtmlElement) -> HtmlElement {
        let shown = Rc::clone(self);
        button.on_press(move || {
            shown.turning.set(true);
            let shown = Rc::clone(&shown);
            spawn_local(async move {
                // Unheard, it stays as it is, and can be pressed again.
                let _ = tell(&Message::Fold { moment: &shown.moment, folded }).await;
            });
        })
    }

    /// Whether the frame is so small that only the pill shows.
    fn is_folded(&self) -> bool {
        self.pill.offset_height() > 0
    }

    /// The holder made the frame small, or large again.
    fn resized(&self) {
        self.look();
        if self.turning.take() {
            let _ = if self.is_folded() { self.pill.focus() } else { self.fold.focus() };
        }
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
        dom::listen(&dom::window(), "resize", move |_| shown.resized());
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
        browser::on_message(move |message| {
            let Ticked { kind, moment, steps } = Ticked::read(message);
            if kind == "done" && moment == shown.moment && shown.steps.tick(&steps) {
                shown.voice.set_text_content(Some(&say(Key::StepSeen)));
            }
        });
        let shown = Rc::clone(self);
        with_paint(move || {
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
        if self.is_folded() {
            return;
        }
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
        self.in_view.borrow_mut().look(dom::now(), visible && !self.is_folded());
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

    fn acknowledge(self: &Rc<Self>, answer: Answer) {
        let words = match answer {
            Answer::Done => Key::NotedDone,
            Answer::Later => Key::NotedLater,
            Answer::NotRelevant => Key::NotedNotRelevant,
            Answer::NeverAgain => Key::NotedNeverAgain,
            Answer::Closed => return dom::show([]),
        };
        self.actions.remove();
        self.say_aloud(words);
        if answer == Answer::NotRelevant {
            self.ask_why();
        }
    }

    /// For the person's own record; the card goes by itself, with or without a word.
    fn ask_why(self: &Rc<Self>) {
        let (shown, place) = (Rc::clone(self), make("div", ""));
        let asked = place.clone();
        let reasons = misfit::reasons(move |reason: Misfit| {
            let (shown, asked) = (Rc::clone(&shown), asked.clone());
            spawn_local(async move {
                let kept = tell(&Message::Reason { moment: &shown.moment, reason }).await;
                shown.say_aloud(if kept.is_ok() { Key::MisfitKept } else { Key::NotSaved });
                asked.remove();
            });
        });
        if let Some(foot) = self.voice.parent_element() {
            let _ = foot.append_child(&place.with(reasons));
        }
        // A card that is answered can still be closed.
        self.sending.set(false);
        self.enable(true);
    }

    fn enable(&self, enabled: bool) {
        let buttons = self.frame.get_elements_by_tag_name("button");
        for button in (0..buttons.length()).filter_map(|index| buttons.item(index)) {
            let _ = button.toggle_attribute_with_force("disabled", !enabled);
        }
    }
}

/// Runs `then` in the frame that paints what is there: whoever is told of it hears it after that.
fn with_paint(then: impl FnOnce() + 'static) {
    let then: Function = Closure::once_into_js(then).unchecked_into();
    // Fails only without a callback, and here is one.
    let _ = dom::window().request_animation_frame(&then);
}
