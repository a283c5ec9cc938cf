//! What was decided lately, and why, in plain words.

use web_sys::HtmlElement;

use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{machine_time, moment, say, say_with};
use crate::messages::{Decision, Named};
use crate::never_again;

/// What fits without scrolling; the rest is one press away.
const AT_FIRST: usize = 3;
/// Older ones answer no question that a person still has.
const AT_MOST: usize = 30;

/// The last decisions, the newest first; the same one again is told once, with how often it was.
pub fn section(decisions: &[Decision], muted: &[Named]) -> HtmlElement {
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
    let told = grouped(&newest);
    let mut rows = rows(&told, muted).into_iter();
    let section = section.with(make("ul", "rows").with_all(rows.by_ref().take(AT_FIRST)));
    let older: Vec<HtmlElement> = rows.collect();
    if older.is_empty() {
        return section;
    }
    section.with(disclosure("", &say(Key::Earlier)).with(make("ul", "rows").with_all(older)))
}

/// Each decision that says something of its own, where it was last, with how often it was.
fn grouped<'a>(newest: &[&'a Decision]) -> Vec<(&'a Decision, u32)> {
    let mut told: Vec<(&Decision, u32)> = Vec::new();
    for decision in newest {
        let same =
            |it: &&mut (&Decision, u32)| it.0.title == decision.title && it.0.reason == decision.reason;
        match told.iter_mut().find(same) {
            Some((_, times)) => *times += 1,
            None => told.push((decision, 1)),
        }
    }
    told
}

fn rows(told: &[(&Decision, u32)], muted: &[Named]) -> Vec<HtmlElement> {
    let rows = told.iter().enumerate().map(|(place, (decision, times))| {
        let when = moment(decision.at);
        let words = match times {
            1 => when,
            times => say_with(Key::DecidedTimes, &[&times.to_string(), &when]),
        };
        // Once is enough for an aid that is told of more than once.
        let first = told.iter().position(|(other, _)| other.nudge == decision.nudge) == Some(place);
        let is_muted = muted.iter().any(|named| named.nudge == decision.nudge);
        let mute = first.then(|| never_again::control(&decision.nudge, &decision.title, is_muted));
        let told = make("div", "")
            .with(make("p", "name").set("dir", "auto").text(&decision.title))
            .with(make("p", "").text(&say(reason(&decision.reason))))
            .with(make("time", "aside").set("datetime", &machine_time(decision.at)).text(&words));
        make("li", "aid-row").with(told).with_all(mute.into_iter().flatten())
    });
    rows.collect()
}

/// The sentence for a reason.
pub fn reason(code: &str) -> Key {
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
        "out_of_date" => Key::ReasonOutOfDate,
        "co_sign" => Key::ReasonCoSign,
        "lease" => Key::ReasonLease,
        "pilot" => Key::ReasonPilot,
        "switched_off" => Key::ReasonSwitchedOff,
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
    use super::{grouped, reason};
    use crate::keys::Key;
    use crate::messages::Decision;

    #[test]
    fn the_same_again_is_told_once_where_it_was_last() {
        let decision = |at: f64, title: &str, reason: &str| Decision {
            at,
            nudge: title.to_owned(),
            title: title.to_owned(),
            reason: reason.to_owned(),
        };
        let decisions = [
            decision(9.0, "a", "shown"),
            decision(8.0, "b", "shown"),
            decision(7.0, "a", "pace"),
            decision(6.0, "a", "shown"),
            decision(5.0, "a", "shown"),
        ];
        let newest: Vec<&Decision> = decisions.iter().collect();
        let told: Vec<(f64, &str, &str, u32)> =
            grouped(&newest).iter().map(|(it, times)| (it.at, &*it.title, &*it.reason, *times)).collect();
        assert_eq!(told, [(9.0, "a", "shown", 3), (8.0, "b", "shown", 1), (7.0, "a", "pace", 1)]);
        assert!(grouped(&[]).is_empty());
    }

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
