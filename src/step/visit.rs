//! Which places hold: noted while a page is open, counted when the person leaves it.

use super::Step;
use crate::adapter::{Location, Plan, Readings};
use crate::ledger::Visit;

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
        if let Some(host) = self.ledger.hosts.get_mut(&tab.host) {
            host.take_in(&visit, self.env.today);
        }
    }
}
