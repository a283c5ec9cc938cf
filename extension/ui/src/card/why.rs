//! Why this card, now: from the receipt of the decision.

use web_sys::HtmlElement;

use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{in_words, listed, say, say_with, whole_minutes};
use crate::messages::{Card, Receipt};

/// The line that opens to tell.
pub fn section(card: &Card) -> HtmlElement {
    let line = |text: &str| make("p", "").text(text);
    let told = card.receipt.as_ref().map(lines).unwrap_or_default();
    disclosure("reason", &say(Key::WhyThis))
        .with(line(&card.why).set("dir", "auto"))
        .with_all(told.iter().map(|text| line(text)))
        .with(line(&say(Key::DecidedHere)))
}

fn lines(receipt: &Receipt) -> Vec<String> {
    let (cards, seconds) = receipt.left;
    let left = [cards.to_string(), whole_minutes(seconds).to_string()];
    let mut lines = vec![say_with(Key::WhyLeft, &[&left[0], &left[1]])];
    if !receipt.events.is_empty() {
        let events = listed(receipt.events.iter().map(|event| in_words(event)));
        lines.insert(0, say_with(Key::WhyHappened, &[&events]));
    }
    let withheld = receipt.percent.map(|shown| 100_u32.saturating_sub(shown));
    if let Some(share) = withheld.filter(|share| *share > 0) {
        lines.push(say_with(Key::WhyChance, &[&share.to_string()]));
    }
    lines
}
