//! What must happen: `{ changed: … }`, `{ appeared: … }` or `{ event: … }`, and `when` beside it.

use super::condition;
use super::fields::Fields;
use super::source::Desk;
use super::tree::Node;
use super::vocabulary::{App, Word};
use crate::page::Kind;
use crate::trigger::{Condition, Moved, On};

/// Each way to say what happens, with the keys that belong to it.
const WAYS: [(&str, &[&str]); 3] = [
    ("changed", &["from", "to", "later_by_days", "earlier_by_days", "moved"]),
    ("appeared", &["such"]),
    ("event", &[]),
];

/// All keys of [`WAYS`], and `more`.
fn keys(more: &[&'static str]) -> Vec<&'static str> {
    let ways = WAYS.iter().flat_map(|(way, keys)| std::iter::once(way).chain(keys.iter()));
    ways.chain(more).copied().collect()
}

/// The furthest move of a date that can be asked for: a year.
const MAX_MOVE_DAYS: u32 = 366;
const DAYS_WHY: &str = "a date moves by whole days, at most a year";

/// What happens, without a condition of its own.
pub fn compile(desk: &Desk<'_>, node: &Node, app: &App) -> Option<On> {
    let fields = Fields::open(desk, node, "`on`", &keys(&[]))?;
    on(desk, &fields, node, app)
}

/// What happens, and what holds then.
pub fn with_condition(desk: &Desk<'_>, node: &Node, app: &App) -> Option<(On, Condition)> {
    let fields = Fields::open(desk, node, "a sign", &keys(&["when"]))?;
    let on = on(desk, &fields, node, app);
    let when = fields.optional("when", |node| condition::compile(desk, node, app));
    Some((on?, when?))
}

/// What happens, what holds then, and whether it counts once a record.
pub fn event(desk: &Desk<'_>, node: &Node, app: &App) -> Option<(On, Condition, bool)> {
    let fields = Fields::open(desk, node, "an event", &keys(&["when", "once_per_record"]))?;
    let on = on(desk, &fields, node, app);
    if let Some(On::Event(_)) = on {
        let mend = "name what happens on the page: `changed: …` or `appeared: …`";
        desk.wrong(fields.place("event"), "an event cannot be another name for an event", mend);
        return None;
    }
    let when = fields.optional("when", |node| condition::compile(desk, node, app));
    let once =
        fields.optional("once_per_record", |node| desk.word(node, &[("true", true), ("false", false)]));
    Some((on?, when?, once?))
}

fn on(desk: &Desk<'_>, fields: &Fields<'_>, node: &Node, app: &App) -> Option<On> {
    let written: Vec<&str> = WAYS.iter().map(|(way, _)| *way).filter(|way| fields.has(way)).collect();
    let [way] = written.as_slice() else {
        let (at, what, mend) = match written.get(1) {
            Some(second) => (
                fields.place(second),
                format!("`{}` and `{second}` are both here", written[0]),
                "write a list with one each",
            ),
            None => (
                &node.at,
                "nothing says what must happen".to_owned(),
                "add `changed: stage`, or `event: close_date_pushed_back`",
            ),
        };
        desk.wrong(at, what, mend);
        return None;
    };
    for (other, keys) in WAYS.iter().filter(|(other, _)| other != way) {
        if let Some(key) = keys.iter().find(|key| fields.has(key)) {
            desk.wrong(
                fields.place(key),
                format!("`{key}` belongs to `{other}`, not to `{way}`"),
                "remove it",
            );
        }
    }
    let named = fields.maybe(way)?;
    match *way {
        "changed" => changed_fact(desk, fields, named, app),
        "appeared" => {
            let list = desk.text(named)?;
            let things = app.list(desk, list, &named.at)?;
            let such = fields.optional("such", |node| condition::compile(desk, node, things));
            Some(On::Appeared { list: list.to_owned(), such: such? })
        }
        _ => {
            let name = desk.text(named)?;
            app.event(desk, name, &named.at);
            Some(On::Event(name.to_owned()))
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
        (kind, "moved") => {
            (matches!(kind, None | Some(Kind::Number | Kind::Money | Kind::Duration)), "a number")
        }
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
