//! Business figures beside verdicts: lesson → behaviour → outcome, joined by the id of their chain.
//! They come late, and much else moves them: before and after are shown, and are never a verdict.

use std::path::Path;

use csv::{ReaderBuilder, Trim};
use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;
use serde::Serialize;

use super::file::{self, Problem};
use super::told::{push, shortly};
use cuecard::verdict::trials::Judged;

const COLUMNS: [&str; 5] = ["chain", "link", "name", "date", "value"];
/// The same, to say which is meant.
#[derive(Clone, Copy)]
enum Column {
    Link = 1,
    Name,
    Date,
    Value,
}

const MEND: &str = "name a table with the columns chain, link, name, date, value";

/// A chain: what was taught, what people did, what came of it.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Chain {
    /// Its id.
    pub chain: String,
    /// The lesson's name; none: a gap.
    pub lesson: Option<String>,
    /// The nudge that should change the behaviour; none: a gap.
    pub behaviour: Option<String>,
    /// Business figures; none: a gap.
    pub outcomes: Vec<Outcome>,
}

/// A business figure before and after the trial of its chain's nudge opened.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Outcome {
    /// What is measured.
    pub metric: String,
    /// The mean before; none: nothing was measured, or it is not known when the trial opened.
    pub before: Option<f64>,
    /// The mean since then.
    pub after: Option<f64>,
    /// Always: a before and after proves nothing.
    pub weak: bool,
    #[serde(skip)]
    values: Vec<(Day, f64)>,
}

/// Reads business figures and joins them to verdicts.
///
/// # Errors
/// Everything that is wrong in the table: nothing is left out or guessed.
pub fn read(path: &Path, judged: &[Judged]) -> Result<Vec<Chain>, Vec<Diagnostic>> {
    let text = file::text(path, MEND)?;
    let mut chains = table(&text, judged).map_err(|problems| file::located(path, &text, &problems))?;
    for chain in &mut chains {
        let nudge = chain.behaviour.as_deref();
        let opened =
            judged.iter().filter(|one| nudge.is_some_and(|name| one.is(name))).map(|one| one.opened).min();
        for outcome in &mut chain.outcomes {
            let mean = |is_after: bool| {
                let opened = opened?;
                let values: Vec<f64> = outcome
                    .values
                    .iter()
                    .filter(|(day, _)| (*day >= opened) == is_after)
                    .map(|(_, value)| *value)
                    .collect();
                (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
            };
            (outcome.before, outcome.after, outcome.weak) = (mean(false), mean(true), true);
        }
    }
    Ok(chains)
}

fn table(text: &str, judged: &[Judged]) -> Result<Vec<Chain>, Vec<Problem>> {
    let problem = |line: u64, cell: Option<usize>, what: String, mend: &str| Problem {
        line,
        cell,
        what,
        mend: mend.to_owned(),
    };
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
    let mut table =
        ReaderBuilder::new().trim(Trim::All).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let heads = table.headers().map_err(|error| vec![problem(0, None, error.to_string(), MEND)])?.clone();
    let places = COLUMNS.map(|name| heads.iter().position(|head| head.eq_ignore_ascii_case(name)));
    if let Some((name, _)) = COLUMNS.iter().zip(places).find(|(_, place)| place.is_none()) {
        return Err(vec![problem(1, None, format!("there is no column `{name}`"), MEND)]);
    }
    let mut problems = Vec::new();
    let mut chains: Vec<Chain> = Vec::new();
    for row in table.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                problems.push(problem(
                    error.position().map_or(0, csv::Position::line),
                    None,
                    error.to_string(),
                    MEND,
                ));
                continue;
            }
        };
        if row.iter().all(str::is_empty) {
            continue;
        }
        let line = row.position().map_or(0, csv::Position::line);
        let [id, link, name, date, value] =
            places.map(|at| at.and_then(|at| row.get(at)).unwrap_or_default());
        if id.is_empty() || name.is_empty() {
            let what = "a line needs a chain and a name".to_owned();
            problems.push(problem(line, None, what, "say which chain it belongs to, and what it is"));
            continue;
        }
        let place = chains.iter().position(|chain| chain.chain == id).unwrap_or_else(|| {
            chains.push(Chain { chain: id.to_owned(), ..Chain::default() });
            chains.len() - 1
        });
        let chain = &mut chains[place];
        let added = match link {
            "lesson" => once(&mut chain.lesson, name),
            "behaviour" if !judged.iter().any(|one| one.is(name)) => Err((
                Column::Name,
                format!("there is no nudge `{name}` in the counts"),
                "write its name as it is there",
            )),
            "behaviour" => once(&mut chain.behaviour, name),
            "outcome" => outcome(chain, name, date, value),
            _ => Err((Column::Link, format!("`link` is `{link}`"), "write lesson, behaviour or outcome")),
        };
        if let Err((column, what, mend)) = added {
            problems.push(problem(line, places[column as usize], what, mend));
        }
    }
    if problems.is_empty() { Ok(chains) } else { Err(problems) }
}

/// What is wrong in a line: where, what, and how to mend it.
type Wrong = (Column, String, &'static str);

fn once(link: &mut Option<String>, name: &str) -> Result<(), Wrong> {
    match link.replace(name.to_owned()) {
        Some(other) if other != name => {
            let what = format!("this chain already has `{other}` here");
            Err((Column::Name, what, "give each chain one lesson and one behaviour"))
        }
        _ => Ok(()),
    }
}

fn outcome(chain: &mut Chain, name: &str, date: &str, value: &str) -> Result<(), Wrong> {
    let day = Day::parse(date)
        .ok_or_else(|| (Column::Date, format!("`date` is `{date}`"), "write a day such as 2026-09-30"))?;
    let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
    let number = number.ok_or_else(|| {
        (
            Column::Value,
            format!("`value` is `{value}`"),
            "write a number with a point, such as 12.5, without its unit",
        )
    })?;
    let place = chain.outcomes.iter().position(|outcome| outcome.metric == name).unwrap_or_else(|| {
        chain.outcomes.push(Outcome { metric: name.to_owned(), ..Outcome::default() });
        chain.outcomes.len() - 1
    });
    chain.outcomes[place].values.push((day, number));
    Ok(())
}

impl Chain {
    /// The chain, for a terminal.
    pub fn told(&self, judged: &[Judged]) -> String {
        const GAP: &str = "(gap: nobody wrote it down)";
        let mut text = format!("{}\n", self.chain);
        let mut link = |name: &str, said: &str| push(&mut text, &format!("{name}: {said}"), "  ");
        link("lesson", self.lesson.as_deref().unwrap_or(GAP));
        match &self.behaviour {
            None => link("behaviour", GAP),
            Some(name) => {
                for one in judged.iter().filter(|one| one.is(name)) {
                    link("behaviour", &format!("{}: {}", one.name(), shortly(one)));
                }
            }
        }
        if self.outcomes.is_empty() {
            link("outcome", GAP);
        }
        for Outcome { metric, before, after, .. } in &self.outcomes {
            let said = |value: &Option<f64>| value.map_or("(gap)".to_owned(), |value| format!("{value:.2}"));
            let said = format!(
                "{metric}: before {}, after {}; weak: much else changes too",
                said(before),
                said(after)
            );
            link("outcome", &said);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use cuecard::verdict::{Block, Counts};

    use super::*;
    use cuecard::verdict::trials::Finding;

    fn nudge() -> Judged {
        Judged {
            pack: "deals".into(),
            nudge: "pricing".into(),
            content: "c1".into(),
            opened: Day::parse("2026-09-28").unwrap(),
            restarts: 0,
            min_lift_points: 5,
            finding: Finding::Weak(Block::new(Counts::known(5, 10), Counts::known(3, 10)).unwrap()),
            holds_together: false,
        }
    }

    fn read_text(name: &str, text: &str) -> Result<Vec<Chain>, String> {
        let path = std::env::temp_dir().join(format!("cuecard-lagging-{name}-{}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        let read = read(&path, &[nudge()]);
        std::fs::remove_file(&path).unwrap();
        read.map_err(|problems| problems.iter().map(|problem| format!("{problem}\n")).collect())
    }

    #[test]
    fn one_chain_joins_the_three_and_gaps_are_shown() {
        let chains = read_text(
            "joined",
            "chain,link,name,date,value\nmargin,lesson,Trading,,\nmargin,behaviour,deals/pricing,,\n\
             margin,outcome,Discount in %,2026-06-30,14\nmargin,outcome,Discount in %,2026-08-31,12\n\
             margin,outcome,Discount in %,2026-10-31,11.5\n\nother,outcome,Wins,2026-10-31,3\n",
        )
        .unwrap();
        let told: Vec<String> = chains.iter().map(|chain| chain.told(&[nudge()])).collect();
        let lines: Vec<&str> = told[0].lines().collect();
        assert_eq!(lines[..2], ["margin", "  lesson: Trading"]);
        assert!(lines[2].starts_with("  behaviour: deals/pricing · c1: +20.0 points; weak"), "{}", told[0]);
        assert!(told[0].contains("Discount in %: before 13.00, after 11.50; weak"), "{}", told[0]);
        assert_eq!(told[1].matches("(gap: nobody wrote it down)").count(), 2, "{}", told[1]);
        assert!(told[1].contains("before (gap), after (gap)"), "when it opened is not known: {}", told[1]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("chain,link,name,date\n", "there is no column `value`"),
            ("margin,act,x,,", "`link` is `act`"),
            ("margin,behaviour,other,,", "no nudge `other`"),
            ("margin,outcome,x,30.6.2026,1", "`date` is `30.6.2026`"),
            ("margin,outcome,x,2026-06-30,14 %", "`value` is `14 %`"),
            ("margin,outcome,x,2026-06-30,NaN", "`value` is `NaN`"),
            (",lesson,x,,", "needs a chain and a name"),
            ("m,lesson,x,,\nm,lesson,y,,", "already has `x`"),
        ];
        for (rows, what) in cases {
            let text = if rows.starts_with("chain") {
                rows.to_owned()
            } else {
                format!("{}\n{rows}\n", COLUMNS.join(","))
            };
            let told = read_text("wrong", &text).unwrap_err();
            assert!(told.contains(what), "{rows}: {told}");
        }
    }
}
