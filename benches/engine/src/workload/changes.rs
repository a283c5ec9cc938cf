//! Page changes, each brought to where the page has been read, the form saved and the next reading
//! decides. The engine itself takes them there, through its one door.

use cuecard::adapter::{Plan, Reading, Source};
use cuecard::content::Content;
use cuecard::ledger::{Ledger, Tab};
use cuecard::page::{Change as OwnChange, Facts};
use cuecard::step::{Envelope, Message, Reply, Speaker, step};
use cuecard::table::Table;
use cuecard::trigger::{Event, Past};
use serde_json::json;

use super::pages::Page;
use super::person::{SECRET, UNSEEN, env};

/// The tab in which everything happens.
pub const TAB: i64 = 7;

/// One page change, ready to be decided.
pub struct Change {
    /// The app.
    pub app: &'static str,
    /// The page's address.
    url: String,
    /// What the page shows after it.
    pub facts: Facts,
    /// What it comes to.
    pub events: Vec<Event>,
    /// The tab as the engine remembers it: the view before, and the form that was saved.
    pub tab: Tab,
    /// The reading that decides, as the worker gets it.
    pub envelope: String,
}

impl Change {
    /// Takes the page to the point of decision; `None` where nothing of what changes is read.
    ///
    /// # Errors
    /// When the engine does not take in what it should.
    pub fn prepare(
        content: &Content,
        ledger: &Ledger,
        page: &Page,
        number: usize,
    ) -> Result<Option<Self>, String> {
        let mut ledger = ledger.clone();
        let Some(plan) = arrive(content, &mut ledger, &page.url) else { return Ok(None) };
        let read_here = |name: &str| plan.sources.iter().any(|source| source.fact() == Some(name));
        if !page.changed().any(read_here) {
            return Ok(None);
        }
        for (raw, act) in [(&page.before, None), (&page.after, Some("save"))] {
            step(content, &SECRET, &mut ledger, &env(), &read(&saw(page, &plan, raw, act, number))?);
        }
        let tab = ledger.tabs.get(&TAB).cloned().ok_or("the engine did not take the view in")?;
        if tab.drafts.is_empty() {
            return Err("the engine kept no draft".into());
        }
        let drafts = tab.drafts.iter();
        let mut facts = tab.facts.clone();
        facts.extend(drafts.clone().map(|(fact, draft)| (fact.clone(), draft.to.clone())));
        let changes = drafts.map(|(fact, draft)| OwnChange {
            fact: fact.clone(),
            from: Some(draft.from.clone()),
            to: draft.to.clone(),
        });
        let mut events: Vec<Event> = changes.map(Event::Changed).collect();
        let location = content.locate(&Table::new(), &page.url).ok_or("no adapter knows the page")?;
        let past = Past { person: &ledger.history, record: &UNSEEN, today: env().today };
        let named = location.adapter.events.iter().filter(|named| {
            events.iter().any(|event| named.on.fits(event)) && named.when.holds(&facts, past)
        });
        let named: Vec<Event> = named.map(|named| Event::Named(named.event.clone())).collect();
        events.extend(named);
        let envelope = saw(page, &plan, &page.after, None, number);
        Ok(Some(Self { app: page.system.app, url: page.url.clone(), facts, events, tab, envelope }))
    }

    /// The page arrives: the plan for it is made.
    pub fn arrive(&self, content: &Content, ledger: &mut Ledger) {
        arrive(content, ledger, &self.url);
    }
}

fn arrive(content: &Content, ledger: &mut Ledger, url: &str) -> Option<Plan> {
    let arrived =
        Envelope { from: Speaker::Page { tab: TAB }, message: Message::Arrived { url: url.to_owned() } };
    match step(content, &SECRET, ledger, &env(), &arrived).reply {
        Reply::Plan { plan, .. } => plan,
        _ => None,
    }
}

/// A reading of the page as the worker gets it, in the order of the plan.
fn saw(page: &Page, plan: &Plan, raw: &[Option<String>], act: Option<&str>, number: usize) -> String {
    let names: Vec<&str> = page.system.on_page().collect();
    let reading = |source: &Source| {
        let place = names.iter().position(|name| Some(*name) == source.fact())?;
        Some(Reading { at: 0, raw: raw.get(place)?.clone()? })
    };
    let readings: Vec<Option<Reading>> = plan.sources.iter().map(reading).collect();
    let id = format!("{number:032x}");
    let message = json!({
        "kind": "saw", "id": id, "url": page.url, "plan": plan.version,
        "readings": readings, "act": act, "visible": true,
    });
    json!({ "from": { "page": { "tab": TAB } }, "message": message }).to_string()
}

/// Reads what a page says to the worker.
pub fn read(envelope: &str) -> Result<Envelope, String> {
    serde_json::from_str(envelope).map_err(|error| error.to_string())
}
