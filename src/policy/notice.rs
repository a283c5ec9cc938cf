//! Which statement about data is in force for one person on one day. Whoever joins sees what holds, and it
//! holds. From then on it may become narrower at once, and wider only with the second key, from the day on
//! that it names, and 14 days after this person's browser first saw it.

use serde::Serialize;

use super::consent::{Council, NOTICE_DAYS};
use super::data::Data;
use super::widening::{Widening, both, widenings};
use crate::json::fields;
use crate::time::Day;

/// A statement as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What it says.
    pub data: Data,
    /// Of its bytes.
    pub sha256: [u8; 32],
}

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holds {
    /// What may leave.
    pub data: Data,
    /// What is wider in the statement, and waits.
    pub coming: Option<Coming>,
}

/// What is to become wider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coming {
    /// All that is wider.
    pub wider: Vec<Widening>,
    /// From which day on; none: the second key has not agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Who agreed; empty: nobody has.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
}

fields! { Coming: wider; from, by }

/// What is in force of a new statement on a day. `before` was in force until now; none: this person joins.
///
/// - Narrower, or the same: the new one.
/// - Wider, and the person joins: the new one if nobody has a second key; else once that key has agreed and
///   its day has come.
/// - Wider later on: the new one once the second key has agreed, its day has come, and 14 days have passed
///   since `first_seen`. Until then what both let leave: what is narrower does not wait for what is wider.
pub fn data_in_force(
    new: &Stated,
    council: &Council,
    before: Option<&Data>,
    first_seen: Day,
    today: Day,
) -> Holds {
    let nothing = Data::default();
    let held = before.unwrap_or(&nothing);
    let wider = widenings(held, &new.data);
    let whole = || Holds { data: new.data.clone(), coming: None };
    let (is_joining, is_alone) = (before.is_none(), *council == Council::Nobody);
    if wider.is_empty() || is_joining && is_alone {
        return whole();
    }
    let agreed = match council {
        Council::Agrees(consent) if consent.is_for(&new.sha256) => Some(consent),
        _ => None,
    };
    let noticed = if is_joining { first_seen } else { first_seen.plus(NOTICE_DAYS) };
    let from = agreed.map(|consent| consent.from.max(noticed));
    if from.is_some_and(|from| from <= today) {
        return whole();
    }
    let by = agreed.map(|consent| consent.by.clone()).unwrap_or_default();
    Holds { data: both(held, &new.data), coming: Some(Coming { wider, from, by }) }
}

#[cfg(test)]
mod tests {
    use super::super::consent::Consent;
    use super::super::data::Level;
    use super::super::data::tests::counts;
    use super::super::widening::Part;
    use super::*;
    use crate::report::Noise;

    const HASH: [u8; 32] = [7; 32];
    /// The day on which this browser first saw the statement.
    const SEEN: Day = Day(20_000);

    fn agrees(hash: [u8; 32], from: i32) -> Council {
        Council::Agrees(Consent::new(&hash, SEEN.plus(from - NOTICE_DAYS), SEEN.plus(from), "Council"))
    }

    fn stated(data: Data) -> Stated {
        Stated { data, sha256: HASH }
    }

    /// Counts of one more system.
    fn wide() -> Data {
        Data { apps: vec!["salesforce".into(), "jira".into()], ..counts() }
    }

    #[test]
    fn what_is_wider_holds_with_the_second_key_from_its_day_and_after_notice() {
        let waits = |from: i32| Some(Some(SEEN.plus(from)));
        // The second key, days since it was first seen, and: none, it holds; else from which day it will.
        let cases = [
            (Council::Nobody, 400, Some(None)),
            (Council::Silent, 400, Some(None)),
            // About something else.
            (agrees([8; 32], 0), 400, Some(None)),
            // Early and late: its own day, and the person's notice, whichever is later.
            (agrees(HASH, 20), 0, waits(20)),
            (agrees(HASH, 20), 19, waits(20)),
            (agrees(HASH, 20), 20, None),
            (agrees(HASH, 3), 3, waits(14)),
            (agrees(HASH, 3), 13, waits(14)),
            (agrees(HASH, 3), 14, None),
            (agrees(HASH, -400), 13, waits(14)),
            // A clock that went back takes nobody's notice away.
            (agrees(HASH, -400), -1, waits(14)),
            (agrees(HASH, -400), -9_000, waits(14)),
        ];
        for (council, day, expected) in cases {
            let today = SEEN.plus(day);
            let Holds { data, coming } =
                data_in_force(&stated(wide()), &council, Some(&counts()), SEEN, today);
            assert_eq!(data, if expected.is_none() { wide() } else { counts() }, "{council:?} {day}");
            assert_eq!(coming.as_ref().map(|coming| coming.from), expected, "{council:?} {day}");
            if let Some(coming) = coming {
                assert_eq!(coming.by, if coming.from.is_some() { "Council" } else { "" });
                assert_eq!((coming.wider.len(), coming.wider[0].part), (1, Part::App));
            }
        }
    }

    #[test]
    fn what_is_narrower_holds_at_once_and_waits_for_nothing_that_is_wider() {
        let noisy = |data| Data { level: Level::Noisy, noise: Some(Noise::Light), ..data };
        let other = || Some("https://other.example".to_owned());
        let cases = [
            (counts(), counts(), counts(), 0),
            (wide(), counts(), counts(), 0),
            (counts(), Data::default(), Data::default(), 0),
            (counts(), noisy(counts()), noisy(counts()), 0),
            (noisy(counts()), counts(), noisy(counts()), 1),
            // Both: less exactly, and of one more system.
            (counts(), noisy(wide()), noisy(counts()), 1),
            (counts(), Data { floor: 20, ..wide() }, Data { floor: 20, ..counts() }, 1),
            (Data { floor: 20, ..wide() }, counts(), Data { floor: 20, ..counts() }, 1),
            (
                wide(),
                Data { apps: vec!["jira".into(), "github".into()], ..counts() },
                Data { apps: vec!["jira".into()], ..counts() },
                1,
            ),
            // To the server that people know, as long as the other waits.
            (wide(), Data { server: other(), ..counts() }, counts(), 1),
            (Data::default(), counts(), Data::default(), 7),
            (counts(), Data { level: Level::Local, server: other(), ..wide() }, Data::default(), 0),
        ];
        for (before, new, expected, wider) in cases {
            for council in [Council::Nobody, Council::Silent, agrees(HASH, 1)] {
                let holds = data_in_force(&stated(new.clone()), &council, Some(&before), SEEN, SEEN);
                assert_eq!(holds.coming.map_or(0, |coming| coming.wider.len()), wider, "{before:?} {new:?}");
                match expected.tells() {
                    true => assert_eq!(holds.data, expected, "{before:?} {new:?}"),
                    false => assert!(!holds.data.tells(), "{before:?} {new:?}"),
                }
            }
        }
    }

    #[test]
    fn who_joins_sees_what_holds() {
        let cases = [
            (Council::Nobody, counts(), None),
            (agrees(HASH, 0), counts(), None),
            (agrees(HASH, 1), counts(), Some(Some(SEEN.plus(1)))),
            (agrees([8; 32], 0), counts(), Some(None)),
            (Council::Silent, counts(), Some(None)),
            (Council::Silent, Data::default(), None),
        ];
        for (council, data, expected) in cases {
            let holds = data_in_force(&stated(data.clone()), &council, None, SEEN, SEEN);
            assert_eq!(holds.data, if expected.is_none() { data } else { Data::default() }, "{council:?}");
            assert_eq!(holds.coming.map(|coming| coming.from), expected, "{council:?}");
        }
    }
}
