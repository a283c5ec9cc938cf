//! Pages for people, rendered here, without a script.

use crate::problem::Problem;
use crate::serve::Shared;
use crate::storage::{Block, Cell, Counts, Health, Missing, Reading, Tally};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Enough of a content hash for people to tell two texts apart.
const HASH_SHOWN: usize = 8;

pub(crate) async fn counts(State(shared): State<Arc<Shared>>) -> Result<Html<String>, Problem> {
    let (store, floor) = (&shared.store, shared.floor);
    let page = CountsPage::new(store.counts(floor).await?, store.health(floor).await?, floor);
    page.render().map(Html).map_err(|error| {
        tracing::error!(%error, "the page of counts could not be rendered");
        Problem::broken()
    })
}

pub(crate) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../templates/style.css"))
}

pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

pub(crate) async fn ready(State(shared): State<Arc<Shared>>) -> Result<&'static str, Problem> {
    shared.store.check().await?;
    Ok("ok\n")
}

#[derive(Template)]
#[template(path = "counts.html")]
struct CountsPage {
    floor: u32,
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

struct Section {
    nudge: String,
    pack: String,
    /// `None` while no group is large enough.
    overall: Option<Table>,
    /// Its weeks, newest first, if there is more than one group.
    blocks: Vec<Table>,
}

struct Table {
    caption: String,
    rows: [(&'static str, String, String); 5],
    shown_rate: Rate,
    withheld_rate: Rate,
}

/// Whole percent, or none while outcomes are ahead of their entries.
struct Rate(Option<i64>);

impl CountsPage {
    /// Everything on the page, the total included, is summed from the cells that may be shown.
    fn new(counts: Counts, health: Health, floor: u32) -> Self {
        let cells = counts.values().flat_map(|cells| cells.values());
        let of_nudges: i64 = cells.map(|cell| cell.shown.reports() + cell.withheld.reports()).sum();
        let total = of_nudges + health.values().map(Reading::reports).sum::<i64>();
        Self {
            floor,
            total: (total > 0).then(|| grouped(total)),
            nudges: counts
                .into_iter()
                .map(|((pack, nudge), cells)| Section::new(pack, nudge, &cells))
                .collect(),
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
    fn new(pack: String, nudge: String, cells: &BTreeMap<Block, Cell>) -> Self {
        let mut blocks: Vec<Table> =
            cells.iter().rev().map(|(block, cell)| Table::new(caption(block), cell)).collect();
        let overall = if blocks.len() > 1 {
            let sum = cells.values().fold(Cell::default(), |sum, cell| Cell {
                shown: sum.shown.plus(cell.shown),
                withheld: sum.withheld.plus(cell.withheld),
            });
            Some(Table::new("All weeks together".to_owned(), &sum))
        } else {
            blocks.pop()
        };
        Self { nudge, pack, overall, blocks }
    }
}

fn caption(block: &Block) -> String {
    if block.is_remainder() {
        return "Smaller weeks together".to_owned();
    }
    let hash = block.content.get(..HASH_SHOWN).unwrap_or(&block.content);
    format!("{}, text {hash}", block.week)
}

impl Table {
    fn new(caption: String, cell: &Cell) -> Self {
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
            ],
            shown_rate: Rate::of(&cell.shown),
            withheld_rate: Rate::of(&cell.withheld),
        }
    }
}

impl Rate {
    /// Of all entries: a missing outcome is no success.
    fn of(tally: &Tally) -> Self {
        let possible = tally.entries > 0 && tally.success <= tally.entries;
        Self(possible.then(|| (200 * tally.success + tally.entries) / (2 * tally.entries)))
    }
}

/// Digits in groups of three, with a space that does not break.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

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
        }
    }

    #[test]
    fn long_numbers_are_grouped() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1\u{202f}000"), (1_234_567, "1\u{202f}234\u{202f}567")]
        {
            assert_eq!(grouped(number), expected);
        }
    }
}
