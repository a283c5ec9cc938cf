//! All counts on one page, and how the systems are read. What a nudge came to stands here once enough
//! people use it, as on its own page.

use super::adoption::{ADOPTED_PERCENT, Adoption};
use super::{HASH_SHOWN, grouped, link_to, rendered};
use crate::clock::today;
use crate::housekeeping;
use crate::problem::Problem;
use crate::serve::Shared;
use crate::storage::{
    Block, Cell, Counts, Health, Missing, Reading, SETTLED_AFTER_DAYS, Tally, Use, Uses, together,
};
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) async fn counts(State(shared): State<Arc<Shared>>) -> Result<Html<String>, Problem> {
    let (store, floor) = (&shared.store, shared.floor);
    housekeeping::published(&shared, today()).await?;
    let (counts, uses) = (store.counts(floor).await?, store.uses(floor).await?);
    let page = CountsPage::new(counts, &uses, store.health(floor).await?, floor);
    rendered(&page)
}

#[derive(Template)]
#[template(path = "counts.html")]
struct CountsPage {
    floor: u32,
    settled: i32,
    adopted_percent: i64,
    /// `None` while no group is large enough.
    total: Option<String>,
    nudges: Vec<Section>,
    systems: Vec<System>,
}

/// How one system is read, for one sentence.
struct System {
    app: String,
    week: String,
    browsers: String,
    /// The places that are missing and in how many, those of most browsers first.
    missing: Vec<(String, String)>,
}

pub(super) struct Section {
    nudge: String,
    /// Its own page.
    link: String,
    pack: String,
    /// So many use it that what it came to says something.
    is_adopted: bool,
    pub(super) overall: Table,
    /// Its weeks, newest first, if there is more than one group.
    pub(super) blocks: Vec<Table>,
}

pub(super) struct Table {
    pub(super) caption: String,
    /// Beyond the first they are what it came to.
    pub(super) rows: Vec<(&'static str, String, String)>,
    pub(super) shown_rate: Rate,
    pub(super) withheld_rate: Rate,
}

/// Whole percent, or none while outcomes are ahead of their entries.
pub(super) struct Rate(pub(super) Option<i64>);

impl CountsPage {
    /// Everything on the page, the total included, is summed from what is shown.
    fn new(counts: Counts, uses: &Uses, health: Health, floor: u32) -> Self {
        let (mut nudges, mut total) = (Vec::new(), health.values().map(Reading::reports).sum::<i64>());
        for ((pack, nudge), cells) in counts {
            let name = (pack, nudge);
            let used = uses.get(&name).into_iter().flat_map(|of| of.values());
            let is_adopted = Adoption::of(&used.fold(Use::default(), Use::plus)).is_enough();
            let tallies = cells.values().flat_map(|cell| [cell.shown, cell.withheld]);
            let shown = |tally: Tally| if is_adopted { tally.reports() } else { tally.entries };
            total += tallies.map(shown).sum::<i64>();
            let (pack, nudge) = name;
            nudges.push(Section::new(pack, nudge, &cells, is_adopted));
        }
        Self {
            floor,
            settled: SETTLED_AFTER_DAYS,
            adopted_percent: ADOPTED_PERCENT,
            total: (total > 0).then(|| grouped(total)),
            nudges,
            systems: health.into_iter().map(|(app, reading)| System::new(app, reading)).collect(),
        }
    }
}

impl System {
    fn new(app: String, reading: Reading) -> Self {
        let mut missing: Vec<(String, Missing)> = reading.missing.into_iter().collect();
        missing.sort_by_key(|(_, missing)| match missing {
            Missing::Most => i64::MIN,
            Missing::Browsers(browsers) => -browsers,
        });
        let amount = |missing| match missing {
            Missing::Most => "most".to_owned(),
            Missing::Browsers(browsers) => grouped(browsers),
        };
        Self {
            app,
            week: reading.week,
            browsers: grouped(reading.browsers),
            missing: missing.into_iter().map(|(place, missing)| (place, amount(missing))).collect(),
        }
    }
}

impl Section {
    pub(super) fn new(pack: String, nudge: String, cells: &BTreeMap<Block, Cell>, is_adopted: bool) -> Self {
        let table = |caption, cell: &Cell| Table::new(caption, cell, is_adopted);
        let mut blocks: Vec<Table> =
            together(cells).iter().rev().map(|(block, cell)| table(caption(block), cell)).collect();
        let sum = cells.values().fold(Cell::default(), |sum, cell| Cell {
            shown: sum.shown.plus(cell.shown),
            withheld: sum.withheld.plus(cell.withheld),
        });
        let alone = if blocks.len() == 1 { blocks.pop() } else { None };
        let overall = alone.unwrap_or_else(|| table("All weeks together".to_owned(), &sum));
        Self { link: link_to(&pack, &nudge), nudge, pack, is_adopted, overall, blocks }
    }
}

fn caption(block: &Block) -> String {
    let hash = block.content.get(..HASH_SHOWN).unwrap_or(&block.content);
    let mut caption = format!("{}, text {hash}", block.week);
    for group in [&block.role, &block.team].into_iter().filter(|name| !name.is_empty()) {
        caption.push_str(", ");
        caption.push_str(group);
    }
    caption
}

impl Table {
    fn new(mut caption: String, cell: &Cell, is_adopted: bool) -> Self {
        if is_adopted && cell.shown.plus(cell.withheld).noisy.is_any() {
            caption.push_str(", as told with noise");
        }
        let row = |label, count: fn(&Tally) -> i64| {
            (label, grouped(count(&cell.shown)), grouped(count(&cell.withheld)))
        };
        Self {
            caption,
            rows: [
                row("Entries", |tally| tally.entries),
                row("Success", |tally| tally.success),
                row("Failure", |tally| tally.failure),
                row("Unseen", |tally| tally.unseen),
                row("Censored", |tally| tally.censored),
            ]
            .into_iter()
            .take(if is_adopted { 5 } else { 1 })
            .collect(),
            shown_rate: Rate::of(&cell.shown),
            withheld_rate: Rate::of(&cell.withheld),
        }
    }
}

impl Rate {
    /// Of all entries: a missing outcome is no success. Of what was told with noise it would be another one.
    fn of(tally: &Tally) -> Self {
        let possible = tally.entries > 0 && tally.success <= tally.entries && !tally.noisy.is_any();
        Self(possible.then(|| (200 * tally.success + tally.entries) / (2 * tally.entries)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Noisy;

    #[test]
    fn the_rate_counts_every_entry() {
        for (entries, success, expected) in [
            (10, 5, Some(50)),
            (12, 4, Some(33)),
            (12, 8, Some(67)),
            (10, 0, Some(0)),
            (10, 10, Some(100)),
            (10, 11, None),
            (0, 0, None),
        ] {
            let tally = Tally { entries, success, failure: 1, ..Tally::default() };
            assert_eq!(Rate::of(&tally).0, expected, "{success} of {entries}");
            let noisy = Tally { noisy: Noisy { light: 1, strong: 0 }, ..tally };
            assert_eq!(Rate::of(&noisy).0, None, "{success} of {entries}");
        }
    }
}
