//! Who in the organisation stands by this card, and whether it is known to help.

use web_sys::HtmlElement;

use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::{day, say, say_with};
use crate::messages::Approval;

/// The lines below the aid.
pub fn lines(approval: &Approval) -> impl Iterator<Item = HtmlElement> + use<> {
    let Approval { by, reason, minutes, until, .. } = approval;
    let kept = say_with(Key::ApprovalMinutes, &[&minutes.to_string(), &day(until)]);
    let kept = [kept, evidence(approval)].join(" ");
    // A manager writes in a language of their own.
    let said = make("p", "evidence").set("dir", "auto").text(&say_with(Key::ApprovalBy, &[by, reason]));
    [said, make("p", "evidence").text(kept.trim())].into_iter()
}

fn evidence(approval: &Approval) -> String {
    match (approval.basis.as_str(), &approval.given) {
        ("improved", Some(given)) => say_with(Key::EvidenceImproved, &[&day(given)]),
        ("trial", _) => say(Key::EvidenceTrial),
        ("weak", _) => say(Key::EvidenceWeak),
        ("untested", _) => say(Key::EvidenceUntested),
        // A newer worker may know more: nothing is said rather than something wrong.
        _ => String::new(),
    }
}
