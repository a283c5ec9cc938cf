//! What a person's tabs show, and what they do there.

use cuecard::adapter::{ListReading, Plan, Reading, Source, System};
use cuecard::ledger::Answer;
use cuecard::play;
use cuecard::step::{Env, Envelope, Message, Offer, Output, Reply, Speaker, step};

use super::{Person, TAB};

/// What a page shows: fact names as the plan has them, and raw strings.
pub type Page<'a> = &'a [(&'a str, &'a str)];

impl Person {
    pub fn url(&self, record: &str) -> String {
        format!("https://{}/lightning/r/Opportunity/{record}/view", self.host)
    }

    pub fn arrives(&mut self, tab: i64, record: &str) -> Option<Plan> {
        let url = self.url(record);
        match self.page(tab, Message::Arrived { url }) {
            Reply::Plan { plan, .. } => plan,
            other => panic!("{other:?}"),
        }
    }

    /// The tab shows this page, or its form held this at `act`.
    pub fn reads(&mut self, tab: i64, record: &str, page: Page<'_>, act: Option<&str>) -> Reply {
        let plan = self.plan(record);
        let readings = readings(&plan.sources, page);
        let saw = serde_json::json!({
            "kind": "saw", "id": format!("message-{}", self.said), "url": self.url(record),
            "plan": plan.version, "readings": readings, "act": act, "visible": true,
        });
        self.page(tab, serde_json::from_value(saw).unwrap())
    }

    /// The tab opens a page of any system and shows this; what the address wants to read is asked
    /// for as the page would. `me` is who is signed in.
    pub fn opens(&mut self, tab: i64, url: &str, page: Page<'_>, lists: &[(&str, Vec<Thing<'_>>)]) -> Reply {
        self.page(tab, Message::Arrived { url: url.to_owned() });
        self.shows(tab, url, page, lists, None)
    }

    /// The tab shows this, or its form held this at `act`.
    pub fn shows(
        &mut self,
        tab: i64,
        url: &str,
        page: Page<'_>,
        lists: &[(&str, Vec<Thing<'_>>)],
        act: Option<&str>,
    ) -> Reply {
        let Some(plan) = self.plan_at(url) else { return Reply::Nothing };
        let places = readings(&plan.sources, page);
        let lists = list_readings(&plan, lists);
        let saw = serde_json::json!({
            "kind": "saw", "id": format!("message-{}", self.said), "url": url, "plan": plan.version,
            "readings": places, "lists": lists, "act": act, "visible": true,
        });
        self.page(tab, serde_json::from_value(saw).unwrap())
    }

    /// The plan of a record's page, without saying anything.
    pub fn plan(&self, record: &str) -> Plan {
        self.plan_at(&self.url(record)).unwrap()
    }

    /// The plan of an address, without saying anything; `None` where nothing is read.
    pub fn plan_at(&self, url: &str) -> Option<Plan> {
        let mut ledger = self.ledger.clone();
        let env = Env { now: self.now, today: self.today, minute: 0, random: String::new() };
        let message = Message::Arrived { url: url.to_owned() };
        let envelope = Envelope { from: Speaker::Page { tab: TAB }, message };
        match step(&self.content, &self.secret, &mut ledger, &env, &envelope).reply {
            Reply::Plan { plan, .. } => plan,
            other => panic!("{other:?}"),
        }
    }

    /// Opens a record that shows `before`, edits it to `after`, and saves it.
    pub fn saves(&mut self, tab: i64, record: &str, before: Page<'_>, after: Page<'_>) -> Reply {
        self.arrives(tab, record);
        self.reads(tab, record, before, None);
        self.edits(tab, record, after);
        self.reads(tab, record, after, None)
    }

    /// Has the form open with these values, and presses save.
    pub fn edits(&mut self, tab: i64, record: &str, form: Page<'_>) {
        self.reads(tab, record, form, Some("save"));
    }

    /// The holder goes on the page and is seen. `false`: it may not go.
    pub fn holds(&mut self, tab: i64, moment: &str) -> bool {
        let moment = moment.to_owned();
        let placed = self.page(tab, Message::Placed { moment: moment.clone() });
        let go = matches!(placed, Reply::Go { go: true });
        if go {
            self.now += 1000;
            self.page(tab, Message::Seen { moment });
        }
        go
    }

    pub fn answers(&mut self, moment: &str, answer: Answer) -> Output {
        self.says(
            Speaker::Extension { tab: Some(TAB) },
            Message::Answered { moment: moment.into(), answer, shown_ms: 30_000 },
        )
    }

    /// What an extension's page is told of a page that was read with this plan.
    pub fn looked(
        &mut self,
        url: &str,
        plan: &Plan,
        page: Page<'_>,
        lists: &[(&str, Vec<Thing<'_>>)],
    ) -> serde_json::Value {
        // What a plan reads is not said on the way: the engine makes the same one again.
        let whole = self.content.locate(&self.ledger.settings.hosts, url).unwrap();
        let names = whole.page.facts.keys().chain(whole.page.lists.keys()).map(|name| (name.as_str(), ()));
        let system = System::on_host(whole.adapter, self.content.bindings.iter(), &whole.host);
        let made = Plan::build(&whole, &system, &names.collect(), false);
        assert_eq!(made.version, plan.version);
        let json = serde_json::json!({
            "kind": "looked", "url": url, "plan": plan.version,
            "readings": readings(&made.sources, page), "lists": list_readings(&made, lists),
        });
        let reply = self.extension(serde_json::from_value(json).unwrap());
        serde_json::to_value(reply).unwrap()["page"].take()
    }
}

/// One thing of a list: fact names and raw strings.
pub type Thing<'a> = Vec<(&'a str, &'a str)>;

fn list_readings(plan: &Plan, lists: &[(&str, Vec<Thing<'_>>)]) -> Vec<Option<ListReading>> {
    let owned = |(name, things): &(&str, Vec<Thing<'_>>)| {
        ((*name).to_owned(), things.iter().map(|thing| owned(thing)).collect())
    };
    play::list_readings(&plan.list_sources, &lists.iter().map(owned).collect::<Vec<_>>())
}

pub fn readings(sources: &[Source], page: Page<'_>) -> Vec<Option<Reading>> {
    play::readings(sources, &owned(page))
}

fn owned(page: Page<'_>) -> play::Page {
    page.iter().map(|(name, raw)| ((*name).to_owned(), (*raw).to_owned())).collect()
}

/// The moment that a reply offers.
pub fn offered(reply: &Reply) -> Option<&Offer> {
    match reply {
        Reply::Moment { moment } => Some(moment),
        _ => None,
    }
}
