//! *Author mode*, for those who write packs: an element of the page's own script, which fills itself.

use web_sys::HtmlElement;

use crate::dom::{Build, make};
use crate::keys::Key;

/// The section.
pub fn section() -> HtmlElement {
    super::section(Key::AuthorTitle, Key::AuthorWhat).with(make("author-mode", ""))
}
