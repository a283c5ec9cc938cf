//! What waits to leave this browser: in a sentence, and byte for byte.

use web_sys::HtmlElement;

use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{say, say_count};
use crate::messages::Outbox;

/// The state of the outbox.
pub fn section(outbox: &Outbox, has_server: bool) -> HtmlElement {
    let section = super::section(&say(Key::ReportsTitle));
    if !has_server && outbox.waiting.is_empty() && outbox.refused.is_empty() {
        return section.with(make("p", "aside").text(&say(Key::NothingLeaves)));
    }
    let waiting = count(outbox.waiting.len());
    let refused = count(outbox.refused.len());
    let summary = [
        Some(say_count(waiting, Key::WaitingOne, Key::WaitingMany)),
        Some(say_count(outbox.sent, Key::SentOne, Key::SentMany)),
        (refused > 0).then(|| say_count(refused, Key::RefusedOne, Key::RefusedMany)),
    ];
    let summary: Vec<String> = summary.into_iter().flatten().collect();
    let server = if has_server { None } else { Some(say(Key::NothingLeaves)) };
    let asides = server.iter().chain(&outbox.trouble);
    section
        .with(make("p", "").text(&summary.join(" ")))
        .with_all(asides.map(|line| make("p", "aside").set("dir", "auto").text(line)))
        .with_all((waiting > 0).then(|| {
            disclosure("", &say(Key::SeeWaiting))
                .with_all(outbox.waiting.iter().map(|report| bytes(&report.body)))
        }))
        .with_all((refused > 0).then(|| {
            let refused = outbox.refused.iter().flat_map(|report| {
                let why = report.why.as_deref().map(|why| make("p", "aside").set("dir", "auto").text(why));
                why.into_iter().chain([bytes(&report.body)])
            });
            disclosure("", &say(Key::SeeRefused)).with_all(refused)
        }))
}

/// The report as it travels.
fn bytes(body: &str) -> HtmlElement {
    make("pre", "bytes").with(make("code", "").text(body))
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
