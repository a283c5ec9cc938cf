//! How systems are read, as far as it may be shown. The floor is in the query: smaller groups never
//! leave the database.

use super::ORGANISATION;
use sqlx::{Row, SqlitePool};
use std::collections::BTreeMap;

/// Each app in its newest week in which enough browsers read it, whatever content they had; a place
/// of that week if it is missing in enough of them.
///
/// Where a place is missing but the browsers that still find it are too few, its number is left out:
/// taken from all that read, it would tell the small rest. That it is left out tells no more than
/// that there are fewer than the floor. A report of a missing place may come in before that of the
/// reading, so the rest may be below zero for a while.
const READ: &str = "
    WITH large AS (
        SELECT app, week, place, CAST(SUM(reports) AS BIGINT) AS browsers FROM health
        WHERE org_id = $1
        GROUP BY app, week, place
        HAVING CAST(SUM(reports) AS BIGINT) >= $2
    ), newest AS (
        SELECT app, MAX(week) AS week FROM large WHERE place = '' GROUP BY app
    )
    SELECT l.app, l.week, l.place,
           CASE WHEN l.place = '' OR whole.browsers - l.browsers >= $2 THEN l.browsers END
    FROM newest n
    JOIN large whole ON whole.app = n.app AND whole.week = n.week AND whole.place = ''
    JOIN large l ON l.app = n.app AND l.week = n.week
    ORDER BY l.app, l.place";

/// How one app was read in one week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The ISO week.
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

pub(super) async fn read(pool: &SqlitePool, floor: u32) -> Result<Health, sqlx::Error> {
    let mut health = Health::new();
    let rows = sqlx::query(READ).bind(ORGANISATION).bind(i64::from(floor)).fetch_all(pool).await?;
    for row in rows {
        let reading = health.entry(row.try_get(0)?).or_default();
        reading.week = row.try_get(1)?;
        let (place, browsers): (String, Option<i64>) = (row.try_get(2)?, row.try_get(3)?);
        match (place.is_empty(), browsers) {
            (true, browsers) => reading.browsers = browsers.unwrap_or_default(),
            (false, Some(browsers)) => _ = reading.missing.insert(place, Missing::Browsers(browsers)),
            (false, None) => _ = reading.missing.insert(place, Missing::Most),
        }
    }
    Ok(health)
}
