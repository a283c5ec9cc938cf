//! The organisation that the person belongs to: what holds of it, what is wrong with it, and the way out;
//! or, for who is on their own, the way in.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::{join, leaves, renew, said, show_settings, team};
use crate::address::{host_of, pattern_of};
use crate::browser::{ask_if_it_tells, permitted};
use crate::dom::{self, Build, button, disclosure, make};
use crate::keys::Key;
use crate::locale::{civil_day, day, now, say, say_count, say_with};
use crate::messages::{Message, Organisation, Quiet, Status, StatusAnswer, Told, ask, tell};
use crate::popup::reason;
use crate::trust::{is_quiet, trouble};

/// The section.
pub fn section(status: &Status) -> HtmlElement {
    match &status.organisation {
        None => join::section(),
        Some(organisation) => joined(organisation, status.off),
    }
}

fn joined(organisation: &Organisation, off: bool) -> HtmlElement {
    let said = said();
    let Organisation { repository, team, told, .. } = organisation;
    let yours = say_with(Key::OrganisationYours, &[team, &host_of(repository)]);
    let state = make("div", "state")
        .with_all(trouble(organisation).map(|wrong| make("p", "error").text(&say(wrong))))
        .with(make("p", "").text(&holds(organisation)))
        .with_all(told.iter().flat_map(what))
        .with_all(organisation.managed.then(|| make("p", "aside").text(&say(Key::OrganisationManaged))));
    let section = make("section", "organisation")
        .with(make("h2", "").text(&say(Key::OrganisationTitle)))
        .with(make("p", "lead").text(&yours))
        .with(state);
    // What is off asks nobody anything.
    let visit = (!off).then(|| visit(repository, &section, &said));
    let leave = (!organisation.managed).then(|| leave(&said));
    let ways = make("div", "actions").with_all(visit.into_iter().chain(leave));
    let team = team::form(organisation, &section, &said);
    section.with(ways).with(team).with(said)
}

/// Until when what was signed holds.
fn holds(organisation: &Organisation) -> String {
    let Some(Told { until, .. }) = organisation.told else { return say(Key::OrganisationNever) };
    let last = day(&civil_day(until));
    if is_quiet(organisation, now()) {
        return say_with(Key::OrganisationRanOut, &[&last]);
    }
    let well = organisation.well.map(|well| day(&civil_day(well))).unwrap_or_default();
    say_with(Key::OrganisationWell, &[&well, &last])
}

/// What may come up, and what may not.
fn what(told: &Told) -> Vec<HtmlElement> {
    let live = say_count(told.live, Key::OrganisationLiveOne, Key::OrganisationLiveMany);
    let quiet = told.quiet.iter().map(|Quiet { title, reason: code }| {
        make("li", "")
            .with(make("p", "name").set("dir", "auto").text(title))
            .with(make("p", "aside").text(&say(reason(code))))
    });
    // These sentences are for those who publish, and in their language.
    let left_out =
        told.left_out.iter().map(|line| make("li", "").with(make("p", "").set("lang", "en").text(line)));
    let lists =
        [rows(Key::OrganisationQuiet, quiet.collect()), rows(Key::OrganisationLeftOut, left_out.collect())];
    let lines = [make("p", "").text(&live)].into_iter().chain(lists.into_iter().flatten());
    lines.chain(leaves::lines(&told.leaves)).collect()
}

/// A list behind a line that says how long it is.
fn rows(title: Key, rows: Vec<HtmlElement>) -> Option<HtmlElement> {
    let title = format!("{} ({})", say(title), rows.len());
    (!rows.is_empty()).then(|| disclosure("", &title).with(make("ul", "rows").with_all(rows)))
}

fn visit(repository: &str, section: &HtmlElement, said: &HtmlElement) -> HtmlElement {
    let (pattern, section, said) = (pattern_of(repository), section.clone(), said.clone());
    button("secondary", &say(Key::OrganisationVisit)).on_press(move || {
        said.set_text_content(Some(&say(Key::LinkAsking)));
        // Asked here and not later: the browser only listens during the press.
        let asked = pattern.as_deref().and_then(ask_if_it_tells);
        let (section, said) = (section.clone(), said.clone());
        spawn_local(async move {
            permitted(asked).await;
            match tell(&Message::Visit).await {
                Ok(()) => renew(section, self::section, Key::OrganisationVisited).await,
                Err(_) => said.set_text_content(Some(&say(Key::NotSaved))),
            }
        });
    })
}

fn leave(said: &HtmlElement) -> HtmlElement {
    let said = said.clone();
    button("secondary", &say(Key::OrganisationLeave)).on_press(move || {
        let said = said.clone();
        spawn_local(async move {
            match tell(&Message::Leave { member: () }).await {
                Ok(()) => renew_all(Key::OrganisationLeft).await,
                Err(_) => said.set_text_content(Some(&say(Key::NotSaved))),
            }
        });
    })
}

/// Shows the whole page anew, since other parts are about the organisation, too, and says what was done here.
pub async fn renew_all(done: Key) {
    let Some(StatusAnswer { status }) = ask(&Message::Status).await else { return };
    show_settings(&status);
    let said = dom::root().query_selector(".organisation > .said").ok().flatten();
    if let Some(said) = said {
        said.set_text_content(Some(&say(done)));
        // What had the focus is gone, so it moves to the words that say what was done.
        dom::focus(Some(said));
    }
}
