//! Which nudges of a repository may reach a team, and why not the others.

use super::cosign::{Cosign, cosign_path};
use super::lack::Lack;
use super::off::{OFF_PATH, OffList};
use super::review::{REVIEWERS, Review, review_path};
use crate::content::ListedNudge;
use crate::hash::parse_hex_32;
use crate::time::Day;
use crate::trust::{Accepted, TrustedRole};

/// The role of those who write.
pub const AUTHORS: &str = "authors";
/// The role at the top: the organisation itself.
const ORGANISATION: &str = "targets";
/// Statements of one team that hold at the same time: a manager stands by few things.
pub const MOST_COSIGNS: usize = 12;

/// The role of a team's managers.
pub fn team_role(team: &str) -> String {
    ["team-", team].concat()
}

/// Whether a nudge may reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may: this is what a manager said.
    Live(Cosign),
    /// It may not.
    Silent(Lack),
}

/// A nudge, and whether it may reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// Its pack.
    pub pack: String,
    /// The nudge.
    pub nudge: String,
    /// Its card's title.
    pub title: String,
    /// Whether it may.
    pub standing: Standing,
}

/// How each nudge of some packs, by the paths of their targets, stands with a team on a day; `fetch` gives
/// the bytes of a target.
pub fn standings(
    accepted: &Accepted,
    packs: &[(&str, &[ListedNudge])],
    team: &str,
    today: Day,
    mut fetch: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Vec<Stands> {
    // What was fetched is looked at only if it is what was signed.
    let mut said = |path: &str, roles: &[&str]| {
        let target = accepted.targets.get(path)?;
        let is_theirs = target.chain.iter().eq(roles);
        let bytes = if is_theirs { fetch(path) } else { return None };
        Some(bytes.filter(|bytes| accepted.check(path, bytes).is_ok()))
    };
    let off = match said(OFF_PATH, &[ORGANISATION]) {
        None => Some(OffList::default()),
        Some(bytes) => bytes.and_then(|bytes| OffList::read(&bytes)),
    };
    let mut all = Vec::new();
    for (path, nudges) in packs {
        let lack = lack_of_people(accepted, path, team);
        for listed in *nudges {
            let found = match &lack {
                Some(lack) => Err(lack.clone()),
                None => is_on(off.as_ref(), listed)
                    .and_then(|()| cosigned(accepted, listed, team, today, &mut said)),
            };
            let standing = found.map_or_else(Standing::Silent, Standing::Live);
            let (pack, nudge) = (listed.pack.clone(), listed.nudge.nudge.clone());
            all.push(Stands { pack, nudge, title: listed.aid.title.clone(), standing });
        }
    }
    keep_to_the_most(&mut all);
    all
}

fn is_on(off: Option<&OffList>, listed: &ListedNudge) -> Result<(), Lack> {
    let reason = off.ok_or(Lack::OffUnknown)?.reason(&listed.nudge.nudge, &listed.nudge.apps);
    reason.map_or(Ok(()), |reason| Err(Lack::Off(reason.to_owned())))
}

/// What is missing before any statement is looked at.
fn lack_of_people(accepted: &Accepted, path: &str, team: &str) -> Option<Lack> {
    let is_by_authors = |chain: &[String]| chain == [ORGANISATION, AUTHORS];
    if !accepted.targets.get(path).is_some_and(|target| is_by_authors(&target.chain)) {
        return Some(Lack::NoAuthor);
    }
    let (Some(authors), Some(managers)) =
        (accepted.roles.get(AUTHORS), accepted.roles.get(team_role(team).as_str()))
    else {
        return Some(Lack::NoTeam);
    };
    (!are_disjoint(authors, managers)).then_some(Lack::SamePeople)
}

/// Whether nobody has a key of both: else an author could make himself a manager, or two managers a nudge.
fn are_disjoint(one: &TrustedRole, other: &TrustedRole) -> bool {
    !one.keys.iter().any(|key| other.keys.contains(key))
}

fn cosigned(
    accepted: &Accepted,
    listed: &ListedNudge,
    team: &str,
    today: Day,
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> Result<Cosign, Lack> {
    let nudge = &listed.nudge.nudge;
    // Only whom the organisation named itself: a manager appoints no managers.
    let roles = [ORGANISATION, &team_role(team)];
    let bytes = said(&cosign_path(team, nudge), &roles).ok_or(Lack::NotCosigned)?.ok_or(Lack::Missing)?;
    let cosign = Cosign::read(&bytes, team, nudge).map_err(Lack::Flawed)?;
    let read = parse_hex_32(&cosign.sha256).ok_or(Lack::Changed)?;
    if read != listed.sha256 && !is_kept(accepted, listed, &read, said) {
        return Err(Lack::Changed);
    }
    if today < cosign.from {
        return Err(Lack::NotYet(cosign.from));
    }
    if today >= cosign.until {
        return Err(Lack::Ended(cosign.until));
    }
    Ok(cosign)
}

/// Whether a reviewer who is no author says that the nudge means what the manager read.
fn is_kept(
    accepted: &Accepted,
    listed: &ListedNudge,
    read: &[u8; 32],
    said: &mut impl FnMut(&str, &[&str]) -> Option<Option<Vec<u8>>>,
) -> bool {
    let (authors, reviewers) = (accepted.roles.get(AUTHORS), accepted.roles.get(REVIEWERS));
    if !authors.zip(reviewers).is_some_and(|(authors, reviewers)| are_disjoint(authors, reviewers)) {
        return false;
    }
    let nudge = &listed.nudge.nudge;
    let bytes = said(&review_path(nudge), &[ORGANISATION, REVIEWERS]).flatten();
    let review = bytes.and_then(|bytes| Review::read(&bytes, nudge));
    review.is_some_and(|review| review.keeps(read, &listed.sha256))
}

/// The earliest stay: what people know already does not end because of something new.
fn keep_to_the_most(all: &mut [Stands]) {
    let mut live: Vec<(Day, String)> = all.iter().filter_map(since).collect();
    live.sort();
    let kept = live.get(..MOST_COSIGNS).unwrap_or(&live);
    for stands in all.iter_mut() {
        if since(stands).is_some_and(|since| !kept.contains(&since)) {
            stands.standing = Standing::Silent(Lack::TooMany);
        }
    }
}

fn since(stands: &Stands) -> Option<(Day, String)> {
    match &stands.standing {
        Standing::Live(cosign) => Some((cosign.from, stands.nudge.clone())),
        Standing::Silent(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::{Flaw, SwitchedOff};
    use crate::content::Shown;
    use crate::hash::{digest, short_hex};
    use crate::json;
    use crate::pack::Nudge;
    use crate::table::Table;
    use crate::trust::{State, Target};

    const TODAY: Day = Day(20_000);

    /// A change, and what is missing then.
    type Case<T> = (fn(&mut T), Lack);

    fn listed(name: &str) -> ListedNudge {
        ListedNudge {
            pack: "deals".into(),
            nudge: Nudge { nudge: name.into(), ..Nudge::default() },
            aid: Shown { title: name.to_uppercase(), ..Shown::default() },
            sha256: digest(&[name.as_bytes()]),
        }
    }

    fn cosign(name: &str) -> Cosign {
        Cosign {
            by: "Ada".into(),
            reason: "It matters now.".into(),
            minutes: 5,
            from: TODAY,
            until: TODAY.plus(30),
            ..Cosign::new("sales", name, short_hex(&digest(&[name.as_bytes()]), 32))
        }
    }

    /// What is published: the pack, and these statements.
    fn repository(cosigns: &[(&str, Cosign)]) -> (Accepted, Vec<(String, Vec<u8>)>) {
        published(cosigns, Vec::new())
    }

    /// The same, and more: path, bytes and whose they are.
    fn published(
        cosigns: &[(&str, Cosign)],
        more: Vec<(String, Vec<u8>, &'static str)>,
    ) -> (Accepted, Vec<(String, Vec<u8>)>) {
        let role = |key: u8| TrustedRole { version: 1, keys: vec![[key; 32]] };
        let roles = [("targets", 1), (AUTHORS, 2), ("team-sales", 3), (REVIEWERS, 4)];
        let mut files = vec![("packs/deals.json".to_owned(), b"pack".to_vec(), AUTHORS)];
        for (name, cosign) in cosigns {
            let bytes = json::write(cosign).unwrap().into_bytes();
            files.push((cosign_path("sales", name), bytes, "team-sales"));
        }
        files.extend(more);
        let target = |bytes: &[u8], role: &str| Target {
            length: bytes.len() as u64,
            sha256: digest(&[bytes]),
            sha512: None,
            chain: [ORGANISATION, role]
                .iter()
                .take(if role == ORGANISATION { 1 } else { 2 })
                .map(|it| (*it).into())
                .collect(),
        };
        let accepted = Accepted {
            root: 1,
            timestamp: 1,
            snapshot: 1,
            until: 0,
            roles: roles.map(|(name, key)| (name.to_owned(), role(key))).into_iter().collect(),
            targets: files.iter().map(|(path, bytes, role)| (path.clone(), target(bytes, role))).collect(),
            state: State::default(),
        };
        (accepted, files.into_iter().map(|(path, bytes, _)| (path, bytes)).collect())
    }

    fn stand(accepted: &Accepted, files: &[(String, Vec<u8>)], names: &[&str], team: &str) -> Vec<Standing> {
        let nudges: Vec<ListedNudge> = names.iter().map(|name| listed(name)).collect();
        let fetch = |path: &str| Some(files.iter().find(|(known, _)| known == path)?.1.clone());
        let all = standings(accepted, &[("packs/deals.json", &nudges)], team, TODAY, fetch);
        all.into_iter().map(|stands| stands.standing).collect()
    }

    #[test]
    fn a_nudge_is_live_by_its_author_and_a_manager_and_by_neither_alone() {
        let (right, files) = repository(&[("a", cosign("a"))]);
        assert_eq!(stand(&right, &files, &["a"], "sales"), [Standing::Live(cosign("a"))]);
        assert_eq!(stand(&right, &files, &["a"], "support"), [Standing::Silent(Lack::NoTeam)]);
        let cases: [Case<Accepted>; 7] = [
            (|it| it.roles = Table::new(), Lack::NoTeam),
            (|it| it.targets = Table::new(), Lack::NoAuthor),
            (|it| chain(it, "packs/deals.json", &["targets", "team-sales"]), Lack::NoAuthor),
            (|it| chain(it, "packs/deals.json", &["targets", "authors", "friend"]), Lack::NoAuthor),
            (|it| chain(it, "cosigns/sales/a.json", &["targets", "authors"]), Lack::NotCosigned),
            (
                |it| chain(it, "cosigns/sales/a.json", &["targets", "authors", "team-sales"]),
                Lack::NotCosigned,
            ),
            (
                |it| {
                    it.roles.get_mut("team-sales").unwrap().keys.push([2; 32]);
                },
                Lack::SamePeople,
            ),
        ];
        for (change, lack) in cases {
            let mut accepted = right.clone();
            change(&mut accepted);
            assert_eq!(stand(&accepted, &files, &["a"], "sales"), [Standing::Silent(lack)]);
        }
    }

    fn chain(accepted: &mut Accepted, path: &str, chain: &[&str]) {
        accepted.targets.get_mut(path).unwrap().chain = chain.iter().map(|role| (*role).into()).collect();
    }

    #[test]
    fn a_statement_holds_for_what_was_read_in_its_days_and_no_others() {
        let cases: [Case<Cosign>; 5] = [
            (|it| it.sha256 = "00".repeat(32), Lack::Changed),
            (|it| it.from = TODAY.plus(1), Lack::NotYet(TODAY.plus(1))),
            (|it| (it.from, it.until) = (TODAY.plus(-9), TODAY), Lack::Ended(TODAY)),
            (|it| it.minutes = 0, Lack::Flawed(Flaw::Minutes)),
            (|it| it.team = "support".into(), Lack::Flawed(Flaw::Misplaced)),
        ];
        for (change, lack) in cases {
            let mut cosign = cosign("a");
            change(&mut cosign);
            let (accepted, files) = repository(&[("a", cosign)]);
            assert!(lack.words().len() > 10);
            assert_eq!(stand(&accepted, &files, &["a"], "sales"), [Standing::Silent(lack)]);
        }
        let (accepted, mut files) = repository(&[("a", cosign("a"))]);
        assert_eq!(
            stand(&accepted, &files[..1], &["a", "b"], "sales"),
            [Standing::Silent(Lack::Missing), Standing::Silent(Lack::NotCosigned)]
        );
        files[1].1.push(b' ');
        assert_eq!(stand(&accepted, &files, &["a"], "sales"), [Standing::Silent(Lack::Missing)]);
    }

    #[test]
    fn no_team_has_more_than_the_most_and_the_earliest_stay() {
        let names: Vec<String> = (0..MOST_COSIGNS + 2).map(|number| format!("n{number:02}")).collect();
        let mut cosigns: Vec<(&str, Cosign)> =
            names.iter().map(|name| (name.as_str(), cosign(name))).collect();
        cosigns[MOST_COSIGNS + 1].1.from = TODAY.plus(-1);
        let (accepted, files) = repository(&cosigns);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let found = stand(&accepted, &files, &names, "sales");
        let silent: Vec<usize> =
            (0..found.len()).filter(|at| found[*at] == Standing::Silent(Lack::TooMany)).collect();
        assert_eq!(silent, [MOST_COSIGNS - 1, MOST_COSIGNS]);
    }

    #[test]
    fn a_mended_nudge_keeps_its_cosign_by_a_reviewer_and_not_by_its_author() {
        let hex = |text: &str| short_hex(&digest(&[text.as_bytes()]), 32);
        let before = Cosign { sha256: hex("before"), ..cosign("a") };
        let review = |keeps: &str, role| {
            let review = Review::new("a", hex("a"), vec![hex(keeps)], "Rosa");
            vec![(review_path("a"), json::write(&review).unwrap().into_bytes(), role)]
        };
        let stands = |more| {
            let (accepted, files) = published(&[("a", before.clone())], more);
            stand(&accepted, &files, &["a"], "sales")
        };
        assert_eq!(stands(review("before", REVIEWERS)), [Standing::Live(before.clone())]);
        for more in [Vec::new(), review("another", REVIEWERS), review("before", AUTHORS)] {
            assert_eq!(stands(more), [Standing::Silent(Lack::Changed)]);
        }
        let (mut accepted, files) = published(&[("a", before.clone())], review("before", REVIEWERS));
        accepted.roles.get_mut(REVIEWERS).unwrap().keys.push([2; 32]);
        assert_eq!(stand(&accepted, &files, &["a"], "sales"), [Standing::Silent(Lack::Changed)]);
    }

    #[test]
    fn what_is_off_is_quiet_and_so_is_all_if_nobody_knows_what_is_off() {
        let off = SwitchedOff { name: "a".into(), reason: "It is wrong.".into() };
        let list = OffList { nudges: vec![off], ..OffList::default() };
        let list = json::write(&list).unwrap().into_bytes();
        let cosigns = [("a", cosign("a")), ("b", cosign("b"))];
        let stands = |bytes: &[u8], role| {
            let (accepted, files) = published(&cosigns, vec![(OFF_PATH.into(), bytes.to_vec(), role)]);
            stand(&accepted, &files, &["a", "b"], "sales")
        };
        let [a, b] = cosigns.each_ref().map(|(_, cosign)| Standing::Live(cosign.clone()));
        let is_off = Standing::Silent(Lack::Off("It is wrong.".into()));
        assert_eq!(stands(&list, ORGANISATION), [is_off, b.clone()]);
        // An author's list is none.
        assert_eq!(stands(&list, AUTHORS), [a, b]);
        let unknown = Standing::Silent(Lack::OffUnknown);
        assert_eq!(stands(b"{}", ORGANISATION), [unknown.clone(), unknown]);
    }
}
