//! What is left of this period's budget, as a picture and in words.

use web_sys::HtmlElement;

use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::{day, say, say_with, whole_minutes};
use crate::messages::{Budget, Spending};

/// More slots than this are not taken in at a glance: they are drawn as a bar.
const MOST_DOTS: u32 = 12;

/// The budget of a person who has a role.
pub fn section(budget: &Budget) -> HtmlElement {
    let heading = if budget.period == "week" { Key::ThisWeek } else { Key::ThisPeriod };
    let limit = budget.count.limit as u32;
    let left = limit.saturating_sub(budget.count.spent as u32);
    let cards = match (left, limit) {
        (0, _) => say(Key::CardsNone),
        (_, 1) => say(Key::CardsOnly),
        _ => say_with(Key::CardsLeft, &[&left.to_string(), &limit.to_string()]),
    };
    let limit_minutes = whole_minutes(budget.seconds.limit);
    let left_minutes = limit_minutes.saturating_sub(whole_minutes(budget.seconds.spent));
    let minutes = say_with(Key::MinutesLeft, &[&left_minutes.to_string(), &limit_minutes.to_string()]);
    let slots = if limit > MOST_DOTS { bar(&budget.count) } else { dots(left, limit) };
    // The pictures are hidden from screen readers: the words beside them say the same.
    super::section(&say(heading))
        .with(make("div", "pair").with(make("p", "figure").text(&cards)).with(slots))
        .with(bar(&budget.seconds))
        .with(
            make("div", "pair")
                .with(make("p", "aside").text(&minutes))
                .with(make("p", "aside").text(&say_with(Key::BudgetUntil, &[&day(&budget.ends)]))),
        )
}

/// One dot a slot: full while it is left.
fn dots(left: u32, limit: u32) -> HtmlElement {
    let dot = |slot| make("span", if slot < left { "dot left" } else { "dot" });
    make("div", "dots").set("aria-hidden", "true").with_all((0..limit).map(dot))
}

/// A bar as long as what is left.
fn bar(spending: &Spending) -> HtmlElement {
    let share = (1.0 - spending.spent / spending.limit).clamp(0.0, 1.0);
    // Of a limit of zero nothing is left; the cast makes that NaN a zero.
    let percent = (share * 100.0).round() as u32;
    let left = make("span", "left");
    let _ = left.style().set_property("inline-size", &format!("{percent}%"));
    make("div", "bar").set("aria-hidden", "true").with(left)
}
