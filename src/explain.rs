//! One decision in plain sentences, in any language that has a catalogue: those of the extension's
//! pages, handed in as text. For authors' tools and tests; it never reaches the browser.

use serde::Deserialize;

use crate::decide::{Considered, Reason, Receipt};
use crate::json;
use crate::role::Budget;
use crate::table::Table;
use crate::time::{DAY_MS, Day};

/// The sentences of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue(Table<String, Sentence>);

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Sentence {
    message: String,
}

/// One decision, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// When, and what happened on the page.
    pub happened: String,
    /// What became of each candidate, the chosen one first.
    pub candidates: Vec<String>,
    /// The numbers that it was decided by.
    pub numbers: Vec<String>,
}

/// What a slot was held back for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Cards left of the period.
    pub left: u32,
    /// Cards of the period.
    pub limit: u32,
    /// Stronger moments that are still expected, in tenths of one.
    pub expected_tenths: u32,
    /// The day of the decision.
    pub today: Day,
    /// The day before which they are expected.
    pub before: Day,
}

impl Catalogue {
    /// Reads a `messages.json`.
    ///
    /// # Errors
    /// When it is no catalogue.
    pub fn read(text: &str) -> Result<Self, json::Error> {
        json::read(text).map(Self)
    }

    /// The sentence for `key` with its places `$1` to `$9` filled in; `None`: it has none.
    pub fn say(&self, key: &str, values: &[&str]) -> Option<String> {
        let mut parts = self.0.get(key)?.message.split('$');
        let mut said = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let place = part.bytes().next().filter(|digit| (b'1'..=b'9').contains(digit));
            let value = place.and_then(|digit| values.get(usize::from(digit - b'1')));
            match value {
                Some(value) => [*value, &part[1..]].iter().for_each(|text| said.push_str(text)),
                None => ["$", part].iter().for_each(|text| said.push_str(text)),
            }
        }
        Some(said)
    }

    /// The sentence, or its key where the catalogue has none: a gap is seen, and hides nothing.
    fn sentence(&self, key: &str, values: &[&str]) -> String {
        self.say(key, values).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence for so many: `{key}_one` for exactly one, else `{key}_many`.
    fn count(&self, key: &str, number: u32) -> String {
        if number == 1 {
            return self.sentence(&format!("{key}_one"), &[]);
        }
        self.sentence(&format!("{key}_many"), &[&number.to_string()])
    }

    /// The sentence on a reason.
    pub fn reason(&self, reason: Reason) -> String {
        self.sentence(&format!("reason_{}", code(reason)), &[])
    }

    /// Why a slot was held back, in numbers.
    pub fn held_back(&self, held: &HeldBack) -> String {
        let tenths = held.expected_tenths;
        let expected = format!("{}{}{}", tenths / 10, self.sentence("explain_decimal", &[]), tenths % 10);
        let days = self.sentence("explain_days", &[]);
        let weekday = usize::try_from(held.before.0 - held.before.monday().0).ok();
        // Within a week its name says which day it is.
        let soon = (1..=7).contains(&(held.before.0 - held.today.0));
        let named = weekday.filter(|_| soon).and_then(|weekday| days.split(' ').nth(weekday));
        let before = named.map_or_else(|| date(held.before), str::to_owned);
        let (left, limit) = (held.left.to_string(), held.limit.to_string());
        self.sentence("explain_held_back", &[&left, &limit, &expected, &before])
    }
}

/// The code of a reason, as receipts and the protocol write it.
fn code(reason: Reason) -> String {
    json::write(&reason).unwrap_or_default().trim_matches('"').to_owned()
}

/// Explains one decision. `title` is the title of the nudge with this name; `budget` is that of the
/// person's role, if it is known.
pub fn explain(
    receipt: &Receipt,
    words: &Catalogue,
    title: &dyn Fn(&str) -> String,
    budget: Option<&Budget>,
) -> Explanation {
    let events: Vec<String> = receipt.events.iter().map(|event| happened(words, event)).collect();
    let (day, time) = utc(receipt.at);
    let candidate = |Considered(nudge, reason): &Considered| {
        words.sentence("explain_candidate", &[&title(nudge), &words.reason(*reason)])
    };
    let (cards, seconds) = receipt.left;
    let cards = words.count("explain_cards", cards);
    // Downwards: a minute that is not whole is none that is left.
    let minutes = words.count("minutes", seconds / 60);
    let left = words.sentence("explain_left", &[&cards, &minutes]);
    let chance = receipt.percent.map(|percent| words.sentence("explain_chance", &[&percent.to_string()]));
    Explanation {
        happened: words.sentence("explain_happened", &[&day, &time, &events.join(", ")]),
        candidates: receipt.candidates.iter().map(candidate).collect(),
        numbers: [Some(left), chance, held_back(receipt, words, budget)].into_iter().flatten().collect(),
    }
}

/// What a slot was held back for. One that was only too weak, or that found no slot, was held back
/// for nothing that is still to come.
fn held_back(receipt: &Receipt, words: &Catalogue, budget: Option<&Budget>) -> Option<String> {
    let bid = receipt.bid.filter(|bid| !bid.shows && !bid.too_weak && bid.slots_left > 0)?;
    let (budget, today) = (budget?, day(receipt.at));
    let (_, last) = budget.period.around(today);
    Some(words.held_back(&HeldBack {
        left: bid.slots_left,
        limit: budget.count,
        expected_tenths: bid.stronger_tenths,
        today,
        before: last.plus(1),
    }))
}

/// An event as people read it; receipts write `changed close_date`, `appeared in comments`, or a name.
fn happened(words: &Catalogue, event: &str) -> String {
    let plain = |name: &str| name.replace('_', " ");
    match (event.strip_prefix("changed "), event.strip_prefix("appeared in ")) {
        (Some(fact), _) => words.sentence("explain_changed", &[&plain(fact)]),
        (None, Some(list)) => words.sentence("explain_appeared", &[&plain(list)]),
        (None, None) => plain(event),
    }
}

/// The day and the time of day in UTC: receipts know no other zone.
fn utc(at: u64) -> (String, String) {
    let minute = at % DAY_MS / 60_000;
    (date(day(at)), format!("{:02}:{:02}", minute / 60, minute % 60))
}

fn day(at: u64) -> Day {
    Day(i32::try_from(at / DAY_MS).unwrap_or(i32::MAX))
}

fn date(day: Day) -> String {
    let (year, month, of_month) = day.civil();
    format!("{year:04}-{month:02}-{of_month:02}")
}
