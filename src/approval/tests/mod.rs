//! Who has to have signed what, and who signs in vain.

mod evidence;
mod translations;

use super::people::ORGANISATION;
use super::*;
use crate::content::ListedNudge;
use crate::content::Shown;
use crate::hash::{digest, short_hex};
use crate::json;
use crate::pack::Nudge;
use crate::table::Table;
use crate::time::Day;
use crate::trust::{Accepted, TrustedRole};
use crate::trust::{State, Target};

const TODAY: Day = Day(20_000);

/// A change, and what is missing then.
type Case<T> = (fn(&mut T), Lack);

fn listed(name: &str) -> ListedNudge {
    ListedNudge {
        nudge: Nudge { nudge: name.into(), ..Nudge::default() },
        aid: Shown { title: name.to_uppercase(), ..Shown::default() },
        pack: "deals".into(),
        most_a_week: None,
        min_lift_points: 5,
        decides: [0; 32],
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

/// It is live by a statement, on its first lease.
fn live(cosign: Cosign) -> Standing {
    leased(cosign, Lease { until: TODAY.plus(50), rests: Rests::Tried })
}

fn leased(cosign: Cosign, lease: Lease) -> Standing {
    Standing::Live(Box::new(Live { cosign, lease, languages: Vec::new(), unread: Vec::new() }))
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
    let roles = [("targets", 1), (AUTHORS, 2), ("team-sales", 3), (REVIEWERS, 4), (VERDICTS, 5)];
    let mut files = vec![("packs/deals.json".to_owned(), b"pack".to_vec(), AUTHORS)];
    for (name, cosign) in cosigns {
        let bytes = json::write(cosign).unwrap().into_bytes();
        files.push((cosign_path("sales", name), bytes, "team-sales"));
    }
    // Every nudge is tried for ten days, unless a test says otherwise.
    for (name, _) in cosigns {
        let pilot = Pilot::new(name, TODAY.plus(-10), vec!["sales".into()]);
        if !more.iter().any(|(path, ..)| *path == pilot_path(name)) {
            files.push((pilot_path(name), json::write(&pilot).unwrap().into_bytes(), AUTHORS));
        }
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
    let pack = ListedPack { pack: "deals".into(), nudges, translations: Vec::new() };
    let all = standings(accepted, &[pack], team, TODAY, fetch);
    all.into_iter().map(|stands| stands.standing).collect()
}

#[test]
fn a_nudge_is_live_by_its_author_and_a_manager_and_by_neither_alone() {
    let (right, files) = repository(&[("a", cosign("a"))]);
    assert_eq!(stand(&right, &files, &["a"], "sales"), [live(cosign("a"))]);
    assert_eq!(stand(&right, &files, &["a"], "support"), [Standing::Silent(Lack::NoTeam)]);
    let cases: [Case<Accepted>; 7] = [
        (|it| it.roles = Table::new(), Lack::NoTeam),
        (|it| it.targets = Table::new(), Lack::NoAuthor),
        (|it| chain(it, "packs/deals.json", &["targets", "team-sales"]), Lack::NoAuthor),
        (|it| chain(it, "packs/deals.json", &["targets", "authors", "friend"]), Lack::NoAuthor),
        (|it| chain(it, "cosigns/sales/a.json", &["targets", "authors"]), Lack::NotCosigned),
        (|it| chain(it, "cosigns/sales/a.json", &["targets", "authors", "team-sales"]), Lack::NotCosigned),
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
    let mut cosigns: Vec<(&str, Cosign)> = names.iter().map(|name| (name.as_str(), cosign(name))).collect();
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
    assert_eq!(stands(review("before", REVIEWERS)), [live(before.clone())]);
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
    let [a, b] = cosigns.each_ref().map(|(_, cosign)| live(cosign.clone()));
    let is_off = Standing::Silent(Lack::Off("It is wrong.".into()));
    assert_eq!(stands(&list, ORGANISATION), [is_off, b.clone()]);
    // An author's list is none.
    assert_eq!(stands(&list, AUTHORS), [a, b]);
    let unknown = Standing::Silent(Lack::OffUnknown);
    assert_eq!(stands(b"{}", ORGANISATION), [unknown.clone(), unknown]);
}

#[test]
fn a_nudge_is_tried_by_its_pilot_teams_and_judged_by_what_was_measured() {
    let bytes = |json: Result<String, json::Error>| json.unwrap().into_bytes();
    let pilot = |teams: &[&str]| {
        let teams = teams.iter().map(|team| (*team).into()).collect();
        bytes(json::write(&Pilot::new("a", TODAY.plus(-10), teams)))
    };
    let content = short_hex(&digest(&[b"a"]), 8);
    let ruling = |content: &str, verdict| bytes(json::write(&Ruling::new("a", content, verdict, TODAY)));
    let stands = |more: Vec<(String, Vec<u8>, &'static str)>| {
        let (accepted, files) = published(&[("a", cosign("a"))], more);
        stand(&accepted, &files, &["a"], "sales").remove(0)
    };
    let (tried, judged) = (pilot_path("a"), ruling_path("a"));
    let silent = Standing::Silent;
    let renewed = Lease { until: TODAY.plus(60), rests: Rests::Proven(TODAY) };
    let cases = [
        (vec![(tried.clone(), pilot(&["support"]), AUTHORS)], silent(Lack::NotInPilot)),
        (vec![(tried.clone(), b"{}".to_vec(), AUTHORS)], silent(Lack::NoPilot)),
        // A manager opens nothing.
        (vec![(tried, pilot(&["sales"]), "team-sales")], silent(Lack::NoPilot)),
        (
            vec![(judged.clone(), ruling(&content, Outcome::Harmful), VERDICTS)],
            silent(Lack::Paused(Outcome::Harmful, TODAY)),
        ),
        (vec![(judged.clone(), ruling(&content, Outcome::Improved), VERDICTS)], leased(cosign("a"), renewed)),
        (vec![(judged.clone(), b"{}".to_vec(), VERDICTS)], silent(Lack::RulingUnknown)),
        // About something else, or by somebody else: no verdict.
        (vec![(judged.clone(), ruling("0000000000000000", Outcome::Harmful), VERDICTS)], live(cosign("a"))),
        (vec![(judged.clone(), ruling("", Outcome::Harmful), VERDICTS)], live(cosign("a"))),
        (vec![(judged, ruling(&content, Outcome::Improved), AUTHORS)], live(cosign("a"))),
    ];
    for (more, expected) in cases {
        assert_eq!(stands(more), expected);
    }
}
