//! One person at work, without a browser: drives the engine by the messages that a content script
//! and the extension's pages would send, and records them.
// Each test file uses its own part of it, and a test may fail loudly.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

pub mod content;

use cuecard::adapter::{ListReading, Plan, Reading, Source, System};
use cuecard::content::Content;
use cuecard::hash;
use cuecard::json;
use cuecard::ledger::{Answer, Arm, Ledger, Server};
use cuecard::play;
use cuecard::report::{Noise, Report, ServerAnswer};
use cuecard::step::{Env, Envelope, Message, Offer, Output, Reply, Speaker, Trace, step};
use cuecard::time::{DAY_MS, Day};

use content::{shipped_content, unspaced_content};

pub const TAB: i64 = 1;
/// A Wednesday.
pub const WEDNESDAY: &str = "2026-11-18";

/// What a page shows: fact names as the plan has them, and raw strings.
pub type Page<'a> = &'a [(&'a str, &'a str)];

pub struct Person {
    pub content: Content,
    pub ledger: Ledger,
    pub now: u64,
    pub today: Day,
    pub host: String,
    secret: [u8; 32],
    first: Ledger,
    steps: Vec<(Env, Envelope)>,
    said: u32,
}

impl Person {
    pub fn new(seed: &str) -> Self {
        Self::with(&shipped_content(), hash::digest(&[seed.as_bytes()]))
    }

    /// With nudges that come on each record.
    pub fn unspaced(seed: &str) -> Self {
        Self::with(&unspaced_content(), hash::digest(&[seed.as_bytes()]))
    }

    /// The first of a row of secrets that draws these arms for first moments.
    pub fn drawing(arms: &[(&str, Arm)]) -> Self {
        Self::drawing_with(&shipped_content(), arms)
    }

    /// The same with nudges that come on each record.
    pub fn drawing_unspaced(arms: &[(&str, Arm)]) -> Self {
        Self::drawing_with(&unspaced_content(), arms)
    }

    /// The same with content of a test's own.
    pub fn drawing_with(content: &str, arms: &[(&str, Arm)]) -> Self {
        Self::drawing_as("account-executive", content, arms)
    }

    /// The same in another role.
    pub fn drawing_as(role: &str, content: &str, arms: &[(&str, Arm)]) -> Self {
        let draws = |secret: &[u8; 32]| {
            arms.iter().all(|(nudge, arm)| {
                let shown = hash::digest(&[secret, nudge.as_bytes(), b"arm"])[0].is_multiple_of(2);
                shown == (*arm == Arm::Shown)
            })
        };
        let mut secrets = (0u32..).map(|number| hash::digest(&[&number.to_le_bytes()]));
        Self::with_role(content, secrets.find(draws).unwrap(), role)
    }

    pub fn with(content: &str, secret: [u8; 32]) -> Self {
        Self::with_role(content, secret, "account-executive")
    }

    pub fn with_role(content: &str, secret: [u8; 32], role: &str) -> Self {
        let today = Day::parse(WEDNESDAY).unwrap();
        let mut person = Self {
            content: Content::open(content.to_owned()).unwrap(),
            ledger: Ledger::default(),
            now: u64::try_from(today.0).unwrap() * DAY_MS + 15 * 60 * 60 * 1000,
            today,
            host: "acme.lightning.force.com".into(),
            secret,
            first: Ledger::default(),
            steps: Vec::new(),
            said: 0,
        };
        person.chooses(role);
        person
    }

    /// How often an event was counted, over all records and days that are kept.
    pub fn counted(&self, event: &str) -> u32 {
        self.ledger.history.count(event, self.today, u16::MAX)
    }

    /// The status as the popup gets it.
    pub fn status(&mut self) -> serde_json::Value {
        serde_json::to_value(self.extension(Message::Status)).unwrap()["status"].take()
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

    pub fn chooses(&mut self, role: &str) {
        let reply = self.sets(&serde_json::json!({ "role": role }));
        assert!(matches!(reply, Reply::Done { ok: true }), "{reply:?}");
    }

    /// What the options page says.
    pub fn sets(&mut self, settings: &serde_json::Value) -> Reply {
        let message = serde_json::json!({ "kind": "set", "settings": settings });
        self.extension(serde_json::from_value(message).unwrap())
    }

    pub fn joins_server(&mut self) {
        self.joins_with(None);
    }

    /// The same, at the noisy level.
    pub fn joins_with(&mut self, noise: Option<Noise>) {
        let server = Server {
            url: "https://counts.example".into(),
            secret: "correct-horse-battery".into(),
            gap_seconds: 60,
            noise,
        };
        let json = format!(
            r#"{{"kind":"set","settings":{{"server":{}}}}}"#,
            serde_json::to_string(&server).unwrap()
        );
        self.extension(serde_json::from_str(&json).unwrap());
    }

    pub fn passes(&mut self, days: i32, ms: u64) {
        self.now += u64::try_from(days).unwrap() * DAY_MS + ms;
        self.today = self.today.plus(days);
    }

    /// It is this day and time of day where the person is, which is UTC.
    pub fn is_at(&mut self, day: &str, hour: u64, minute: u64) {
        self.today = Day::parse(day).unwrap();
        self.now = u64::try_from(self.today.0).unwrap() * DAY_MS + (hour * 60 + minute) * 60_000;
    }

    pub fn says(&mut self, from: Speaker, message: Message) -> Output {
        self.said += 1;
        self.now += 40;
        let random = hash::short_hex(&hash::digest(&[&self.said.to_le_bytes()]), 32);
        let minute = u16::try_from(self.now % DAY_MS / 60_000).unwrap();
        let env = Env { now: self.now, today: self.today, minute, random };
        let envelope = Envelope { from, message };
        let output = step(&self.content, &self.secret, &mut self.ledger, &env, &envelope);
        self.steps.push((env, envelope));
        output
    }

    pub fn trace(&self) -> Trace {
        Trace {
            secret: hash::short_hex(&self.secret, 32),
            ledger: self.first.clone(),
            steps: self.steps.clone(),
        }
    }

    /// The worker was stopped: what is remembered goes through its stored form.
    pub fn worker_dies(&mut self) {
        self.ledger = Ledger::read(&json::write(&self.ledger).unwrap()).unwrap();
    }

    pub fn page(&mut self, tab: i64, message: Message) -> Reply {
        self.says(Speaker::Page { tab }, message).reply
    }

    pub fn extension(&mut self, message: Message) -> Reply {
        self.says(Speaker::Extension { tab: None }, message).reply
    }

    pub fn shell(&mut self, message: Message) -> Output {
        self.says(Speaker::Shell, message)
    }

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

    /// Everything that leaves from here on arrives: the bodies, as they were sent.
    pub fn delivers(&mut self) -> Vec<String> {
        let mut bodies = Vec::new();
        for _ in 0..20 {
            let Some(delivery) = self.shell(Message::Woke).send else {
                self.passes(0, 120_000);
                continue;
            };
            bodies.push(delivery.body.text().to_owned());
            let body = format!(r#"{{"id":"{}","status":"accepted"}}"#, delivery.id);
            let answer = ServerAnswer { status: 200, body, ..ServerAnswer::default() };
            self.shell(Message::Delivered { id: delivery.id, answer });
        }
        bodies
    }

    /// What waits to leave, in the order of what is told.
    pub fn waiting(&self) -> Vec<Report> {
        let bodies = self.ledger.outbox.waiting.iter().map(|waiting| waiting.body.text());
        let mut bodies: Vec<&str> = bodies.collect();
        bodies.sort_unstable();
        bodies.into_iter().map(|body| json::read(body).unwrap()).collect()
    }

    pub fn spent(&self) -> u32 {
        let role = self.content.role("account-executive").unwrap();
        cuecard::decide::spent(&self.ledger.moments, &role.budget.period, self.today).count
    }

    /// Reason of the newest decision on `nudge`, as the protocol writes it.
    pub fn reason(&self, nudge: &str) -> String {
        let found = self.ledger.decisions.iter().rev().flat_map(|receipt| &receipt.candidates);
        let found = found.into_iter().find(|considered| considered.0 == nudge);
        found.map(|found| serde_json::to_string(&found.1).unwrap()).unwrap_or_default()
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

/// A deal as the page shows it.
pub fn deal<'a>(stage: &'a str, objection: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("stage", stage),
        ("close_date", "12/18/2026"),
        ("amount", "$50,000.00"),
        ("next_step", ""),
        ("field:Primary_Objection__c", objection),
        ("field:Concession_Traded__c", ""),
    ]
}

/// The same with one place changed.
pub fn with<'a>(mut page: Vec<(&'a str, &'a str)>, name: &'a str, raw: &'a str) -> Vec<(&'a str, &'a str)> {
    page.retain(|(other, _)| *other != name);
    page.push((name, raw));
    page
}

/// A page of the pricing aid's moment is saved on `record`; what came of it: `comes`, in either arm,
/// or why not. Nothing is spent: what comes is taken back before it is seen.
pub fn pricing(person: &mut Person, record: &str) -> String {
    let reply = person.saves(TAB, record, &deal("Qualification", ""), &deal("Negotiation/Review", "Pricing"));
    taken_back(person, &reply, "pricing-objection")
}

/// The same for the aid on close dates: the second push by two weeks.
pub fn slipping(person: &mut Person, record: &str) -> String {
    let page = |date| with(deal("Qualification", ""), "close_date", date);
    person.saves(TAB, record, &page("12/18/2026"), &page("1/18/2027"));
    let reply = person.saves(TAB, record, &page("1/18/2027"), &page("2/18/2027"));
    taken_back(person, &reply, "slipping-close-date")
}

fn taken_back(person: &mut Person, reply: &Reply, nudge: &str) -> String {
    let Some(offer) = offered(reply) else {
        return person.reason(nudge).trim_matches('"').to_owned();
    };
    let moment = offer.moment.clone();
    person.page(TAB, Message::Gone { moment });
    "comes".into()
}
