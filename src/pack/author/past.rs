//! Conditions on the past: `count`, `never` and `last_seen`.

use super::fields::Fields;
use super::source::Desk;
use super::tree::Node;
use super::vocabulary::App;
use crate::trigger::{Condition, Counted, KEEP_DAYS};

/// [`KEEP_DAYS`] as content says it.
const KEPT: u32 = KEEP_DAYS.unsigned_abs();
/// The longest time since an event that can be asked for: a year.
const MAX_SINCE_DAYS: u32 = 366;

/// What `name` (`count`, `never` or `last_seen`) says in `node`.
pub fn compile(desk: &Desk<'_>, name: &str, node: &Node, app: &App) -> Option<Condition> {
    let is_last_seen = name == "last_seen";
    let keys: &[&str] = match name {
        "never" => &["event", "within_days", "on"],
        "count" => &["event", "within_days", "at_least", "at_most", "on"],
        _ => &["event", "at_least_days", "at_most_days", "on"],
    };
    let fields = Fields::open(desk, node, &format!("`{name}`"), keys)?;
    let event = fields.need(desk, "event", "close_date_pushed_back").and_then(|node| {
        let name = desk.text(node)?;
        app.event(desk, name, &node.at);
        Some(name.to_owned())
    });
    let on_this_record = match fields.maybe("on") {
        Some(node) => desk.word(node, &[("this_record", true), ("all_records", false)])?,
        None => false,
    };
    let number = |key: &str, most: u32, why: &str| match fields.maybe(key) {
        Some(node) => desk.whole(node, 1..=most, why).map(Some),
        None => Some(None),
    };
    let within_days = number("within_days", KEPT, &format!("counts are kept for {KEPT} days"));
    let (least, most) =
        if is_last_seen { ("at_least_days", "at_most_days") } else { ("at_least", "at_most") };
    let (longest, why) = match (is_last_seen, on_this_record) {
        (false, _) => (u32::from(u16::MAX), "count from 1; for never there is `never: { event: … }`"),
        (true, true) => (KEPT, "no record is remembered for longer"),
        (true, false) => (MAX_SINCE_DAYS, "a year is the longest"),
    };
    let (at_least, at_most) = (number(least, longest, why), number(most, longest, why));
    let (within_days, at_least, at_most) = (within_days?, at_least?, at_most?);
    if name != "never" && at_least.is_none() && at_most.is_none() {
        let mend = format!("add `{least}: 2` or `{most}: 2`");
        desk.wrong(&node.at, format!("this `{name}` says no number"), mend);
        return None;
    }
    if let (Some(low), Some(high)) = (at_least, at_most)
        && low > high
    {
        let what = format!("no number is at least {low} and at most {high}");
        desk.wrong(fields.place(most), what, "swap the two, or keep one of them");
        return None;
    }
    if on_this_record && within_days.is_none() && !is_last_seen {
        let mend = format!("add `within_days: {KEPT}`, or leave `on` out");
        desk.wrong(fields.place("on"), "what happened on one record is not kept for ever", mend);
        return None;
    }
    let counted = Counted {
        event: event?,
        within_days: within_days.and_then(|days| u16::try_from(days).ok()),
        at_least,
        at_most: if name == "never" { Some(0) } else { at_most },
        on_this_record,
    };
    Some(if is_last_seen { Condition::LastSeen(counted) } else { Condition::Count(counted) })
}
