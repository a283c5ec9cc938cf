//! Repeated things on a page, and the list that tells who changed what.

use super::adapter::MAX_ALTERNATIVES;
use super::fact::facts;
use super::fields::Fields;
use super::find::{Holes, finds};
use super::source::Desk;
use super::suggest;
use super::tree::Node;
use super::vocabulary::App;
use crate::adapter::{HistorySpec, ListSpec};
use crate::page::Kind;
use crate::table::Table;

const KEYS: [&str; 5] = ["each", "fetch", "identity", "day", "facts"];

/// All lists of a page; each becomes a vocabulary of its own within `app`.
pub fn lists(
    desk: &Desk<'_>,
    node: &Node,
    holes: &Holes<'_>,
    app: &mut App,
) -> Option<Table<String, ListSpec>> {
    let mut lists = Table::new();
    let mut whole = true;
    for (name, at, node) in desk.entries(node, "the set of lists")? {
        let mut things =
            App { name: format!("{}, list {name}", app.name), topics: app.topics.clone(), ..App::default() };
        let list = desk.name(name, at).and_then(|_| list(desk, node, holes, &mut things));
        app.lists.insert(name.to_owned(), things);
        whole &= list.is_some();
        lists.extend(list.map(|list| (name.to_owned(), list)));
    }
    whole.then_some(lists)
}

fn list(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>, things: &mut App) -> Option<ListSpec> {
    let fields = Fields::open(desk, node, "a list", &KEYS)?;
    let fetch = fields.optional("fetch", |node| fetch(desk, node, holes).map(Some));
    let holes = Holes { json: fields.has("fetch"), acts: &[], ..*holes };
    let each = fields
        .need(desk, "each", "[ { css: …, source: … } ]")
        .and_then(|node| finds(desk, node, &holes, Some(Kind::Flag)));
    let facts = fields.need(desk, "facts", "{ … }").and_then(|node| facts(desk, node, &holes, things));
    if let Some((name, _)) = facts.iter().flat_map(Table::iter).find(|(_, spec)| spec.derived.is_some()) {
        let mend = "move it to the facts of the page, or give it places";
        desk.wrong(
            fields.place("facts"),
            format!("`{name}` follows from others; a thing of a list has places only"),
            mend,
        );
        return None;
    }
    let named = |key: &str, kind: Option<Kind>| {
        fields.optional(key, |node| {
            let name = desk.text(node)?;
            let found = things.word(desk, name, &node.at)?.kind;
            if kind.is_some() && found != kind {
                desk.wrong(&node.at, format!("`{name}` is no date"), "name a fact with `kind: date`");
                return None;
            }
            Some(Some(name.to_owned()))
        })
    };
    let (identity, day) = (named("identity", None), named("day", Some(Kind::Date)));
    Some(ListSpec { each: each?, fetch: fetch?, identity: identity?, day: day?, facts: facts? })
}

/// An address of the same site.
fn fetch(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>) -> Option<String> {
    let address = desk.text(node)?;
    if !address.starts_with('/') || address.starts_with("//") {
        let mend = "write a path of the same site, such as /rest/api/2/issue/{record}";
        desk.wrong(&node.at, "only the same site can be asked", mend);
        return None;
    }
    holes.check(desk, node, address)?;
    Some(address.to_owned())
}

/// Which list is the history, and which facts its fields are.
pub fn history(
    desk: &Desk<'_>,
    node: &Node,
    lists: &Table<String, ListSpec>,
    app: &App,
) -> Option<HistorySpec> {
    let fields = Fields::open(desk, node, "`history`", &["of", "fields"])?;
    let of = fields.need(desk, "of", "changes")?;
    let name = desk.text(of)?;
    let Some(list) = lists.get(name) else {
        let mend = suggest::mend(name, lists.keys().map(String::as_str));
        desk.wrong(&of.at, format!("this page has no list `{name}`"), mend);
        return None;
    };
    let kind = |fact: &str| list.facts.get(fact).map(|spec| spec.kind);
    if kind("by") != Some(Kind::Person)
        || kind("field").is_none()
        || kind("to").is_none()
        || list.day.is_none()
    {
        let mend = "give it `by` (a person), `field`, `from` and `to`, and say its `day`";
        desk.wrong(&of.at, format!("`{name}` does not tell who changed what, and when"), mend);
        return None;
    }
    let mut named = Table::new();
    for (field, at, node) in
        desk.entries(fields.need(desk, "fields", "{ duedate: due_date }")?, "the set of fields")?
    {
        let fact = desk.text(node)?;
        app.fact(desk, fact, &node.at)?;
        if field.is_empty() || named.len() >= MAX_ALTERNATIVES * 4 {
            desk.wrong(at, "these are too many fields", "keep those that events are about");
            return None;
        }
        named.insert(field.to_owned(), fact.to_owned());
    }
    Some(HistorySpec { of: name.to_owned(), fields: named })
}
