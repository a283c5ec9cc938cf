//! Meanings, and what an organisation binds to its own fields and values.

use std::ops::Range;

use super::adapter;
use super::diagnostic::quoted;
use super::fields::Fields;
use super::source::Desk;
use super::suggest;
use super::tree::{self, Node};
use super::vocabulary::{App, Vocabulary, Word};
use crate::adapter::{Bindings, MAX_TEXTS, Meaning, is_field_name};
use crate::page::Kind;
use crate::table::Table;

/// The kinds of a value, as authors call them.
pub const KINDS: [(&str, Kind); 9] = [
    ("text", Kind::Text),
    ("number", Kind::Number),
    ("money", Kind::Money),
    ("date", Kind::Date),
    ("flag", Kind::Flag),
    ("duration", Kind::Duration),
    ("list", Kind::List),
    ("topics", Kind::Topics),
    ("person", Kind::Person),
];

/// The bindings in a file.
pub fn compile(desk: &Desk<'_>, words: &Vocabulary) -> Option<Bindings> {
    let node = tree::read(desk, 0..desk.text.len())?;
    let fields = Fields::open(desk, &node, "a bindings file", &["organisation", "app", "hosts", "meanings"])?;
    let organisation = fields.text(desk, "organisation", "Acme");
    let hosts =
        fields.need(desk, "hosts", "[acme.lightning.force.com]").and_then(|node| adapter::hosts(desk, node));
    let meanings = fields.need(desk, "meanings", "{ objection: { field: … } }");
    let app_node = fields.need(desk, "app", "salesforce")?;
    let app = words.app(desk, desk.text(app_node)?, &app_node.at)?;
    let meanings = meanings.and_then(|node| meanings_of(desk, node, app, true));
    let meanings = meanings?.into_iter().map(|(name, (meaning, _))| (name, meaning)).collect();
    Some(Bindings { organisation: organisation?, app: app.name.clone(), hosts: hosts?, meanings })
}

/// A map of meanings, each with the word that it becomes; `open`: only those that the adapter has.
pub fn meanings_of(
    desk: &Desk<'_>,
    node: &Node,
    app: &App,
    open: bool,
) -> Option<Table<String, (Meaning, Word)>> {
    let mut meanings = Table::new();
    for (name, at, node) in desk.entries(node, "the set of meanings")? {
        let known = if open { bindable(desk, name, at, app) } else { Some(Word::default()) };
        let (Some(known), Some(found)) = (known, meaning(desk, node, app)) else { continue };
        if let (Some(asked), Some(kind)) = (known.kind, found.1.kind)
            && asked != kind
        {
            let name_of = |kind| KINDS.iter().find(|it| it.1 == kind).map_or("", |it| it.0);
            let what = format!("`{name}` is of the kind {}, and this is {}", name_of(asked), name_of(kind));
            desk.wrong(&node.at, what, "bind a field of that kind, and say its `kind`");
        }
        for value in found.0.values.keys() {
            if !known.values.is_empty() && !known.values.contains(value) {
                let mend = suggest::mend(value, known.values.iter().map(String::as_str));
                desk.wrong(&node.at, format!("{} is no value of `{name}`", quoted(value)), mend);
            }
        }
        if let Some(name) = desk.name(name, at) {
            meanings.insert(name.to_owned(), found);
        }
    }
    Some(meanings)
}

/// What the adapter says about a meaning that an organisation may bind.
fn bindable(desk: &Desk<'_>, name: &str, at: &Range<usize>, app: &App) -> Option<Word> {
    if app.facts.contains(name) {
        let what = format!("`{name}` is a fact; only meanings are bound");
        desk.wrong(at, what, "remove it");
        return None;
    }
    app.word(desk, name, at).cloned()
}

fn meaning(desk: &Desk<'_>, node: &Node, app: &App) -> Option<(Meaning, Word)> {
    let fields = Fields::open(desk, node, "a meaning", &["fact", "field", "kind", "values"])?;
    let values = match fields.maybe("values") {
        Some(node) => values(desk, node)?,
        None => Table::new(),
    };
    let (fact, field, kind) = match (fields.maybe("fact"), fields.maybe("field")) {
        (Some(fact), None) => {
            if fields.has("kind") {
                desk.wrong(fields.place("kind"), "a fact has its own kind", "remove it");
            }
            let name = desk.text(fact)?;
            (Some(name.to_owned()), None, app.fact(desk, name, &fact.at)?)
        }
        (None, Some(field)) => {
            let kind = fields.maybe("kind").map_or(Some(Kind::Text), |node| desk.word(node, &KINDS))?;
            (None, Some(field_name(desk, field)?), kind)
        }
        _ => {
            let mend = "write `field: My_Field__c` for a field of your own, or `fact: stage`";
            desk.wrong(&node.at, "a meaning has one source: `fact` or `field`", mend);
            return None;
        }
    };
    if kind != Kind::Text && !values.is_empty() {
        desk.wrong(fields.place("values"), "only a text has values with meanings", "remove them");
        return None;
    }
    let word = Word { kind: Some(kind), values: values.keys().cloned().collect() };
    // A fact has its own kind; the compiled form says one for fields only.
    let kind = if fact.is_some() { Kind::Text } else { kind };
    Some((Meaning { fact, field, kind, values }, word))
}

fn field_name(desk: &Desk<'_>, node: &Node) -> Option<String> {
    let name = desk.text(node)?;
    if is_field_name(name) {
        return Some(name.to_owned());
    }
    desk.wrong(
        &node.at,
        format!("{} is no API name", quoted(name)),
        "write it as in the set-up, such as Objection__c",
    );
    None
}

fn values(desk: &Desk<'_>, node: &Node) -> Option<Table<String, Vec<String>>> {
    let mut values: Table<String, Vec<String>> = Table::new();
    for (name, at, node) in desk.entries(node, "the set of values")? {
        let raws = desk.texts(node, MAX_TEXTS)?;
        if let Some((other, raw)) = values.iter().find_map(|(other, taken)| {
            raws.iter().find(|raw| taken.contains(raw)).map(|raw| (other.clone(), raw.clone()))
        }) {
            let what = format!("{} already means `{other}`", quoted(&raw));
            desk.wrong(at, what, "let each value mean one thing");
        }
        values.insert(desk.name(name, at)?.to_owned(), raws);
    }
    Some(values)
}
