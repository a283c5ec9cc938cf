//! The counts that may be shown, as a table that `cuecard verdict` judges.

use crate::lines::lines;
use crate::repository::Signed;
use crate::storage::{Counts, Uses};
use cuecard::time::Day;
use cuecard::verdict::Noise;
use cuecard::verdict::trials::Line;

/// The columns, in this order; one line for each block. What they mean `cuecard verdict --help` says.
const COLUMNS: [&str; 21] = [
    "pack",
    "nudge",
    "content",
    "week",
    "stratum",
    "shown_entries",
    "shown_outcomes",
    "shown_successes",
    "shown_worse",
    "withheld_entries",
    "withheld_outcomes",
    "withheld_successes",
    "withheld_worse",
    "shows",
    "fast_dismissals",
    "opened",
    "min_lift_points",
    "restarts",
    "extended",
    "evidence",
    "epsilon",
];

/// As CSV with a line of names.
pub(crate) fn csv(counts: &Counts, uses: &Uses, signed: Option<&Signed>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for line in lines(counts, uses, signed) {
        writer.write_record(cells(line))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cells(line: Line) -> [String; COLUMNS.len()] {
    let [shown, withheld] = [line.behaviour.shown(), line.behaviour.withheld()];
    let [shown_worse, withheld_worse] = [line.guardrail.shown(), line.guardrail.withheld()];
    let numbers = [
        shown.entries,
        shown.outcomes,
        shown.successes,
        shown_worse.successes,
        withheld.entries,
        withheld.outcomes,
        withheld.successes,
        withheld_worse.successes,
        line.shows,
        line.fast_dismissals,
    ];
    let [a, b, c, d, e, f, g, h, i, j] = numbers.map(|number| number.to_string());
    let opened = line.opened.as_ref().map(Day::to_string).unwrap_or_default();
    let week = line.week.to_string();
    let points = line.min_lift_points.map(|points| points.to_string()).unwrap_or_default();
    let restarts = line.restarts.map(|restarts| restarts.to_string()).unwrap_or_default();
    let extended = if line.extended { "yes" } else { "" }.to_owned();
    let evidence = if line.is_weak { "weak" } else { "" }.to_owned();
    let epsilon = line.noise.and_then(Noise::epsilon).map(|epsilon| format!("{epsilon:.6}"));
    let epsilon = epsilon.unwrap_or_default().trim_end_matches('0').trim_end_matches('.').to_owned();
    let Line { pack, nudge, content, stratum, .. } = line;
    [
        pack, nudge, content, week, stratum, a, b, c, d, e, f, g, h, i, j, opened, points, restarts,
        extended, evidence, epsilon,
    ]
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::storage::{Block, Cell, Noisy, Tally, Use};
    use std::collections::BTreeMap;

    #[test]
    fn a_line_for_each_block() {
        let block = |week: &str| Block { week: week.into(), content: "00".into(), ..Block::default() };
        let name = || ("pack".to_owned(), "nudge".to_owned());
        let shown = Tally {
            entries: 12,
            success: 7,
            failure: 2,
            unseen: 2,
            censored: 1,
            worsened: 3,
            noisy: Noisy::default(),
        };
        let withheld = Tally { entries: 10, success: 3, ..Tally::default() };
        let counts =
            Counts::from([(name(), BTreeMap::from([(block("2026-W49"), Cell { shown, withheld })]))]);
        let exposures = [("completed", 9), ("fast", 4)].map(|(word, count)| (word.to_owned(), count)).into();
        let used = Use { exposures, ..Use::default() };
        let uses = Uses::from([(name(), BTreeMap::from([(block("2026-W50"), used)]))]);
        let head = format!("{}\n", COLUMNS.join(","));
        let first = "pack,nudge,00,2026-W49,,12,11,7,3,10,3,3,0,0,0,2026-11-30,10,,,,\n";
        let second = "pack,nudge,00,2026-W50,,0,0,0,0,0,0,0,0,13,4,2026-11-30,10,,,,\n";
        for (counts, uses, expected) in [
            (&Counts::new(), &Uses::new(), head.clone()),
            (&counts, &Uses::new(), format!("{head}{first}")),
            (&counts, &uses, format!("{head}{first}{second}")),
        ] {
            let text = csv(counts, uses, None).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(text, expected);
        }
    }
}
