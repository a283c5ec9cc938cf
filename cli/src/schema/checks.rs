//! Questions about cases.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde_json::Value;

/// The check of a nudge: one short question, in variants.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
pub struct Checks {
    /// The nudge that it is of.
    checks_of: String,
    /// What helps, by kind of mistake.
    remedies: Remedies,
    /// The variants: six of level 0 at least.
    #[schemars(length(min = 1, max = 40))]
    variants: Vec<Variant>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Remedies {
    /// After a mistake about what a word means.
    terms: Option<Remedy>,
    /// After a mistake about what comes when, and where.
    workflow: Option<Remedy>,
    /// After a mistake about what matters more.
    judgement: Option<Remedy>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Remedy {
    /// What to remember.
    text: String,
    /// The section of the lesson that says more, from 1.
    section: Option<u32>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Variant {
    /// Its name.
    variant: String,
    /// How hard it is; 0, which may be left out, is for beginners.
    #[schemars(range(min = 0, max = 4))]
    level: Option<u32>,
    /// The case and the question.
    ask: String,
    /// What fills the `{places}` of its texts; each entry makes a variant of its own.
    with: Option<Vec<BTreeMap<String, Value>>>,
    /// Answers to choose from, one of them `right`.
    #[schemars(length(min = 2, max = 5))]
    choose: Option<Vec<Answer>>,
    /// Lines, one of them the `fault` to find.
    #[schemars(length(min = 3, max = 10))]
    spot: Option<Vec<Line>>,
    /// Steps to bring into their order.
    order: Option<Order>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Answer {
    /// The right answer.
    right: Option<String>,
    /// A wrong one.
    wrong: Option<String>,
    /// Why, in a sentence.
    because: String,
    /// What choosing it gets wrong.
    mistake: Option<Mistake>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Line {
    /// The line to find.
    fault: Option<String>,
    /// A line that is as it should be.
    fine: Option<String>,
    /// Why, in a sentence.
    because: String,
    /// What finding it gets wrong.
    mistake: Option<Mistake>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Order {
    /// The steps, in the right order.
    #[schemars(length(min = 3, max = 6))]
    steps: Vec<String>,
    /// Why this order.
    because: String,
    /// What another order gets wrong.
    mistake: Mistake,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Mistake {
    Terms,
    Workflow,
    Judgement,
}
