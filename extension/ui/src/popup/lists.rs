//! What needs a hand: problems, places that vanished, nudges that lack a binding.

use web_sys::HtmlElement;

use crate::browser::open_options;
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{day, in_words, listed, say, say_with};
use crate::messages::{Problem, Site, Unbound, Vanished};

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

/// That nothing can come up because no system was allowed.
pub fn no_site(sites: &[Site]) -> Option<HtmlElement> {
    // Without any to allow, the worker is broken, and says so itself.
    (!sites.is_empty() && !sites.iter().any(|site| site.granted)).then(|| {
        super::section(&say(Key::NoSiteTitle))
            .set("class", "notice")
            .with(make("p", "").text(&say(Key::NoSite)))
            .with(button("secondary", &say(Key::NoSiteChoose)).on_press(open_options))
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
        let meanings = listed(nudge.meanings.iter().cloned());
        let missing = say_with(Key::UnboundMeanings, &[&meanings, &nudge.host]);
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
