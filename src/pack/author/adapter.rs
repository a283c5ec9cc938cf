//! Adapters: what to read on one web system. Every selector says where it is known from.

use super::binding::{KINDS, meanings_of};
use super::condition::{MAX_ITEMS, RESERVED};
use super::diagnostic::quoted;
use super::fields::Fields;
use super::find::{Holes, finds};
use super::source::Desk;
use super::tree::{self, Node, Shape};
use super::vocabulary::{App, Vocabulary, Word};
use super::{on, page, words};
use crate::adapter::{Adapter, Conventions, NamedEvent, OpenMeaning, WorkingTime, conventions_of};
use crate::page::Kind;
use crate::table::Table;

/// Alternatives of one place, pages, hosts: each is tried in turn, so there are few.
pub const MAX_ALTERNATIVES: usize = 8;
/// Events of one adapter: each is asked at every change.
const MAX_EVENTS: usize = 64;

/// The adapter in a file; its words are added to `words`, also when something in it is wrong.
pub fn compile(desk: &Desk<'_>, file: &str, words: &mut Vocabulary) -> Option<Adapter> {
    const KEYS: [&str; 12] = [
        "app",
        "title",
        "hosts",
        "me",
        "locale",
        "working_time",
        "words",
        "pages",
        "custom_field",
        "meanings",
        "open_meanings",
        "events",
    ];
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
    let hosts = fields.optional("hosts", |node| hosts(desk, node));
    let anywhere = Holes::default();
    let me = fields.optional("me", |node| finds(desk, node, &anywhere, Some(Kind::Person)));
    // A word is the locale of everybody, a list the places that tell the person's.
    let fixed = fields.maybe("locale").filter(|node| matches!(node.is, Shape::Scalar { .. }));
    let fixed_locale = fixed.map_or(Some(String::new()), |node| known_locale(desk, node));
    let locale = match fixed {
        Some(_) => Some(Vec::new()),
        None => fields.optional("locale", |node| finds(desk, node, &anywhere, Some(Kind::Text))),
    };
    let working_time = fields.optional("working_time", |node| working_time(desk, node));
    let words_of_topics = fields.optional("words", |node| words::compile(desk, node, &mut app));
    let pages = fields.need(desk, "pages", "[ … ]").and_then(|node| page::pages(desk, node, &mut app));
    let custom_field = fields.optional("custom_field", |node| {
        let parts: Vec<&str> = app.parts.iter().map(String::as_str).chain(["field"]).collect();
        let acts: Vec<&str> = app.acts.iter().map(String::as_str).collect();
        finds(desk, node, &Holes { parts: &parts, acts: &acts, json: false }, None)
    });
    let open_meanings = fields.optional("open_meanings", |node| open_meanings(desk, node, &mut app));
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
    for reserved in
        RESERVED.iter().filter(|name| app.names.contains_key(**name) && !app.facts.contains(**name))
    {
        let what = format!("no meaning can be called `{reserved}`");
        desk.wrong(&node.at, what, "conditions use this word; rename the meaning");
    }
    let events = fields.optional("events", |node| events(desk, node, &mut app));
    words.add_app(app);
    Some(Adapter {
        app: name?,
        title: title?,
        hosts: hosts?,
        me: me?,
        locale: locale?,
        fixed_locale: fixed_locale?,
        working_time: working_time?,
        words: words_of_topics?,
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

fn known_locale(desk: &Desk<'_>, node: &Node) -> Option<String> {
    let locale = desk.text(node)?;
    if conventions_of(locale) == Conventions::default() {
        let mend = "write one such as en-US, en-GB, de-DE or fr-FR; without it dates and numbers teach it";
        desk.wrong(&node.at, format!("how {} writes dates is not known", quoted(locale)), mend);
        return None;
    }
    Some(locale.to_owned())
}

fn working_time(desk: &Desk<'_>, node: &Node) -> Option<WorkingTime> {
    let fields = Fields::open(desk, node, "`working_time`", &["hours_a_day", "days_a_week"])?;
    let hours_a_day = fields.whole(desk, "hours_a_day", "8", 1..=24, "a day has at most 24 hours");
    let days_a_week = fields.whole(desk, "days_a_week", "5", 1..=7, "a week has at most 7 days");
    Some(WorkingTime { hours_a_day: hours_a_day?, days_a_week: days_a_week? })
}

fn open_meanings(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<Table<String, OpenMeaning>> {
    let mut open = Table::new();
    for (name, at, node) in desk.entries(node, "the set of open meanings")? {
        let (word, meaning) = open_meaning(desk, node)?;
        app.names.insert(name.to_owned(), word);
        open.insert(desk.name(name, at)?.to_owned(), meaning);
    }
    Some(open)
}

/// An open meaning is what to bind, as a text, or that with its kind or its values.
fn open_meaning(desk: &Desk<'_>, node: &Node) -> Option<(Word, OpenMeaning)> {
    if !matches!(node.is, Shape::Map(_)) {
        let bind = desk.text(node)?.to_owned();
        return Some((Word::default(), OpenMeaning { bind, kind: Kind::Text, values: Vec::new() }));
    }
    let fields = Fields::open(desk, node, "an open meaning", &["bind", "kind", "values"])?;
    let bind = fields.text(desk, "bind", "what the buyer objects to");
    let values = fields.maybe("values").map_or(Some(Vec::new()), |node| desk.texts(node, MAX_ITEMS))?;
    let said = match fields.maybe("kind") {
        Some(node) => Some(desk.word(node, &KINDS)?),
        None => (!values.is_empty()).then_some(Kind::Text),
    };
    let kind = said.unwrap_or(Kind::Text);
    if kind != Kind::Text && !values.is_empty() {
        desk.wrong(fields.place("values"), "only a text has values with meanings", "remove them");
    }
    Some((Word { kind: said, values: values.clone() }, OpenMeaning { bind: bind?, kind, values }))
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
            let (on, when, once_per_record) = on::event(desk, node, app)?;
            Some(NamedEvent { event: desk.name(name, at)?.to_owned(), on, when, once_per_record })
        })
        .collect();
    events.into_iter().collect()
}
