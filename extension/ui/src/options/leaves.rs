//! What may leave the browser as the organisation's policy says, and what is to leave it: whoever it is
//! about knows 14 days before.

use web_sys::HtmlElement;

use crate::address::host_of;
use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::{day, listed, say, say_with};
use crate::messages::{Leaves, Wider};

/// The lines of the section.
pub fn lines(leaves: &Leaves) -> Vec<HtmlElement> {
    let holds = match leaves.level.as_str() {
        "local" => Some(say(Key::LeavesNothing)),
        "counts" => Some(say_with(Key::LeavesCounts, &[&host_of(&leaves.server)])),
        "noisy" => Some(say_with(Key::LeavesNoisy, &[&host_of(&leaves.server)])),
        // A newer worker may know more: nothing is said rather than something wrong.
        _ => None,
    };
    let before = leaves.before.then(|| say(Key::LeavesBefore));
    let group = (!leaves.group.is_empty()).then(|| say_with(Key::LeavesGroup, &[&leaves.group]));
    let holds = [holds, before, group].into_iter().flatten().map(|words| make("p", "").text(&words));
    holds.chain(coming(leaves).map(|words| make("p", "notice").text(&words))).collect()
}

/// What is to become wider, in a sentence.
pub fn coming(leaves: &Leaves) -> Option<String> {
    let Leaves { coming, from, by, .. } = leaves;
    if coming.is_empty() {
        return None;
    }
    let wider = listed(coming.iter().map(wider));
    Some(match from {
        Some(from) => say_with(Key::LeavesComing, &[&day(from), &wider, by]),
        None => say_with(Key::LeavesWanted, &[&wider]),
    })
}

fn wider(Wider { part, to }: &Wider) -> String {
    match part.as_str() {
        "level" => say(Key::WiderLevel),
        "floor" => say_with(Key::WiderFloor, &[to]),
        "server" => say_with(Key::WiderServer, &[&host_of(to)]),
        "gap" => say(Key::WiderGap),
        "app" => say_with(Key::WiderApp, &[to]),
        "before" => say(Key::WiderBefore),
        "groups" => say_with(Key::WiderGroups, &[to]),
        _ => say_with(Key::WiderKind, &[to]),
    }
}
