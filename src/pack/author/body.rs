//! The aid: Markdown as a typed tree. What the tree cannot say is an error, never dropped.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::diagnostic::quoted;
use super::source::Desk;
use crate::pack::{Block, Inline};

/// The aid in `range` of the file.
pub fn compile(desk: &Desk<'_>, range: Range<usize>) -> Option<Vec<Block>> {
    let markdown = desk.text.get(range.clone())?;
    let mut reader = Reader::new(desk);
    for (event, at) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        reader.read(event, at.start + range.start..at.end + range.start);
    }
    if reader.blocks.is_empty() && !reader.wrong {
        let end = desk.text.trim_end().len();
        desk.wrong(
            &(end.saturating_sub(1)..end),
            "the aid is empty",
            "write the aid below the second line `---`",
        );
        return None;
    }
    (!reader.wrong).then_some(reader.blocks)
}

struct Reader<'d, 'a> {
    desk: &'d Desk<'a>,
    blocks: Vec<Block>,
    /// The run of text that is being read.
    run: Vec<Inline>,
    /// What the next text is.
    mark: Mark,
    /// Items of the list that is being read, and whether it is numbered.
    list: Option<(bool, Vec<Vec<Inline>>)>,
    cells: Vec<Vec<Inline>>,
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    /// How deep inside something that was refused.
    refused: usize,
    wrong: bool,
}

enum Mark {
    Plain,
    Strong(String),
    Emphasis(String),
    Link { text: String, href: String },
}

impl<'d, 'a> Reader<'d, 'a> {
    fn new(desk: &'d Desk<'a>) -> Self {
        Self {
            desk,
            blocks: Vec::new(),
            run: Vec::new(),
            mark: Mark::Plain,
            list: None,
            cells: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            refused: 0,
            wrong: false,
        }
    }

    fn read(&mut self, event: Event<'_>, at: Range<usize>) {
        if self.refused > 0 {
            match event {
                Event::Start(_) => self.refused += 1,
                Event::End(_) => self.refused -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.refuse(&at, "a forced line break", "begin a new paragraph or list item"),
            Event::Code(_) => self.refuse(&at, "code", "write it as **strong** text"),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse_html(&at),
            Event::Rule => self.refuse(&at, "a line across", "remove it"),
            _ => self.refuse(&at, "this", "use paragraphs, lists, tables, strong text and links"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        let refusal = match &tag {
            Tag::Paragraph if self.list.is_some() && !self.run.is_empty() => {
                Some(("a second paragraph in a list item", "make it an item of its own"))
            }
            Tag::List(_) if self.list.is_some() => {
                Some(("a list inside a list", "make one list of it, or two"))
            }
            Tag::Table(_) if self.list.is_some() => Some(("a table inside a list", "put it after the list")),
            Tag::Strong | Tag::Emphasis | Tag::Link { .. } if !matches!(self.mark, Mark::Plain) => {
                Some(("a mark inside a mark", "use strong, emphasis or a link, one at a time"))
            }
            Tag::Heading { .. } => {
                Some(("a heading", "the card has its title; begin with **strong** words instead"))
            }
            Tag::Image { .. } => Some(("an image", "say it in words; cards show text only")),
            Tag::CodeBlock(_) => Some(("a block of code", "write text; indent by less than four spaces")),
            Tag::BlockQuote(_) => Some(("a block quote", "write it as a paragraph")),
            Tag::HtmlBlock => {
                self.refused += 1;
                self.refuse_html(&at);
                return;
            }
            _ => None,
        };
        if let Some((what, mend)) = refusal {
            self.refused += 1;
            self.refuse(&at, what, mend);
            return;
        }
        match tag {
            Tag::Paragraph | Tag::Item | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            Tag::List(first) => {
                // Text of the item before would otherwise be lost.
                self.list = Some((first.is_some(), Vec::new()));
            }
            Tag::Strong => self.mark = Mark::Strong(String::new()),
            Tag::Emphasis => self.mark = Mark::Emphasis(String::new()),
            Tag::Link { dest_url, .. } => {
                if !is_https(&dest_url) {
                    let what = format!("a link to {}", quoted(&dest_url));
                    self.refuse(&at, &what, "link to a page whose address begins with https://");
                }
                self.mark = Mark::Link { text: String::new(), href: dest_url.into_string() };
            }
            _ => {
                self.refused += 1;
                self.refuse(&at, "this", "use paragraphs, lists, tables, strong text and links");
            }
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph if self.list.is_none() => {
                let run = self.take_run();
                if !run.is_empty() {
                    self.blocks.push(Block::Paragraph(run));
                }
            }
            TagEnd::Item => {
                let run = self.take_run();
                if let (Some((_, items)), false) = (&mut self.list, run.is_empty()) {
                    items.push(run);
                }
            }
            TagEnd::List(_) => {
                let block = match self.list.take() {
                    Some((true, items)) => Block::Steps(items),
                    Some((false, items)) => Block::List(items),
                    None => return,
                };
                self.blocks.push(block);
            }
            TagEnd::TableCell => {
                let cell = self.take_run();
                self.cells.push(cell);
            }
            TagEnd::TableHead => self.head = std::mem::take(&mut self.cells),
            TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.cells)),
            TagEnd::Table => {
                let (head, rows) = (std::mem::take(&mut self.head), std::mem::take(&mut self.rows));
                self.blocks.push(Block::Table { head, rows });
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                let marked = match std::mem::replace(&mut self.mark, Mark::Plain) {
                    Mark::Plain => return,
                    Mark::Strong(text) => Inline::Strong(text),
                    Mark::Emphasis(text) => Inline::Emphasis(text),
                    Mark::Link { text, href } => Inline::Link { text, href },
                };
                self.run.push(marked);
            }
            _ => {}
        }
    }

    fn text(&mut self, more: &str) {
        match &mut self.mark {
            Mark::Strong(text) | Mark::Emphasis(text) | Mark::Link { text, .. } => text.push_str(more),
            Mark::Plain => match self.run.last_mut() {
                Some(Inline::Text(text)) => text.push_str(more),
                _ => self.run.push(Inline::Text(more.to_owned())),
            },
        }
    }

    fn take_run(&mut self) -> Vec<Inline> {
        let mut run = std::mem::take(&mut self.run);
        run.retain(|inline| !inline.text().is_empty());
        run
    }

    fn refuse_html(&mut self, at: &Range<usize>) {
        self.refuse(at, "HTML", "use Markdown: **strong**, *emphasis*, lists, tables and links");
    }

    fn refuse(&mut self, at: &Range<usize>, what: &str, mend: &str) {
        self.wrong = true;
        self.desk.wrong(at, format!("an aid cannot hold {what}"), mend);
    }
}

/// An https address of a named host, without user and spaces.
fn is_https(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ':');
    !host.is_empty()
        && host.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && host.chars().all(is_plain)
        && !address.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}
