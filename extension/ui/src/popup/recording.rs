//! That author mode is on: whoever forgot it sees it here, and ends it with one press.

use web_sys::HtmlElement;

use super::silence::ended_by;
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Message, Status};

/// That what pages show is being recorded.
pub fn now(status: &Status) -> Option<HtmlElement> {
    let stop = || Message::Author { on: false };
    status.recording.then(|| ended_by(&say(Key::AuthorRecords), Key::AuthorStop, stop))
}
