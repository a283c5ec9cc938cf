//! Which nudges of a repository may reach a team, and why not the others.

use super::cosign::{Cosign, Flaw, cosign_path};
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

/// Why a nudge may not reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The organisation knows no managers of this team.
    NoTeam,
    /// The pack is not signed by authors whom the organisation itself named.
    NoAuthor,
    /// Somebody may sign both as an author and as a manager.
    SamePeople,
    /// No manager has said anything.
    NotCosigned,
    /// The statement is not there, or not what was signed.
    Missing,
    /// The statement is wrong.
    Flawed(Flaw),
    /// The nudge was changed since.
    Changed,
    /// The statement begins on this day.
    NotYet(Day),
    /// The statement ended on this day.
    Ended(Day),
    /// As many as may be hold already.
    TooMany,
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
    let mut all = Vec::new();
    for (path, nudges) in packs {
        let lack = lack_of_people(accepted, path, team);
        for listed in *nudges {
            let found = match &lack {
                Some(lack) => Err(lack.clone()),
                None => cosigned(accepted, listed, team, today, &mut fetch),
            };
            let standing = found.map_or_else(Standing::Silent, Standing::Live);
            let (pack, nudge) = (listed.pack.clone(), listed.nudge.nudge.clone());
            all.push(Stands { pack, nudge, title: listed.aid.title.clone(), standing });
        }
    }
    keep_to_the_most(&mut all);
    all
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
    fetch: &mut impl FnMut(&str) -> Option<Vec<u8>>,
) -> Result<Cosign, Lack> {
    let path = cosign_path(team, &listed.nudge.nudge);
    let target = accepted.targets.get(path.as_str()).ok_or(Lack::NotCosigned)?;
    // Only whom the organisation named itself: a manager appoints no managers.
    if target.chain != [ORGANISATION.to_owned(), team_role(team)] {
        return Err(Lack::NotCosigned);
    }
    let bytes = fetch(&path).filter(|bytes| accepted.check(&path, bytes).is_ok()).ok_or(Lack::Missing)?;
    let cosign = Cosign::read(&bytes, team, &listed.nudge.nudge).map_err(Lack::Flawed)?;
    if parse_hex_32(&cosign.sha256) != Some(listed.sha256) {
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

impl Lack {
    /// Why, in words for those who publish, and what would mend it.
    pub fn words(&self) -> String {
        match self {
            Self::NoTeam => "no managers of this team are enrolled".to_owned(),
            Self::NoAuthor => "the pack is not signed by the organisation's authors".to_owned(),
            Self::SamePeople => {
                "one key is both an author's and a manager's: give one of them another".to_owned()
            }
            Self::NotCosigned => "no manager of the team has co-signed it".to_owned(),
            Self::Missing => "the co-sign is not what was signed; co-sign again".to_owned(),
            Self::Flawed(flaw) => format!("of the co-sign: {}", flaw.words()),
            Self::Changed => "the nudge was changed since; read it and co-sign again".to_owned(),
            Self::NotYet(day) => format!("its co-sign begins on {day}"),
            Self::Ended(day) => format!("its co-sign ended on {day}; co-sign again if it is still needed"),
            Self::TooMany => format!("{MOST_COSIGNS} others hold already; let one end first"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let role = |key: u8| TrustedRole { version: 1, keys: vec![[key; 32]] };
        let roles = [("targets", 1), (AUTHORS, 2), ("team-sales", 3)];
        let mut files = vec![("packs/deals.json".to_owned(), b"pack".to_vec(), AUTHORS)];
        for (name, cosign) in cosigns {
            let bytes = json::write(cosign).unwrap().into_bytes();
            files.push((cosign_path("sales", name), bytes, "team-sales"));
        }
        let target = |bytes: &[u8], role: &str| Target {
            length: bytes.len() as u64,
            sha256: digest(&[bytes]),
            sha512: None,
            chain: vec![ORGANISATION.into(), role.into()],
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
}
