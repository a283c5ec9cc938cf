//! What is remembered of one nudge.

use serde::Serialize;

use super::Arm;
use crate::json::fields;
use crate::table::Table;
use crate::time::Day;

/// One nudge's lineage: editorial changes stay in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lineage {
    /// The person asked never to see it again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
    /// The person's first eligible moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstMoment>,
    /// How many moments were drawn after the first.
    pub draws: u32,
    /// The records, as keyed digests, on which it had its moment.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub records: Table<String, Day>,
}

fields! { Lineage: ; muted, first, draws, records, .. }

/// The first eligible moment: it alone is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FirstMoment {
    /// Its arm.
    pub arm: Arm,
    /// Its day.
    pub day: Day,
}

fields! { FirstMoment: arm, day, .. }
