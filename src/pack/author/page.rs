//! Pages of an adapter: where they are, what is pressed there, and which facts they show.

use super::adapter::MAX_ALTERNATIVES;
use super::diagnostic::quoted;
use super::fact::facts;
use super::fields::Fields;
use super::find::{Holes, selectors};
use super::list::{history, lists};
use super::source::Desk;
use super::suggest;
use super::tree::Node;
use super::vocabulary::App;
use crate::adapter::{PageSpec, Press};
use crate::page::Kind;
use crate::table::Table;

/// How long a value may have to stand before it counts, in seconds: less than the wait for a save.
const MAX_SETTLE_SECONDS: u32 = 30;

/// All pages; what they name is added to the app's vocabulary.
pub fn pages(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<Vec<PageSpec>> {
    let pages: Vec<_> = desk.list(node, MAX_ALTERNATIVES)?.iter().map(|node| page(desk, node, app)).collect();
    pages.into_iter().collect()
}

fn page(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<PageSpec> {
    const KEYS: [&str; 10] =
        ["page", "path", "record", "root", "acts", "refused", "settle_seconds", "facts", "lists", "history"];
    let fields = Fields::open(desk, node, "a page", &KEYS)?;
    let page = fields.text(desk, "page", "record");
    let path = fields.need(desk, "path", "/browse/{record}").and_then(|node| paths(desk, node));
    let parts = common_parts(path.as_deref().unwrap_or_default());
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    app.parts.extend(parts.iter().map(|part| (*part).to_owned()));
    let holes = Holes { parts: &parts, ..Holes::default() };
    let root = fields.optional("root", |node| selectors(desk, node, &holes));
    let acts = fields.optional("acts", |node| acts(desk, node, &holes));
    let names: Vec<&str> = acts.iter().flat_map(Table::keys).map(String::as_str).collect();
    app.acts.extend(names.iter().map(|name| (*name).to_owned()));
    let holes = Holes { parts: &parts, acts: &names, json: false };
    let lists = fields.optional("lists", |node| lists(desk, node, &holes, app));
    let facts = fields.need(desk, "facts", "{ … }").and_then(|node| facts(desk, node, &holes, app));
    let record = fields.need(desk, "record", "record").and_then(|node| record(desk, node, &parts, app));
    let history = match (fields.maybe("history"), &lists) {
        (Some(node), Some(lists)) => {
            let each = desk.one_or_list(node, MAX_ALTERNATIVES)?.iter();
            each.map(|node| history(desk, node, lists, app)).collect::<Vec<_>>().into_iter().collect()
        }
        _ => Some(Vec::new()),
    };
    let settle_seconds = fields.optional("settle_seconds", |node| {
        desk.whole(node, 1..=MAX_SETTLE_SECONDS, "a saved value is waited for a minute at most")
    });
    let refused = fields.optional("refused", |node| {
        let name = desk.text(node)?;
        if app.fact(desk, name, &node.at)? != Kind::Flag {
            desk.wrong(&node.at, format!("`{name}` is no flag"), "name a fact with `kind: flag`");
            return None;
        }
        Some(Some(name.to_owned()))
    });
    Some(PageSpec {
        refused: refused?,
        page: page?,
        path: path?,
        record: record?,
        root: root?,
        acts: acts?,
        settle_seconds: settle_seconds?,
        facts: facts?,
        lists: lists?,
        history: history?,
    })
}

fn paths(desk: &Desk<'_>, node: &Node) -> Option<Vec<String>> {
    let paths: Vec<Option<String>> =
        desk.one_or_list(node, MAX_ALTERNATIVES)?.iter().map(|node| path(desk, node)).collect();
    paths.into_iter().collect()
}

/// An address: segments, `?` and parameters, `#` and a path; `**` at most once in each path.
fn path(desk: &Desk<'_>, node: &Node) -> Option<String> {
    let path = desk.text(node)?;
    let many = |path: &str| path.split('/').filter(|segment| *segment == "**").count();
    let (address, route) = path.split_once('#').unwrap_or((path, ""));
    let problem = if !path.starts_with(['/', '*']) {
        Some("an address begins with `/`; hosts are said in `hosts`")
    } else if many(address.split('?').next().unwrap_or_default()) > 1 || many(route) > 1 {
        Some("`**` can be here once")
    } else if path.split(['/', '?', '&', '=', '#']).any(|part| part.contains(['{', '}']) && !is_part(part)) {
        Some("a named part fills its whole segment, such as `/browse/{record}`")
    } else {
        None
    };
    if let Some(mend) = problem {
        desk.wrong(&node.at, format!("{} is no address", quoted(path)), mend);
        return None;
    }
    Some(path.to_owned())
}

fn is_part(text: &str) -> bool {
    let name = text.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
    name.is_some_and(|name| !name.is_empty() && !name.contains(['{', '}']))
}

/// The named parts that every one of the addresses has: only these are always there.
fn common_parts(paths: &[String]) -> Vec<String> {
    let parts = |path: &String| -> Vec<String> {
        let parts = path.split(['/', '?', '&', '=', '#']).filter(|part| is_part(part));
        parts.map(|part| part[1..part.len() - 1].to_owned()).collect()
    };
    let Some((first, others)) = paths.split_first() else { return Vec::new() };
    let mut common = parts(first);
    for other in others {
        let other = parts(other);
        common.retain(|part| other.contains(part));
    }
    common
}

/// What identifies the record: named parts, or facts of the page.
fn record(desk: &Desk<'_>, node: &Node, parts: &[&str], app: &App) -> Option<Vec<String>> {
    let items = desk.one_or_list(node, MAX_ALTERNATIVES)?;
    let names = items.iter().map(|item| {
        let name = desk.text(item)?;
        if parts.contains(&name) || app.facts.contains(name) {
            return Some(name.to_owned());
        }
        let what =
            format!("every address has a part {}, or the page such a fact; neither is so", quoted(name));
        let facts = app.facts.iter().map(String::as_str);
        desk.wrong(&item.at, what, suggest::mend(name, parts.iter().copied().chain(facts)));
        None
    });
    names.collect::<Vec<_>>().into_iter().collect()
}

fn acts(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>) -> Option<Table<String, Vec<Press>>> {
    let acts = desk.entries(node, "the set of acts")?.into_iter().map(|(name, at, node)| {
        let presses = desk.list(node, MAX_ALTERNATIVES)?.iter().map(|node| {
            let fields = Fields::open(desk, node, "a press", &["css", "source", "on"])?;
            let leave = fields.optional("on", |node| desk.word(node, &[("press", false), ("leave", true)]));
            Some(Press { css: super::find::selector(desk, &fields, holes)?, leave: leave? })
        });
        let presses: Vec<_> = presses.collect();
        Some((desk.name(name, at)?.to_owned(), presses.into_iter().collect::<Option<Vec<_>>>()?))
    });
    acts.collect::<Vec<_>>().into_iter().collect()
}
