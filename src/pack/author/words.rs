//! Lists of words that tell what a text is about, by topic, strength and language.

use super::fields::Fields;
use super::source::Desk;
use super::tree::{Node, Shape};
use super::vocabulary::App;
use crate::adapter::{Topic, Words};
use crate::table::Table;

/// Words of one strength and language: each is looked for in every text.
const MAX_WORDS: usize = 100;
/// The shortest word that says something.
const MIN_LETTERS: usize = 3;

/// All lists; their topics are added to the app's vocabulary.
pub fn compile(desk: &Desk<'_>, node: &Node, app: &mut App) -> Option<Table<String, Words>> {
    let mut lists = Table::new();
    for (name, at, node) in desk.entries(node, "the set of word lists")? {
        let mut topics = Table::new();
        for (topic, at, node) in desk.entries(node, "the set of topics")? {
            if let (Some(topic), Some(words)) = (desk.name(topic, at), topic_of(desk, node)) {
                topics.insert(topic.to_owned(), words);
            }
        }
        app.topics.insert(name.to_owned(), topics.keys().cloned().collect());
        lists.insert(desk.name(name, at)?.to_owned(), Words(topics));
    }
    Some(lists)
}

fn topic_of(desk: &Desk<'_>, node: &Node) -> Option<Topic> {
    let fields = Fields::open(desk, node, "a topic", &["strong", "weak"])?;
    let topic = Topic {
        strong: fields.optional("strong", |node| words(desk, node))?,
        weak: fields.optional("weak", |node| words(desk, node))?,
    };
    if topic.strong.is_empty() && topic.weak.len() < 2 {
        let mend = "add `strong` words, each of which counts alone, or two `weak` ones";
        desk.wrong(&node.at, "no text can be about this topic", mend);
        return None;
    }
    Some(topic)
}

/// A list of words, or one by language.
fn words(desk: &Desk<'_>, node: &Node) -> Option<Vec<String>> {
    let mut words = match &node.is {
        Shape::Map(_) => {
            let mut words = Vec::new();
            for (_, _, node) in desk.entries(node, "the words by language")? {
                words.extend(plain_words(desk, node)?);
            }
            words
        }
        _ => plain_words(desk, node)?,
    };
    words.sort_unstable();
    words.dedup();
    Some(words)
}

fn plain_words(desk: &Desk<'_>, node: &Node) -> Option<Vec<String>> {
    for item in desk.list(node, MAX_WORDS)? {
        let text = desk.text(item)?;
        if text.chars().filter(|letter| letter.is_alphanumeric()).count() < MIN_LETTERS {
            let what = format!("`{text}` is in too many other words");
            desk.wrong(&item.at, what, format!("write at least {MIN_LETTERS} letters"));
            return None;
        }
    }
    desk.texts(node, MAX_WORDS)
}
