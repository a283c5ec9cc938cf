//! Adapters: what to read on one web system. Every selector says where it is known from.

use super::binding::{KINDS, meanings_of};
use super::condition::{MAX_ITEMS, RESERVED};
use super::diagnostic::quoted;
use super::fields::Fields;
use super::find::{one_find, part, parts, selectors};
use super::on;
use super::source::Desk;
use super::tree::{self, Node, Shape};
use super::vocabulary::{App, Vocabulary, Word};
use crate::adapter::{Adapter, FactSpec, Find, NamedEvent, PageSpec};
use crate::page::Kind;
use crate::table::Table;

/// Alternatives of one place, pages, hosts: each is tried in turn, so there are few.
pub const MAX_ALTERNATIVES: usize = 8;
/// Events of one adapter: each is asked at every change.
const MAX_EVENTS: usize = 64;

/// The adapter in a file; its words are added to `words`, also when something in it is wrong.
pub fn compile(desk: &Desk<'_>, file: &str, words: &mut Vocabulary) -> Option<Adapter> {
    const KEYS: [&str; 8] =
        ["app", "title", "hosts", "pages", "custom_field", "meanings", "open_meanings", "events"];
    let mut app = App { name: file.to_owned(), ..App::default() };
    let Some(node) = tree::read(desk, 0..desk.text.len()) else {
        words.add_app(app);
        return None;
    };
    let Some(fields) = Fields::open(desk, &node, "an adapter", &KEYS) else {
        words.add_app(app);
        return None;
    };
    let name = fields.own_name(desk, "app", file);
    let title = fields.text(desk, "title", "Salesforce");
    let hosts = fields.need(desk, "hosts", "['*.example.com']").and_then(|node| hosts(desk, node));
    let pages = fields.need(desk, "pages", "[ … ]").and_then(|node| pages(desk, node, &mut app));
    let custom_field = match fields.maybe("custom_field") {
        Some(node) => custom_field(desk, node, &app),
        None => Some(Vec::new()),
    };
    let open_meanings = match fields.maybe("open_meanings") {
        Some(node) => open_meanings(desk, node, &mut app),
        None => Some(Table::new()),
    };
    let meanings = match fields.maybe("meanings") {
        Some(node) => {
            let found = meanings_of(desk, node, &app, false);
            // Also a meaning with a fault is a word, so that one fault is not told twice.
            if let Shape::Map(entries) = &node.is {
                let names = entries.iter().filter_map(|(key, _)| key.written());
                app.names.extend(names.map(|name| (name.to_owned(), Word::default())));
            }
            found
        }
        None => Some(Table::new()),
    };
    let meanings = meanings.map(|meanings| {
        let split = meanings.into_iter().map(|(name, (meaning, word))| {
            app.names.insert(name.clone(), word);
            (name, meaning)
        });
        split.collect::<Table<_, _>>()
    });
    for reserved in RESERVED.iter().filter(|name| app.names.contains_key(**name)) {
        let what = format!("no fact or meaning can be called `{reserved}`");
        desk.wrong(&node.at, what, "conditions use this word; rename the fact");
    }
    let events = match fields.maybe("events") {
        Some(node) => events(desk, node, &mut app),
        None => Some(Vec::new()),
    };
    words.add_app(app);
    Some(Adapter {
        app: name?,
        title: title?,
        hosts: hosts?,
        pages: pages?,
        custom_field: custom_field?,
        meanings: meanings?,
        open_meanings: open_meanings?,
        events: events?,
    })
}

/// Hosts, each a plain name or `*.` and a plain name.
pub fn hosts(desk: &Desk<'_>, node: &Node) -> Option<Vec<String>> {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
    };
    let hosts: Vec<Option<String>> = desk
        .list(node, MAX_ALTERNATIVES)?
        .iter()
        .map(|item| {
            let host = desk.text(item)?;
            let name = host.strip_prefix("*.").unwrap_or(host);
            if name.contains('.') && name.split('.').all(is_label) {
                return Some(host.to_owned());
            }
            let mend = "write it in small letters without `https://`, such as '*.example.com'";
            desk.wrong(&item.at, format!("{} is no host", quoted(host)), mend);
            None
        })
        .collect();
    hosts.into_iter().collect()
}

fn pages(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<Vec<PageSpec>> {
    let pages: Vec<_> = desk.list(node, MAX_ALTERNATIVES)?.iter().map(|node| page(desk, node, app)).collect();
    pages.into_iter().collect()
}

fn page(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<PageSpec> {
    const KEYS: [&str; 7] = ["page", "path", "record", "root", "editing", "acts", "facts"];
    let fields = Fields::open(desk, node, "a page", &KEYS)?;
    let page = fields.text(desk, "page", "record");
    let path = fields.text(desk, "path", "/browse/{record}");
    let parts: Vec<&str> = path.iter().flat_map(|path| parts(path)).collect();
    app.parts.extend(parts.iter().map(|part| (*part).to_owned()));
    let record = fields.need(desk, "record", "record").and_then(|node| part(desk, node, &parts));
    let root = match fields.maybe("root") {
        Some(node) => selectors(desk, node, &parts),
        None => Some(Vec::new()),
    };
    let acts = match fields.maybe("acts") {
        Some(node) => desk.entries(node, "the set of acts").and_then(|acts| {
            let acts = acts.into_iter().map(|(name, at, node)| {
                Some((desk.name(name, at)?.to_owned(), selectors(desk, node, &parts)?))
            });
            acts.collect::<Vec<_>>().into_iter().collect::<Option<Table<_, _>>>()
        }),
        None => Some(Table::new()),
    };
    let facts = fields.need(desk, "facts", "{ … }").and_then(|node| facts(desk, node, &parts, app));
    let editing = match fields.maybe("editing") {
        Some(node) => desk.text(node).and_then(|name| {
            let kind = app.fact(desk, name, &node.at)?;
            if kind != Kind::Flag {
                desk.wrong(&node.at, format!("`{name}` is no flag"), "name a fact with `kind: flag`");
            }
            Some(Some(name.to_owned()))
        }),
        None => Some(None),
    };
    Some(PageSpec {
        page: page?,
        path: path.clone()?,
        record: record?,
        root: root?,
        editing: editing?,
        acts: acts?,
        facts: facts?,
    })
}

fn facts(desk: &Desk<'_>, node: &Node, parts: &[&str], app: &mut App) -> Option<Table<String, FactSpec>> {
    let mut facts = Table::new();
    let mut whole = true;
    for (name, at, node) in desk.entries(node, "the set of facts")? {
        let spec = desk.name(name, at).and_then(|_| fact(desk, node, parts));
        // Also a fact with a fault is a word, so that one fault is not told twice.
        app.facts.insert(name.to_owned());
        let kind = spec.as_ref().map(|spec| spec.kind);
        app.names.insert(name.to_owned(), Word { kind, values: Vec::new() });
        whole &= spec.is_some();
        facts.extend(spec.map(|spec| (name.to_owned(), spec)));
    }
    whole.then_some(facts)
}

fn fact(desk: &Desk<'_>, node: &Node, parts: &[&str]) -> Option<FactSpec> {
    let fields = Fields::open(desk, node, "a fact", &["kind", "find"])?;
    let kind = fields.word(desk, "kind", &KINDS);
    let find = fields.need(desk, "find", "[ { css: …, source: … } ]")?;
    let finds: Vec<_> =
        desk.list(find, MAX_ALTERNATIVES)?.iter().map(|node| one_find(desk, node, parts, kind)).collect();
    Some(FactSpec { kind: kind?, find: finds.into_iter().collect::<Option<_>>()? })
}

fn custom_field(desk: &Desk<'_>, node: &Node, app: &App) -> Option<Vec<Find>> {
    let mut holes: Vec<&str> = app.parts.iter().map(String::as_str).collect();
    holes.push("field");
    let items = desk.list(node, MAX_ALTERNATIVES)?;
    let finds: Vec<_> = items.iter().map(|node| one_find(desk, node, &holes, None)).collect();
    finds.into_iter().collect()
}

fn open_meanings(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<Table<String, String>> {
    let mut open = Table::new();
    for (name, at, node) in desk.entries(node, "the set of open meanings")? {
        let (bind, values) = if matches!(node.is, Shape::Map(_)) {
            let fields = Fields::open(desk, node, "an open meaning", &["bind", "values"])?;
            let values = fields.maybe("values").map_or(Some(Vec::new()), |node| desk.texts(node, MAX_ITEMS));
            (fields.text(desk, "bind", "what the buyer objects to"), values)
        } else {
            (desk.text(node).map(str::to_owned), Some(Vec::new()))
        };
        let kind = values.as_ref().filter(|values| !values.is_empty()).map(|_| Kind::Text);
        app.names.insert(name.to_owned(), Word { kind, values: values? });
        open.insert(desk.name(name, at)?.to_owned(), bind?);
    }
    Some(open)
}

fn events(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<Vec<NamedEvent>> {
    let entries = desk.entries(node, "the set of events")?;
    if entries.len() > MAX_EVENTS {
        desk.wrong(&node.at, format!("{MAX_EVENTS} events are the most"), "keep those that nudges ask for");
    }
    app.events = entries.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let events: Vec<_> = entries
        .into_iter()
        .map(|(name, at, node)| {
            let (on, when) = on::with_condition(desk, node, app)?;
            Some(NamedEvent { event: desk.name(name, at)?.to_owned(), on, when })
        })
        .collect();
    events.into_iter().collect()
}
