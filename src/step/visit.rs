//! Which places hold: noted while a page is open, counted and reported when the person leaves it.

use super::Step;
use crate::adapter::{Location, Plan, Readings, System};
use crate::ledger::Visit;
use crate::report::{Kind, Label};

impl Step<'_> {
    /// Notes which alternatives matched.
    pub(super) fn note_visit(&mut self, tab: i64, location: &Location<'_>, plan: &Plan, readings: &Readings) {
        let Some(tab) = self.ledger.tabs.get_mut(&tab) else { return };
        tab.host.clone_from(&location.host);
        let page = format!("{}.{}", location.adapter.app, location.page.page);
        if tab.visit.page != page {
            tab.visit = Visit { page, ..Visit::default() };
        }
        let places = plan.sources.iter().zip(&readings.places).filter_map(|(source, reading)| {
            Some((source.fact()?, reading.as_ref().map(|reading| reading.at)))
        });
        let lists = plan.list_sources.iter().zip(&readings.lists);
        let lists =
            lists.map(|(source, reading)| (source.list.as_str(), reading.as_ref().map(|list| list.at)));
        for (name, at) in places.chain(lists) {
            let at = at.and_then(|at| u8::try_from(at).ok());
            let found = tab.visit.found.get_or_insert_with(name.to_owned(), || at);
            *found = at.or(*found);
        }
    }

    /// Counts what was noted: the page is left.
    pub(super) fn end_visit(&mut self, tab: i64) {
        let Some(tab) = self.ledger.tabs.get_mut(&tab) else { return };
        let visit = std::mem::take(&mut tab.visit);
        let name = tab.host.clone();
        let Some(host) = self.ledger.hosts.get_mut(&name) else { return };
        let Some(gone) = host.take_in(&visit, self.env.today) else { return };
        self.report_health(&name, &visit.page, &gone);
    }

    /// Reports that a system was read, and which places are gone there: each once a week, whatever
    /// host of the system it was.
    fn report_health(&mut self, host: &str, page: &str, gone: &[&str]) {
        let Some((app, page)) = page.split_once('.').filter(|_| self.ledger.settings.server.is_some()) else {
            return;
        };
        let Some(adapter) = self.content.adapters.iter().find(|adapter| adapter.app == app) else { return };
        let system = self.system_on(adapter, host);
        let places = gone.iter().filter_map(|fact| Some(format!("{page}.{}", public_name(&system, fact)?)));
        let (content, week) = (self.content.version.as_str(), self.env.today.iso_week());
        for place in std::iter::once(None).chain(places.map(Some)) {
            let told = place.as_ref().map_or_else(|| app.to_owned(), |place| format!("{app}.{place}"));
            if !self.is_news(told) {
                continue;
            }
            let place = place.as_deref().map(|place| (Label::Place, place));
            let mut labels = vec![(Label::App, app)];
            labels.extend(place);
            labels.extend([(Label::Content, content), (Label::Week, &week)]);
            self.report(Kind::Health, &labels, None);
        }
    }
}

/// What anybody may read: the adapter's name of a place. That of an organisation's own field is the
/// meaning that it has.
fn public_name<'a>(system: &System<'a>, fact: &'a str) -> Option<&'a str> {
    let Some(field) = fact.strip_prefix("field:") else { return Some(fact) };
    let mut meanings = system.meanings.iter();
    let (name, _) = meanings.find(|(name, meaning)| {
        meaning.field.as_deref() == Some(field) && system.adapter.open_meanings.contains_key(**name)
    })?;
    Some(*name)
}
