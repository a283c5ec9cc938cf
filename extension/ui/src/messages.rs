//! What the pages and the worker say to each other (docs/protocol.md).
//!
//! A part that is missing in an answer is an empty part, so that an older or newer worker still
//! fills the rest of the page.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::browser;

mod meaning;
mod page;
mod pairs;
mod status;

pub use meaning::*;
pub use page::*;
pub use pairs::Pairs;
pub use status::*;

/// What a page asks or tells.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message<'a> {
    /// The card of this moment, please.
    Card { moment: &'a str },
    /// The card is on the screen.
    Painted { moment: &'a str },
    /// The card wants this height, in CSS pixels.
    Size { moment: &'a str, height: u32 },
    /// The person answered the card, after it was in view for so long.
    Answered { moment: &'a str, answer: Answer, shown_ms: u32 },
    /// How do things stand?
    Status,
    /// The person chose these settings.
    Set { settings: Change },
    /// The person wants to see this nudge again.
    Unmute { nudge: &'a str },
    /// How is everything read on this page?
    Look { url: &'a str },
    /// What can be pointed at on this page?
    Point { url: &'a str },
    /// This was read there; what is it?
    Looked { url: &'a str, plan: &'a str, readings: &'a RawValue, lists: &'a RawValue },
}

/// What a person can say to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Done,
    Later,
    NotRelevant,
    NeverAgain,
    Closed,
}

/// The settings to change; what is absent stays as it is.
#[derive(Default, Serialize)]
pub struct Change {
    /// The role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The server: `Some(None)` stops reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<Option<Server>>,
    /// One host of the person's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<HostChange>,
}

/// What to change of one host; what is absent stays as it is.
#[derive(Default, Serialize)]
pub struct HostChange {
    pub host: String,
    /// The system there; empty forgets the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// Whether it may be asked for the history of the open record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// What it means by one of its fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<MeaningChange>,
}

/// What a numeric date begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    MonthDay,
    DayMonth,
}

/// Where reports go.
#[derive(Clone, Deserialize, Serialize)]
pub struct Server {
    pub url: String,
    /// Absent when the worker keeps it to itself.
    #[serde(default)]
    pub secret: String,
    /// Absent until somebody asks for a gap other than the worker's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_seconds: Option<u32>,
}

/// The answer to [`Message::Card`].
#[derive(Deserialize)]
pub struct CardAnswer {
    pub card: Option<Card>,
}

/// One card, ready to be shown.
#[derive(Deserialize)]
pub struct Card {
    pub title: String,
    pub why: String,
    pub seconds: f64,
    pub body: Vec<Block>,
    #[serde(default)]
    pub evidence: Option<String>,
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

/// The answer to everything that is only told.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    ok: bool,
    error: Option<Problem>,
}

/// Why something that was told is not done.
pub enum Failure {
    /// The worker did not answer, or not in words that we know.
    NoAnswer,
    /// The worker says what is wrong.
    Refused(Problem),
}

/// Asks the worker. `None`: no answer, or not in words that we know.
pub async fn ask<Answer: DeserializeOwned>(message: &Message<'_>) -> Option<Answer> {
    let message = serde_json::to_string(message).ok()?;
    let answer = match browser::send(&message).await {
        Some(answer) => answer,
        // A worker that died under the message is started again by the next one.
        None => browser::send(&message).await?,
    };
    serde_json::from_str(&answer).ok()
}

/// Tells the worker, and waits until it is stored.
pub async fn tell(message: &Message<'_>) -> Result<(), Failure> {
    match ask::<Done>(message).await {
        Some(Done { ok: true, .. }) => Ok(()),
        Some(Done { error: Some(problem), .. }) => Err(Failure::Refused(problem)),
        _ => Err(Failure::NoAnswer),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::{Answer, Card, Change, DateOrder, HostChange, Message, Server, StatusAnswer};

    #[test]
    fn messages_are_those_of_the_protocol() {
        let server = Server { url: "https://a.example".into(), secret: "s".into(), gap_seconds: Some(9) };
        let cases = [
            (Message::Status, r#"{"kind":"status"}"#),
            (Message::Card { moment: "m" }, r#"{"kind":"card","moment":"m"}"#),
            (
                Message::Answered { moment: "m", answer: Answer::NeverAgain, shown_ms: 5 },
                r#"{"kind":"answered","moment":"m","answer":"never_again","shown_ms":5}"#,
            ),
            (
                Message::Set { settings: Change { role: Some("r".into()), ..Change::default() } },
                r#"{"kind":"set","settings":{"role":"r"}}"#,
            ),
            (
                Message::Set { settings: Change { server: Some(None), ..Change::default() } },
                r#"{"kind":"set","settings":{"server":null}}"#,
            ),
            (
                Message::Set { settings: Change { server: Some(Some(server)), ..Change::default() } },
                r#"{"kind":"set","settings":{"server":{"url":"https://a.example","secret":"s","gap_seconds":9}}}"#,
            ),
            (
                Message::Set {
                    settings: Change {
                        host: Some(HostChange {
                            host: "h".into(),
                            app: Some(String::new()),
                            fetch: Some(true),
                            date_order: Some(DateOrder::DayMonth),
                            meaning: None,
                        }),
                        ..Change::default()
                    },
                },
                r#"{"kind":"set","settings":{"host":{"host":"h","app":"","fetch":true,"date_order":"day_month"}}}"#,
            ),
            (Message::Look { url: "u" }, r#"{"kind":"look","url":"u"}"#),
            (Message::Point { url: "u" }, r#"{"kind":"point","url":"u"}"#),
        ];
        for (message, wanted) in cases {
            assert_eq!(to_string(&message).ok().as_deref(), Some(wanted));
        }
    }

    #[test]
    fn what_a_page_says_goes_on_as_it_is() {
        let seen = r#"{"url":"u","seen":{"readings":[null,{"at":1,"raw":"a  b"}],"lists":[]}}"#;
        let answer = from_str::<super::Answered>(seen).ok();
        let read = answer.as_ref().and_then(|answer| answer.seen.as_ref());
        let message = read.map(|read| Message::Looked {
            url: "u",
            plan: "p",
            readings: &read.readings,
            lists: &read.lists,
        });
        assert_eq!(
            message.and_then(|message| to_string(&message).ok()).as_deref(),
            Some(
                r#"{"kind":"looked","url":"u","plan":"p","readings":[null,{"at":1,"raw":"a  b"}],"lists":[]}"#
            )
        );
        assert!(from_str::<super::Answered>(r#"{"url":"u","seen":null}"#).is_ok_and(|it| it.seen.is_none()));
    }

    #[test]
    fn only_known_blocks_make_a_card() {
        let card = |body: &str| {
            let text = format!(r#"{{"title":"t","why":"w","seconds":120,"body":[{body}],"evidence":null}}"#);
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

    #[test]
    fn a_status_may_lack_parts_but_a_body_keeps_every_byte() {
        let body = r#"{"z":1, "a":2}"#;
        let text = format!(r#"{{"status":{{"outbox":{{"waiting":[{{"id":"1","body":{body}}}]}}}}}}"#);
        let status = from_str::<StatusAnswer>(&text).map(|answer| answer.status);
        let waiting = status.as_ref().map(|status| status.outbox.waiting[0].body.get());
        assert_eq!(waiting.ok(), Some(body));
        assert!(status.is_ok_and(|status| status.budget.is_none()));
        assert!(from_str::<StatusAnswer>(r#"{"status":7}"#).is_err());
    }
}
