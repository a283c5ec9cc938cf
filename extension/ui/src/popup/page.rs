//! What Cuecard sees on the page in front: only when the person asks, and nothing of it is kept.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::browser::{front_tab, send_to_tab};
use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{in_words, listed, say, say_count, say_with};
use crate::messages::{
    Answered, LookAnswer, LookedAnswer, Message, PageState, Place, Places, Plan, TabMessage, ask,
};

/// Opened, it looks at the page; opened again, it looks again.
pub fn section() -> HtmlElement {
    let seen = make("div", "seen").set("role", "status");
    let shown = seen.clone();
    let view = disclosure("", &say(Key::PageTitle)).with(seen).on("toggle", move |event| {
        let view = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if view.is_some_and(|view| view.has_attribute("open")) {
            spawn_local(fill(shown.clone()));
        }
    });
    make("section", "").with(view)
}

async fn fill(shown: HtmlElement) {
    let parts = match look().await {
        Ok(page) => picture(&page),
        Err(why) => vec![make("p", "aside").text(&say(why))],
    };
    shown.set_text_content(None);
    let _ = shown.with_all(parts);
}

/// Asks the worker how, the page what, and the worker what it means.
async fn look() -> Result<PageState, Key> {
    let tab = front_tab().await.ok_or(Key::PageNothing)?;
    let LookAnswer { plan } = ask(&Message::Look { url: &tab.url }).await.ok_or(Key::NoAnswer)?;
    let plan = plan.ok_or(Key::PageNothing)?;
    let Plan { version } = serde_json::from_str(plan.get()).map_err(|_| Key::NoAnswer)?;
    let question = serde_json::to_string(&TabMessage::Look { plan: &plan }).map_err(|_| Key::NoAnswer)?;
    let answer = send_to_tab(&tab, &question).await.ok_or(Key::PageReload)?;
    let Answered { url, seen } = serde_json::from_str(&answer).map_err(|_| Key::PageReload)?;
    let seen = seen.ok_or(Key::PageNotYet)?;
    let looked = Message::Looked { url: &url, plan: &version, readings: &seen.readings, lists: &seen.lists };
    let LookedAnswer { page } = ask(&looked).await.ok_or(Key::NoAnswer)?;
    page.ok_or(Key::PageNotYet)
}

fn picture(page: &PageState) -> Vec<HtmlElement> {
    let what = say_with(Key::PageWhat, &[&page.title, &in_words(&page.page)]);
    let mut parts =
        vec![make("p", "name").text(&what), make("p", "aside").text(&page.host), facts(&page.facts)];
    parts.extend(page.lists.iter().map(|(name, things)| list(name, things)));
    let names = |names: &[String]| listed(names.iter().map(|name| in_words(name)));
    let lacks = [(Key::PageAbsent, &page.absent), (Key::PageUnbound, &page.unbound)];
    parts.extend(
        lacks
            .into_iter()
            .filter(|(_, lacking)| !lacking.is_empty())
            .map(|(line, lacking)| make("p", "aside").text(&say_with(line, &[&names(lacking)]))),
    );
    parts
}

fn facts(places: &Places) -> HtmlElement {
    make("dl", "facts").with_all(places.iter().flat_map(|(name, place)| {
        let value = if place.value.is_empty() { say(Key::PageEmpty) } else { place.value.clone() };
        let shown = make("p", if place.value.is_empty() { "aside" } else { "" }).set("dir", "auto");
        let value = make("dd", "").with(shown.text(&value));
        [make("dt", "").text(&in_words(name)), value.with_all(way(place))]
    }))
}

/// Which alternative matched; what follows from the address or from other facts has none.
fn way(place: &Place) -> Option<HtmlElement> {
    let at = (place.at? + 1).to_string();
    let words = match place.of {
        Some(of) => say_with(Key::PageWayOf, &[&at, &of.to_string()]),
        None => say_with(Key::PageWay, &[&at]),
    };
    Some(make("p", "aside").text(&words))
}

fn list(name: &str, things: &[Places]) -> HtmlElement {
    let length = u32::try_from(things.len()).unwrap_or(u32::MAX);
    let count = say_count(length, Key::PageThingsOne, Key::PageThingsMany);
    let heading = say_with(Key::PageList, &[&in_words(name), &count]);
    if things.is_empty() {
        return make("p", "").text(&heading);
    }
    disclosure("", &heading).with_all(things.iter().map(facts))
}
