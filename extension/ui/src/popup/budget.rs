//! What is left of this period's budget, as a picture and in words.

use web_sys::HtmlElement;

use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::{civil_day, day, figure, say, say_with, whole_minutes};
use crate::messages::{Budget, Decision, Spending};

/// More slots than this are not taken in at a glance: they are drawn as a bar.
const MOST_DOTS: u32 = 12;

/// The budget of a person who has a role, and what it went to.
pub fn section(budget: &Budget, decisions: &[Decision]) -> HtmlElement {
    let heading = if budget.period == "week" { Key::ThisWeek } else { Key::ThisPeriod };
    let limit = budget.count.limit as u32;
    let left = limit.saturating_sub(budget.count.spent as u32);
    let cards = match (left, limit) {
        (0, _) => say(Key::CardsNone),
        (_, 1) => say(Key::CardsOnly),
        _ => say_with(Key::CardsLeft, &[&figure(left), &figure(limit)]),
    };
    let limit_minutes = whole_minutes(budget.seconds.limit);
    let left_minutes = limit_minutes.saturating_sub(whole_minutes(budget.seconds.spent));
    let minutes = if left_minutes == 0 {
        say(Key::MinutesNone)
    } else {
        say_with(Key::MinutesLeft, &[&figure(left_minutes), &figure(limit_minutes)])
    };
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
        .with_all(went_to(budget, decisions))
        .with_all((left == 0 || left_minutes == 0).then(|| make("p", "aside").text(&say(Key::BudgetUsed))))
}

/// Which cards had the slots that are gone; none where the decisions that are still known cannot
/// account for each of them.
fn went_to(budget: &Budget, decisions: &[Decision]) -> Option<HtmlElement> {
    let in_period = |decision: &&Decision| *civil_day(decision.at) >= *budget.starts;
    let took = |decision: &&Decision| matches!(&*decision.reason, "shown" | "withheld");
    let titles: Vec<&str> =
        decisions.iter().filter(in_period).filter(took).map(|it| it.title.as_str()).collect();
    let accounts = !titles.is_empty() && titles.len() == budget.count.spent as usize;
    accounts.then(|| {
        let words = say_with(Key::BudgetWentTo, &[&titles.join(" · ")]);
        make("p", "aside").set("dir", "auto").text(&words)
    })
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
