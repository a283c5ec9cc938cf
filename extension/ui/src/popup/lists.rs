//! What needs a hand: problems, nudges that lack a binding, nudges that were told never to come back.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::browser::open_options;
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{day, in_words, say, say_with};
use crate::messages::{Message, Named, Problem, Unbound, Vanished, tell};

/// What does not work, where, and how to mend it.
pub fn problems(problems: &[Problem]) -> Option<HtmlElement> {
    let rows = problems.iter().map(|problem| {
        make("li", "")
            .with(make("p", "name").text(&problem.what))
            .with(make("p", "").text(&problem.mend))
            .with(make("p", "aside").text(&problem.place))
    });
    (!problems.is_empty()).then(|| {
        super::section(&say(Key::Problems)).set("class", "notice").with(make("ul", "rows").with_all(rows))
    })
}

/// Places that Cuecard read before and cannot find any more.
pub fn vanished(vanished: &[Vanished]) -> Option<HtmlElement> {
    let rows = vanished.iter().map(|it| {
        // `app.page.fact`: which app it is, the host says.
        let fact = it.place.splitn(3, '.').last().unwrap_or_default();
        let line = say_with(Key::VanishedLine, &[&in_words(fact), &it.host, &day(&it.last)]);
        make("li", "").with(make("p", "").text(&line))
    });
    (!vanished.is_empty()).then(|| {
        super::section(&say(Key::VanishedTitle))
            .with(make("ul", "rows").with_all(rows))
            .with(make("p", "aside").text(&say(Key::VanishedMend)))
    })
}

/// Nudges that stay silent because a meaning is not bound on this host.
pub fn unbound(unbound: &[Unbound]) -> Option<HtmlElement> {
    let rows = unbound.iter().map(|nudge| {
        let missing = say_with(Key::UnboundMeanings, &[&nudge.meanings.join(", "), &nudge.host]);
        make("li", "")
            .with(make("p", "name").set("dir", "auto").text(&nudge.title))
            .with(make("p", "aside").text(&missing))
    });
    (!unbound.is_empty()).then(|| {
        super::section(&say(Key::UnboundTitle))
            .with(make("p", "").text(&say(Key::UnboundWhat)))
            .with(make("ul", "rows").with_all(rows))
            .with(button("secondary", &say(Key::UnboundSetUp)).on_press(open_options))
    })
}

/// Nudges that the person never wanted to see again, each with the way back.
pub fn muted(muted: &[Named]) -> Option<HtmlElement> {
    (!muted.is_empty()).then(|| {
        super::section(&say(Key::MutedTitle)).with(make("ul", "rows").with_all(muted.iter().map(muted_row)))
    })
}

fn muted_row(named: &Named) -> HtmlElement {
    let title = make("p", "name").set("dir", "auto").text(&named.title);
    let said = make("p", "aside").set("role", "status").set("tabindex", "-1");
    let back = button("secondary", &say(Key::ShowAgain))
        .set("aria-label", &say_with(Key::ShowAgainWhich, &[&named.title]));
    let nudge: Rc<str> = named.nudge.as_str().into();
    let (pressed, answer) = (back.clone(), said.clone());
    let back = back.on_press(move || {
        let (nudge, pressed, answer) = (Rc::clone(&nudge), pressed.clone(), answer.clone());
        spawn_local(async move {
            if tell(&Message::Unmute { nudge: &nudge }).await.is_ok() {
                answer.set_text_content(Some(&say(Key::ShownAgain)));
                // The button goes, so the focus moves to the words that replace it.
                let _ = answer.focus();
                pressed.remove();
            } else {
                answer.set_text_content(Some(&say(Key::NotSaved)));
            }
        });
    });
    make("li", "with-action").with(title).with(back).with(said)
}
