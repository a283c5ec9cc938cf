//! How systems are read, as far as it may be shown: closed blocks, and the floor in the query.

use super::ORGANISATION;
use super::database::Database;
use sqlx::Error;
use std::collections::BTreeMap;

/// Each app in its newest block with enough browsers; a place of that block if it is missing in
/// enough of them.
///
/// Where a place is missing but the browsers that still find it are too few, its number is left out:
/// taken from all that read, it would tell the small rest. That it is left out tells no more than
/// that there are fewer than the floor. A report of a missing place may come in before that of the
/// reading, so the rest may be below zero.
pub(super) const READ: &str = "
    WITH newest AS (
        SELECT pack, MAX(week) AS week FROM blocks
        WHERE org_id = $1 AND kind = 'health' AND reports >= $2
        GROUP BY pack
    )
    SELECT b.pack, b.week, b.bucket,
           CASE WHEN b.kind = 'health' OR whole.reports - b.reports >= $2 THEN b.reports END
    FROM newest n
    JOIN blocks whole ON whole.org_id = $1 AND whole.kind = 'health'
                     AND whole.pack = n.pack AND whole.week = n.week
    JOIN blocks b ON b.org_id = $1 AND b.pack = n.pack AND b.week = n.week
                 AND (b.kind = 'health' OR b.kind = 'missing' AND b.reports >= $2)
    ORDER BY b.pack, b.bucket";

/// How one app was read in one week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The ISO week after which the block was closed.
    pub week: String,
    /// In so many browsers.
    pub browsers: i64,
    /// The places (`page.fact`) that were there before and are missing now.
    pub missing: BTreeMap<String, Missing>,
}

impl Reading {
    /// All reports in these numbers.
    pub fn reports(&self) -> i64 {
        let missing = self.missing.values().map(|missing| match missing {
            Missing::Most => 0,
            Missing::Browsers(browsers) => *browsers,
        });
        self.browsers + missing.sum::<i64>()
    }
}

/// In how many of the browsers that read an app a place is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// In so many that the rest is too small to be shown: always more than half.
    Most,
    /// In so many.
    Browsers(i64),
}

/// What may be shown, by app. An app that too few browsers read is not in it.
pub type Health = BTreeMap<String, Reading>;

pub(super) async fn read(database: &Database, floor: u32) -> Result<Health, Error> {
    let mut health = Health::new();
    for row in database.fetch(READ, &[ORGANISATION.into(), i64::from(floor).into()]).await? {
        let reading = health.entry(row.text(0)?).or_default();
        reading.week = row.text(1)?;
        let (place, browsers) = (row.text(2)?, row.number_if_known(3)?);
        match (place.is_empty(), browsers) {
            (true, browsers) => reading.browsers = browsers.unwrap_or_default(),
            (false, Some(browsers)) => _ = reading.missing.insert(place, Missing::Browsers(browsers)),
            (false, None) => _ = reading.missing.insert(place, Missing::Most),
        }
    }
    Ok(health)
}
