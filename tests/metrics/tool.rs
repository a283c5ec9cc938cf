//! A tool whose pages show what they are told, day by day, and are read as the content script reads
//! them: at an act only what stands in the form or was pressed, else only what the page shows.

use std::collections::BTreeMap;

use cuecard::adapter::{Alternative, ListReading, Plan, Reading};
use cuecard::ledger::{Answer, Arm};
use cuecard::report::{Kind, Label, Report};
use cuecard::step::{Message, Reply};
use cuecard::time::{DAY_MS, Day};
use serde::{Deserialize, Serialize};

use crate::person::{Page, Person, TAB, offered};

const HOUR_MS: u64 = 60 * 60 * 1000;

/// A thing of a list: what it shows.
pub type Thing<'a> = Vec<(&'a str, String)>;

/// A person in one role at their tools, who counts for their organisation and comes to the moment of one nudge.
pub struct Tool {
    pub person: Person,
    nudge: &'static str,
    url: String,
    /// What each address shows, and its lists.
    pages: BTreeMap<String, Shown>,
    /// The card that is open.
    pub card: Option<String>,
    came: bool,
}

/// What a page shows, or what a form holds: texts by the names of facts, and lists of things.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Shown {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<BTreeMap<String, String>>>,
}

/// What was told of the nudge's window: outcome, bucket and guardrail.
pub type Told = (String, Option<String>, Option<String>);

/// The same as a test writes it. An empty word: nothing of it was told.
pub fn told(outcome: &str, bucket: &str, guardrail: &str) -> Told {
    let some = |word: &str| (!word.is_empty()).then(|| word.to_owned());
    (outcome.to_owned(), some(bucket), some(guardrail))
}

impl Tool {
    /// On the morning of a day.
    pub fn new(content: &str, role: &str, nudge: &'static str, day: &str) -> Self {
        Self::drawing(Arm::Shown, content, role, nudge, day)
    }

    /// The same in an arm.
    pub fn drawing(arm: Arm, content: &str, role: &str, nudge: &'static str, day: &str) -> Self {
        let mut person = Person::drawing_as(role, content, &[(nudge, arm)]);
        person.joins_server();
        person.is_at(day, 9, 0);
        Self { person, nudge, url: String::new(), pages: BTreeMap::new(), card: None, came: false }
    }

    /// It is this day, at ten, or an hour later on it; a card that is open is answered before.
    pub fn on(&mut self, day: &str) -> &mut Self {
        if let Some(moment) = self.card.take() {
            self.person.answers(&moment, Answer::Done);
        }
        match self.person.today == Day::parse(day).unwrap() {
            true => self.person.passes(0, HOUR_MS),
            false => self.person.is_at(day, 10, 0),
        }
        self
    }

    /// The person opens an address, which shows this too.
    pub fn opens(&mut self, url: &str, changed: Page<'_>) -> &mut Self {
        self.url = url.to_owned();
        self.person.page(TAB, Message::Arrived { url: url.to_owned() });
        self.shows(changed)
    }

    /// The open page shows this now, whoever did it.
    pub fn shows(&mut self, changed: Page<'_>) -> &mut Self {
        let shown = self.pages.entry(self.url.clone()).or_default();
        shown.places.extend(changed.iter().map(|(name, raw)| ((*name).to_owned(), (*raw).to_owned())));
        self.reads(None, &[])
    }

    /// The same, for one of its lists.
    pub fn lists(&mut self, list: &str, things: &[Thing<'_>]) -> &mut Self {
        let shown = self.pages.entry(self.url.clone()).or_default();
        let thing =
            |thing: &Thing<'_>| thing.iter().map(|(name, raw)| ((*name).to_owned(), raw.clone())).collect();
        shown.lists.insert(list.to_owned(), things.iter().map(thing).collect());
        self.reads(None, &[])
    }

    /// The person saves a form, or presses something, that holds the first; the page shows both then,
    /// and still does once its server has taken it.
    pub fn acts(&mut self, act: &str, form: Page<'_>, follows: Page<'_>) -> &mut Self {
        self.reads(Some(act), form);
        self.shows(form).shows(follows);
        let again_ms = self.plan().map_or(0, |plan| plan.again_ms);
        if again_ms > 0 {
            self.person.passes(0, again_ms + 1);
            self.reads(None, &[]);
        }
        self
    }

    /// What came of it, a month later.
    pub fn told(&mut self) -> Told {
        assert!(self.came, "{}", self.person.reason(self.nudge));
        self.person.passes(30, 0);
        self.person.shell(Message::Woke);
        let word = |kind, label| {
            let of =
                |report: &Report| report.kind() == kind && report.value(Label::Nudge) == Some(self.nudge);
            let reports: Vec<Report> = self.person.waiting().into_iter().filter(of).collect();
            assert!(reports.len() <= 1, "{reports:?}");
            reports.first().and_then(|report| report.value(label)).map(str::to_owned)
        };
        let outcome = word(Kind::Outcome, Label::Outcome).unwrap_or_default();
        (outcome, word(Kind::Outcome, Label::Bucket), word(Kind::Guardrail, Label::Guardrail))
    }

    fn plan(&self) -> Option<Plan> {
        self.person.plan_at(&self.url)
    }

    /// What was recorded of a page: it was come to, if nothing was read, or its reading.
    pub fn plays(&mut self, now: u64, url: &str, act: Option<&str>, shown: Option<&Shown>) {
        if let Some(moment) = self.card.take() {
            self.person.answers(&moment, Answer::Done);
        }
        self.person.now = now;
        self.person.today = Day(i32::try_from(now / DAY_MS).unwrap());
        self.url = url.to_owned();
        match shown {
            Some(shown) => _ = self.says(act, shown),
            None => _ = self.person.page(TAB, Message::Arrived { url: url.to_owned() }),
        }
    }

    fn reads(&mut self, act: Option<&str>, form: Page<'_>) -> &mut Self {
        let typed = || Shown {
            places: form.iter().map(|(name, raw)| ((*name).to_owned(), (*raw).to_owned())).collect(),
            ..Shown::default()
        };
        let shown = match act {
            Some(_) => typed(),
            None => self.pages.entry(self.url.clone()).or_default().clone(),
        };
        self.says(act, &shown)
    }

    fn says(&mut self, act: Option<&str>, shown: &Shown) -> &mut Self {
        let Some(plan) = self.plan() else { return self };
        let places = plan.sources.iter().zip(&plan.probes).map(|(source, probe)| {
            let of_act = |way: &Alternative| way.at == act.unwrap_or_default();
            let at = probe.alternatives.iter().position(of_act)?;
            let is_pressed = act.is_some() && probe.alternatives[at].take == "present";
            let raw = if is_pressed { "true" } else { shown.places.get(source.name())? };
            Some(Reading { at, raw: raw.to_owned() })
        });
        let readings: Vec<Option<Reading>> = places.collect();
        let lists: Vec<Option<ListReading>> = plan
            .list_sources
            .iter()
            .map(|source| {
                let things = shown.lists.get(&source.list).filter(|_| act.is_none())?;
                let item = |thing: &BTreeMap<String, String>| {
                    let place = |raw: &String| Reading { at: 0, raw: raw.clone() };
                    source.sources.iter().map(|source| thing.get(source.name()).map(place)).collect()
                };
                Some(ListReading { at: 0, items: things.iter().map(item).collect() })
            })
            .collect();
        let id = format!("{} {}", self.person.now, self.url);
        let saw = serde_json::json!({
            "kind": "saw", "id": id, "url": self.url, "plan": plan.version,
            "readings": readings, "lists": lists, "act": act, "visible": true,
        });
        let reply = self.person.page(TAB, serde_json::from_value(saw).unwrap());
        assert!(!matches!(reply, Reply::Replan { .. }), "{}", self.url);
        self.meets(&reply);
        self
    }

    /// A card that comes is looked at.
    fn meets(&mut self, reply: &Reply) {
        let Some(moment) = offered(reply).map(|offer| offer.moment.clone()) else { return };
        let is_own = self.person.ledger.moment(&moment).is_some_and(|kept| kept.nudge == self.nudge);
        if is_own && self.person.holds(TAB, &moment) {
            (self.card, self.came) = (Some(moment), true);
        } else {
            self.person.page(TAB, Message::Gone { moment });
        }
    }
}
