//! The front matter of a nudge.

use schemars::JsonSchema;

use super::shared;

/// One moment: when it comes, what it should change, and how that is seen. The aid follows below, as Markdown.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
pub struct Nudge {
    /// Its name, which is also its file's.
    nudge: String,
    /// What to do, as a command; 60 characters at most.
    #[schemars(length(max = 60))]
    title: String,
    /// Why now, in one sentence of 140 characters.
    #[schemars(length(max = 140))]
    why: String,
    /// The problem, which comes before the card.
    need: Need,
    /// Who answers for it.
    owners: Owners,
    /// The roles that it is for.
    #[schemars(length(min = 1, max = 8))]
    roles: Vec<String>,
    /// The system that it is for, by the name of its adapter; or a list of systems that do the same work.
    app: OneOrMore,
    /// What must happen: one of these.
    #[schemars(schema_with = "shared::triggers")]
    on: (),
    /// What must hold then. Left out: nothing more.
    #[schemars(schema_with = "shared::condition", default)]
    when: (),
    /// How much is at stake: low a convenience, medium rework, high money or trust, critical harm.
    severity: Severity,
    /// How soon the moment stops mattering. Left out: normal.
    urgency: Option<Urgency>,
    /// How often at most. Left out: spaced, as errors ask for it.
    cadence: Option<Cadence>,
    /// `true`: somebody could be hurt. It is never withheld, and so never judged.
    safety: Option<bool>,
    /// The fact or meaning beside whose place the card stands. Left out: it stands in a corner.
    anchor: Option<String>,
    /// What the aid takes; never less than the estimate. Left out: the estimate.
    #[schemars(range(min = 1, max = 120))]
    seconds: Option<u32>,
    /// What people do, observably, and what sees it.
    behaviour: Behaviour,
    /// What shows, on any record, that it is forgotten again.
    #[schemars(schema_with = "shared::signs", default)]
    lapse: (),
    /// The field whose value is wrong or missing: the card stands there and says so.
    flag: Option<String>,
    /// Steps of the aid that the page itself shows to be done.
    done: Option<Vec<Done>>,
    /// What is expected of it.
    hypothesis: Hypothesis,
    /// What an expert has to have read.
    matter: Option<OneOrMore>,
}

/// One name, or a list of names.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "read by the schema only")]
enum OneOrMore {
    One(String),
    More(#[schemars(length(min = 1, max = 8))] Vec<String>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Need {
    /// What should go better, as somebody could see it.
    performance: String,
    /// Whether people can do it.
    capability: Capability,
    /// What keeps them from it.
    barrier: Barrier,
    /// The least invasive place that works.
    least_invasive: Option<LeastInvasive>,
    /// Where people practise what takes judgement.
    practice: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Capability {
    Exists,
    Partial,
    Missing,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Barrier {
    Recall,
    Access,
    Complexity,
    Consistency,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum LeastInvasive {
    Badge,
    Inline,
    Panel,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Owners {
    /// Who writes it.
    author: String,
    /// Who asks for it at work, and co-signs it.
    manager: String,
    /// Who looks after the people.
    people: String,
    /// Who knows the matter and has read it.
    expert: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Severity {
    Low,
    Medium,
    High,
    Critical,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Urgency {
    Low,
    Normal,
    High,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Cadence {
    EachRecord,
    Spaced,
    Weekly,
    Biweekly,
    Monthly,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Behaviour {
    /// What people do, in words for people: one thing that somebody could see.
    text: String,
    /// What shows that it was done.
    #[schemars(schema_with = "shared::signs")]
    success: (),
    /// What shows that it was not done, if that can be seen.
    #[schemars(schema_with = "shared::signs", default)]
    failure: (),
    /// A number that the work comes to, told as one of a few buckets. Left out: none.
    measure: Option<Measure>,
    /// How many days to look for it.
    #[schemars(range(min = 1, max = 14))]
    window_days: u32,
    /// Where to look: on the record of the moment, or on the person's other records.
    on: Option<Where>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "read by the schema only")]
enum Measure {
    Named(Metric),
    WithEdges(WithEdges),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct WithEdges {
    metric: Metric,
    /// The greatest number of each bucket, the least first; what is more falls into one after the last.
    #[schemars(length(min = 1, max = 5))]
    edges: Vec<u32>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Metric {
    /// How often a due date or close date was moved back.
    DueDateSlips,
    /// Days from the start of the work to its end.
    CycleTime,
    /// How often finished work was opened again, by whomever.
    Reopened,
    /// How many threads about security people opened.
    SecurityComments,
    /// How often changes were asked for.
    ReviewRounds,
    /// Days from opening to merging.
    TimeToMerge,
    /// Per cent off the price; the adapter or the organisation has to tell it.
    Discount,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Where {
    ThisRecord,
    OtherRecords,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Done {
    /// Which of the numbered steps, from 1.
    #[schemars(range(min = 1, max = 16))]
    step: u32,
    /// What shows it, once it happens.
    #[schemars(schema_with = "shared::one_trigger", default)]
    on: (),
    /// What holds then; without `on`: it is done while this holds.
    #[schemars(schema_with = "shared::condition", default)]
    when: (),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Hypothesis {
    /// The metric's name.
    metric: String,
    /// Which way it should go.
    direction: Direction,
    /// By how many percentage points at least.
    #[schemars(range(min = 1, max = 100))]
    min_lift_points: u32,
    /// What must not get worse.
    guardrail: String,
    /// What shows that it did, if the page can tell.
    #[schemars(schema_with = "shared::signs", default)]
    worse: (),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Direction {
    Up,
    Down,
}
