//! `cuecard init`: from a problem at work to a pack of three moments, or to a plan where no card helps.

mod answers;
mod backlog;
mod moments;
mod need;
mod plan;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use cuecard::pack::author::Exit;

use need::{Barrier, Capability, Need};

/// What `cuecard init` takes. What is left out is asked for, where somebody is there to answer.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder to write to; what it already holds stays as it is
    #[arg(default_value = "content")]
    folder: PathBuf,
    /// The work that it is about
    #[arg(long, value_enum)]
    workflow: Workflow,
    /// What should go better, as somebody could see it
    #[arg(long, value_name = "SENTENCE")]
    performance: Option<String>,
    /// Whether people can do it
    #[arg(long, value_enum)]
    capability: Option<Capability>,
    /// What keeps them from it
    #[arg(long, value_enum)]
    barrier: Option<Barrier>,
    /// A table of skills to choose the first three from, as CSV
    ///
    /// Its first line names the columns: skill, errors, impact, weight,
    /// capability, barrier. `errors` counts them in the same stretch of time
    /// for all; impact (on the business) and weight (in the strategy) go from
    /// 1 to 5. The three with the largest product of these come first.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["performance", "capability", "barrier"])]
    backlog: Option<PathBuf>,
}

/// Work that there are moments for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Workflow {
    /// Sales opportunities in Salesforce
    Opportunity,
    /// Incidents in Jira
    Incident,
    /// Pull requests and their review on GitHub
    Review,
    /// Marketing campaigns in Salesforce
    Campaign,
}

/// Asks what is not said, and writes what it comes to.
pub fn run(arguments: &Arguments) -> ExitCode {
    let written = needs(arguments).and_then(|needs| {
        let files = files(arguments.workflow, &needs)?;
        let written = write::all(&arguments.folder, &files)?;
        Ok((needs, written))
    });
    match written {
        Ok((needs, written)) => {
            println!("{}", told(arguments, &needs, &written));
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The one need that was said or asked for, or the first three of the backlog.
fn needs(arguments: &Arguments) -> Result<Vec<Need>, Problem> {
    match &arguments.backlog {
        Some(path) => {
            let text = read(path)?;
            let skills = backlog::read(&text).map_err(|what| Problem::at(path, &what))?;
            let ranked = backlog::ranked(skills);
            println!("{}", backlog::table(&ranked));
            Ok(ranked.into_iter().take(backlog::TAKEN).map(|skill| skill.need).collect())
        }
        None => {
            let said = (&arguments.performance, arguments.capability, arguments.barrier);
            Ok(vec![answers::need(said)?])
        }
    }
}

fn read(path: &PathBuf) -> Result<String, Problem> {
    let about = std::fs::metadata(path).map_err(|error| Problem::at(path, &error.to_string()))?;
    if about.len() > backlog::MAX_BYTES {
        return Err(Problem::at(path, "this file is too large for a table of skills; cut it to 1 MB"));
    }
    let bytes = std::fs::read(path).map_err(|error| Problem::at(path, &error.to_string()))?;
    String::from_utf8(bytes).map_err(|_| Problem::at(path, "this is no UTF-8 text; save it as CSV UTF-8"))
}

/// Files to write, by their paths in the folder.
pub type Files = Vec<(String, String)>;

/// A plan for each need that no card helps, and three moments if there is one that a card does.
fn files(workflow: Workflow, needs: &[Need]) -> Result<Files, Problem> {
    let (supported, others): (Vec<&Need>, Vec<&Need>) =
        needs.iter().partition(|need| need.exit() == Exit::Support);
    let mut files: Files = others.into_iter().map(plan::file).collect();
    if !supported.is_empty() {
        files.extend(moments::files(workflow, &supported)?);
    }
    Ok(files)
}

/// What was done, and what comes next.
fn told(arguments: &Arguments, needs: &[Need], written: &[PathBuf]) -> String {
    let mut text = String::new();
    for need in needs {
        let way = match need.exit() {
            Exit::Develop => "develop: people practise it before the work asks for it; a plan was written",
            Exit::Support => "support: a card at the moment of doing can help",
            Exit::Elsewhere => "elsewhere: nothing that people learn mends it; a plan was written",
        };
        text.push_str(&format!("{}\n  {way}\n", need.performance));
    }
    text.push_str("\nWritten:\n");
    for path in written {
        text.push_str(&format!("  {}\n", path.display()));
    }
    let folder = arguments.folder.display();
    if needs.iter().any(|need| need.exit() == Exit::Support) {
        text.push_str(&format!(
            "\nNext: write what is left in the three files under nudges/, then\n  \
             cuecard lint {folder}     what is still to write or to mend\n  \
             cuecard test {folder}     whether the moments come as they should\n  \
             cuecard preview {folder}  how they look, while you write\n"
        ));
    } else {
        text.push_str("\nNext: fill in the plan with those who do the work. No card was written.\n");
    }
    text.pop();
    text
}

/// Why nothing was written, and how to mend it.
#[derive(Debug)]
pub struct Problem(String);

impl Problem {
    /// A problem that has its own words.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }

    /// A problem with a path.
    pub fn at(path: &std::path::Path, what: &str) -> Self {
        Self(format!("{}: {what}", path.display()))
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "error: {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use cuecard::pack::author::rules::TO_WRITE;
    use cuecard::pack::author::{Level, Source, check};

    use super::*;

    fn need(capability: Capability, barrier: Barrier) -> Need {
        Need { performance: "Deals \"hold\": what they promised".to_owned(), capability, barrier }
    }

    fn sources(files: &Files) -> Vec<Source> {
        let source =
            |(path, text): &(String, String)| Source { path: path.clone(), bytes: text.clone().into() };
        files.iter().map(source).collect()
    }

    #[test]
    fn each_workflow_makes_three_moments_that_work_and_only_wait_for_words() {
        for workflow in Workflow::value_variants() {
            let files = files(*workflow, &[need(Capability::Exists, Barrier::Recall)]).unwrap();
            let checked = check(&sources(&files));
            let errors: Vec<_> =
                checked.problems.iter().filter(|problem| problem.level == Level::Error).collect();
            assert!(errors.is_empty(), "{workflow:?}: {errors:#?}");
            // What comes on each record flags a field and has a lesson, which the author may write yet.
            let waits = |rule: &str| ["unwritten", "cadence"].contains(&rule);
            assert!(checked.problems.iter().all(|problem| waits(problem.rule)), "{workflow:?}");
            assert!(checked.problems.iter().any(|problem| problem.what.contains("still to be written")));
            let file = checked.file.unwrap();
            let nudges: Vec<_> = file.packs.iter().flat_map(|pack| &pack.nudges).collect();
            assert_eq!((file.packs.len(), nudges.len()), (1, 3), "{workflow:?}");
            assert!(nudges.iter().all(|written| written.aid.title.contains(TO_WRITE)));
            assert!(nudges.iter().all(|written| written.aid.need.performance.contains("\"hold\"")));
            assert!(checked.situations.len() >= 3, "{workflow:?}");
            assert!(checked.situations.iter().all(|tried| tried.passed), "{workflow:?}");
        }
    }

    #[test]
    fn only_support_makes_a_card() {
        for (capability, barrier) in [
            (Capability::Missing, Barrier::Recall),
            (Capability::Exists, Barrier::Access),
            (Capability::Partial, Barrier::Consistency),
        ] {
            let files = files(Workflow::Opportunity, &[need(capability, barrier)]).unwrap();
            assert_eq!(files.len(), 1);
            assert!(files[0].0.starts_with("plans/"), "{files:?}");
        }
        let all = [need(Capability::Missing, Barrier::Recall), need(Capability::Exists, Barrier::Recall)];
        let files = files(Workflow::Opportunity, &all).unwrap();
        assert_eq!(files.iter().filter(|(path, _)| path.starts_with("plans/")).count(), 1);
        let nudges = files.iter().filter(|(path, _)| path.contains("/nudges/")).count();
        assert_eq!(nudges, 3);
    }
}
