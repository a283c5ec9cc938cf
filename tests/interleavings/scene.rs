//! Where a search begins: a week partly spent, and two tabs whose saves are on their way.

use cuecard::ledger::{Answer, Arm};
use cuecard::step::Message;

use crate::person::{Page as Shown, Person, deal, offered, with};
use crate::rules::Bounds;
use crate::shell::{Script, Shell};
use crate::world::{Page, Tab, World};

const PRICING: &str = "pricing-objection";
const SLIPPING: &str = "slipping-close-date";
const EARLY: &str = "Qualification";
const LATE: &str = "Negotiation/Review";
const RECORDS: [&str; 2] = ["006A", "006B"];

/// What is left of the week when a search begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Aids(u32),
    /// Two aids, but seconds for one only.
    SecondsForOne,
}

/// The arms of the aids that the two tabs bring up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arms {
    /// Alone: the first moment is shown.
    Alone,
    /// On trial: both tabs bring up one aid, in this arm.
    Both(Arm),
    /// On trial: the first tab's aid is shown, the other tab's is another one and withheld.
    ShownAndWithheld,
}

/// A person whose two tabs are about to tell of a save each.
pub fn scene(arms: Arms, left: Left) -> (World, Shell, Bounds) {
    let first = if arms == Arms::Both(Arm::Withheld) { Arm::Withheld } else { Arm::Shown };
    let other = if arms == Arms::ShownAndWithheld { Arm::Withheld } else { Arm::Shown };
    let mut person = Person::drawing_unspaced(&[(PRICING, first), (SLIPPING, other)]);
    if arms != Arms::Alone {
        person.joins_server();
    }
    let budget = person.content.role("account-executive").unwrap().budget.clone();
    let estimate = person.content.nudge(PRICING).unwrap().nudge.seconds;
    let (moments, shown_ms) = match left {
        Left::Aids(aids) => (budget.count - aids, 30_000),
        Left::SecondsForOne => (1, u64::from(budget.seconds - estimate * 3 / 2) * 1000),
    };
    for number in 0..moments {
        spends(&mut person, &format!("006S{number}"), shown_ms);
    }
    // The other aid waits for the second push of a close date.
    let pushed = ["12/18/2026", "1/18/2027", "2/18/2027"];
    let dated = |date| with(deal(EARLY, ""), "close_date", date);
    let before_after = |at: usize| {
        if at == 1 && arms == Arms::ShownAndWithheld {
            (dated(pushed[1]), dated(pushed[2]))
        } else {
            (deal(EARLY, ""), deal(LATE, "Pricing"))
        }
    };
    if arms == Arms::ShownAndWithheld {
        person.saves(1, RECORDS[1], &dated(pushed[0]), &dated(pushed[1]));
    }
    let scripts = [0, 1].map(|at: usize| {
        let (before, after) = before_after(at);
        script(&mut person, i64::try_from(at).unwrap(), RECORDS[at], &before, &after)
    });
    let secret = cuecard::hash::parse_hex_32(&person.trace().secret).unwrap();
    let bounds = Bounds { budget, before: person.ledger.moments.len() };
    let shell = Shell::new(person.content, secret, person.now + 1000, person.today, scripts, &person.ledger);
    let tab = Tab { page: Some(Page::saving()), ..Tab::default() };
    let world = World {
        ledger: 0,
        stale: 0,
        leaps: 0,
        restarts: 0,
        tabs: [tab.clone(), tab],
        shell: Vec::new(),
        truth: Vec::new(),
    };
    (world, shell, bounds)
}

/// Spends one aid of the week.
fn spends(person: &mut Person, record: &str, shown_ms: u64) {
    let page = |date| with(deal(EARLY, ""), "close_date", date);
    person.saves(9, record, &page("12/18/2026"), &page("1/18/2027"));
    let reply = person.saves(9, record, &page("1/18/2027"), &page("2/18/2027"));
    let offer = offered(&reply).unwrap().clone();
    assert!(person.holds(9, &offer.moment));
    if offer.arm == Arm::Shown {
        person.extension(Message::Answered { moment: offer.moment, answer: Answer::Done, shown_ms });
    }
}

/// The tab opens the record and its form is saved; what it says on the way. The last of it, that
/// the page shows what was saved, is not said yet.
fn script(person: &mut Person, tab: i64, record: &str, before: Shown<'_>, after: Shown<'_>) -> Script {
    let said = |person: &Person| person.trace().steps.last().unwrap().1.message.clone();
    person.arrives(tab, record);
    let arrived = said(person);
    person.reads(tab, record, before, None);
    let viewed = said(person);
    person.edits(tab, record, after);
    let pressed = said(person);
    let ledger = person.ledger.clone();
    person.reads(tab, record, after, None);
    let saw = said(person);
    person.ledger = ledger;
    Script { arrived, viewed, pressed, saw }
}
