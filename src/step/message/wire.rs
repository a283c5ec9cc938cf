//! Messages as they travel: one flat object. Written out by hand because a tagged enum doubles the
//! parsing code that the browser has to load (60 KB of WebAssembly, measured).

use serde::Serialize;

use super::{Looked, Message, Saw, SetSettings};
use crate::adapter::{ListReading, Reading, Readings};
use crate::json::fields;
use crate::learn::CheckResult;
use crate::ledger::{Answer, Misfit, Problem};
use crate::report::ServerAnswer;

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Wire {
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    readings: Option<Vec<Option<Reading>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lists: Vec<Option<ListReading>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    visible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shown_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Misfit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<CheckResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    top: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<SetSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nudge: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_answer: Option<ServerAnswer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tab: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

fields! {
    Wire: kind; url, id, plan, readings, lists, act, visible, moment, height, answer, shown_ms, reason,
    variant, result, top, settings, nudge, server_answer, tab, problem, ..
}

impl TryFrom<Wire> for Message {
    type Error = String;

    fn try_from(wire: Wire) -> Result<Self, String> {
        let kind = wire.kind.clone();
        read(wire).ok_or_else(|| format!("a message `{kind}` with these fields does not exist"))
    }
}

fn read(wire: Wire) -> Option<Message> {
    Some(match wire.kind.as_str() {
        "arrived" => Message::Arrived { url: wire.url? },
        "saw" => Message::Saw(Saw {
            id: wire.id?,
            url: wire.url?,
            plan: wire.plan?,
            readings: Readings { places: wire.readings?, lists: wire.lists },
            act: wire.act,
            visible: wire.visible?,
        }),
        "look" => Message::Look { url: wire.url? },
        "point" => Message::Point { url: wire.url? },
        "help" => Message::Help { url: wire.url? },
        "pull" => Message::Pull { nudge: wire.nudge?, tab: wire.tab? },
        "looked" => Message::Looked(Looked {
            url: wire.url?,
            plan: wire.plan?,
            readings: Readings { places: wire.readings?, lists: wire.lists },
        }),
        "placed" => Message::Placed { moment: wire.moment? },
        "seen" => Message::Seen { moment: wire.moment? },
        "gone" => Message::Gone { moment: wire.moment? },
        "card" => Message::Card { moment: wire.moment? },
        "painted" => Message::Painted { moment: wire.moment? },
        "size" => Message::Size { moment: wire.moment?, height: wire.height? },
        "answered" => {
            Message::Answered { moment: wire.moment?, answer: wire.answer?, shown_ms: wire.shown_ms? }
        }
        "reason" => Message::Reason { moment: wire.moment?, reason: wire.reason? },
        "lesson" => Message::Lesson { moment: wire.moment?, shown_ms: wire.shown_ms? },
        "checked" => Message::Checked {
            moment: wire.moment?,
            variant: wire.variant?,
            result: wire.result?,
            top: wire.top?,
        },
        "status" => Message::Status,
        "set" => Message::Set { settings: wire.settings? },
        "mute" => Message::Mute { nudge: wire.nudge? },
        "unmute" => Message::Unmute { nudge: wire.nudge? },
        "started" => Message::Started,
        "woke" => Message::Woke,
        "delivered" => Message::Delivered { id: wire.id?, answer: wire.server_answer? },
        "tab_closed" => Message::TabClosed { tab: wire.tab? },
        "trouble" => Message::Trouble { problem: wire.problem? },
        _ => return None,
    })
}

impl From<Message> for Wire {
    fn from(message: Message) -> Self {
        let kind = |kind: &str| Self { kind: kind.to_owned(), ..Self::default() };
        let about = |name: &str, moment: String| Self { moment: Some(moment), ..kind(name) };
        match message {
            Message::Arrived { url } => Self { url: Some(url), ..kind("arrived") },
            Message::Saw(saw) => Self {
                id: Some(saw.id),
                url: Some(saw.url),
                plan: Some(saw.plan),
                readings: Some(saw.readings.places),
                lists: saw.readings.lists,
                act: saw.act,
                visible: Some(saw.visible),
                ..kind("saw")
            },
            Message::Look { url } => Self { url: Some(url), ..kind("look") },
            Message::Point { url } => Self { url: Some(url), ..kind("point") },
            Message::Help { url } => Self { url: Some(url), ..kind("help") },
            Message::Pull { nudge, tab } => Self { nudge: Some(nudge), tab: Some(tab), ..kind("pull") },
            Message::Looked(looked) => Self {
                url: Some(looked.url),
                plan: Some(looked.plan),
                readings: Some(looked.readings.places),
                lists: looked.readings.lists,
                ..kind("looked")
            },
            Message::Placed { moment } => about("placed", moment),
            Message::Seen { moment } => about("seen", moment),
            Message::Gone { moment } => about("gone", moment),
            Message::Card { moment } => about("card", moment),
            Message::Painted { moment } => about("painted", moment),
            Message::Size { moment, height } => Self { height: Some(height), ..about("size", moment) },
            Message::Answered { moment, answer, shown_ms } => {
                Self { answer: Some(answer), shown_ms: Some(shown_ms), ..about("answered", moment) }
            }
            Message::Reason { moment, reason } => Self { reason: Some(reason), ..about("reason", moment) },
            Message::Lesson { moment, shown_ms } => {
                Self { shown_ms: Some(shown_ms), ..about("lesson", moment) }
            }
            Message::Checked { moment, variant, result, top } => Self {
                variant: Some(variant),
                result: Some(result),
                top: Some(top),
                ..about("checked", moment)
            },
            Message::Status => kind("status"),
            Message::Set { settings } => Self { settings: Some(settings), ..kind("set") },
            Message::Mute { nudge } => Self { nudge: Some(nudge), ..kind("mute") },
            Message::Unmute { nudge } => Self { nudge: Some(nudge), ..kind("unmute") },
            Message::Started => kind("started"),
            Message::Woke => kind("woke"),
            Message::Delivered { id, answer } => {
                Self { id: Some(id), server_answer: Some(answer), ..kind("delivered") }
            }
            Message::TabClosed { tab } => Self { tab: Some(tab), ..kind("tab_closed") },
            Message::Trouble { problem } => Self { problem: Some(problem), ..kind("trouble") },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_travel_and_nonsense_does_not() {
        let texts = [
            r#"{"kind":"arrived","url":"https://a.example/"}"#,
            r#"{"kind":"saw","url":"u","id":"i","plan":"p","readings":[null,{"at":1,"raw":"x"}],"act":"save","visible":true}"#,
            r#"{"kind":"looked","url":"u","plan":"p","readings":[null],"lists":[null,{"at":0,"items":[[null]]}]}"#,
            r#"{"kind":"point","url":"u"}"#,
            r#"{"kind":"answered","moment":"m","answer":"not_relevant","shown_ms":12}"#,
            r#"{"kind":"set","settings":{"server":null}}"#,
            r#"{"kind":"set","settings":{"pause":"monday","quiet_hours":{"from":1080,"until":480}}}"#,
            r#"{"kind":"help","url":"u"}"#,
            r#"{"kind":"pull","nudge":"n","tab":3}"#,
            r#"{"kind":"mute","nudge":"n"}"#,
            r#"{"kind":"tab_closed","tab":3}"#,
        ];
        for text in texts {
            let message: Message = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&message).unwrap(), text);
        }
        for text in [r#"{"kind":"arrived"}"#, r#"{"kind":"shout"}"#, "{}", r#"{"kind":"saw","id":7}"#] {
            assert!(serde_json::from_str::<Message>(text).is_err(), "{text}");
        }
    }
}
