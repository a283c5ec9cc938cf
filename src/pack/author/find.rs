//! Places to look: selectors with their sources, and what to take there.

use super::adapter::MAX_ALTERNATIVES;
use super::diagnostic::quoted;
use super::fields::Fields;
use super::source::Desk;
use super::suggest;
use super::tree::Node;
use crate::adapter::Find;
use crate::page::Kind;

/// Texts of one label: one or two a language.
const MAX_LABELS: usize = 16;
/// Elements that are labels wherever pages have any.
const LABELS: &str = "label, dt, th, legend";

/// What a place may name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Holes<'a> {
    /// The named parts of the address.
    pub parts: &'a [&'a str],
    /// The acts of the page.
    pub acts: &'a [&'a str],
    /// Whether the place is in a fetched answer.
    pub json: bool,
}

impl Holes<'_> {
    /// Checks that something fills every `{hole}` of a text.
    pub fn check(&self, desk: &Desk<'_>, node: &Node, text: &str) -> Option<()> {
        for hole in text.split('{').skip(1) {
            let name = hole.split('}').next().unwrap_or_default();
            if !self.parts.contains(&name) {
                let what = format!("nothing fills {}", quoted(&format!("{{{name}}}")));
                desk.wrong(&node.at, what, suggest::mend(name, self.parts.iter().copied()));
                return None;
            }
        }
        Some(())
    }
}

/// Ordered places of a value of this kind.
pub fn finds(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>, kind: Option<Kind>) -> Option<Vec<Find>> {
    let finds: Vec<_> =
        desk.list(node, MAX_ALTERNATIVES)?.iter().map(|node| one_find(desk, node, holes, kind)).collect();
    finds.into_iter().collect()
}

fn one_find(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>, kind: Option<Kind>) -> Option<Find> {
    const KEYS: [&str; 10] =
        ["css", "label", "part", "pressed", "json", "take", "without", "at", "anywhere", "source"];
    let fields = Fields::open(desk, node, "a place to look", &KEYS)?;
    let ways: Vec<&str> = ["part", "pressed", "json"].into_iter().filter(|key| fields.has(key)).collect();
    let at = fields.optional("at", |node| act(desk, node, holes));
    if let [way] = ways.as_slice() {
        // What says nothing here would be taken for a second place.
        let belongs: &[&str] = if *way == "pressed" { &["css", "at", "source"] } else { &["source"] };
        let foreign = |key: &&&str| **key != *way && fields.has(key) && !belongs.contains(key);
        if let Some(key) = KEYS.iter().find(foreign) {
            desk.wrong(
                fields.place(key),
                format!("`{key}` says nothing beside `{way}`"),
                "remove it, or make it a place of its own",
            );
            return None;
        }
    }
    let find = Find { at: at?, ..Find::default() };
    match ways.as_slice() {
        [] if !holes.json => on_page(desk, &fields, holes, kind, find),
        ["part"] if !holes.json => {
            let part = desk.text(fields.maybe("part")?)?;
            if !holes.parts.contains(&part) {
                let what = format!("not every address of this page has a part {}", quoted(part));
                desk.wrong(fields.place("part"), what, suggest::mend(part, holes.parts.iter().copied()));
                return None;
            }
            Some(Find { part: part.to_owned(), ..find })
        }
        ["pressed"] if !holes.json => {
            if find.at.is_empty() {
                desk.wrong(
                    fields.place("pressed"),
                    "nothing says what is pressed",
                    "add `at: ` and an act of this page",
                );
                return None;
            }
            let take = take(desk, fields.maybe("pressed")?)?;
            // Inside what is pressed, or that itself.
            let css = fields.optional("css", |node| Some(format!("@ {}", plain_selector(desk, node)?)))?;
            Some(Find { css, take, ..find })
        }
        ["json"] if holes.json => {
            fields.text(desk, "source", "where the answer's form is known from")?;
            Some(Find { css: desk.text(fields.maybe("json")?)?.to_owned(), ..find })
        }
        _ => {
            let mend = if holes.json {
                "write `json: path/into/the/answer`: this list is fetched"
            } else {
                "keep one of `css`, `label`, `part` and `pressed`"
            };
            desk.wrong(&node.at, "this is no place", mend);
            None
        }
    }
}

fn on_page(
    desk: &Desk<'_>,
    fields: &Fields<'_>,
    holes: &Holes<'_>,
    kind: Option<Kind>,
    find: Find,
) -> Option<Find> {
    let label = fields.optional("label", |node| desk.texts(node, MAX_LABELS));
    let css = if fields.has("label") && !fields.has("css") {
        fields.text(desk, "source", "where this label is known from").map(|_| LABELS.to_owned())
    } else {
        selector(desk, fields, holes)
    };
    let taken = match fields.maybe("take") {
        Some(node) => take(desk, node),
        // A flag says whether something is there; other facts say what it shows.
        None if kind == Some(Kind::Flag) => Some("present".to_owned()),
        None => Some("text".to_owned()),
    };
    let without = fields.optional("without", |node| plain_selector(desk, node));
    let anywhere = fields.optional("anywhere", |node| desk.word(node, &[("true", true), ("false", false)]));
    Some(Find { css: css?, label: label?, take: taken?, without: without?, anywhere: anywhere?, ..find })
}

fn act(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>) -> Option<String> {
    let act = desk.text(node)?;
    if holes.acts.contains(&act) && act != "cancel" {
        return Some(act.to_owned());
    }
    let what = format!("this page has no act {} that saves", quoted(act));
    desk.wrong(&node.at, what, suggest::mend(act, holes.acts.iter().copied().filter(|act| *act != "cancel")));
    None
}

fn take(desk: &Desk<'_>, node: &Node) -> Option<String> {
    let take = desk.text(node)?;
    let of = take.strip_prefix("attribute:").or_else(|| take.strip_prefix("parameter:"));
    let named = of.is_some_and(|name| {
        !name.is_empty()
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
    });
    match take {
        "text" | "value" | "present" | "nothing" => Some(take.to_owned()),
        _ if named => Some(take.to_owned()),
        _ => {
            let mend = suggest::mend(
                take,
                ["text", "value", "present", "nothing", "attribute:NAME", "parameter:NAME"],
            );
            desk.wrong(&node.at, format!("{} cannot be taken", quoted(take)), mend);
            None
        }
    }
}

/// Ordered selectors.
pub fn selectors(desk: &Desk<'_>, node: &Node, holes: &Holes<'_>) -> Option<Vec<String>> {
    let found: Vec<_> = desk
        .list(node, MAX_ALTERNATIVES)?
        .iter()
        .map(|node| selector(desk, &Fields::open(desk, node, "a selector", &["css", "source"])?, holes))
        .collect();
    found.into_iter().collect()
}

/// A selector with its source, which stays in the author's file.
pub fn selector(desk: &Desk<'_>, fields: &Fields<'_>, holes: &Holes<'_>) -> Option<String> {
    let source = fields.text(desk, "source", "where this selector is known from");
    let node = fields.need(desk, "css", "button[name=Save]")?;
    let css = plain_selector(desk, node)?;
    holes.check(desk, node, &css)?;
    source.map(|_| css)
}

fn plain_selector(desk: &Desk<'_>, node: &Node) -> Option<String> {
    let css = desk.text(node)?;
    if let Some(what) = unbalanced(css) {
        desk.wrong(
            &node.at,
            format!("this selector has {what}"),
            "close it; quote the whole selector in YAML",
        );
        return None;
    }
    Some(css.to_owned())
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
