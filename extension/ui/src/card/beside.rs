//! The panel beside the page of a card, where its lesson opens.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::{self, Tab};
use crate::dom;

/// The tab that the card is in. It is found ahead: a press must open the panel at once, or the
/// browser no longer takes it for the person's wish.
#[derive(Clone, Default)]
pub struct Beside(Rc<RefCell<Option<Tab>>>);

impl Beside {
    /// Begins to find the tab.
    pub fn find() -> Self {
        let beside = Self::default();
        let found = Rc::clone(&beside.0);
        spawn_local(async move {
            *found.borrow_mut() = browser::own_tab().await;
        });
        beside
    }

    /// Opens a page of the extension there. The panel or the popup that a card is in gives its place
    /// to it; a web page never does, though browsers would let it be sent away.
    pub fn open(&self, page: &str) {
        if self.0.borrow().as_ref().and_then(|tab| browser::open_in_panel(tab, page)).is_some() {
            return;
        }
        let page = ["/", page].concat();
        let window = dom::window();
        match window.top() {
            Ok(Some(top)) if dom::is_in_own_page() => {
                let _ = top.location().set_href(&page);
            }
            // Firefox gives a frame in a web page no panel: beside the page is the next tab.
            _ => drop(window.open_with_url_and_target(&page, "_blank")),
        }
    }
}
