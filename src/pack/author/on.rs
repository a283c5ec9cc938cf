//! What must happen: `{ changed: … }` or `{ event: … }`, and `when` beside it.

use super::condition;
use super::fields::Fields;
use super::source::Desk;
use super::tree::Node;
use super::vocabulary::{App, Word};
use crate::page::Kind;
use crate::trigger::{Condition, Moved, On};

const KEYS: [&str; 8] =
    ["changed", "event", "from", "to", "later_by_days", "earlier_by_days", "moved", "when"];
/// The furthest move of a date that can be asked for: a year.
const MAX_MOVE_DAYS: u32 = 366;
const DAYS_WHY: &str = "a date moves by whole days, at most a year";

/// What happens, without a condition of its own.
pub fn compile(desk: &Desk<'_>, node: &Node, app: &App) -> Option<On> {
    let fields = Fields::open(desk, node, "`on`", &KEYS[..KEYS.len() - 1])?;
    on(desk, &fields, app)
}

/// What happens, and what holds then.
pub fn with_condition(desk: &Desk<'_>, node: &Node, app: &App) -> Option<(On, Condition)> {
    let fields = Fields::open(desk, node, "a sign or an event", &KEYS)?;
    let on = on(desk, &fields, app);
    let when = match fields.maybe("when") {
        Some(node) => condition::compile(desk, node, app),
        None => Some(Condition::default()),
    };
    Some((on?, when?))
}

fn on(desk: &Desk<'_>, fields: &Fields<'_>, app: &App) -> Option<On> {
    match (fields.maybe("changed"), fields.maybe("event")) {
        (Some(changed), None) => changed_fact(desk, fields, changed, app),
        (None, Some(event)) => {
            let name = desk.text(event)?;
            app.event(desk, name, &event.at);
            let foreign = KEYS[2..KEYS.len() - 1].iter().find(|key| fields.has(key));
            if let Some(key) = foreign {
                let what = format!("`{key}` belongs to `changed`, not to `event`");
                desk.wrong(fields.place(key), what, "remove it");
            }
            Some(On::Event(name.to_owned()))
        }
        (Some(_), Some(_)) => {
            desk.wrong(
                fields.place("event"),
                "`changed` and `event` are both here",
                "write a list with one each",
            );
            None
        }
        (None, None) => {
            let mend = "add `changed: stage`, or `event: close_date_pushed_back`";
            desk.wrong(fields.place("changed"), "nothing says what must happen", mend);
            None
        }
    }
}

fn changed_fact(desk: &Desk<'_>, fields: &Fields<'_>, changed: &Node, app: &App) -> Option<On> {
    let fact = desk.text(changed)?;
    let word = app.word(desk, fact, &changed.at)?;
    let test = |name: &str| match fields.maybe(name) {
        Some(node) => condition::one_test(desk, node, word).map(Some),
        None => Some(None),
    };
    let (from, to) = (test("from"), test("to"));
    let moved = moved(desk, fields, word);
    Some(On::Changed { fact: fact.to_owned(), from: from?, to: to?, moved: moved? })
}

fn moved(desk: &Desk<'_>, fields: &Fields<'_>, word: &Word) -> Option<Option<Moved>> {
    let written: Vec<&str> =
        ["later_by_days", "earlier_by_days", "moved"].into_iter().filter(|name| fields.has(name)).collect();
    let [name] = written.as_slice() else {
        let Some(second) = written.get(1) else { return Some(None) };
        desk.wrong(
            fields.place(second),
            "a value moves one way at a time",
            "keep one; write a list for the other",
        );
        return None;
    };
    let node = fields.maybe(name)?;
    let (fits, kinds) = match (word.kind, *name) {
        (kind, "moved") => (matches!(kind, None | Some(Kind::Number | Kind::Money)), "a number"),
        (kind, _) => (matches!(kind, None | Some(Kind::Date)), "a date"),
    };
    if !fits {
        let mend = "use `to` for what it becomes; dates move by days, numbers up or down";
        desk.wrong(fields.place(name), format!("`{name}` asks for {kinds}; this is none"), mend);
        return None;
    }
    let days = || Some(u16::try_from(desk.whole(node, 1..=MAX_MOVE_DAYS, DAYS_WHY)?).unwrap_or(u16::MAX));
    Some(Some(match *name {
        "later_by_days" => Moved::LaterByDays(days()?),
        "earlier_by_days" => Moved::EarlierByDays(days()?),
        _ => desk.word(node, &[("up", Moved::Up), ("down", Moved::Down)])?,
    }))
}
