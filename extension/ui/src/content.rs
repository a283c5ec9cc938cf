//! Turns the typed content of a card into elements.

use web_sys::{HtmlElement, Url};

use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Block, Inline, Line};

/// The elements of a lesson's body.
pub fn blocks(body: &[Block]) -> impl Iterator<Item = HtmlElement> {
    body.iter().map(block)
}

/// The elements of a card's body: its steps can be ticked.
pub fn tickable(body: &[Block]) -> impl Iterator<Item = HtmlElement> {
    body.iter().map(|each| match each {
        // Without markers some screen readers take it for no list.
        Block::Steps(lines) => make("ol", "ticks")
            .set("role", "list")
            .with_all(lines.iter().enumerate().map(|(place, line)| tick(place + 1, line))),
        _ => block(each),
    })
}

fn tick(number: usize, line: &[Inline]) -> HtmlElement {
    let number = make("span", "number").set("aria-hidden", "true").text(&number.to_string());
    let input = make("input", "").set("type", "checkbox");
    make("li", "").with(make("label", "").with(input).with(number).with(filled("span", line)))
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

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const MARKUP: &str = "<img src=x onerror=alert(1)>";

    fn link(href: &str) -> HtmlElement {
        inline(&Inline::Link { text: MARKUP.into(), href: href.into() })
    }

    #[wasm_bindgen_test]
    fn links_lead_to_https_only_and_tell_nobody_where_from() {
        let cases = [
            ("https://a.example/b?c#d", Some("https://a.example/b?c#d")),
            ("HTTPS://A.example", Some("https://a.example/")),
            (" \n https://a.example/", Some("https://a.example/")),
            ("http://a.example/", None),
            ("javascript:alert(1)", None),
            (" java\nscript:alert(1)//https:", None),
            ("data:text/html,<b>", None),
            ("blob:https://a.example/1", None),
            ("//a.example/", None),
            ("/ui/options.html", None),
            ("chrome-extension://a/ui/options.html", None),
            ("https://", None),
            ("", None),
        ];
        for (href, wanted) in cases {
            let link = link(href);
            assert_eq!(link.get_attribute("href").as_deref(), wanted, "{href:?}");
            assert_eq!(link.tag_name() == "A", wanted.is_some(), "{href:?}");
            assert_eq!(link.text_content().as_deref(), Some(MARKUP), "the words stay: {href:?}");
            let rel = wanted.map(|_| "noopener noreferrer");
            assert_eq!(link.get_attribute("rel").as_deref(), rel, "{href:?}");
        }
    }

    #[wasm_bindgen_test]
    fn every_kind_of_content_keeps_markup_as_text() {
        let line = || -> Line {
            let text = || MARKUP.to_owned();
            vec![Inline::Text(text()), Inline::Strong(text()), Inline::Emphasis(text())]
        };
        // The elements that are ours, from the outside in, and how often the text comes.
        let cases = [
            (Block::Paragraph(line()), "P", "span,strong,em", 3),
            (Block::Steps(vec![line(), line()]), "OL", "li,span,strong,em", 6),
            (Block::List(vec![line()]), "UL", "li,span,strong,em", 3),
            (
                Block::Table { head: vec![line()], rows: vec![vec![line()], vec![line()]] },
                "TABLE",
                "thead,tbody,tr,th,td,span,strong,em",
                9,
            ),
        ];
        for (block, tag, inside, times) in cases {
            let element = super::block(&block);
            assert_eq!(element.tag_name(), tag);
            let strange = element.query_selector(&format!(":not({inside})")).unwrap();
            assert!(strange.is_none(), "{tag} holds something that is not ours");
            assert_eq!(element.text_content(), Some(MARKUP.repeat(times)), "{tag}");
        }
    }
}
