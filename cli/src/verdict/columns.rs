//! The columns of exported counts, and how a line of them is read.

use cuecard::time::{Day, Week};
use cuecard::verdict::block::MAX_ENTRIES;
use cuecard::verdict::trials::Line;
use cuecard::verdict::{Block, Counts, Noise};

/// What a line can say. `cuecard verdict --help` says what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Pack,
    Nudge,
    Content,
    Week,
    Stratum,
    ShownEntries,
    ShownOutcomes,
    ShownSuccesses,
    WithheldEntries,
    WithheldOutcomes,
    WithheldSuccesses,
    ShownWorse,
    WithheldWorse,
    Shows,
    FastDismissals,
    Opened,
    MinLiftPoints,
    Restarts,
    Extended,
    Evidence,
    Epsilon,
}

/// Every column with its name, and whether there is no verdict without it.
pub const COLUMNS: [(Column, &str, bool); 21] = [
    (Column::Pack, "pack", false),
    (Column::Nudge, "nudge", true),
    (Column::Content, "content", true),
    (Column::Week, "week", true),
    (Column::Stratum, "stratum", false),
    (Column::ShownEntries, "shown_entries", true),
    (Column::ShownOutcomes, "shown_outcomes", false),
    (Column::ShownSuccesses, "shown_successes", true),
    (Column::WithheldEntries, "withheld_entries", true),
    (Column::WithheldOutcomes, "withheld_outcomes", false),
    (Column::WithheldSuccesses, "withheld_successes", true),
    (Column::ShownWorse, "shown_worse", false),
    (Column::WithheldWorse, "withheld_worse", false),
    (Column::Shows, "shows", false),
    (Column::FastDismissals, "fast_dismissals", false),
    (Column::Opened, "opened", false),
    (Column::MinLiftPoints, "min_lift_points", false),
    (Column::Restarts, "restarts", false),
    (Column::Extended, "extended", false),
    (Column::Evidence, "evidence", false),
    (Column::Epsilon, "epsilon", false),
];

/// Cards in one week and stratum; more than anybody is shown.
const MOST_SHOWS: u32 = 10 * MAX_ENTRIES;
/// Restarts of a lineage: after so many nothing passes anyway.
const MOST_RESTARTS: u32 = 1_000;

/// Names of nudges, packs, contents and strata are no longer.
const MAX_NAME: usize = 200;

impl Column {
    /// Its name.
    pub fn name(self) -> &'static str {
        COLUMNS[self as usize].1
    }
}

/// What is wrong in a cell.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub column: Column,
    /// What.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

/// Reads one line. A cell that is not there is empty.
pub fn line(place: u64, cell: &dyn Fn(Column) -> String) -> Result<Line, Wrong> {
    let extended = choice(cell, Column::Extended, &["", "no", "yes"])? == 2;
    let is_weak = choice(cell, Column::Evidence, &["", "trial", "weak"])? == 2;
    let shown = counts(cell, [Column::ShownEntries, Column::ShownOutcomes, Column::ShownSuccesses])?;
    let withheld =
        counts(cell, [Column::WithheldEntries, Column::WithheldOutcomes, Column::WithheldSuccesses])?;
    let shows = number(cell, Column::Shows, MOST_SHOWS)?.unwrap_or(0);
    let fast_dismissals = number(cell, Column::FastDismissals, MOST_SHOWS)?.unwrap_or(0);
    if fast_dismissals > shows {
        let what = format!("{fast_dismissals} of {shows} cards were closed within 3 seconds");
        return Err(wrong(Column::FastDismissals, &what, "count no card twice"));
    }
    Ok(Line {
        place,
        pack: name(cell, Column::Pack, false)?,
        nudge: name(cell, Column::Nudge, true)?,
        content: name(cell, Column::Content, true)?,
        stratum: name(cell, Column::Stratum, false)?,
        week: week(cell)?,
        behaviour: block(Column::ShownSuccesses, shown, withheld)?,
        guardrail: guardrail(cell, shown, withheld)?,
        shows,
        fast_dismissals,
        opened: day(cell)?,
        min_lift_points: number(cell, Column::MinLiftPoints, 100)?,
        restarts: number(cell, Column::Restarts, MOST_RESTARTS)?,
        extended,
        is_weak,
        noise: noise(cell)?,
    })
}

fn wrong(column: Column, what: &str, mend: &str) -> Wrong {
    Wrong { column, what: what.to_owned(), mend: mend.to_owned() }
}

fn name(cell: &dyn Fn(Column) -> String, column: Column, needed: bool) -> Result<String, Wrong> {
    let text = cell(column);
    if needed && text.is_empty() {
        return Err(wrong(column, &format!("`{}` is empty", column.name()), "say which one it is"));
    }
    if text.len() > MAX_NAME || text.contains(char::is_control) {
        let what = format!("`{}` is no name", column.name());
        return Err(wrong(column, &what, &format!("write one line of at most {MAX_NAME} letters")));
    }
    Ok(text)
}

fn number(cell: &dyn Fn(Column) -> String, column: Column, most: u32) -> Result<Option<u32>, Wrong> {
    let text = cell(column);
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().ok().filter(|number| *number <= most).map(Some).ok_or_else(|| {
        let what = format!("`{}` is `{text}`", column.name());
        wrong(column, &what, &format!("write a whole number from 0 to {most}"))
    })
}

fn choice(cell: &dyn Fn(Column) -> String, column: Column, words: &[&str; 3]) -> Result<usize, Wrong> {
    let text = cell(column);
    words.iter().position(|word| text.eq_ignore_ascii_case(word)).ok_or_else(|| {
        let what = format!("`{}` is `{text}`", column.name());
        wrong(column, &what, &format!("write `{}` or `{}`", words[1], words[2]))
    })
}

fn counts(cell: &dyn Fn(Column) -> String, columns: [Column; 3]) -> Result<Counts, Wrong> {
    let [entries, outcomes, successes] = columns;
    let needed = |column| {
        let missing =
            || wrong(column, &format!("`{}` is empty", column.name()), "write 0 if there were none");
        number(cell, column, MAX_ENTRIES)?.ok_or_else(missing)
    };
    let (n, s) = (needed(entries)?, needed(successes)?);
    let known = number(cell, outcomes, MAX_ENTRIES)?.unwrap_or(n);
    if known > n {
        let what = format!("{known} outcomes of {n} entries");
        return Err(wrong(outcomes, &what, "count every person once"));
    }
    if s > known {
        let what = format!("{s} successes of {known} outcomes");
        return Err(wrong(successes, &what, "count every person once"));
    }
    Ok(Counts { entries: n, outcomes: known, successes: s })
}

fn guardrail(cell: &dyn Fn(Column) -> String, shown: Counts, withheld: Counts) -> Result<Block, Wrong> {
    let (column, other) = (Column::ShownWorse, Column::WithheldWorse);
    match (number(cell, column, MAX_ENTRIES)?, number(cell, other, MAX_ENTRIES)?) {
        (None, None) => Ok(Block::default()),
        (Some(worse), Some(other_worse)) => {
            let of = |worse, arm: Counts| Counts { successes: worse, outcomes: arm.entries, ..arm };
            block(column, of(worse, shown), of(other_worse, withheld))
        }
        _ => Err(wrong(column, "the guardrail is counted in one arm only", "count it in both, or in none")),
    }
}

fn block(column: Column, shown: Counts, withheld: Counts) -> Result<Block, Wrong> {
    let impossible = || wrong(column, "there are more of these than entries", "count every person once");
    Block::new(shown, withheld).ok_or_else(impossible)
}

fn week(cell: &dyn Fn(Column) -> String) -> Result<Week, Wrong> {
    let text = cell(Column::Week);
    let mend = "write the week in which windows ended, such as 2026-W48";
    Week::parse(&text).ok_or_else(|| wrong(Column::Week, &format!("`week` is `{text}`"), mend))
}

fn noise(cell: &dyn Fn(Column) -> String) -> Result<Option<Noise>, Wrong> {
    let text = cell(Column::Epsilon);
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |mend: String| wrong(Column::Epsilon, &format!("`epsilon` is `{text}`"), &mend);
    super::noise(&text).map(Some).map_err(wrong)
}

fn day(cell: &dyn Fn(Column) -> String) -> Result<Option<Day>, Wrong> {
    let text = cell(Column::Opened);
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || wrong(Column::Opened, &format!("`opened` is `{text}`"), "write a day such as 2026-09-28");
    Day::parse(&text).map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_at_their_own_place() {
        for (place, (column, ..)) in COLUMNS.iter().enumerate() {
            assert_eq!(*column as usize, place);
        }
    }
}
