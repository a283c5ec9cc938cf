//! Which systems Cuecard may read: each is allowed on its own, by the browser's own question.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::browser::{ask_permission, permitted};
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::Site;

/// The systems that the adapters can read.
pub fn section(sites: &[Site]) -> Option<HtmlElement> {
    (!sites.is_empty()).then(|| {
        super::section(Key::SitesTitle, Key::SitesWhat)
            .with(make("ul", "rows").with_all(sites.iter().map(row)))
    })
}

fn row(site: &Site) -> HtmlElement {
    let said = super::said();
    let row = make("li", "with-action")
        .with(make("p", "name").text(&site.title))
        .with(make("p", "host").text(&site.site));
    if site.granted {
        return row.with(said.text(&say(Key::Allowed)));
    }
    let allow =
        button("secondary", &say(Key::Allow)).set("aria-label", &say_with(Key::AllowWhich, &[&site.title]));
    let pattern = format!("https://{}/*", site.site);
    let (pressed, answer) = (allow.clone(), said.clone());
    let allow = allow.on_press(move || {
        // Asked here and not later: the browser only listens during the press.
        let asked = ask_permission(&pattern);
        let (pressed, answer) = (pressed.clone(), answer.clone());
        spawn_local(async move {
            if permitted(asked).await {
                answer.set_text_content(Some(&say(Key::Allowed)));
                // The button goes, so the focus moves to the word that replaces it.
                let _ = answer.focus();
                pressed.remove();
            } else {
                answer.set_text_content(Some(&say(Key::NotAllowed)));
            }
        });
    });
    row.with(allow).with(said)
}
