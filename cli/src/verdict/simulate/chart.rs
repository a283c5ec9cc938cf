//! What is kept by what a nudge does, as SVG: tallies in, geometry out.

use super::{Cell, LIFTS, Level, signed};

/// The drawing, and the field in it where the lines are.
pub const WIDTH: f64 = 360.0;
pub const HEIGHT: f64 = 216.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = 348.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 180.0;
/// Half of the length of a mark.
const MARK: f64 = 3.5;
/// Two standard errors lie to each side of a figure.
const ERRORS: f64 = 2.0;

/// A chart of one level.
pub struct Chart {
    /// Edges of the field, and of the part of it where nothing is to be kept.
    pub field: [String; 4],
    pub wrong_width: String,
    /// Height and text of each horizontal line.
    pub rows: Vec<(String, &'static str)>,
    /// Place and text of each lift.
    pub columns: Vec<(String, String)>,
    /// One line for each number of people.
    pub lines: Vec<Line>,
}

/// A line of a chart.
pub struct Line {
    /// People per arm: its name, and what it is drawn by.
    pub people: u32,
    /// The points that it joins.
    pub points: String,
    /// At each: how uncertain it is (place, from, to), its mark, and what it says.
    pub marks: Vec<(String, String, String, String, String)>,
}

impl Chart {
    /// Of a level.
    pub fn of(level: &Level) -> Self {
        let rows = [(0.0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1.0, "100")];
        Self {
            field: [LEFT, TOP, RIGHT, BOTTOM].map(number),
            wrong_width: number(across(0.0) - LEFT),
            rows: rows.map(|(share, text)| (number(up(share)), text)).into(),
            columns: LIFTS.map(|lift| (number(across(lift)), signed(lift))).into(),
            lines: level.cells.chunks(LIFTS.len()).map(line).collect(),
        }
    }
}

fn line(cells: &[Cell]) -> Line {
    let people = cells.first().map_or(0, |cell| cell.people);
    let at = |cell: &Cell| (across(cell.lift), up(cell.tally.share(cell.tally.kept)));
    let points: Vec<String> =
        cells.iter().map(at).map(|(x, y)| format!("{},{}", number(x), number(y))).collect();
    let marks = cells.iter().map(|cell| {
        let (x, y) = at(cell);
        let (share, error) = (cell.tally.share(cell.tally.kept), cell.tally.error(cell.tally.kept));
        let edge = |share: f64| number(up(share.clamp(0.0, 1.0)));
        let says = format!(
            "{} people per arm, {} points: {:.1} % kept, ±{:.1}",
            people,
            signed(cell.lift),
            100.0 * share,
            100.0 * ERRORS * error
        );
        (number(x), edge(share - ERRORS * error), edge(share + ERRORS * error), mark(people, x, y), says)
    });
    Line { people, points: points.join(" "), marks: marks.collect() }
}

/// A mark that is told from others without colour: circle, square, diamond.
fn mark(people: u32, x: f64, y: f64) -> String {
    let path = |corners: [(f64, f64); 4]| {
        let corners = corners.map(|(right, down)| format!("{} {}", number(x + right), number(y + down)));
        format!("M{}Z", corners.join("L"))
    };
    match people {
        30 => format!(
            "M{} {}a{MARK} {MARK} 0 1 0 {} 0a{MARK} {MARK} 0 1 0 -{} 0Z",
            number(x - MARK),
            number(y),
            2.0 * MARK,
            2.0 * MARK
        ),
        100 => path([(-MARK, -MARK), (MARK, -MARK), (MARK, MARK), (-MARK, MARK)]),
        _ => {
            let long = 1.4 * MARK;
            path([(0.0, -long), (long, 0.0), (0.0, long), (-long, 0.0)])
        }
    }
}

/// From the left, by the lift.
fn across(lift: f64) -> f64 {
    let (least, most) = (LIFTS[0] - 2.0, LIFTS[LIFTS.len() - 1] + 1.5);
    LEFT + (RIGHT - LEFT) * (lift - least) / (most - least)
}

/// From the top, by the share.
fn up(share: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * share
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use cuecard::verdict::simulation::Tally;

    use super::*;

    #[test]
    fn more_kept_is_higher_and_more_lift_is_further_right() {
        let cell =
            |lift, kept| Cell { people: 30, lift, tally: Tally { runs: 100, kept, ..Tally::default() } };
        let cells = LIFTS.iter().zip([0, 5, 30, 60, 100]).map(|(lift, kept)| cell(*lift, kept)).collect();
        let chart = Chart::of(&Level { name: "", cells });
        let [line] = &chart.lines[..] else { panic!("one line for each number of people") };
        let points: Vec<Vec<f64>> = line
            .points
            .split(' ')
            .map(|at| at.split(',').map(|part| part.parse().unwrap()).collect())
            .collect();
        assert!(
            points.windows(2).all(|pair| pair[0][0] < pair[1][0] && pair[0][1] > pair[1][1]),
            "{points:?}"
        );
        assert_eq!((points[0][1], points[4][1]), (BOTTOM, TOP));
        assert_eq!(line.marks[2].4, "30 people per arm, +5 points: 30.0 % kept, ±9.2");
        assert!(points.iter().all(|at| at[0] > LEFT && at[0] < RIGHT && at[0] < WIDTH && at[1] < HEIGHT));
    }
}
