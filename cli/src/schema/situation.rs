//! What a pack expects of itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde_json::Value;

/// What a page shows: facts and meanings by their names; nothing written is an empty field.
type Page = BTreeMap<String, Value>;

/// A person at work, day by day, and what is expected then.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
pub struct Situation {
    /// What it is about, in a sentence.
    situation: String,
    /// The nudge that it tries.
    nudge: String,
    /// The person's role. Left out: the nudge's first.
    role: Option<String>,
    /// The page's address; it begins with https://.
    #[schemars(regex(pattern = "^https://"))]
    at: String,
    /// The first day, as YYYY-MM-DD.
    starts: Option<String>,
    /// Whether the first moment is shown, which it is if nothing is said, or withheld.
    draws: Option<Draws>,
    /// What the page shows at first.
    page: Option<Page>,
    /// What the lists of the page hold at first.
    lists: Option<BTreeMap<String, Vec<Page>>>,
    /// What happens, one thing in a step.
    #[schemars(length(min = 1, max = 100))]
    steps: Vec<Step>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Draws {
    Shown,
    Withheld,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Step {
    /// The person changes this in a form and saves it.
    saves: Option<Page>,
    /// The page shows this, and the person saved nothing.
    shows: Option<Page>,
    /// The lists of the page hold this now; beside `opens`, those of that address do.
    lists: Option<BTreeMap<String, Vec<Page>>>,
    /// The person opens this address.
    opens: Option<String>,
    /// Beside `opens`: what is shown there, instead of what was shown before.
    page: Option<Page>,
    /// The person answers the card.
    answers: Option<Answers>,
    /// Days pass.
    #[schemars(range(min = 1, max = 366))]
    days: Option<u32>,
    /// Minutes pass.
    #[schemars(range(min = 1, max = 1440))]
    minutes: Option<u32>,
    /// What must have come of it.
    expect: Option<Expect>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Answers {
    Done,
    Later,
    NotRelevant,
    NeverAgain,
    Closed,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "read by the schema only")]
enum Expect {
    /// The card came, was withheld, or nothing came.
    Came(Came),
    /// Nothing came, for this reason; or what the tool has shown of the behaviour.
    Because(Because),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Came {
    Shown,
    Withheld,
    Silent,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Because {
    /// `no_match`: trigger or condition did not hold; else the gate that kept it back.
    silent: Option<String>,
    /// What the tool has shown since the last moment.
    behaviour: Option<Seen>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Seen {
    Success,
    Failure,
    Open,
}
