//! Roles and their budgets.

use super::fields::Fields;
use super::pack::{Titles, titles};
use super::source::Desk;
use super::tree;
use crate::role::{Budget, Choice, Pace, Period, Role};
use crate::time::Day;

/// The ceiling over everything that may be pushed to a person in a week.
const MAX_MINUTES: u32 = 60;
/// As many aids as fit the ceiling at a minute each.
const MAX_COUNT: u32 = 60;
/// A working day.
const MAX_GAP_MINUTES: u32 = 8 * 60;
const KEYS: [&str; 7] = ["period", "count", "minutes", "sprint", "choice", "gap_minutes", "most_a_day"];
/// The longest sprint: four weeks.
const MAX_SPRINT_DAYS: u32 = 28;

/// The role in a file.
pub fn compile(desk: &Desk<'_>, file: &str) -> Option<(Role, Titles)> {
    let node = tree::read(desk, 0..desk.text.len())?;
    let fields = Fields::open(desk, &node, "a role", &["role", "title", "titles", "budget"])?;
    let role = fields.own_name(desk, "role", file);
    let title = fields.text(desk, "title", "Account executive");
    let titles = fields.optional("titles", |node| titles(desk, node));
    let budget = fields.need(desk, "budget", "{ period: week, count: 3, minutes: 6 }");
    let budget = budget.and_then(|node| {
        let fields = Fields::open(desk, node, "a budget", &KEYS)?;
        let count = fields.whole(desk, "count", "3", 1..=MAX_COUNT, "a budget is a few aids a period");
        let why = "60 minutes a week are the ceiling over everything";
        let minutes = fields.whole(desk, "minutes", "6", 1..=MAX_MINUTES, why);
        let is_sprint = fields.word(desk, "period", &[("week", false), ("sprint", true)])?;
        let period = if is_sprint { sprint(desk, &fields) } else { week(desk, &fields) };
        let choice = fields.optional("choice", |node| {
            desk.word(node, &[("first", Choice::First), ("worth", Choice::Worth)])
        });
        let pace = pace(desk, &fields);
        Some(Budget { period: period?, count: count?, seconds: minutes? * 60, choice: choice?, pace: pace? })
    });
    Some((Role { role: role?, title: title?, budget: budget? }, titles?))
}

fn pace(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<Pace> {
    let gap_minutes = fields.optional("gap_minutes", |node| {
        desk.whole(node, 0..=MAX_GAP_MINUTES, "with more, two cards would not fit one day")
    });
    let most_a_day = match fields.maybe("most_a_day") {
        Some(node) => desk.whole(node, 1..=MAX_COUNT, "leave it out where the budget is enough").map(Some),
        None => Some(None),
    };
    Some(Pace { gap_minutes: gap_minutes?, most_a_day: most_a_day? })
}

fn week(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<Period> {
    if fields.has("sprint") {
        desk.wrong(fields.place("sprint"), "a week has no sprint", "remove it, or write `period: sprint`");
    }
    Some(Period::Week)
}

fn sprint(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<Period> {
    let node = fields.need(desk, "sprint", "{ starts: 2026-11-02, days: 14 }")?;
    let fields = Fields::open(desk, node, "a sprint", &["starts", "days"])?;
    let days = fields.whole(desk, "days", "14", 1..=MAX_SPRINT_DAYS, "a sprint is four weeks at most");
    let node = fields.need(desk, "starts", "2026-11-02")?;
    let starts = Day::parse(desk.text(node)?);
    if starts.is_none() {
        desk.wrong(&node.at, "this is no date", "write the first day of any sprint as YYYY-MM-DD");
    }
    Some(Period::Sprint { starts: starts?, days: u16::try_from(days?).ok()? })
}
