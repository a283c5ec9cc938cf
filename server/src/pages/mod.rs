//! Pages for people, rendered here, without a script.

mod adoption;
mod interval;
mod minutes;
mod nudge;
mod overview;
mod repository;
mod terms;

pub(crate) use nudge::nudge;
pub(crate) use overview::overview;
pub(crate) use repository::repository;

use crate::clock::today;
use crate::export;
use crate::housekeeping;
use crate::judging::verdicts;
use crate::metrics;
use crate::problem::Problem;
use crate::repository::{Keeper, Signed};
use crate::serve::Shared;
use crate::storage::{Block, Cell, Counts, Health, Missing, Reading, SETTLED_AFTER_DAYS, Tally, Uses};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use cuecard::time::Day;
use cuecard::verdict::trials::Judged;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Of a repository that is there, and was not believed since the start.
const UNREAD: &str = "repository: cannot be believed. The log says why.";
/// Enough of a content hash for people to tell two texts apart.
const HASH_SHOWN: usize = 8;

pub(crate) async fn counts(State(shared): State<Arc<Shared>>) -> Result<Html<String>, Problem> {
    let (store, floor) = (&shared.store, shared.floor);
    housekeeping::published(&shared, today()).await?;
    let page = CountsPage::new(store.counts(floor).await?, store.health(floor).await?, floor);
    rendered(&page)
}

/// What is signed about each nudge; none: nobody signs here, or nobody believes it.
async fn signed(shared: &Shared) -> Option<Arc<Signed>> {
    match &shared.repository {
        Some(keeper) => keeper.signed().await,
        None => None,
    }
}

/// Verdicts on everything that may be shown.
fn verdicts_on(
    counts: &Counts,
    uses: &Uses,
    signed: Option<&Signed>,
    today: Day,
) -> Result<Vec<Judged>, Problem> {
    verdicts(counts, uses, signed, today).map_err(|misfits| {
        tracing::error!(?misfits, "counts that contradict each other");
        Problem::broken()
    })
}

fn rendered(page: &impl Template) -> Result<Html<String>, Problem> {
    page.render().map(Html).map_err(|error| {
        tracing::error!(%error, "a page could not be rendered");
        Problem::broken()
    })
}

/// The same numbers as on the page, for other programs.
pub(crate) async fn counts_csv(State(shared): State<Arc<Shared>>) -> Result<impl IntoResponse, Problem> {
    housekeeping::published(&shared, today()).await?;
    let (counts, uses) = (shared.store.counts(shared.floor).await?, shared.store.uses(shared.floor).await?);
    let signed = signed(&shared).await;
    // Judged by something else than is signed, the same counts would say something else, unseen.
    if let Some(keeper) = shared.repository.as_ref().filter(|_| signed.is_none()) {
        return Err(Problem::repository(keeper.trouble().unwrap_or_else(|| UNREAD.to_owned())));
    }
    let text = export::csv(&counts, &uses, signed.as_deref()).map_err(|_| Problem::broken())?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], text))
}

pub(crate) async fn description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], include_str!("../../openapi.json"))
}

pub(crate) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../templates/style.css"))
}

pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// Reports are taken. Of the repository it says what is wrong and goes on: a balancer that took the
/// server away would take what is in force still, too.
pub(crate) async fn ready(State(shared): State<Arc<Shared>>) -> Result<String, Problem> {
    shared.store.check().await?;
    let trouble = shared.repository.as_ref().and_then(Keeper::trouble);
    Ok(trouble.map_or_else(|| "ok\n".to_owned(), |trouble| format!("ok, but the repository: {trouble}\n")))
}

/// For a listener of its own: how many reports come when is the administrator's business only.
pub(crate) async fn metrics(State(shared): State<Arc<Shared>>) -> Result<impl IntoResponse, Problem> {
    let text = shared.metrics.text().map_err(|_| Problem::broken())?;
    Ok(([(header::CONTENT_TYPE, metrics::CONTENT_TYPE)], text))
}

#[derive(Template)]
#[template(path = "counts.html")]
struct CountsPage {
    floor: u32,
    settled: i32,
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
    /// Its own page.
    link: String,
    pack: String,
    overall: Table,
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
            settled: SETTLED_AFTER_DAYS,
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
        let sum = cells.values().fold(Cell::default(), |sum, cell| Cell {
            shown: sum.shown.plus(cell.shown),
            withheld: sum.withheld.plus(cell.withheld),
        });
        let alone = if blocks.len() == 1 { blocks.pop() } else { None };
        let overall = alone.unwrap_or_else(|| Table::new("All weeks together".to_owned(), &sum));
        Self { link: link_to(&pack, &nudge), nudge, pack, overall, blocks }
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

/// Where a nudge's own page is; names hold nothing that an address could take for something else.
fn link_to(pack: &str, nudge: &str) -> String {
    format!("/nudges/{pack}/{nudge}")
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
