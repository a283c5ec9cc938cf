//! Facts: their kind, and the places where they are, or what they follow from.

use super::binding::KINDS;
use super::condition;
use super::fields::Fields;
use super::find::{Holes, finds};
use super::source::Desk;
use super::suggest;
use super::tree::Node;
use super::vocabulary::{App, Word};
use crate::adapter::{Derived, FactSpec};
use crate::page::{Kind, Value};
use crate::table::Table;
use crate::trigger::Condition;

/// What a fact can follow from.
const DERIVED: [&str; 4] = ["count", "sum", "total", "days"];
const KEYS: [&str; 7] = ["kind", "find", "words", "count", "sum", "total", "days"];
/// Numbers of one total.
const MAX_TOTAL: usize = 8;

/// The facts of a page, or of the things of a list; each becomes a word of `app`.
pub fn facts(
    desk: &Desk<'_>,
    node: &Node,
    holes: &Holes<'_>,
    app: &mut App,
) -> Option<Table<String, FactSpec>> {
    let mut facts = Table::new();
    let mut whole = true;
    let entries = desk.entries(node, "the set of facts")?;
    // What is derived rests on other facts, so all names are known first.
    app.facts.extend(entries.iter().map(|(name, ..)| (*name).to_owned()));
    for (name, at, node) in entries {
        if condition::RESERVED.contains(&name) {
            let what = format!("no fact can be called `{name}`");
            desk.wrong(at, what, "conditions use this word; rename the fact");
        }
        let spec = desk.name(name, at).and_then(|_| fact(desk, node, holes, app));
        // Also a fact with a fault is a word, so that one fault is not told twice.
        let word = spec.as_ref().map(|spec| word(spec, app)).unwrap_or_default();
        app.names.insert(name.to_owned(), word);
        whole &= spec.is_some();
        facts.extend(spec.map(|spec| (name.to_owned(), spec)));
    }
    whole.then_some(facts)
}

/// What conditions may say of a fact.
fn word(spec: &FactSpec, app: &App) -> Word {
    let topics = spec.words.as_ref().and_then(|list| app.topics.get(list));
    let values = match spec.kind {
        Kind::Person => vec![Value::ME.to_owned()],
        Kind::Topics => topics.cloned().unwrap_or_default(),
        _ => Vec::new(),
    };
    Word { kind: Some(spec.kind), values }
}

fn fact(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>, app: &App) -> Option<FactSpec> {
    let fields = Fields::open(desk, node, "a fact", &KEYS)?;
    let kind = fields.word(desk, "kind", &KINDS);
    let sources: Vec<&str> = ["find"].into_iter().chain(DERIVED).filter(|key| fields.has(key)).collect();
    let words = words(desk, &fields, kind, app);
    let [source] = sources.as_slice() else {
        let mend = "write `find: [ { css: …, source: … } ]`, or one of `count`, `sum`, `total` and `days`";
        desk.wrong(&node.at, "a fact has one source", mend);
        return None;
    };
    let from = fields.maybe(source)?;
    if *source == "find" {
        let find = finds(desk, from, holes, kind)?;
        return Some(FactSpec { kind: kind?, find, words: words?, derived: None });
    }
    let derived = derived(desk, source, from, app);
    if kind.is_some_and(|kind| kind != Kind::Number) {
        desk.wrong(fields.place("kind"), format!("`{source}` gives a number"), "write `kind: number`");
        return None;
    }
    Some(FactSpec { kind: kind?, find: Vec::new(), words: None, derived: Some(derived?) })
}

fn words(desk: &Desk<'_>, fields: &Fields<'_>, kind: Option<Kind>, app: &App) -> Option<Option<String>> {
    match (kind, fields.maybe("words")) {
        (Some(Kind::Topics), None) => {
            desk.wrong(
                fields.place("kind"),
                "nothing says by which words",
                "add `words: ` and one of the lists in `words`",
            );
            None
        }
        (Some(Kind::Topics) | None, Some(node)) => {
            let name = desk.text(node)?;
            if !app.topics.contains_key(name) {
                let mend = suggest::mend(name, app.topics.keys().map(String::as_str));
                desk.wrong(&node.at, format!("there is no list of words `{name}`"), mend);
                return None;
            }
            Some(Some(name.to_owned()))
        }
        (Some(_), Some(node)) => {
            desk.wrong(&node.at, "only topics are told by words", "write `kind: topics`, or remove it");
            None
        }
        (_, None) => Some(None),
    }
}

fn derived(desk: &Desk<'_>, source: &str, node: &Node, app: &App) -> Option<Derived> {
    let name = |node: &Node| Some(desk.text(node)?.to_owned());
    let fact = |node: &Node| {
        let fact = name(node)?;
        if !app.facts.contains(&fact) {
            let mend = suggest::mend(&fact, app.facts.iter().map(String::as_str));
            desk.wrong(&node.at, format!("there is no fact `{fact}`"), mend);
            return None;
        }
        Some(fact)
    };
    if source == "days" {
        let fields = Fields::open(desk, node, "`days`", &["from", "to"])?;
        let date = |key: &str| fields.need(desk, key, "created").and_then(fact);
        let (from, to) = (date("from"), date("to"));
        return Some(Derived::Days { from: from?, to: to? });
    }
    if source == "total" {
        let of: Vec<_> = desk.list(node, MAX_TOTAL)?.iter().map(fact).collect();
        return Some(Derived::Total { of: of.into_iter().collect::<Option<_>>()? });
    }
    let keys: &[&str] = if source == "sum" { &["of", "fact", "when"] } else { &["of", "when"] };
    let fields = Fields::open(desk, node, &format!("`{source}`"), keys)?;
    let list = fields.need(desk, "of", "comments")?;
    let of = name(list)?;
    let things = app.list(desk, &of, &list.at)?;
    let when = fields.optional("when", |node| condition::compile(desk, node, things));
    let fact = if source == "sum" {
        let node = fields.need(desk, "fact", "lines")?;
        let fact = name(node)?;
        let kind = things.word(desk, &fact, &node.at)?.kind;
        if !matches!(kind, None | Some(Kind::Number | Kind::Money | Kind::Duration)) {
            desk.wrong(&node.at, format!("`{fact}` is no number"), "name a fact with `kind: number`");
            return None;
        }
        Some(fact)
    } else {
        None
    };
    let when: Condition = when?;
    Some(match fact {
        Some(fact) => Derived::Sum { of, fact, when },
        None => Derived::Count { of, when },
    })
}
