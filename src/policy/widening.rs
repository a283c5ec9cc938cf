//! What one statement lets leave that another did not.

use serde::Serialize;

use super::data::Data;
use crate::json::{fields, words};

/// What is wider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// It is told more exactly.
    #[default]
    Level,
    /// Smaller groups are shown.
    Floor,
    /// It goes elsewhere.
    Server,
    /// Reports follow each other faster, and are easier to link.
    Gap,
    /// One more system.
    App,
    /// One more kind of report.
    Kind,
    /// What people did before is told, too.
    Before,
    /// Other groups are named, or others are said to be in them.
    Groups,
}

words! {
    Part: Level = "level", Floor = "floor", Server = "server", Gap = "gap", App = "app", Kind = "kind",
    Before = "before", Groups = "groups"
}

/// One thing that is wider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Widening {
    /// What it is.
    pub part: Part,
    /// As it was; empty: there was none.
    pub from: String,
    /// As it is to be.
    pub to: String,
}

fields! { Widening: part, from, to }

impl Widening {
    fn new(part: Part, from: impl ToString, to: impl ToString) -> Self {
        Self { part, from: from.to_string(), to: to.to_string() }
    }

    /// What is wider, in words for the people whose data it is.
    pub fn words(&self) -> String {
        let Self { part, from, to } = self;
        let before = |word: &str| {
            if from.is_empty() { String::new() } else { format!(" (until then {word}{from})") }
        };
        match part {
            Part::Level => format!("what happens is told as {}, until then as {}", told(to), told(from)),
            Part::Floor => format!("groups of {to} people and more are shown{}", before("of ")),
            Part::Server => format!("reports go to {to}{}", before("to ")),
            Part::Gap => format!("about {to} seconds lie between two reports{}", before("")),
            Part::App => format!("reports may tell of the system {to}"),
            Part::Kind => format!("reports of the kind `{to}` may be sent"),
            Part::Before => {
                "reports of a first moment and of what came of it also tell whether the person was seen to do it \
                 by themselves before"
                    .to_owned()
            }
            Part::Groups => format!(
                "reports may name the team, or the role, where twice the smallest group share it; people: {to}"
            ),
        }
    }
}

/// A level, in words.
fn told(level: &str) -> &str {
    match level {
        "local" => "nothing: it stays in the browser",
        "counts" => "anonymous counts",
        "noisy 4" => "anonymous counts with noise (ε = 4)",
        "noisy 2" => "anonymous counts with much noise (ε = 2)",
        other => other,
    }
}

/// All that is wider in `new` than in `before`; nothing: it is narrower, or the same.
pub fn widenings(before: &Data, new: &Data) -> Vec<Widening> {
    let mut found = Vec::new();
    if !new.tells() {
        return found;
    }
    // Where nothing left, all that leaves is new: also what the statement had said already.
    let old = before.tells().then_some(before);
    if new.reach() > before.reach() {
        found.push(Widening::new(Part::Level, before.level_word(), new.level_word()));
    }
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let (floor, gap) = (old.map(|old| old.floor), old.map(|old| old.gap_seconds));
    if floor.is_none_or(|floor| new.floor < floor) {
        found.push(Widening::new(Part::Floor, number(floor), new.floor));
    }
    let server = old.and_then(|old| old.server.as_deref()).unwrap_or_default();
    if let Some(to) = new.server.as_deref().filter(|to| *to != server) {
        found.push(Widening::new(Part::Server, server, to));
    }
    if gap.is_none_or(|gap| new.gap_seconds < gap) {
        found.push(Widening::new(Part::Gap, number(gap), new.gap_seconds));
    }
    let (apps, kinds) = old.map_or_else(Default::default, |old| (&old.apps[..], &old.kinds[..]));
    let added = new.apps.iter().filter(|app| !apps.contains(app));
    found.extend(added.map(|app| Widening::new(Part::App, "", app)));
    let added = new.kinds.iter().filter(|kind| !kinds.contains(kind));
    found.extend(added.map(|kind| Widening::new(Part::Kind, "", kind.word())));
    if new.before && !old.is_some_and(|old| old.before) {
        found.push(Widening::new(Part::Before, "", ""));
    }
    // Another number of people in one team may give another one a name. Until all agree to the same, there are
    // no names: see `both`.
    if !new.groups.is_empty() && old.is_none_or(|old| old.groups != new.groups) {
        found.push(Widening::new(Part::Groups, "", new.groups_word()));
    }
    found
}

/// What both let leave. Where they name two servers, it is that of `before`: to none would be a loss for
/// all, and it is the one that people know.
pub(super) fn both(before: &Data, new: &Data) -> Data {
    let less = if new.reach() < before.reach() { new } else { before };
    if !less.tells() {
        return less.clone();
    }
    Data {
        format: before.format,
        level: less.level,
        noise: less.noise,
        floor: before.floor.max(new.floor),
        server: before.server.clone(),
        gap_seconds: before.gap_seconds.max(new.gap_seconds),
        apps: before.apps.iter().filter(|app| new.apps.contains(app)).cloned().collect(),
        kinds: before.kinds.iter().filter(|kind| new.kinds.contains(kind)).copied().collect(),
        before: before.before && new.before,
        groups: if before.groups == new.groups { new.groups.clone() } else { Vec::new() },
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::data::tests::counts;
    use super::super::data::{Data, Level};
    use super::super::group::Group;
    use super::*;
    use crate::report::{Kind, Noise};

    fn noisy(noise: Noise) -> Data {
        Data { level: Level::Noisy, noise: Some(noise), ..counts() }
    }

    fn groups(people: u32) -> Vec<Group> {
        vec![Group { team: "a".into(), role: "r".into(), people }]
    }

    #[test]
    fn another_number_of_people_is_a_widening_in_either_direction() {
        let of = |people| Data { groups: groups(people), ..counts() };
        for (from, to) in [(40, 50), (50, 40)] {
            let expected = Widening::new(Part::Groups, "", format!("a {to}"));
            assert_eq!(widenings(&of(from), &of(to)), [expected]);
            assert_eq!(both(&of(from), &of(to)).groups, []);
        }
    }

    #[test]
    fn every_way_to_tell_more_is_a_widening_and_no_way_to_tell_less() {
        type Change = fn(&mut Data);
        let cases: [(Change, Change, Option<Widening>); 17] = [
            (|_| (), |_| (), None),
            (|it| *it = noisy(Noise::Light), |_| (), Some(Widening::new(Part::Level, "noisy 4", "counts"))),
            (
                |it| *it = noisy(Noise::Strong),
                |it| *it = noisy(Noise::Light),
                Some(Widening::new(Part::Level, "noisy 2", "noisy 4")),
            ),
            (|_| (), |it| it.floor = 9, Some(Widening::new(Part::Floor, 10, 9))),
            (
                |_| (),
                |it| it.server = Some("https://other.example".into()),
                Some(Widening::new(Part::Server, "https://cuecard.acme.example", "https://other.example")),
            ),
            (|_| (), |it| it.gap_seconds = 60, Some(Widening::new(Part::Gap, 14_400, 60))),
            (|_| (), |it| it.apps.push("jira".into()), Some(Widening::new(Part::App, "", "jira"))),
            (|_| (), |it| it.kinds.push(Kind::Check), Some(Widening::new(Part::Kind, "", "check"))),
            (|_| (), |it| it.before = true, Some(Widening::new(Part::Before, "", ""))),
            (|it| it.before = true, |_| (), None),
            (|_| (), |it| it.groups = groups(40), Some(Widening::new(Part::Groups, "", "a 40"))),
            (|it| it.groups = groups(40), |_| (), None),
            (|it| it.groups = groups(40), |it| it.groups = groups(40), None),
            // The order in a list says nothing.
            (|it| it.apps.push("jira".into()), |it| it.apps = vec!["jira".into(), "salesforce".into()], None),
            (|_| (), |it| *it = Data::default(), None),
            (|_| (), |it| it.kinds.truncate(1), None),
            (|_| (), |it| (it.floor, it.gap_seconds) = (20, 86_400), None),
        ];
        for (before, after, expected) in cases {
            let (mut old, mut new) = (counts(), counts());
            before(&mut old);
            after(&mut new);
            let found = widenings(&old, &new);
            assert_eq!(found, Vec::from_iter(expected), "{old:?} {new:?}");
            // What is wider there is narrower back.
            assert!(found.is_empty() || found[0].part == Part::Server || widenings(&new, &old).is_empty());
        }
    }

    #[test]
    fn after_nothing_all_that_leaves_is_told_whatever_was_said_meanwhile() {
        let parts = |before: &Data| {
            let found = widenings(before, &counts());
            assert!(found.iter().all(|widening| !widening.words().contains("(until then")), "{found:?}");
            found.into_iter().map(|widening| widening.part).collect::<Vec<_>>()
        };
        let all = [Part::Level, Part::Floor, Part::Server, Part::Gap, Part::App, Part::Kind, Part::Kind];
        assert_eq!(parts(&Data::default()), all);
        // A statement under which nothing leaves prepares nothing.
        assert_eq!(parts(&Data { level: Level::Local, ..counts() }), all);
        // What people did before is new with it, too.
        let (silent, told) =
            (Data { level: Level::Local, before: true, ..counts() }, Data { before: true, ..counts() });
        assert_eq!(widenings(&silent, &told).last().map(|widening| widening.part), Some(Part::Before));
    }

    #[test]
    fn a_widening_says_what_was_and_what_will_be() {
        let cases = [
            (
                Widening::new(Part::Level, "local", "counts"),
                "told as anonymous counts, until then as nothing",
            ),
            (Widening::new(Part::Level, "noisy 2", "noisy 4"), "with noise (ε = 4), until then as anonymous"),
            (Widening::new(Part::Floor, 10, 5), "groups of 5 people and more are shown (until then of 10)"),
            (
                Widening::new(Part::Server, "https://a", "https://b"),
                "go to https://b (until then to https://a)",
            ),
            (Widening::new(Part::Gap, 900, 60), "about 60 seconds lie between two reports (until then 900)"),
            (Widening::new(Part::App, "", "jira"), "tell of the system jira"),
            (Widening::new(Part::Kind, "", "check"), "of the kind `check`"),
            (Widening::new(Part::Before, "", ""), "by themselves before"),
            (Widening::new(Part::Groups, "", "a 40"), "people: a 40"),
        ];
        for (widening, words) in cases {
            assert!(widening.words().contains(words), "{}", widening.words());
        }
    }

    /// Statements that differ in all that can be wider.
    pub fn any_data() -> impl Strategy<Value = Data> {
        let apps = prop::sample::subsequence(vec!["a", "b", "c"], 0..=3);
        let kinds = prop::sample::subsequence(Kind::ALL.to_vec(), 0..=3);
        let numbers = (0usize..4, 5u32..8, 1u32..4, 0u8..2, any::<bool>(), 0u32..3);
        (numbers, apps, kinds).prop_map(
            |((level, floor, gap_seconds, server, before, people), apps, kinds)| Data {
                level: [Level::Local, Level::Noisy, Level::Noisy, Level::Counts][level],
                noise: [None, Some(Noise::Strong), Some(Noise::Light), None][level],
                floor,
                server: Some(format!("https://s{server}.example")),
                gap_seconds,
                apps: apps.into_iter().map(str::to_owned).collect(),
                kinds,
                // Beside noise it cannot be meant.
                before: before && [0, 3].contains(&level),
                groups: if people == 0 { Vec::new() } else { groups(people) },
                ..Data::default()
            },
        )
    }

    proptest! {
        #[test]
        fn what_both_let_leave_is_wider_than_neither(before in any_data(), new in any_data()) {
            let both = both(&before, &new);
            prop_assert_eq!(widenings(&before, &both), []);
            let more = widenings(&new, &both);
            prop_assert!(more.iter().all(|widening| widening.part == Part::Server), "{:?}", more);
            // Once the narrower part holds, the same waits.
            prop_assert_eq!(widenings(&both, &new), widenings(&before, &new));
        }

        #[test]
        fn whatever_is_no_widening_twice_is_none_at_once(
            one in any_data(), two in any_data(), three in any_data()
        ) {
            if widenings(&one, &two).is_empty() && widenings(&two, &three).is_empty() {
                prop_assert_eq!(widenings(&one, &three), []);
            }
        }
    }
}
