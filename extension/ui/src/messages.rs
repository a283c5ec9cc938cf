//! What the pages and the worker say to each other (docs/protocol.md).
//!
//! A part that is missing in an answer is an empty part, so that an older or newer worker still
//! fills the rest of the page.

use js_sys::Promise;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::browser;

mod card;
mod check;
mod help;
mod lesson;
mod meaning;
mod organisation;
mod page;
mod pairs;
mod settings;
mod status;
mod value;

pub use card::*;
pub use check::*;
pub use help::*;
pub use lesson::*;
pub use meaning::*;
pub use organisation::*;
pub use page::*;
pub use pairs::Pairs;
pub use settings::*;
pub use status::*;
pub use value::Value;

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
    /// The person folded the card, or opened it again.
    Fold { moment: &'a str, folded: bool },
    /// The person answered the card, after it was in view for so long.
    Answered { moment: &'a str, answer: Answer, shown_ms: u32 },
    /// Why it was not relevant.
    Reason { moment: &'a str, reason: Misfit },
    /// The lesson of this moment, please; it was in view for so long since it was asked for last.
    Lesson { moment: &'a str, shown_ms: u32 },
    /// The person answered this variant of the check; `top` is the hardest level that has one.
    Checked { moment: &'a str, variant: &'a str, result: CheckResult, top: u8 },
    /// How do things stand?
    Status,
    /// The person chose these settings.
    Set { settings: Change },
    /// Cuecard is on, or off until it is switched on again.
    Switch { on: bool },
    /// Author mode goes on or off.
    Author { on: bool },
    /// The person joins an organisation by this link.
    #[serde(rename = "join")]
    JoinBy { link: &'a str },
    /// The person leaves their organisation.
    #[serde(rename = "join")]
    Leave { member: () },
    /// The person belongs to this team.
    Team { team: &'a str },
    /// The worker looks now what the organisation publishes.
    Visit,
    /// What did the organisation publish?
    Published,
    /// The person wants their history forgotten, or everything.
    Forget { everything: bool },
    /// The person wants this nudge never again.
    Mute { nudge: &'a str },
    /// The person wants to see this nudge again.
    Unmute { nudge: &'a str },
    /// Which aids fit this page?
    Help { url: &'a str },
    /// This aid, please, for this tab.
    Pull { nudge: &'a str, tab: u32 },
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

/// Why an aid was not relevant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    Known,
    BadTime,
    WrongHere,
    Unhelpful,
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    FirstTry,
    SecondTry,
    Wrong,
}

/// Why something that was told is not done.
pub enum Failure {
    /// The worker did not answer, or not in words that we know.
    NoAnswer,
    /// The worker says what is wrong.
    Refused(Problem),
}

/// An answer that is made of what JavaScript parsed.
pub trait Read: Sized {
    /// `None`: it is not in words that we know.
    fn read(answer: &Value) -> Option<Self>;
}

/// All of a value, strictly: for what is shown as it is, or sent on.
pub fn by_serde<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_str(&value.json()?).ok()
}

/// Asks the worker. `None`: no answer, or not in words that we know.
pub async fn ask<Answer: Read>(message: &Message<'_>) -> Option<Answer> {
    Answer::read(&ask_value(message).await?)
}

/// The same, where the page may have asked already: `early` is what became of that.
pub async fn ask_unless<Answer: Read>(early: Option<Promise>, message: &Message<'_>) -> Option<Answer> {
    Answer::read(&value_of(early, message).await?)
}

/// Asks the worker. `None`: no answer.
pub async fn ask_value(message: &Message<'_>) -> Option<Value> {
    value_of(None, message).await
}

async fn value_of(early: Option<Promise>, message: &Message<'_>) -> Option<Value> {
    let message = serde_json::to_string(message).ok()?;
    let first = match early {
        Some(early) => browser::answer_to(early).await,
        None => browser::send(&message).await,
    };
    let answer = match first {
        Some(answer) => answer,
        // A worker that died under the message is started again by the next one.
        None => browser::send(&message).await?,
    };
    Some(Value::of(answer))
}

/// Tells the worker, and waits until it is stored.
pub async fn tell(message: &Message<'_>) -> Result<(), Failure> {
    let answer = ask_value(message).await.ok_or(Failure::NoAnswer)?;
    let error = answer.part("error");
    if answer.holds("ok") {
        Ok(())
    } else if error.is_there() {
        Err(Failure::Refused(Problem::of(&error)))
    } else {
        Err(Failure::NoAnswer)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::{
        Answer, Change, DateOrder, HostChange, Message, Noise, PackChange, Pause, QuietHours, Server,
    };

    #[test]
    fn messages_are_those_of_the_protocol() {
        let server = Server {
            url: "https://a.example".into(),
            secret: "s".into(),
            gap_seconds: Some(9),
            noise: Some(Noise::Light),
        };
        let cases = [
            (Message::Status, r#"{"kind":"status"}"#),
            (Message::Fold { moment: "m", folded: true }, r#"{"kind":"fold","moment":"m","folded":true}"#),
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
                r#"{"kind":"set","settings":{"server":{"url":"https://a.example","secret":"s","gap_seconds":9,"noise":"4"}}}"#,
            ),
            (
                Message::Set {
                    settings: Change {
                        host: Some(HostChange {
                            host: "h".into(),
                            app: Some(String::new()),
                            fetch: Some(true),
                            date_order: Some(DateOrder::DayMonth),
                            on: Some(false),
                            meaning: None,
                        }),
                        ..Change::default()
                    },
                },
                r#"{"kind":"set","settings":{"host":{"host":"h","app":"","fetch":true,"date_order":"day_month","on":false}}}"#,
            ),
            (
                Message::Set {
                    settings: Change {
                        pause: Some(Pause::Monday),
                        quiet_hours: Some(Some(QuietHours { from: 1320, until: 420 })),
                        pack: Some(PackChange { pack: "p".into(), on: false }),
                        ..Change::default()
                    },
                },
                r#"{"kind":"set","settings":{"pause":"monday","quiet_hours":{"from":1320,"until":420},"pack":{"pack":"p","on":false}}}"#,
            ),
            (
                Message::Set { settings: Change { quiet_hours: Some(None), ..Change::default() } },
                r#"{"kind":"set","settings":{"quiet_hours":null}}"#,
            ),
            (Message::Help { url: "u" }, r#"{"kind":"help","url":"u"}"#),
            (Message::Pull { nudge: "n", tab: 7 }, r#"{"kind":"pull","nudge":"n","tab":7}"#),
            (
                Message::Set { settings: Change { withhold: Some(false), ..Change::default() } },
                r#"{"kind":"set","settings":{"withhold":false}}"#,
            ),
            (Message::Switch { on: false }, r#"{"kind":"switch","on":false}"#),
            (Message::Forget { everything: true }, r#"{"kind":"forget","everything":true}"#),
            (Message::JoinBy { link: "l" }, r#"{"kind":"join","link":"l"}"#),
            (Message::Leave { member: () }, r#"{"kind":"join","member":null}"#),
            (Message::Team { team: "t" }, r#"{"kind":"team","team":"t"}"#),
            (Message::Visit, r#"{"kind":"visit"}"#),
            (Message::Published, r#"{"kind":"published"}"#),
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
}
