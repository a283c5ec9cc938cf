//! What an organisation's own fields mean: listed for each host, and bound by pointing.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::meaning_form::Form;
use super::pointing::{Missed, point};
use super::{bindings_file, renew, said, set_host};
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{listed_titles, say, say_with};
use crate::messages::{Failure, HostChange, HostMeanings, Meaning, MeaningChange, MeaningLine, Status};

/// All hosts that have something to bind; nothing while none was visited.
pub fn section(status: &Status) -> Option<HtmlElement> {
    (!status.meanings.is_empty()).then(|| whole(status))
}

/// The section, also when there is nothing in it.
pub fn whole(status: &Status) -> HtmlElement {
    let said = said();
    let section = super::section(Key::MeaningsTitle, Key::MeaningsWhat);
    let parts = status.meanings.iter().flat_map(|host| group(host, &section, &said));
    section.clone().with_all(parts).with(said)
}

fn group(of: &HostMeanings, section: &HtmlElement, said: &HtmlElement) -> Vec<HtmlElement> {
    let heading = say_with(Key::MeaningsAt, &[&of.title, &of.host]);
    let rows = of.meanings.iter().map(|line| {
        let row = Row {
            host: of.host.clone(),
            line: line.clone(),
            item: make("li", "meaning"),
            section: section.clone(),
            said: said.clone(),
        };
        row.show();
        row.item
    });
    let rows = make("ul", "rows").with_all(rows);
    [make("h3", "").text(&heading), rows].into_iter().chain(bindings_file::part(of)).collect()
}

/// One meaning of one host.
#[derive(Clone)]
struct Row {
    host: String,
    line: MeaningLine,
    item: HtmlElement,
    section: HtmlElement,
    said: HtmlElement,
}

impl Row {
    fn show(&self) {
        let bind = &self.line.open.bind;
        let pressed = self.clone();
        let point = button("secondary", &say(Key::MeaningPoint))
            .set("aria-label", &say_with(Key::MeaningPointWhich, &[bind]))
            .on_press(move || spawn_local(pressed.clone().point()));
        let remove = self.line.own.then(|| {
            let pressed = self.clone();
            button("secondary", &say(Key::OwnRemove))
                .set("aria-label", &say_with(Key::OwnRemoveWhich, &[bind]))
                .on_press(move || spawn_local(pressed.clone().save(None, Key::MeaningRemoved)))
        });
        let needed = (!self.line.nudges.is_empty()).then(|| {
            let nudges = listed_titles(&self.line.nudges);
            make("p", "aside").text(&say_with(Key::MeaningNeeded, &[&nudges]))
        });
        let _ = self
            .item
            .clone()
            .with(make("p", "name").text(bind))
            .with(make("p", "host").text(&self.place()))
            .with_all(needed)
            .with(make("div", "actions").with(point).with_all(remove));
    }

    /// Where the meaning is read by now.
    fn place(&self) -> String {
        let Some(bound) = &self.line.bound else { return say(Key::MeaningUnbound) };
        let name = bound.field.as_ref().or(bound.fact.as_ref()).map_or("", String::as_str);
        say_with(if self.line.own { Key::MeaningBound } else { Key::MeaningBoundByOthers }, &[name])
    }

    async fn point(self) {
        self.said.set_text_content(Some(&say(Key::PointNow)));
        match point(&self.host, &self.line.open.bind).await {
            Ok(pointed) => {
                self.said.set_text_content(None);
                let form = Form::new(&self.line, pointed);
                let (saved, cancelled) = (self.clone(), self.clone());
                self.item.set_text_content(None);
                let _ = self.item.clone().with(form.build(
                    move |bound| spawn_local(saved.clone().save(Some(bound), Key::MeaningSaved)),
                    move || spawn_local(renew(cancelled.section.clone(), whole, Key::PointCancelled)),
                ));
                form.focus();
            }
            Err(missed) => {
                let words = match missed {
                    Missed::NoTab => say_with(Key::PointNoTab, &[&self.host]),
                    Missed::NoRecord => say(Key::PointNoRecord),
                    Missed::NotAllowed => say_with(Key::PointNotAllowed, &[&self.host]),
                    Missed::Cancelled => say(Key::PointCancelled),
                };
                self.said.set_text_content(Some(&words));
            }
        }
    }

    /// Stores what was pointed at, or takes it back.
    async fn save(self, bound: Option<Meaning>, done: Key) {
        let meaning = MeaningChange { meaning: self.line.meaning.clone(), bound };
        let change = HostChange { host: self.host.clone(), meaning: Some(meaning), ..HostChange::default() };
        match set_host(change).await {
            Ok(()) => renew(self.section, whole, done).await,
            Err(Failure::Refused(problem)) => {
                self.said.set_text_content(Some(&format!("{} {}", problem.what, problem.mend)));
            }
            Err(Failure::NoAnswer) => self.said.set_text_content(Some(&say(Key::NotSaved))),
        }
    }
}
