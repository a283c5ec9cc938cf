//! One delivery, and what the answer to it means. A captive portal also says 200, a broken proxy
//! also says 404: only what is certainly our server's word deletes or drops a report.

use serde::{Deserialize, Serialize};

use crate::json::{self, Raw, fields};

/// What the worker is asked to send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// The report's id.
    pub id: String,
    /// Where to `PUT` it.
    pub url: String,
    /// The enrolment secret.
    pub secret: String,
    /// The body, byte for byte as the person saw it wait.
    pub body: Raw,
}

fields! { Delivery: id, url, secret, body }

/// What came back, as the worker saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ServerAnswer {
    /// The HTTP status; `0` if there was no answer.
    pub status: u16,
    /// The content type.
    pub content_type: String,
    /// The body's beginning.
    pub body: String,
    /// `Retry-After`, in seconds.
    pub retry_after: Option<u32>,
}

fields! { ServerAnswer: status; content_type, body, retry_after, .. }

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is counted: delete it.
    Accepted,
    /// It can never be counted: drop it, and show why.
    Refused(String),
    /// Keep it and try later, after so many seconds if the server said so.
    Later {
        /// What to tell the person.
        why: String,
        /// Seconds.
        after: Option<u32>,
    },
}

/// The fields of an answer that matter.
#[derive(Default, Deserialize)]
struct Said {
    #[serde(default)]
    id: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    detail: Option<String>,
}

/// Every problem type of our server begins so.
const PROBLEM: &str = "urn:cuecard:problem:";

impl ServerAnswer {
    /// What this answer to the report `id` means.
    pub(super) fn meaning(&self, id: &str) -> Meaning {
        let said: Said = json::read(&self.body).unwrap_or_default();
        if self.status == 200 && said.id.as_deref() == Some(id) {
            return Meaning::Accepted;
        }
        let ours = self.content_type.starts_with("application/problem+json")
            && said.kind.is_some_and(|kind| kind.starts_with(PROBLEM));
        if ours && matches!(self.status, 400 | 413 | 422) {
            return Meaning::Refused(said.detail.unwrap_or_else(|| format!("status {}", self.status)));
        }
        let why = match self.status {
            0 => "The server could not be reached.".to_owned(),
            200..=299 => {
                "Something other than the server answered, perhaps a network's login page.".to_owned()
            }
            401 | 403 => "The server does not accept the enrolment secret.".to_owned(),
            429 => "The server asked to wait.".to_owned(),
            status => format!("The server answered with status {status}."),
        };
        Meaning::Later { why, after: self.retry_after.filter(|_| matches!(self.status, 429 | 503)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_servers_word_deletes_or_drops() {
        let json = "application/json";
        let problem = "application/problem+json; charset=utf-8";
        let ours = r#"{"type":"urn:cuecard:problem:invalid-report","detail":"The week is too old."}"#;
        let theirs = r#"{"type":"about:blank","detail":"Blocked."}"#;
        let cases = [
            (200, json, r#"{"id":"a1","status":"accepted"}"#, "accepted"),
            (200, json, r#"{"id":"b2","status":"accepted"}"#, "later"),
            (200, "text/html", "<h1>Log in</h1>", "later"),
            (200, json, r#"{"id":1}"#, "later"),
            (201, json, r#"{"id":"a1"}"#, "later"),
            (204, "", "", "later"),
            (400, problem, ours, "refused"),
            (413, problem, ours, "refused"),
            (422, problem, ours, "refused"),
            (413, "text/html", "too large", "later"),
            (422, problem, theirs, "later"),
            (422, json, ours, "later"),
            (401, problem, ours, "later"),
            (404, problem, ours, "later"),
            (429, problem, ours, "later"),
            (500, problem, ours, "later"),
            (0, "", "", "later"),
        ];
        for (status, content_type, body, expected) in cases {
            let answer = ServerAnswer {
                status,
                content_type: content_type.into(),
                body: body.into(),
                retry_after: Some(7),
            };
            let meaning = match answer.meaning("a1") {
                Meaning::Accepted => "accepted",
                Meaning::Refused(why) => {
                    assert_eq!(why, "The week is too old.");
                    "refused"
                }
                Meaning::Later { after, .. } => {
                    assert_eq!(after.is_some(), status == 429, "{status}");
                    "later"
                }
            };
            assert_eq!(meaning, expected, "{status} {content_type} {body}");
        }
    }
}
