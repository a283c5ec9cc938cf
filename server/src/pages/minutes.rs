//! Whether the minutes that managers keep free are used: who keeps how many, and what the reports of cards
//! that were used to their end come to. Nobody is asked, and nothing is shown of a group below the floor.

use crate::estimate::estimated;
use crate::repository::{Protected, Said};
use crate::storage::{Block, Use};
use std::collections::BTreeMap;

/// Between how many seconds a bucket of time lies; the last has no upper edge.
const EDGES: [(&str, i64, Option<i64>); 5] = [
    ("10", 0, Some(10)),
    ("30", 10, Some(30)),
    ("60", 30, Some(60)),
    ("120", 60, Some(120)),
    ("more", 120, None),
];

/// What the section of a nudge's page says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Minutes {
    /// Who keeps how many free; none: this server knows of nothing signed.
    pub(super) protected: Option<Vec<Protected>>,
    /// The weeks in which it was used, the newest first, each with what it came to.
    pub(super) weeks: Vec<(String, Spent)>,
    /// The same by team, where browsers tell theirs.
    pub(super) teams: Vec<(String, Spent)>,
    /// All of it; none: too few people.
    pub(super) all: Option<Spent>,
}

/// For how long people had cards in view that they used to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spent {
    /// Who used it in two weeks counts twice.
    pub(super) people: i64,
    /// In seconds.
    at_least: i64,
    /// In seconds; none: some had it in view for longer than any bucket says.
    at_most: Option<i64>,
}

impl Minutes {
    /// Of one nudge, from what may be shown of its use and what is signed of it.
    pub(super) fn of(uses: &BTreeMap<Block, Use>, said: Option<&Said>) -> Self {
        let (mut weeks, mut teams, mut all) = (BTreeMap::new(), BTreeMap::new(), Spent::NOTHING);
        for (block, used) in uses {
            let spent = Spent::of(&estimated(used).times);
            if spent.people == 0 {
                continue;
            }
            all = all.plus(spent);
            for (sums, name) in [(&mut weeks, &block.week), (&mut teams, &block.team)] {
                let sum = sums.entry(name.clone()).or_insert(Spent::NOTHING);
                *sum = sum.plus(spent);
            }
        }
        // Without a name they are everybody, or everybody else.
        let tells = teams.keys().any(|team| !team.is_empty());
        let protected = said.map(|said| said.protected.clone());
        let titles = protected.iter().flatten().map(|it| (it.team.clone(), it.title.clone()));
        let titles: BTreeMap<String, String> = titles.collect();
        let title = |team: String| match team.as_str() {
            "" => "Other teams, and too small ones".to_owned(),
            _ => titles.get(&team).cloned().unwrap_or(team),
        };
        let others = teams.remove_entry("");
        let teams = teams.into_iter().chain(others).filter(|_| tells);
        Self {
            weeks: weeks.into_iter().rev().collect(),
            teams: teams.map(|(team, spent)| (title(team), spent)).collect(),
            all: (all.people > 0).then_some(all),
            protected,
        }
    }
}

impl Spent {
    const NOTHING: Self = Self { people: 0, at_least: 0, at_most: Some(0) };

    /// Of how many people each bucket has.
    fn of(times: &BTreeMap<String, i64>) -> Self {
        times.iter().fold(Self::NOTHING, |sum, (word, people)| {
            // Of a bucket of a newer program nothing is known.
            let (_, from, to) = EDGES.iter().find(|(known, ..)| known == word).unwrap_or(&("", 0, None));
            sum.plus(Self { people: *people, at_least: from * people, at_most: to.map(|to| to * people) })
        })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            at_least: self.at_least + other.at_least,
            at_most: self.at_most.zip(other.at_most).map(|(one, other)| one + other),
        }
    }

    /// Minutes of all together, such as `3 to 9`: whole ones, and never narrower than they are.
    pub(super) fn in_all(self) -> String {
        let to = self.at_most.map(|seconds| up(seconds, 60).to_string());
        range(&(self.at_least / 60).to_string(), to.as_deref())
    }

    /// Minutes of one person in a week, such as `0.3 to 0.8`.
    pub(super) fn each(self) -> String {
        let tenths = |tenths: i64| format!("{}.{}", tenths / 10, tenths % 10);
        let people = self.people.max(1);
        let to = self.at_most.map(|seconds| tenths(up(seconds, 6 * people)));
        range(&tenths(self.at_least / (6 * people)), to.as_deref())
    }

    /// Whether it has an upper edge.
    pub(super) fn is_open(self) -> bool {
        self.at_most.is_none()
    }
}

/// Rounded up.
fn up(number: i64, by: i64) -> i64 {
    (number + by - 1) / by
}

fn range(from: &str, to: Option<&str>) -> String {
    match to {
        None => format!("at least {from}"),
        Some(to) if to == from => from.to_owned(),
        Some(to) => format!("{from} to {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cuecard::report::Label;
    use cuecard::time::Day;

    fn used(times: &[(&str, i64)]) -> Use {
        let times = times.iter().map(|(word, people)| ((*word).to_owned(), *people)).collect();
        Use { times, ..Use::default() }
    }

    fn block(week: &str, team: &str) -> Block {
        Block { week: week.into(), content: "00".into(), team: team.into(), ..Block::default() }
    }

    #[test]
    fn minutes_lie_between_the_edges_of_their_buckets() {
        // What was told; people, minutes in all and of each.
        type Case<'c> = (&'c [(&'c str, i64)], (i64, &'c str, &'c str));
        let cases: [Case<'_>; 7] = [
            (&[("10", 12)], (12, "0 to 2", "0.0 to 0.2")),
            (&[("30", 12)], (12, "2 to 6", "0.1 to 0.5")),
            (&[("60", 10), ("120", 10)], (20, "15 to 30", "0.7 to 1.5")),
            (&[("120", 60)], (60, "60 to 120", "1.0 to 2.0")),
            (&[("10", 9), ("more", 1)], (10, "at least 2", "at least 0.2")),
            (&[("more", 10)], (10, "at least 20", "at least 2.0")),
            (&[("10", 6), ("600", 6)], (12, "at least 0", "at least 0.0")),
        ];
        for (times, expected) in cases {
            let spent = Spent::of(&used(times).times);
            assert_eq!((spent.people, spent.in_all().as_str(), spent.each().as_str()), expected, "{times:?}");
        }
    }

    #[test]
    fn the_buckets_are_those_of_the_reports() {
        assert_eq!(EDGES.map(|(word, ..)| word), Label::Time.words());
        for ((word, from, to), (_, next, _)) in EDGES.iter().zip(&EDGES[1..]) {
            assert_eq!((Some(*next), to.map(|to| to.to_string())), (*to, Some((*word).to_owned())), "{from}");
        }
    }

    #[test]
    fn weeks_and_teams_are_summed_and_teams_stand_only_where_they_are_told() {
        let names = |lines: &[(String, Spent)]| -> Vec<(String, i64)> {
            lines.iter().map(|(name, spent)| (name.clone(), spent.people)).collect()
        };
        let protected = |team: &str, title: &str| Protected {
            team: team.into(),
            title: title.into(),
            minutes: 5,
            until: Day(20_000),
        };
        let said = Said { protected: vec![protected("sales", "Sales North")], ..Said::default() };
        let ten = used(&[("10", 10)]);
        let all = |blocks: &[Block]| blocks.iter().map(|block| (block.clone(), ten.clone())).collect();
        let quiet = Minutes::of(&all(&[block("2026-W40", ""), block("2026-W41", "")]), Some(&said));
        assert_eq!(names(&quiet.weeks), [("2026-W41".to_owned(), 10), ("2026-W40".to_owned(), 10)]);
        assert_eq!((quiet.teams, quiet.all.map(|all| all.people)), (Vec::new(), Some(20)));
        let blocks = [block("2026-W40", ""), block("2026-W40", "sales"), block("2026-W40", "support")];
        let told = Minutes::of(&all(&blocks), Some(&said));
        assert_eq!(names(&told.weeks), [("2026-W40".to_owned(), 30)]);
        let others = "Other teams, and too small ones".to_owned();
        let teams = [("Sales North".to_owned(), 10), ("support".to_owned(), 10), (others, 10)];
        assert_eq!(names(&told.teams), teams);
    }

    #[test]
    fn nothing_is_said_of_what_may_not_be_shown() {
        let only_closed = Use { exposures: [("fast".to_owned(), 40)].into(), ..Use::default() };
        for uses in [BTreeMap::new(), BTreeMap::from([(block("2026-W40", "sales"), only_closed)])] {
            assert_eq!(Minutes::of(&uses, None), Minutes::default());
            let said = Minutes::of(&uses, Some(&Said::default()));
            assert_eq!(said, Minutes { protected: Some(Vec::new()), ..Minutes::default() });
        }
    }
}
