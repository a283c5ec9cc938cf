//! Places to look: selectors with their sources, and what to take there.

use super::adapter::MAX_ALTERNATIVES;
use super::diagnostic::quoted;
use super::fields::Fields;
use super::source::Desk;
use super::suggest;
use super::tree::Node;
use crate::adapter::Find;
use crate::page::Kind;

/// The named parts of a path.
pub fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

/// One of the named parts.
pub fn part(desk: &Desk<'_>, node: &Node, parts: &[&str]) -> Option<String> {
    let name = desk.text(node)?;
    if parts.contains(&name) {
        return Some(name.to_owned());
    }
    let what = format!("the path has no part {}", quoted(name));
    desk.wrong(&node.at, what, suggest::mend(name, parts.iter().copied()));
    None
}

/// One way to find a fact; `holes` are the names that its selector may leave to be filled.
pub fn one_find(desk: &Desk<'_>, node: &Node, holes: &[&str], kind: Option<Kind>) -> Option<Find> {
    let fields = Fields::open(desk, node, "a place to look", &["css", "take", "source", "part"])?;
    if let Some(node) = fields.maybe("part") {
        return Some(Find { css: None, take: None, part: Some(part(desk, node, holes)?) });
    }
    let css = selector(desk, &fields, holes);
    let take = match fields.maybe("take") {
        Some(node) => take(desk, node),
        // A flag says whether something is there; other facts say what it shows.
        None if kind == Some(Kind::Flag) => Some(Some("present".to_owned())),
        None => Some(None),
    };
    Some(Find { css: Some(css?), take: take?, part: None })
}

fn take(desk: &Desk<'_>, node: &Node) -> Option<Option<String>> {
    let take = desk.text(node)?;
    let attribute = take.strip_prefix("attribute:").is_some_and(|name| {
        !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    });
    match take {
        "text" => Some(None),
        "value" | "present" => Some(Some(take.to_owned())),
        _ if attribute => Some(Some(take.to_owned())),
        _ => {
            let mend = suggest::mend(take, ["text", "value", "present", "attribute:NAME"]);
            desk.wrong(&node.at, format!("{} cannot be taken", quoted(take)), mend);
            None
        }
    }
}

/// Ordered selectors.
pub fn selectors(desk: &Desk<'_>, node: &Node, holes: &[&str]) -> Option<Vec<String>> {
    let found: Vec<_> = desk
        .list(node, MAX_ALTERNATIVES)?
        .iter()
        .map(|node| selector(desk, &Fields::open(desk, node, "a selector", &["css", "source"])?, holes))
        .collect();
    found.into_iter().collect()
}

/// A selector with its source, which stays in the author's file.
fn selector(desk: &Desk<'_>, fields: &Fields<'_>, holes: &[&str]) -> Option<String> {
    let source = fields.text(desk, "source", "where this selector is known from");
    let node = fields.need(desk, "css", "button[name=Save]")?;
    let css = desk.text(node)?;
    if let Some(what) = unbalanced(css) {
        desk.wrong(
            &node.at,
            format!("this selector has {what}"),
            "close it; quote the whole selector in YAML",
        );
        return None;
    }
    for hole in css.split('{').skip(1) {
        let name = hole.split('}').next().unwrap_or_default();
        if !holes.contains(&name) {
            let what = format!("nothing fills {}", quoted(&format!("{{{name}}}")));
            desk.wrong(&node.at, what, suggest::mend(name, holes.iter().copied()));
            return None;
        }
    }
    source.map(|_| css.to_owned())
}

/// What is left open in a selector. Browsers parse it; this catches what YAML quoting breaks.
fn unbalanced(css: &str) -> Option<&'static str> {
    let mut open: Vec<char> = Vec::new();
    for letter in css.chars() {
        match (letter, open.last()) {
            ('"' | '\'', Some(last)) if *last == letter => _ = open.pop(),
            (_, Some('"' | '\'')) => {}
            ('"' | '\'', _) => open.push(letter),
            ('[', _) => open.push(']'),
            ('(', _) => open.push(')'),
            (']' | ')', last) if last == Some(&letter) => _ = open.pop(),
            (']' | ')', _) => return Some("a bracket that nothing opens"),
            _ => {}
        }
    }
    match open.last() {
        None => None,
        Some('"' | '\'') => Some("a quote that nothing closes"),
        Some(_) => Some("a bracket that nothing closes"),
    }
}
