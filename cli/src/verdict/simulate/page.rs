//! The report of simulated trials: one HTML file that needs nothing else.

use askama::Template;

use super::chart::{Chart, HEIGHT, WIDTH};
use super::{Cell, Level, Report, signed};

#[derive(Template)]
#[template(path = "verdicts.html")]
struct Page {
    runs: u32,
    seed: u64,
    width: f64,
    height: f64,
    levels: Vec<LevelPart>,
}

struct LevelPart {
    id: usize,
    name: &'static str,
    chart: Chart,
    rows: Vec<Row>,
}

/// A line of a table; figures are percents.
struct Row {
    people: u32,
    /// How many lines the people stand beside; none: the number is in a line above.
    lines: Option<usize>,
    lift: String,
    at_deadline: String,
    kept: String,
    error: String,
    stopped_early: String,
    invalid: String,
}

/// The report.
///
/// # Errors
/// When the page cannot be put together.
pub fn html(report: &Report) -> Result<String, String> {
    let page = Page {
        runs: report.runs,
        seed: report.seed,
        width: WIDTH,
        height: HEIGHT,
        levels: report.levels.iter().enumerate().map(level).collect(),
    };
    page.render().map_err(|error| error.to_string())
}

fn level((id, level): (usize, &Level)) -> LevelPart {
    let lines = |people| level.cells.iter().filter(|cell| cell.people == people).count();
    let mut last = None;
    let rows = level.cells.iter().map(|cell| {
        let is_first = last.replace(cell.people) != Some(cell.people);
        row(cell, is_first.then(|| lines(cell.people)))
    });
    LevelPart { id, name: level.name, chart: Chart::of(level), rows: rows.collect() }
}

fn row(cell: &Cell, lines: Option<usize>) -> Row {
    let Cell { people, lift, tally } = cell;
    let percent = |count| format!("{:.1}", 100.0 * tally.share(count));
    Row {
        people: *people,
        lines,
        lift: signed(*lift),
        at_deadline: percent(tally.kept_at_deadline),
        kept: percent(tally.kept),
        error: format!("{:.1}", 100.0 * tally.error(tally.kept)),
        stopped_early: percent(tally.stopped_early),
        invalid: percent(tally.invalid),
    }
}
