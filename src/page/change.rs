//! Which facts the person changed. A change is the person's own only if the new value was in the
//! form when they saved it *and* the page then shows it: what a colleague saves meanwhile was not
//! in the form, and a form that was refused or cancelled never shows.

use serde::{Deserialize, Serialize};

use super::{Facts, Value};

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

/// The changes of `before` → `draft` that `after` confirms, in the order of the facts' names.
///
/// `before` is what this page last showed outside its form, `draft` what the form held when the
/// person pressed save, `after` what the page shows once the form is gone.
pub fn own_changes(before: &Facts, draft: &Facts, after: &Facts) -> Vec<Change> {
    let edited = draft.iter().filter(|(fact, value)| before.get(*fact) != Some(*value));
    edited
        .filter(|(fact, value)| after.get(*fact) == Some(*value))
        // A place that was absent before the form opened says nothing about who filled it.
        .filter(|(fact, _)| before.contains_key(*fact))
        .map(|(fact, value)| Change {
            fact: fact.clone(),
            from: before.get(fact).cloned(),
            to: value.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(pairs: &[(&str, &str)]) -> Facts {
        pairs.iter().map(|(name, text)| ((*name).into(), Value::Text((*text).into()))).collect()
    }

    #[test]
    fn only_what_was_in_the_form_and_is_shown_counts() {
        let cases = [
            ("saved", "a", "b", "b", true),
            ("not edited, a colleague saved", "a", "a", "b", false),
            ("refused or not there yet", "a", "b", "a", false),
            ("a colleague's value won", "a", "b", "c", false),
            ("saved without a change", "a", "a", "a", false),
        ];
        for (name, before, draft, after, own) in cases {
            let found = own_changes(
                &facts(&[("stage", before)]),
                &facts(&[("stage", draft)]),
                &facts(&[("stage", after)]),
            );
            assert_eq!(!found.is_empty(), own, "{name}");
        }
    }

    #[test]
    fn an_absent_place_proves_nothing() {
        assert!(own_changes(&facts(&[]), &facts(&[("stage", "b")]), &facts(&[("stage", "b")])).is_empty());
        assert!(own_changes(&facts(&[("stage", "a")]), &facts(&[("stage", "b")]), &facts(&[])).is_empty());
    }
}
