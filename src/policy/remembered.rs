//! What a browser keeps of what may leave it, and what it makes of what it finds.

use serde::Serialize;

use super::consent::Council;
use super::data::Data;
use super::notice::{Holds, Stated, data_in_force};
use crate::hash::short_hex;
use crate::json::{self, fields};
use crate::time::Day;

/// What a browser keeps from one look to the next, as JSON. Deleting it is joining again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Remembered {
    /// What is in force; none: this person has not joined yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Data>,
    /// What waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
}

fields! { Remembered: ; in_force, waiting }

/// A statement that waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// SHA-256 of the statement, in hexadecimal.
    pub sha256: String,
    /// The day on which this browser first saw it.
    pub first_seen: Day,
}

fields! { Waiting: sha256, first_seen }

impl Remembered {
    /// Reads what was kept. What cannot be read is as if nothing had been allowed to leave: losing a file
    /// widens nothing.
    pub fn read(json: &str) -> Self {
        json::read(json).unwrap_or_else(|_| Self { in_force: Some(Data::default()), waiting: None })
    }

    /// The day on which a statement was first seen; today, if it is new.
    fn first_seen(&self, sha256: &str, today: Day) -> Day {
        let same = self.waiting.as_ref().filter(|waiting| waiting.sha256 == sha256);
        same.map_or(today, |waiting| waiting.first_seen)
    }
}

/// Looks at what is there today, and says what holds and what to remember. None: it cannot be read, so
/// nothing leaves, and what was remembered stays.
pub fn look(
    stated: Option<&Stated>,
    council: &Council,
    remembered: &Remembered,
    today: Day,
) -> (Holds, Remembered) {
    let Some(stated) = stated else {
        let mut remembered = remembered.clone();
        // Who joins sees that nothing leaves: what is mended later is wider than that.
        remembered.in_force.get_or_insert_default();
        return (Holds { data: Data::default(), coming: None }, remembered);
    };
    let sha256 = short_hex(&stated.sha256, 32);
    let first_seen = remembered.first_seen(&sha256, today);
    let holds = data_in_force(stated, council, remembered.in_force.as_ref(), first_seen, today);
    let waiting = holds.coming.is_some().then_some(Waiting { sha256, first_seen });
    let remembered = Remembered { in_force: Some(holds.data.clone()), waiting };
    (holds, remembered)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::consent::Consent;
    use super::super::data::tests::counts;
    use super::super::widening::tests::any_data;
    use super::super::widening::widenings;
    use super::*;

    const SEEN: Day = Day(20_000);

    #[test]
    fn the_first_day_is_remembered_for_one_statement_and_losing_it_widens_nothing() {
        let council = Council::Agrees(Consent::new(&[7; 32], SEEN.plus(-400), SEEN.plus(-300), "Council"));
        let stated = |data| Stated { data, sha256: [7; 32] };
        let wide = || Data { apps: vec!["salesforce".into(), "jira".into()], ..counts() };
        let see = |stated: Option<&Stated>, remembered: &Remembered, day: i32| {
            let (holds, next) = look(stated, &council, remembered, SEEN.plus(day));
            // It is kept as JSON.
            assert_eq!(Remembered::read(&json::write(&next).unwrap()), next);
            (holds.data.apps.len(), next)
        };
        let (new, other) = (stated(wide()), Stated { sha256: [8; 32], ..stated(wide()) });
        let joined = Remembered { in_force: Some(counts()), waiting: None };
        let (_, seen) = see(Some(&new), &joined, 0);
        let waiting = Waiting { sha256: "07".repeat(32), first_seen: SEEN };
        assert_eq!(seen, Remembered { in_force: Some(counts()), waiting: Some(waiting) });
        assert_eq!(see(Some(&new), &seen, 13), (1, seen.clone()));
        assert_eq!(see(Some(&new), &seen, 14), (2, Remembered { in_force: Some(wide()), waiting: None }));
        // Nothing leaves while it cannot be read; what was allowed, and the notice, stay.
        assert_eq!(see(None, &seen, 5), (0, seen.clone()));
        // Another statement in between: from the beginning.
        let (_, between) = see(Some(&other), &seen, 10);
        let (apps, again) = see(Some(&new), &between, 15);
        assert_eq!((apps, again.waiting.unwrap().first_seen), (1, SEEN.plus(15)));
        // Once narrower, it is as if it had never been wider.
        let (_, narrow) = see(Some(&stated(Data::default())), &joined, 0);
        assert_eq!(see(Some(&stated(counts())), &narrow, 0).0, 0);
        // Who joined while it could not be read saw that nothing leaves.
        let (_, unread) = see(None, &Remembered::default(), 0);
        assert_eq!(see(Some(&stated(counts())), &unread, 0).0, 0);
        for broken in ["", "{", r#"{"in_force":{}}"#, r#"{"in_force":null,"x":1}"#] {
            let remembered = Remembered::read(broken);
            assert_eq!(remembered.in_force, Some(Data::default()), "{broken}");
        }
        assert_eq!(Remembered::read("{}"), Remembered::default());
    }

    proptest! {
        #[test]
        fn without_the_second_key_no_order_of_statements_and_days_lets_more_leave(
            first in any_data(),
            seen in prop::collection::vec((prop::option::of(any_data()), -40i32..40, any::<bool>()), 0..12)
        ) {
            let mut remembered = Remembered { in_force: Some(first.clone()), waiting: None };
            for (data, day, is_enrolled) in seen {
                let stated = data.map(|data| Stated { sha256: [data.apps.len() as u8; 32], data });
                // It agrees to something else, or is not there at all.
                let other = Consent::new(&[9; 32], SEEN.plus(-400), SEEN.plus(-300), "Council");
                let council = if is_enrolled { Council::Agrees(other) } else { Council::Nobody };
                let before = remembered.in_force.clone().unwrap();
                let (holds, next) = look(stated.as_ref(), &council, &remembered, SEEN.plus(day));
                prop_assert_eq!(widenings(&before, &holds.data), []);
                prop_assert_eq!(widenings(&first, next.in_force.as_ref().unwrap()), []);
                remembered = next;
            }
        }
    }
}
