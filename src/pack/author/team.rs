//! A team to simulate: who works there, and how often they come to which moment.

use super::diagnostic::{Diagnostic, quoted};
use super::fields::Fields;
use super::source::Desk;
use super::suggest;
use super::tree::{self, Node};
use crate::content::ContentFile;
use crate::simulation::Team;

/// As many as one manager's page ever shows together, and some minutes of work.
const MAX_PEOPLE: u32 = 2_000;
/// Two years.
const MAX_WEEKS: u32 = 104;
/// One in each quarter of an hour of four weeks: with more, the page itself is to be mended.
const MAX_MOMENTS: u32 = 640;
/// As many recordings as one team makes in a quarter.
const MAX_RECORDINGS: usize = 100;
const KEYS: [&str; 7] =
    ["team", "people", "weeks", "moments_in_four_weeks", "recorded", "done_without", "done_with"];

/// Reads a team's file, about the roles and nudges of this content.
///
/// # Errors
/// Everything that is wrong in it.
pub fn team(path: &str, text: &str, file: &ContentFile) -> Result<Team, Vec<Diagnostic>> {
    let desk = Desk::new(path, text);
    let team = read(&desk, file);
    let problems = desk.problems();
    team.filter(|_| problems.is_empty()).ok_or(problems)
}

fn read(desk: &Desk<'_>, file: &ContentFile) -> Option<Team> {
    let node = tree::read(desk, 0..desk.text.len())?;
    let fields = Fields::open(desk, &node, "a team", &KEYS)?;
    let title = fields.text(desk, "team", "Sales North");
    let people = fields.need(desk, "people", "{ account-executive: 8 }").and_then(|node| {
        let roles: Vec<&str> = file.roles.iter().map(|role| role.role.as_str()).collect();
        counts(desk, node, "`people`", ("role", &roles), MAX_PEOPLE)
    });
    if let (Some(people), Some(node)) = (&people, fields.maybe("people")) {
        let all: u32 = people.iter().map(|(_, count)| *count).sum();
        if !(1..=MAX_PEOPLE).contains(&all) {
            let what = format!("these are {all} people together");
            desk.wrong(&node.at, what, format!("name from 1 to {MAX_PEOPLE}"));
        }
    }
    let weeks = fields.whole(desk, "weeks", "12", 1..=MAX_WEEKS, "a quarter has 13");
    let recorded = fields.optional("recorded", |node| desk.texts(node, MAX_RECORDINGS));
    // What is recorded need not be stated.
    let stated = match fields.maybe("moments_in_four_weeks") {
        None if fields.has("recorded") => Some(None),
        _ => fields.need(desk, "moments_in_four_weeks", "{ pricing-objection: 3 }").map(Some),
    };
    let moments = stated.and_then(|node| {
        let Some(node) = node else { return Some(Vec::new()) };
        let nudges = file.packs.iter().flat_map(|pack| &pack.nudges);
        let nudges: Vec<&str> = nudges.map(|written| written.nudge.nudge.as_str()).collect();
        counts(desk, node, "`moments_in_four_weeks`", ("nudge", &nudges), MAX_MOMENTS)
    });
    let percent = |name, example| fields.whole(desk, name, example, 0..=100, "so many of a hundred moments");
    let (without, with) = (percent("done_without", "30"), percent("done_with", "45"));
    Some(Team {
        title: title?,
        people: people?,
        weeks: weeks?,
        moments: moments?,
        recorded: recorded?,
        done_without: without?,
        done_with: with?,
    })
}

/// Numbers by name; the names are `known`.
fn counts(
    desk: &Desk<'_>,
    node: &Node,
    whole: &str,
    (thing, known): (&str, &[&str]),
    most: u32,
) -> Option<Vec<(String, u32)>> {
    let mut counts = Vec::new();
    for (name, at, node) in desk.entries(node, whole)? {
        if !known.contains(&name) {
            let mend = suggest::mend(name, known.iter().copied());
            desk.wrong(at, format!("there is no {thing} {}", quoted(name)), mend);
        }
        counts.push((name.to_owned(), desk.whole(node, 0..=most, "a whole number")?));
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::author::tests::compiled;

    const TEAM: &str = "\
team: Sales North
people: { account-executive: 8, sales-development-representative: 4 }
weeks: 12
moments_in_four_weeks: { pricing-objection: 3, slipping-close-date: 5 }
done_without: 30
done_with: 45
";

    #[test]
    fn a_team_is_read_and_what_is_wrong_in_it_is_named() {
        let file = compiled();
        let read = team("team.yaml", TEAM, &file).unwrap();
        assert_eq!((read.weeks, read.people.len(), read.moments[1].1), (12, 2, 5));
        let from_recordings = TEAM.replace(
            "moments_in_four_weeks: { pricing-objection: 3, slipping-close-date: 5 }",
            "recorded: [a.yaml]",
        );
        let read = team("team.yaml", &from_recordings, &file).unwrap();
        assert_eq!((read.moments.len(), read.recorded), (0, vec!["a.yaml".to_owned()]));
        let cases = [
            ("account-executive", "account-executives", "there is no role"),
            ("pricing-objection", "pricing", "there is no nudge"),
            ("weeks: 12", "weeks: 0", "a whole number from 1 to 104"),
            ("8, sales-development-representative: 4", "0", "these are 0 people"),
            ("done_with: 45", "", "`done_with` is missing"),
            ("moments_in_four_weeks: { pricing-objection: 3, slipping-close-date: 5 }", "", "`moments_in_"),
            ("done_with: 45", "done_with: 101", "from 0 to 100"),
        ];
        for (old, new, what) in cases {
            assert!(TEAM.contains(old), "{old}");
            let problems = team("team.yaml", &TEAM.replace(old, new), &file).unwrap_err();
            assert!(problems.iter().any(|problem| problem.what.contains(what)), "{new}: {problems:#?}");
        }
    }
}
