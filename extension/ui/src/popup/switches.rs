//! What may come up by itself: this page's site, the kinds of its cards and each of them, and everything
//! that was switched off elsewhere. The way back is the switch itself.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use super::published::Published;
use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::{Change, HostChange, Message, Named, PackChange, Silence, tell};
use crate::never_again;

/// The switches; empty until the page in front is known.
pub struct Switches {
    view: HtmlElement,
    list: HtmlElement,
    said: HtmlElement,
    hosts_off: Vec<String>,
    packs_off: Vec<String>,
    muted: Vec<Named>,
}

impl Switches {
    pub fn new(silence: &Silence, muted: Vec<Named>) -> Self {
        let list = make("ul", "switches");
        let said = make("p", "said").set("role", "status");
        let view = disclosure("", &say(Key::SwitchesTitle)).set("hidden", "").with(&list).with(&said);
        let (hosts_off, packs_off) = (silence.hosts.clone(), silence.packs.clone());
        Self { view, list, said, hosts_off, packs_off, muted }
    }

    pub fn view(&self) -> &HtmlElement {
        &self.view
    }

    /// Shows them; `host`, `packs` and `nudges` are those of the page in front.
    pub fn fill(self, host: Option<String>, packs: Vec<String>, nudges: Vec<Named>, published: &Published) {
        let hosts = with_more(host.into_iter().collect(), &self.hosts_off);
        let packs = with_more(packs, &self.packs_off);
        let elsewhere = self.muted.iter().filter(|muted| !nudges.iter().any(|it| it.nudge == muted.nudge));
        let nudges: Vec<Named> = nudges.iter().chain(elsewhere).cloned().collect();
        if hosts.is_empty() && packs.is_empty() && nudges.is_empty() {
            return;
        }
        let host_rows = hosts.into_iter().map(|host| {
            let on = !self.hosts_off.contains(&host);
            self.row(&say_with(Key::SwitchSite, &[&host]), on, move |on| Change {
                host: Some(HostChange { host: host.clone(), on: Some(on), ..HostChange::default() }),
                ..Change::default()
            })
        });
        let pack_rows = packs.into_iter().map(|pack| {
            let on = !self.packs_off.contains(&pack);
            self.row(&published.title(&pack), on, move |on| Change {
                pack: Some(PackChange { pack: pack.clone(), on }),
                ..Change::default()
            })
        });
        let nudge_rows = nudges.iter().map(|named| {
            let on = !self.muted.iter().any(|muted| muted.nudge == named.nudge);
            labelled(&named.title, never_again::switch(&named.nudge, on, &self.said)).set("class", "single")
        });
        let _ = self.list.clone().with_all(host_rows).with_all(pack_rows).with_all(nudge_rows);
        let off = !(self.hosts_off.is_empty() && self.packs_off.is_empty() && self.muted.is_empty());
        // What is off is seen at once: nobody should wonder why nothing comes.
        let _ = self.view.toggle_attribute_with_force("open", off);
        let _ = self.view.remove_attribute("hidden");
    }

    fn row(&self, label: &str, on: bool, change: impl Fn(bool) -> Change + 'static) -> HtmlElement {
        let switch: HtmlInputElement = make("input", "").set("type", "checkbox").unchecked_into();
        switch.set_checked(on);
        let (said, pressed, change) = (self.said.clone(), switch.clone(), Rc::new(change));
        crate::dom::listen(&switch, "change", move |event| {
            if !event.is_trusted() {
                return;
            }
            let (said, pressed, change) = (said.clone(), pressed.clone(), Rc::clone(&change));
            spawn_local(async move {
                let on = pressed.checked();
                said.set_text_content(None);
                if tell(&Message::Set { settings: change(on) }).await.is_err() {
                    pressed.set_checked(!on);
                    said.set_text_content(Some(&say(Key::NotSaved)));
                }
            });
        });
        labelled(label, switch.into())
    }
}

fn labelled(label: &str, switch: HtmlElement) -> HtmlElement {
    let words = make("span", "").set("dir", "auto").text(label);
    make("li", "").with(make("label", "switch").with(&switch).with(words))
}

/// `first`, then what of `more` is not among it.
fn with_more(mut first: Vec<String>, more: &[String]) -> Vec<String> {
    for name in more {
        if !first.contains(name) {
            first.push(name.clone());
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::with_more;

    #[test]
    fn what_is_off_elsewhere_comes_after_what_is_here_and_once() {
        let cases: [(&[&str], &[&str], &[&str]); 4] = [
            (&["a"], &["b", "a"], &["a", "b"]),
            (&[], &["b"], &["b"]),
            (&["a"], &[], &["a"]),
            (&[], &[], &[]),
        ];
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for (first, more, all) in cases {
            assert_eq!(with_more(owned(first), &owned(more)), owned(all));
        }
    }
}
