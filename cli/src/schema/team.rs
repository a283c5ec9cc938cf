//! The team of a simulation.

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// Who works there, and how often they come to which moment.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the schema only")]
pub struct Team {
    /// What people call it.
    team: String,
    /// How many people, by role.
    people: BTreeMap<String, u32>,
    /// How many weeks to live.
    #[schemars(range(min = 1, max = 104))]
    weeks: u32,
    /// Moments of one person in four weeks, by nudge.
    moments_in_four_weeks: Option<BTreeMap<String, u32>>,
    /// Recordings of author mode, beside this file, in which they are counted instead.
    recorded: Option<Vec<String>>,
    /// After how many of a hundred moments without its card the behaviour follows.
    #[schemars(range(min = 0, max = 100))]
    done_without: u32,
    /// The same with its card.
    #[schemars(range(min = 0, max = 100))]
    done_with: u32,
}
