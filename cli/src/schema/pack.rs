//! Packs and roles.

use schemars::JsonSchema;

use super::shared::Titles;

/// Whose nudges these are.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
pub struct Pack {
    /// Its name, which is also its folder's.
    pack: String,
    /// Three numbers, such as 1.0.0.
    version: String,
    /// What people call it.
    title: String,
    /// What people call it in other languages.
    titles: Option<Titles>,
    /// The languages that it is translated to.
    languages: Option<Vec<String>>,
    /// The work that it is about; a workflow has at most 7 nudges.
    workflow: String,
    /// Its licence.
    licence: String,
    /// The most of its cards in a week, all its nudges together.
    #[schemars(range(min = 1, max = 60))]
    most_a_week: Option<u32>,
}

/// How much attention a role may be asked for.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
pub struct Role {
    /// Its name, which is also its file's.
    role: String,
    /// What people call it.
    title: String,
    /// What people call it in other languages.
    titles: Option<Titles>,
    /// What may be asked for in one period, over all tools together.
    budget: Budget,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Budget {
    /// How long a period is.
    period: Period,
    /// Which sprint, where the period is one.
    sprint: Option<Sprint>,
    /// Cards in a period.
    #[schemars(range(min = 1, max = 60))]
    count: u32,
    /// Minutes in a period.
    #[schemars(range(min = 1, max = 60))]
    minutes: u32,
    /// What a slot goes to: the first that comes, or what is worth more than what is still to come.
    choice: Option<Choice>,
    /// Minutes between two cards, at least.
    #[schemars(range(min = 0, max = 480))]
    gap_minutes: Option<u32>,
    /// Cards in a day, at most.
    #[schemars(range(min = 1, max = 60))]
    most_a_day: Option<u32>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Period {
    Week,
    Sprint,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
struct Sprint {
    /// The first day of any sprint, as YYYY-MM-DD.
    starts: String,
    /// Its length in days.
    #[schemars(range(min = 1, max = 28))]
    days: u32,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "read by the schema only")]
enum Choice {
    First,
    Worth,
}
