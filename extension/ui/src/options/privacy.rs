//! Whether Cuecard is on at all, and whether moments may be withheld.

use web_sys::HtmlElement;

use super::toggle::toggle;
use crate::dom::Build;
use crate::keys::Key;
use crate::messages::{Change, Message, Status};

/// The switches, each with what it means.
pub fn section(status: &Status) -> HtmlElement {
    let said = super::said();
    let on = toggle("on", (Key::OnSwitch, Key::OnWhat), !status.off, &said, |on| Message::Switch { on });
    super::section(Key::PrivacyTitle, Key::PrivacyWhat).with(on).with(withholding(status, &said)).with(said)
}

/// Withholding alone: in the first steps nobody switches off what they just installed.
pub fn first(status: &Status) -> HtmlElement {
    let said = super::said();
    super::section(Key::PrivacyTitle, Key::PrivacyWhat).with(withholding(status, &said)).with(said)
}

fn withholding(status: &Status, said: &HtmlElement) -> HtmlElement {
    let words = (Key::WithholdSwitch, Key::WithholdWhat);
    toggle("withhold", words, !status.settings.never_withhold, said, |withhold| Message::Set {
        settings: Change { withhold: Some(withhold), ..Change::default() },
    })
}
