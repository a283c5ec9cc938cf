//! Packs: what L&D publishes, in its compiled form. Authors' files become this in `author`, which
//! never reaches the browser.

mod aid;
#[cfg(feature = "authoring")]
pub mod author;
mod check;
mod lesson;

use serde::Serialize;

pub use aid::{Block, Inline, Text};
pub use check::{Answer, Checks, Mistake, Remedy, Task, Variant};
pub use lesson::{Lesson, Section};

use crate::json::{fields, words};
use crate::learn::Cadence;
use crate::measure::Measure;
use crate::trigger::{Condition, On};

/// A versioned set of nudges.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// The pack's name: small letters, digits and `-`.
    pub pack: String,
    /// Its version.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// The work that it is about.
    pub workflow: String,
    /// Its licence.
    pub licence: String,
    /// How many cards of it may come in a week, all its nudges together.
    pub most_a_week: Option<u32>,
    /// Its nudges.
    pub nudges: Vec<Written>,
}

/// Trigger, aid, behaviour and owners: the unit that is published and judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// What decides.
    pub nudge: Nudge,
    /// What is shown, and who answers for it.
    pub aid: Aid,
}

/// The part of a nudge that decides.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Nudge {
    /// The nudge's name, also that of its lineage.
    pub nudge: String,
    /// The roles it is for.
    pub roles: Vec<String>,
    /// The apps that it is for, each with an adapter.
    pub apps: Vec<String>,
    /// What must happen: one of these.
    pub on: Vec<On>,
    /// What must hold then.
    #[serde(skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// How much is at stake.
    pub severity: Severity,
    /// How soon it stops mattering.
    #[serde(skip_serializing_if = "Urgency::is_normal")]
    pub urgency: Urgency,
    /// How often it may come at most.
    #[serde(skip_serializing_if = "Cadence::is_spaced")]
    pub cadence: Cadence,
    /// Somebody could be hurt: never withheld, and therefore never tested.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub safety: bool,
    /// The fact, or meaning, beside whose place on the page the card stands; empty: in a corner.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub anchor: String,
    /// What the aid takes to read and use.
    pub seconds: u32,
    /// What it should change, and what sees that.
    pub behaviour: Behaviour,
    /// What shows, on any record, that it is forgotten again: one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lapse: Vec<Sign>,
    /// Steps of the aid that the page itself shows to be done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ticks: Vec<Tick>,
}

fields! {
    Nudge: nudge, roles, apps, on, severity, seconds, behaviour;
    when, urgency, cadence, safety, anchor, lapse, ticks
}

/// The part of a nudge that is for people. The browser reads of it what a card shows; see
/// [`crate::content::Shown`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aid {
    /// The card's title.
    pub title: String,
    /// One sentence: why now.
    pub why: String,
    /// The problem that comes before the card.
    pub need: Need,
    /// Who answers for it.
    pub owners: Owners,
    /// What is expected of it.
    pub hypothesis: Hypothesis,
    /// What an expert has to have read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matter: Vec<Matter>,
    /// What the card shows.
    pub body: Vec<Block>,
    /// The field whose value is wrong or missing: the card is a flag at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<String>,
    /// What says more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<Lesson>,
    /// What asks whether it stuck.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checks: Option<Checks>,
    /// Other words for the same, for some readers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<Text>,
}

/// The problem that comes before the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Need {
    /// What performance is wanted.
    pub performance: String,
    /// Whether people can do it: `exists`, `partial` or `missing`.
    pub capability: Capability,
    /// What stands in the way.
    pub barrier: Barrier,
    /// The least invasive place that would do, if the author says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_invasive: Option<Invasiveness>,
    /// Where and how people practise what takes judgement; empty: it takes none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub practice: String,
}

/// Where a card stands, the least invasive place first. There is no other: a dialog that blocks the
/// page does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Invasiveness {
    /// A sign that a person may open.
    Badge,
    /// Beside its field.
    Inline,
    /// In a corner of the page.
    Panel,
}

/// What is read by an expert before it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Law, consent, safety.
    Compliance,
    /// What figures say.
    Analytics,
    /// How the organisation speaks and looks.
    Brand,
}

impl Matter {
    /// Its name, as authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compliance => "compliance",
            Self::Analytics => "analytics",
            Self::Brand => "brand",
        }
    }
}

/// Whether people can do it already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// They can.
    Exists,
    /// In part.
    Partial,
    /// They cannot: a card alone will not do.
    Missing,
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Barrier {
    /// It is forgotten at the moment.
    Recall,
    /// What is needed is not at hand.
    Access,
    /// There is too much to it.
    Complexity,
    /// Everyone does it in another way.
    Consistency,
}

/// Who answers for a nudge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Owners {
    /// Who writes it.
    pub author: String,
    /// Who asks for it at work.
    pub manager: String,
    /// Who looks after the people.
    pub people: String,
    /// Who knows the matter and has read it; empty: it needs nobody.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub expert: String,
}

/// How much is at stake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A convenience.
    #[default]
    Low,
    /// Rework.
    Medium,
    /// Money or trust.
    High,
    /// Harm.
    Critical,
}

words! { Severity: Low = "low", Medium = "medium", High = "high", Critical = "critical" }

/// How soon a moment stops mattering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Tomorrow would do as well: worth half.
    Low,
    /// As usual.
    #[default]
    Normal,
    /// Now or never: worth double.
    High,
}

words! { Urgency: Low = "low", Normal = "normal", High = "high" }

impl Urgency {
    fn is_normal(&self) -> bool {
        *self == Self::Normal
    }
}

/// One observable behaviour and the detector that sees it in the tool.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Behaviour {
    /// What people do, observably.
    pub text: String,
    /// What shows that it was done: one of these.
    pub success: Vec<Sign>,
    /// What shows that it was not done, if it comes first: one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failure: Vec<Sign>,
    /// What shows that something else got worse by it: one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub worse: Vec<Sign>,
    /// A number that the work comes to.
    #[serde(skip_serializing_if = "Measure::is_none")]
    pub measure: Measure,
    /// How long to look, in days.
    pub window_days: u16,
    /// Whether to look on the person's other records, instead of the one of the moment.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub on_other_records: bool,
}

fields! { Behaviour: text, success, window_days; failure, worse, measure, on_other_records }

/// Something that the detector can see.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sign {
    /// What happens.
    pub on: On,
    /// What holds then.
    #[serde(skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
}

fields! { Sign: on; when }

/// A step of the aid that ticks itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tick {
    /// Which of the numbered steps, from 1.
    pub step: u8,
    /// What shows that it is done, once it happens; none: it is done while the condition holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<On>,
    /// What holds on the page then.
    #[serde(skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
}

fields! { Tick: step; on, when }

/// What is expected of a nudge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hypothesis {
    /// The metric's name.
    pub metric: String,
    /// Which way it should go.
    pub direction: Direction,
    /// By how many percentage points at least.
    pub min_lift_points: u32,
    /// What must not get worse.
    pub guardrail: String,
}

/// Which way a metric should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

impl Nudge {
    /// Calls `visit` with every event that it waits for or counts.
    pub fn each_event<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        for on in self.each_on() {
            if let On::Event(name) = on {
                visit(name);
            }
        }
        self.when.each_event(visit);
        self.ticks.iter().for_each(|tick| tick.when.each_event(visit));
        self.each_sign().for_each(|sign| sign.when.each_event(visit));
        let Measure { event, since, .. } = &self.behaviour.measure;
        if !event.is_empty() {
            [event, since].into_iter().filter(|name| !name.is_empty()).for_each(|name| visit(name));
        }
    }

    /// All that its detector looks for.
    pub fn each_sign(&self) -> impl Iterator<Item = &Sign> {
        let Behaviour { success, failure, worse, .. } = &self.behaviour;
        success.iter().chain(failure).chain(worse).chain(&self.lapse)
    }

    /// All that it waits for, as a trigger or as a sign.
    pub fn each_on(&self) -> impl Iterator<Item = &On> {
        let ticks = self.ticks.iter().filter_map(|tick| tick.on.as_ref());
        let signs = self.each_sign().map(|sign| &sign.on);
        self.on.iter().chain(signs).chain(ticks)
    }

    /// Calls `visit` with every fact or meaning that the trigger, the card's place or the detector
    /// asks for.
    pub fn each_fact<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        if !self.anchor.is_empty() {
            visit(&self.anchor);
        }
        for on in &self.on {
            on.each_fact(visit);
        }
        self.when.each_fact(visit);
        for tick in &self.ticks {
            tick.on.iter().for_each(|on| on.each_fact(visit));
            tick.when.each_fact(visit);
        }
        // Every date is read, also the one on which a record was over.
        let Measure { fact, by, .. } = &self.behaviour.measure;
        [fact, by].into_iter().filter(|name| !name.is_empty()).for_each(|name| visit(name));
        for sign in self.each_sign() {
            sign.on.each_fact(visit);
            sign.when.each_fact(visit);
        }
    }
}
