//! Which facts the person changed. A change is the person's own only if the new value was in the
//! form when they saved it *and* the page then shows it: what a colleague saves meanwhile was not
//! in the form, and a form that was refused or cancelled never shows.

use serde::{Deserialize, Serialize};

use super::{Facts, Value};
use crate::json::fields;
use crate::table::Table;

/// How long a saved value waits for the page to show it, in milliseconds.
pub const SAVE_MS: u64 = 60_000;

/// One fact that the person changed and saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The fact's name.
    pub fact: String,
    /// What the page showed before the person edited it; `None` if the place was absent.
    pub from: Option<Value>,
    /// What it shows now.
    pub to: Value,
}

/// A value that the person saved, and that the page has yet to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// When it was saved, in milliseconds since 1970.
    pub at: u64,
    /// What the page showed before.
    pub from: Value,
    /// What was in the form.
    pub to: Value,
}

fields! { Draft: at, from, to, .. }

/// The drafts of one record in one tab, by fact.
pub type Drafts = Table<String, Draft>;

/// Notes what a form held when the person saved it: what differs from what the page last showed.
/// A place that the page never showed says nothing about who filled it. What is noted counts as
/// shown no longer, until the page shows it again.
pub fn keep_drafts(drafts: &mut Drafts, shown: &mut Facts, form: Facts, now: u64) {
    for (fact, to) in form {
        // A form that was refused is saved once more: what it began with still holds.
        let from = shown.remove(&fact).or_else(|| drafts.remove(&fact).map(|draft| draft.from));
        match from {
            Some(from) if from == to => {
                drafts.remove(&fact);
                shown.insert(fact, to);
            }
            Some(from) => _ = drafts.insert(fact, Draft { at: now, from, to }),
            None => {}
        }
    }
}

/// Forgets what was saved: it was cancelled or refused. What the page showed before holds again.
pub fn drop_drafts(drafts: &mut Drafts, shown: &mut Facts) {
    for (fact, draft) in std::mem::take(drafts) {
        shown.insert(fact, draft.from);
    }
}

/// The changes that `seen` confirms, in the order of the facts' names; what goes on waiting stays
/// in `drafts`. A page that shows a value before its server has taken it must show it for
/// `settle_ms` before it counts.
pub fn own_changes(drafts: &mut Drafts, seen: &Facts, now: u64, settle_ms: u64) -> Vec<Change> {
    let mut changes = Vec::new();
    drafts.retain(|fact, draft| {
        // A clock that was set back ends the wait.
        let Some(waited) = now.checked_sub(draft.at).filter(|waited| *waited <= SAVE_MS) else {
            return false;
        };
        match seen.get(fact) {
            Some(value) if *value == draft.to && waited >= settle_ms => {
                let (from, to) = (Some(draft.from.clone()), value.clone());
                changes.push(Change { fact: fact.clone(), from, to });
                false
            }
            // Not there yet, or not for long enough.
            None => true,
            Some(value) if *value == draft.to || *value == draft.from => true,
            // Somebody else's value won.
            Some(_) => false,
        }
    });
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(pairs: &[(&str, &str)]) -> Facts {
        pairs.iter().map(|(name, text)| ((*name).into(), Value::Text((*text).into()))).collect()
    }

    /// Saves `form` over `shown` and reads `seen`, each `waited` after the save.
    fn own(shown: &str, form: &str, seen: &[(u64, &str)], settle_ms: u64) -> usize {
        let mut drafts = Drafts::new();
        keep_drafts(&mut drafts, &mut facts(&[("stage", shown)]), facts(&[("stage", form)]), 1000);
        let found = seen.iter().map(|(waited, value)| {
            own_changes(&mut drafts, &facts(&[("stage", value)]), 1000 + waited, settle_ms).len()
        });
        found.sum()
    }

    #[test]
    fn only_what_was_in_the_form_and_is_shown_counts() {
        type Case<'a> = (&'a str, &'a str, &'a str, &'a [(u64, &'a str)], usize);
        let cases: [Case<'_>; 8] = [
            ("saved", "a", "b", &[(10, "b")], 1),
            ("shown late", "a", "b", &[(10, "a"), (900, "b"), (950, "b")], 1),
            ("not edited, a colleague saved", "a", "a", &[(10, "b")], 0),
            ("refused or not there yet", "a", "b", &[(10, "a")], 0),
            ("a colleague's value won", "a", "b", &[(10, "c"), (20, "b")], 0),
            ("saved without a change", "a", "a", &[(10, "a")], 0),
            ("shown too late", "a", "b", &[(SAVE_MS + 1, "b")], 0),
            ("at the last moment", "a", "b", &[(SAVE_MS, "b")], 1),
        ];
        for (name, shown, form, seen, expected) in cases {
            assert_eq!(own(shown, form, seen, 0), expected, "{name}");
        }
    }

    #[test]
    fn a_value_that_is_shown_before_it_is_taken_must_stand() {
        assert_eq!(own("a", "b", &[(200, "b"), (1000, "a"), (3000, "a")], 3000), 0, "rolled back");
        assert_eq!(own("a", "b", &[(200, "b"), (3000, "b")], 3000), 1);
    }

    #[test]
    fn an_absent_place_proves_nothing_and_a_clock_set_back_ends_the_wait() {
        let mut drafts = Drafts::new();
        keep_drafts(&mut drafts, &mut facts(&[]), facts(&[("stage", "b")]), 0);
        assert!(drafts.is_empty());
        keep_drafts(&mut drafts, &mut facts(&[("stage", "a")]), facts(&[("stage", "b")]), 1000);
        assert!(own_changes(&mut drafts, &facts(&[]), 1001, 0).is_empty());
        assert_eq!(drafts.len(), 1, "an absent place may only be late");
        assert!(own_changes(&mut drafts, &facts(&[("stage", "b")]), 999, 0).is_empty());
        assert!(drafts.is_empty());
    }

    #[test]
    fn a_form_that_is_saved_again_began_where_it_began() {
        let mut shown = facts(&[("stage", "a")]);
        let mut drafts = Drafts::new();
        keep_drafts(&mut drafts, &mut shown, facts(&[("stage", "b")]), 1000);
        assert!(shown.is_empty(), "what is being changed is not shown any more");
        keep_drafts(&mut drafts, &mut shown, facts(&[("stage", "c")]), 2000);
        let found = own_changes(&mut drafts, &facts(&[("stage", "c")]), 2001, 0);
        assert_eq!(found.first().and_then(|change| change.from.clone()), Some(Value::Text("a".into())));
    }

    #[test]
    fn what_is_dropped_leaves_what_was_shown() {
        let mut shown = facts(&[("stage", "a")]);
        let mut drafts = Drafts::new();
        keep_drafts(&mut drafts, &mut shown, facts(&[("stage", "b")]), 1000);
        drop_drafts(&mut drafts, &mut shown);
        assert_eq!((drafts.len(), shown.clone()), (0, facts(&[("stage", "a")])));
        keep_drafts(&mut drafts, &mut shown, facts(&[("stage", "c")]), 2000);
        assert_eq!(own_changes(&mut drafts, &facts(&[("stage", "c")]), 2001, 0).len(), 1, "mended");
    }

    #[test]
    fn saving_the_old_value_again_undoes_the_draft() {
        let mut shown = facts(&[("stage", "a")]);
        let mut drafts = Drafts::new();
        keep_drafts(&mut drafts, &mut shown, facts(&[("stage", "b")]), 1000);
        keep_drafts(&mut drafts, &mut shown, facts(&[("stage", "a")]), 1001);
        assert!(drafts.is_empty());
        assert_eq!(shown, facts(&[("stage", "a")]));
    }
}
