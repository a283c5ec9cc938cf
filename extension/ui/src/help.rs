//! Help on this page: every aid that fits the page in front, found by typing and opened at once. The
//! popup and the panel show the same.

mod aid;
mod search;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::browser::{Tab, front_tab, open_panel};
use crate::dom::{self, Build, button, make};
use crate::keys::Key;
use crate::locale::{minutes, say, say_count, say_with};
use crate::messages::{Aid, Named, Pulled, help_at, pull};
use crate::never_again;
use search::Words;

/// Where the help is shown.
#[derive(Clone, Copy)]
pub struct Place {
    /// How many aids stand there before the person types.
    pub at_first: usize,
    /// Whether it can be kept beside the page from here.
    pub opens_panel: bool,
    /// Shows this place again, after an aid.
    pub back: fn(),
}

/// The help in one place.
pub struct Help {
    place: Place,
    section: HtmlElement,
    field: HtmlInputElement,
    list: HtmlElement,
    /// Says how many aids there are, or why there are none.
    said: HtmlElement,
    beside: HtmlElement,
    page: RefCell<Page>,
}

/// The page in front, and its aids.
#[derive(Default)]
struct Page {
    tab: Option<Rc<Tab>>,
    aids: Vec<Aid>,
    /// What each is found by.
    words: Vec<Words>,
}

impl Help {
    /// Empty until [`Self::look`].
    pub fn new(place: Place, heading: &str) -> Rc<Self> {
        let words = say(Key::HelpSearch);
        let field = make("input", "search")
            .set("type", "search")
            .set("autocomplete", "off")
            .set("placeholder", &words)
            .set("aria-label", &words)
            .set("hidden", "");
        let list = make("ul", "aids");
        let said = make("p", "aside").set("role", "status").set("tabindex", "-1");
        let beside = button("quiet", &say(Key::HelpBeside)).set("hidden", "");
        let section = make("section", "help")
            .set("role", "search")
            .set("aria-label", &say(Key::HelpTitle))
            .with(make("div", "pair").with(make(heading, "").text(&say(Key::HelpTitle))).with(&beside));
        let section = section.with(&field).with(&list).with(&said);
        let help = Rc::new(Self {
            place,
            section,
            field: field.unchecked_into(),
            list,
            said,
            beside: beside.clone(),
            page: RefCell::default(),
        });
        help.listen();
        help
    }

    /// What goes on the page.
    pub fn section(&self) -> &HtmlElement {
        &self.section
    }

    /// Where typing begins.
    pub fn focus(&self) {
        let _ = self.field.focus();
    }

    /// Looks which page is in front and what helps there, and gives the tab with the packs of its
    /// aids. The same page again changes nothing, so that nobody loses what they typed.
    pub async fn look(self: &Rc<Self>) -> Option<(Rc<Tab>, Vec<String>)> {
        let tab = front_tab().await.map(Rc::new);
        let Some(front) = &tab else {
            self.fill(Page::default(), Key::HelpUnknown);
            return None;
        };
        if !self.is_at(front) {
            // Noted before the answer, so that the same news twice asks once.
            self.page.borrow_mut().tab = tab.clone();
            let aids = help_at(&front.url).await;
            if !self.is_at(front) {
                // The person went on meanwhile.
                return None;
            }
            let Some(aids) = aids else {
                self.fill(Page::default(), Key::NoAnswer);
                return None;
            };
            let words = aids.iter().map(|aid| Words { title: small(&aid.title), why: small(&aid.why) });
            let words = words.collect();
            self.fill(Page { tab: tab.clone(), aids, words }, Key::HelpNone);
        }
        let mut packs: Vec<String> = Vec::new();
        for aid in &self.page.borrow().aids {
            if !packs.contains(&aid.pack) {
                packs.push(aid.pack.clone());
            }
        }
        tab.map(|tab| (tab, packs))
    }

    /// The aids of the page, by name and title.
    pub fn nudges(&self) -> Vec<Named> {
        let page = self.page.borrow();
        let named = |aid: &Aid| Named { nudge: aid.nudge.clone(), title: aid.title.clone() };
        page.aids.iter().map(named).collect()
    }

    fn is_at(&self, front: &Tab) -> bool {
        self.page.borrow().tab.as_ref().is_some_and(|tab| tab.is_at(front))
    }

    fn fill(self: &Rc<Self>, page: Page, if_none: Key) {
        let none = page.aids.is_empty();
        let (held, nudge) = (dom::holds_focus(&self.section), self.focused_nudge());
        let _ = self.field.toggle_attribute_with_force("hidden", none);
        let _ = self.beside.toggle_attribute_with_force("hidden", none || !self.place.opens_panel);
        *self.page.borrow_mut() = page;
        self.field.set_value("");
        if none {
            self.list.set_text_content(None);
            self.said.set_text_content(Some(&say(if_none)));
        } else {
            self.show();
        }
        if held {
            self.focus_again(nudge.as_deref());
        }
    }

    /// The page in front is another: the focus stays with an aid that is there, too, or where typing
    /// begins; where nothing can be found it goes to the words that say so.
    fn focus_again(&self, nudge: Option<&str>) {
        let aids = &self.page.borrow().aids;
        let same = nudge.and_then(|nudge| aids.iter().position(|aid| aid.nudge == nudge));
        let _ = match same.and_then(|at| self.button(at as u32)) {
            Some(button) => button.focus(),
            None if aids.is_empty() => self.said.focus(),
            None => self.field.focus(),
        };
    }

    /// The aid that has the focus.
    fn focused_nudge(&self) -> Option<String> {
        let page = self.page.borrow();
        let found = search::find(&small(&self.field.value()), &page.words);
        let at = found.get(self.at()? as usize)?;
        page.aids.get(*at).map(|aid| aid.nudge.clone())
    }

    /// Shows the aids that fit what was typed.
    fn show(self: &Rc<Self>) {
        let typed = self.field.value();
        let page = self.page.borrow();
        let found = search::find(&small(&typed), &page.words);
        let shown = if typed.trim().is_empty() { found.len().min(self.place.at_first) } else { found.len() };
        let more = found.len() - shown;
        let words = match (found.len(), more) {
            (0, _) => say_with(Key::HelpNoMatch, &[typed.trim()]),
            (all, 0) => say_count(all as u32, Key::HelpCountOne, Key::HelpCountMany),
            (_, more) => say_with(Key::HelpMore, &[&more.to_string()]),
        };
        self.said.set_text_content(Some(&words));
        self.list.set_text_content(None);
        let rows = found.into_iter().take(shown).filter_map(|at| page.aids.get(at));
        let rows = rows.map(|aid| {
            let mute = never_again::control(&aid.nudge, &aid.title, aid.muted);
            make("li", "aid-row").with(self.row(aid)).with_all(mute)
        });
        let _ = self.list.clone().with_all(rows);
    }

    fn row(self: &Rc<Self>, aid: &Aid) -> HtmlElement {
        let help = Rc::clone(self);
        let (nudge, title): (Rc<str>, Rc<str>) = (aid.nudge.as_str().into(), aid.title.as_str().into());
        button("aid", "")
            .with(make("span", "name").set("dir", "auto").text(&aid.title))
            .with(make("span", "aside").text(&minutes(aid.seconds)))
            .with(make("span", "aside why").set("dir", "auto").text(&aid.why))
            .on_press(move || spawn_local(Rc::clone(&help).open(Rc::clone(&nudge), Rc::clone(&title))))
    }

    async fn open(self: Rc<Self>, nudge: Rc<str>, title: Rc<str>) {
        let Some(tab) = self.page.borrow().tab.as_ref().map(|tab| tab.number()) else { return };
        match pull(&nudge, tab).await {
            Pulled::Moment(moment) => aid::show(&moment, &title, self.place.back),
            Pulled::Gone => self.said.set_text_content(Some(&say(Key::HelpGone))),
            Pulled::NoAnswer => self.said.set_text_content(Some(&say(Key::NoAnswer))),
        }
    }

    fn listen(self: &Rc<Self>) {
        let help = Rc::clone(self);
        dom::listen(&self.field, "input", move |_| help.show());
        let help = Rc::clone(self);
        dom::listen(&self.section, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| key.is_trusted()) else { return };
            if help.heed(&key.key()) {
                event.prevent_default();
            }
        });
        let help = Rc::clone(self);
        let _ = self.beside.clone().on_press(move || {
            if let Some(tab) = &help.page.borrow().tab {
                open_panel(tab);
            }
        });
    }

    /// Follows a key; `false` leaves it to the browser.
    fn heed(self: &Rc<Self>, key: &str) -> bool {
        let at = self.at();
        match key {
            "ArrowDown" => self.go(at.map_or(0, |at| at + 1)),
            // Above the first one is the field.
            "ArrowUp" => match at {
                Some(0) => self.focus(),
                Some(at) => self.go(at - 1),
                None => return false,
            },
            "Enter" if at.is_none() && self.in_field() => self.open_first(),
            "Escape" if at.is_some() => self.focus(),
            "Escape" if self.in_field() && !self.field.value().is_empty() => {
                self.field.set_value("");
                self.show();
            }
            // The popup closes on it.
            _ => return false,
        }
        true
    }

    /// Opens the aid that fits best.
    fn open_first(self: &Rc<Self>) {
        let page = self.page.borrow();
        let found = search::find(&small(&self.field.value()), &page.words);
        if let Some(aid) = found.first().and_then(|at| page.aids.get(*at)) {
            spawn_local(Rc::clone(self).open(aid.nudge.as_str().into(), aid.title.as_str().into()));
        }
    }

    fn in_field(&self) -> bool {
        dom::document()
            .active_element()
            .is_some_and(|it| it == *self.field.unchecked_ref::<web_sys::Element>())
    }

    /// Which aid has the focus.
    fn at(&self) -> Option<u32> {
        let focused = dom::document().active_element()?;
        let rows = self.list.children();
        (0..rows.length()).find(|at| rows.item(*at).is_some_and(|row| row.contains(Some(&focused))))
    }

    fn button(&self, at: u32) -> Option<HtmlElement> {
        self.list.children().item(at)?.first_element_child()?.dyn_into().ok()
    }

    fn go(&self, at: u32) {
        if let Some(button) = self.button(at) {
            let _ = button.focus();
        }
    }
}

/// In small letters. The browser knows which they are; their tables would be 6 KB of WebAssembly.
fn small(text: &str) -> String {
    JsString::from(text).to_locale_lower_case(None).into()
}
