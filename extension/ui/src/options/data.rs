//! *Your data*: everything that is kept, waits and was sent; a copy of it; and the end of it. What
//! is kept is shown by elements of the page's own script, which fill themselves.

use web_sys::HtmlElement;

use super::delete;
use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::say;

/// The section.
pub fn section() -> HtmlElement {
    let kept = make("div", "").with(make("kept-data", ""));
    super::section(Key::DataTitle, Key::DataWhat)
        .with(&kept)
        .with(part(Key::KeepTitle, Key::KeepWhat).with(make("kept-days", "")))
        .with(part(Key::ExportTitle, Key::ExportWhat).with(make("kept-copy", "")))
        .with(delete::add(&kept, part(Key::DeleteTitle, Key::DeleteWhat)))
}

/// Shows what is kept now.
pub fn renew(kept: &HtmlElement) {
    kept.set_text_content(None);
    let _ = kept.append_child(&make("kept-data", ""));
}

fn part(title: Key, what: Key) -> HtmlElement {
    make("div", "part").with(make("h3", "").text(&say(title))).with(make("p", "aside").text(&say(what)))
}
