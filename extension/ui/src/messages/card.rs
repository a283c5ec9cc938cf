//! What the worker says of a card: its content, and why it came.

use std::rc::Rc;

use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::{Checks, Lesson, Read, Value, by_serde};

/// The answer to [`Message::Card`].
#[derive(Deserialize)]
pub struct CardAnswer {
    pub card: Option<Card>,
}

impl Read for CardAnswer {
    fn read(answer: &Value) -> Option<Self> {
        by_serde(answer)
    }
}

/// One card, ready to be shown.
#[derive(Deserialize)]
pub struct Card {
    pub moment: String,
    #[serde(default)]
    pub nudge: String,
    pub title: String,
    pub why: String,
    pub seconds: f64,
    pub body: Vec<Block>,
    #[serde(default)]
    pub approval: Option<Approval>,
    /// The field whose value is wrong or missing.
    #[serde(default)]
    pub flag: Option<String>,
    #[serde(default)]
    pub lesson: Option<Lesson>,
    #[serde(default)]
    pub checks: Option<Rc<Checks>>,
    /// How hard the check may be.
    #[serde(default)]
    pub level: u8,
    /// The variants that were asked last, the newest last.
    #[serde(default)]
    pub asked: Vec<String>,
    /// The steps that the page shows to be done, from 1.
    #[serde(default)]
    pub done: Vec<u8>,
    #[serde(default)]
    pub receipt: Option<Receipt>,
    /// What some readers read instead.
    #[serde(default)]
    texts: Option<Vec<Text>>,
    #[serde(default)]
    role: Option<String>,
    /// Whether the person has done it right without help since they last did not.
    #[serde(default)]
    practised: bool,
}

/// Who in the organisation wants it, and what is known of its effect.
#[derive(Deserialize)]
pub struct Approval {
    pub by: String,
    pub reason: String,
    /// A week.
    pub minutes: u32,
    /// The first day no more, such as `2026-12-31`.
    pub until: String,
    /// What it rests on: a word.
    #[serde(default)]
    pub basis: String,
    /// The day of the verdict that it helps.
    #[serde(default)]
    pub given: Option<String>,
}

/// What a card says to some readers.
#[derive(Deserialize)]
struct Text {
    /// The role that it is for; empty: any.
    #[serde(default)]
    role: String,
    /// Whether it is for people who have done it right before.
    #[serde(default)]
    practised: bool,
    title: String,
    why: String,
    body: Vec<Block>,
}

impl Card {
    /// The card in the words for its reader: for the practised before those of a role.
    pub fn for_reader(mut self) -> Self {
        let mut texts = self.texts.take().unwrap_or_default();
        let role = self.role.as_deref().unwrap_or_default();
        let practised = texts.iter().position(|text| text.practised && self.practised);
        let theirs = || texts.iter().position(|text| !text.practised && text.role == role);
        if let Some(at) = practised.or_else(theirs) {
            let Text { title, why, body, .. } = texts.swap_remove(at);
            (self.title, self.why, self.body) = (title, why, body);
        }
        self
    }
}

/// What a card hears while it is open: these steps are done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    pub kind: String,
    pub moment: String,
    pub steps: Vec<u8>,
}

impl Ticked {
    /// What a message says of it; anything else is nothing.
    pub fn read(message: JsValue) -> Self {
        let text = Value::of(message).json().unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }
}

/// Why a card came.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Receipt {
    /// What happened on the page.
    pub events: Vec<String>,
    /// Cards and seconds that were left.
    pub left: (u32, f64),
    /// The chance that it was shown, in percent, if it was drawn.
    pub percent: Option<u32>,
}

/// A block of a card's content.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Paragraph(Line),
    Steps(Vec<Line>),
    List(Vec<Line>),
    Table { head: Vec<Line>, rows: Vec<Vec<Line>> },
}

/// Text with emphasis and links.
pub type Line = Vec<Inline>;

/// A piece of a line.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    Text(String),
    Strong(String),
    Emphasis(String),
    Link { text: String, href: String },
}

#[cfg(test)]
mod tests {
    use serde_json::from_str;

    use super::Card;

    #[test]
    fn a_reader_gets_their_words() {
        let cases = [
            (r#""role":"senior","practised":false"#, "for seniors"),
            (r#""role":"junior","practised":false"#, "for all"),
            (r#""role":null,"practised":false"#, "for all"),
            (r#""role":"senior","practised":true"#, "in short"),
            (r#""role":"junior","practised":true"#, "in short"),
        ];
        for (reader, title) in cases {
            let text = |who: &str, title: &str| format!(r#"{{{who},"title":"{title}","why":"w","body":[]}}"#);
            let texts = [text(r#""role":"senior""#, "for seniors"), text(r#""practised":true"#, "in short")];
            let card = format!(
                r#"{{"moment":"m","title":"for all","why":"w","seconds":9,"body":[],{reader},"texts":[{}]}}"#,
                texts.join(",")
            );
            let card = from_str::<Card>(&card).map(Card::for_reader);
            assert_eq!(card.ok().map(|card| card.title).as_deref(), Some(title), "{reader}");
        }
    }

    #[test]
    fn only_known_blocks_make_a_card() {
        let card = |body: &str| {
            let text = format!(
                r#"{{"moment":"m","title":"t","why":"w","seconds":120,"body":[{body}],"approval":null}}"#
            );
            from_str::<Card>(&text).is_ok()
        };
        let cases = [
            (r#"{"paragraph":[{"text":"a"},{"strong":"b"},{"emphasis":"c"}]}"#, true),
            (r#"{"steps":[[{"link":{"text":"a","href":"https://a.example"}}]]}"#, true),
            (r#"{"table":{"head":[[{"text":"a"}]],"rows":[[[{"text":"b"}]]]}}"#, true),
            (r#"{"html":"<b>a</b>"}"#, false),
        ];
        for (body, reads) in cases {
            assert_eq!(card(body), reads, "{body}");
        }
    }
}
