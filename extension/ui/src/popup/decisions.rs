//! What was decided lately, and why, in plain words.

use web_sys::HtmlElement;

use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{machine_time, moment, say};
use crate::messages::Decision;

/// What fits without scrolling; the rest is one press away.
const AT_FIRST: usize = 3;
/// Older ones answer no question that a person still has.
const AT_MOST: usize = 30;

/// The last decisions, the newest first.
pub fn section(decisions: &[Decision]) -> HtmlElement {
    let section = super::section(&say(Key::Lately));
    if decisions.is_empty() {
        return section.with(make("p", "aside").text(&say(Key::NothingYet)));
    }
    let mut newest: Vec<&Decision> = decisions.iter().collect();
    // The worker keeps them in order; only which end is the newest is its own affair.
    if newest.first().map(|it| it.at) < newest.last().map(|it| it.at) {
        newest.reverse();
    }
    newest.truncate(AT_MOST);
    let (first, older) = newest.split_at(newest.len().min(AT_FIRST));
    let section = section.with(list(first));
    if older.is_empty() {
        return section;
    }
    section.with(disclosure("", &say(Key::Earlier)).with(list(older)))
}

fn list(decisions: &[&Decision]) -> HtmlElement {
    make("ul", "rows").with_all(decisions.iter().map(|decision| {
        make("li", "")
            .with(make("p", "name").set("dir", "auto").text(&decision.title))
            .with(make("p", "").text(&say(reason(&decision.reason))))
            .with(
                make("time", "aside").set("datetime", &machine_time(decision.at)).text(&moment(decision.at)),
            )
    }))
}

fn reason(code: &str) -> Key {
    match code {
        "shown" => Key::ReasonShown,
        "withheld" => Key::ReasonWithheld,
        "role" => Key::ReasonRole,
        "muted" => Key::ReasonMuted,
        "category" => Key::ReasonCategory,
        "site" => Key::ReasonSite,
        "paused" => Key::ReasonPaused,
        "after_loss" => Key::ReasonAfterLoss,
        "quiet_hours" => Key::ReasonQuietHours,
        "mastered" => Key::ReasonMastered,
        "not_due" => Key::ReasonNotDue,
        "cooldown" => Key::ReasonCooldown,
        "pack_cap" => Key::ReasonPackCap,
        "snoozed" => Key::ReasonSnoozed,
        "once_per_record" => Key::ReasonOncePerRecord,
        "card_open" => Key::ReasonCardOpen,
        "pace" => Key::ReasonPace,
        "budget_count" => Key::ReasonBudgetCount,
        "budget_minutes" => Key::ReasonBudgetMinutes,
        "held_back" => Key::ReasonHeldBack,
        "hidden" => Key::ReasonHidden,
        "outbid" => Key::ReasonOutbid,
        // A newer worker may know more reasons than this page.
        _ => Key::ReasonOther,
    }
}

#[cfg(test)]
mod tests {
    use super::reason;
    use crate::keys::Key;

    /// That the catalogue has a sentence for every reason of the engine, the engine's tests see.
    #[test]
    fn every_sentence_on_a_reason_is_said_for_it() {
        let names = Key::ALL.iter().map(|key| key.name());
        let codes: Vec<&str> = names.filter_map(|name| name.strip_prefix("reason_")).collect();
        assert!(codes.len() > 20);
        for code in codes {
            assert_eq!(reason(code).name(), format!("reason_{code}"));
        }
        assert_eq!(reason("phase_of_the_moon"), Key::ReasonOther);
    }
}
