//! The organisation that the person belongs to: what holds of it, what is wrong with it, and the way out;
//! or, for who is on their own, the way in.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::{join, renew, said, team};
use crate::address::host_of;
use crate::dom::{Build, button, disclosure, make};
use crate::keys::Key;
use crate::locale::{civil_day, day, moment, now, say, say_count, say_with};
use crate::messages::{Message, Organisation, Quiet, Status, Told, tell};
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
    let section = make("section", "organisation")
        .with(make("h2", "").text(&say(Key::OrganisationTitle)))
        .with(make("p", "lead").text(&yours))
        .with_all(organisation.managed.then(|| make("p", "aside").text(&say(Key::OrganisationManaged))))
        .with_all(trouble(organisation).map(|wrong| make("p", "error").text(&say(wrong))))
        .with(make("p", "").text(&holds(organisation)))
        .with_all(told.iter().flat_map(what));
    let visit = button("secondary", &say(Key::OrganisationVisit));
    let visit = does(visit, || Message::Visit, Key::OrganisationVisited, &section, &said);
    let leave = button("secondary", &say(Key::OrganisationLeave));
    let leave = does(leave, || Message::Leave { member: () }, Key::OrganisationLeft, &section, &said);
    // What is off asks nobody anything.
    let ways = [(!off).then_some(visit), (!organisation.managed).then_some(leave)];
    section
        .clone()
        .with(make("div", "actions").with_all(ways.into_iter().flatten()))
        .with(team::form(organisation, &section, &said))
        .with(said)
}

/// Until when what was signed holds.
fn holds(organisation: &Organisation) -> String {
    let Some(Told { until, .. }) = organisation.told else { return say(Key::OrganisationNever) };
    let last = day(&civil_day(until));
    if is_quiet(organisation, now()) {
        return say_with(Key::OrganisationRanOut, &[&last]);
    }
    say_with(Key::OrganisationWell, &[&organisation.well.map(moment).unwrap_or_default(), &last])
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
    [make("p", "").text(&live)].into_iter().chain(lists.into_iter().flatten()).collect()
}

/// A list behind a line that says how long it is.
fn rows(title: Key, rows: Vec<HtmlElement>) -> Option<HtmlElement> {
    let title = format!("{} ({})", say(title), rows.len());
    (!rows.is_empty()).then(|| disclosure("", &title).with(make("ul", "rows").with_all(rows)))
}

/// Makes a button tell the worker something; what came of it is said, and shown.
fn does(
    button: HtmlElement,
    message: fn() -> Message<'static>,
    done: Key,
    section: &HtmlElement,
    said: &HtmlElement,
) -> HtmlElement {
    let (section, said) = (section.clone(), said.clone());
    button.on_press(move || {
        let (section, said) = (section.clone(), said.clone());
        said.set_text_content(Some(&say(Key::LinkAsking)));
        spawn_local(async move {
            match tell(&message()).await {
                Ok(()) => renew(section, self::section, done).await,
                Err(_) => said.set_text_content(Some(&say(Key::NotSaved))),
            }
        });
    })
}
