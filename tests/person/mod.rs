//! One person at work, without a browser: drives the engine by the messages that a content script
//! and the extension's pages would send, and records them.
// Each test file uses its own part of it, and a test may fail loudly.
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::panic)]

pub mod content;
mod deals;
mod pages;
mod told;

use cuecard::content::Content;
use cuecard::hash;
use cuecard::json;
use cuecard::ledger::{Arm, Ledger, Server};
use cuecard::report::Noise;
use cuecard::step::{Env, Envelope, Message, Output, Reply, Speaker, Trace, step};
use cuecard::time::{DAY_MS, Day};

use content::{shipped_content, unspaced_content};
pub use deals::{deal, pricing, slipping, with};
pub use pages::{Page, Thing, offered, readings};

pub const TAB: i64 = 1;
/// A Wednesday.
pub const WEDNESDAY: &str = "2026-11-18";

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
}
