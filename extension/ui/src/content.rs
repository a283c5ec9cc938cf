//! Turns the typed content of a card into elements.

use web_sys::{HtmlElement, Url};

use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Block, Inline, Line};

/// The elements of a card's body.
pub fn blocks(body: &[Block]) -> impl Iterator<Item = HtmlElement> {
    body.iter().map(block)
}

fn block(block: &Block) -> HtmlElement {
    match block {
        Block::Paragraph(line) => filled("p", line),
        Block::Steps(lines) => make("ol", "steps").with_all(lines.iter().map(|l| filled("li", l))),
        Block::List(lines) => make("ul", "list").with_all(lines.iter().map(|l| filled("li", l))),
        Block::Table { head, rows } => table(head, rows),
    }
}

fn table(head: &[Line], rows: &[Vec<Line>]) -> HtmlElement {
    let head = head.iter().map(|line| filled("th", line).set("scope", "col"));
    let rows = rows.iter().map(|row| make("tr", "").with_all(row.iter().map(|line| filled("td", line))));
    make("table", "table")
        .with(make("thead", "").with(make("tr", "").with_all(head)))
        .with(make("tbody", "").with_all(rows))
}

fn filled(tag: &str, line: &[Inline]) -> HtmlElement {
    make(tag, "").with_all(line.iter().map(inline))
}

fn inline(inline: &Inline) -> HtmlElement {
    match inline {
        Inline::Text(text) => make("span", "").text(text),
        Inline::Strong(text) => make("strong", "").text(text),
        Inline::Emphasis(text) => make("em", "").text(text),
        Inline::Link { text, href } => match encrypted(href) {
            Some(href) => make("a", "link")
                .set("href", &href)
                .set("target", "_blank")
                .set("rel", "noopener noreferrer")
                .set("title", &say(Key::LinkNewTab))
                .text(text),
            // Anything but HTTPS is no place to send a person to: only the words stay.
            None => make("span", "").text(text),
        },
    }
}

fn encrypted(href: &str) -> Option<String> {
    let url = Url::new(href).ok()?;
    (url.protocol() == "https:").then(|| url.href())
}
