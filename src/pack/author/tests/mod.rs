//! What authors see when something is wrong, and that what ships is right.

mod arbitrary;
mod beside;
mod conditions;
mod revisions;
pub mod rules;
mod situations;
mod texts;
mod wrong;

use std::fs;
use std::path::Path;

use super::{Checked, Diagnostic, Level, Source, check, compile, to_json};
use crate::content::{Content, ContentFile};
use crate::pack::{Block, Inline, Written};

const NUDGE: &str = "packs/opportunity-management/nudges/pricing-objection.md";
const OTHER_NUDGE: &str = "packs/opportunity-management/nudges/slipping-close-date.md";
const LESSON: &str = "packs/opportunity-management/nudges/slipping-close-date.lesson.md";
const CHECKS: &str = "packs/opportunity-management/nudges/slipping-close-date.checks.yaml";
const PACK: &str = "packs/opportunity-management/pack.yaml";
const ADAPTER: &str = "adapters/salesforce.yaml";
const BINDINGS: &str = "bindings/acme.yaml";
const ROLE: &str = "roles/account-executive.yaml";
const SPRINT: &str = "roles/senior-engineer.yaml";

/// The content that ships.
fn shipped() -> Vec<Source> {
    fn collect(folder: &Path, inside: &str, sources: &mut Vec<Source>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{inside}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                collect(&path, &format!("{name}/"), sources);
            } else {
                sources.push(Source { path: name, bytes: fs::read(&path).unwrap() });
            }
        }
    }
    let mut sources = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), "", &mut sources);
    sources
}

/// The same, compiled.
pub fn compiled() -> ContentFile {
    compile(&shipped()).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

/// One of its files.
pub fn shipped_text(path: &str) -> String {
    text(&shipped(), path)
}

fn text(sources: &[Source], path: &str) -> String {
    let source = sources.iter().find(|source| source.path == path).unwrap();
    String::from_utf8(source.bytes.clone()).unwrap()
}

/// The shipped content without translations and without what its packs expect of themselves, and with
/// one file put in another's place.
fn with_file(path: &str, bytes: Vec<u8>) -> Vec<Source> {
    let mut sources = shipped();
    let stays = |part: &str| !part.contains("/tests/") && !part.contains(".de.");
    sources.retain(|source| source.path != path && stays(&source.path));
    sources.push(Source { path: path.to_owned(), bytes });
    for source in sources.iter_mut().filter(|source| source.path.ends_with("/pack.yaml")) {
        let pack = String::from_utf8_lossy(&source.bytes).replace("languages: [de]\n", "");
        source.bytes = pack.into_bytes();
    }
    sources
}

/// The errors in broken content.
fn problems(sources: &[Source]) -> Vec<Diagnostic> {
    let Err(mut problems) = compile(sources) else { panic!("broken content compiled") };
    problems.retain(|problem| problem.level == Level::Error);
    for problem in &problems {
        for line in problem.to_string().lines() {
            assert!(line.chars().count() <= 80, "wider than 80 columns: {line}");
        }
    }
    problems
}

#[test]
fn shipped_content_compiles_opens_and_is_the_same_in_any_order() {
    let mut sources = shipped();
    let once = compile(&sources).unwrap_or_else(|problems| panic!("{}", problems[0]));
    sources.reverse();
    let again = compile(&sources).unwrap();
    let json = to_json(&once).unwrap();
    assert_eq!(json, to_json(&again).unwrap());
    let content = Content::open(String::from_utf8(json.clone()).unwrap()).unwrap();
    // A lesson and a translation have more parts to their names.
    let written =
        sources.iter().filter(|source| source.path.ends_with(".md") && source.path.matches('.').count() == 1);
    let written = written.count();
    assert_eq!(content.count(), written);
    for Written { nudge, aid } in once.packs.iter().flat_map(|pack| &pack.nudges) {
        assert_eq!(content.nudge(&nudge.nudge).unwrap().nudge, *nudge);
        assert_eq!(content.title(&nudge.nudge), aid.title);
        assert!(nudge.seconds <= 120);
        // A win that the tool sees ends the aid.
        let Some(Block::Paragraph(last)) = aid.body.last() else { panic!("no last line") };
        assert_eq!(last[0], Inline::Emphasis("Done when".into()));
    }
    assert!(
        !String::from_utf8(json).unwrap().contains("salesforce-pageobjects"),
        "sources stay with the author"
    );
}

#[test]
fn packs_are_checked_together() {
    let nudge = text(&shipped(), NUDGE);
    let mut sources = shipped();
    for number in 1..=5 {
        let name = format!("extra-{number}");
        let nudge = nudge.replacen("nudge: pricing-objection", &format!("nudge: {name}"), 1);
        let bytes = nudge.replacen("when:\n", &format!("when:\n  amount: {number}\n"), 1).into_bytes();
        sources.push(Source { path: format!("packs/opportunity-management/nudges/{name}.md"), bytes });
    }
    let eight = problems(&sources);
    assert_eq!(eight.len(), 1, "{eight:#?}");
    assert!(eight[0].what.contains("one nudge too many"));
    sources.pop();
    assert!(compile(&sources).is_ok(), "seven are allowed");

    let mut twice = shipped();
    twice.push(Source { path: NUDGE.replace("opportunity-management", "other"), bytes: nudge.into_bytes() });
    let found = problems(&twice);
    assert!(found.iter().any(|problem| problem.what.contains("is not described")), "{found:#?}");
    assert!(found.iter().any(|problem| problem.what.contains("another nudge is called")), "{found:#?}");
}

#[test]
fn two_nudges_that_always_come_up_together_are_told() {
    let nudge = text(&shipped(), NUDGE);
    let cases = [
        ("title: ", "title: ", true),
        ("roles: [account-executive,", "roles: [account-executive, account-executive,", true),
        ("severity: high", "severity: low", false),
        ("when:\n", "when:\n  amount: known\n", false),
    ];
    for (from, to, is_tie) in cases {
        assert!(nudge.contains(from));
        let other = nudge.replacen("nudge: pricing-objection", "nudge: the-same", 1).replacen(from, to, 1);
        let path = NUDGE.replace("pricing-objection", "the-same");
        let found = compile(&with_file(&path, other.clone().into_bytes())).err().unwrap_or_default();
        let told: Vec<_> = found.iter().map(|problem| (problem.file.as_str(), problem.line)).collect();
        let line = other[..other.find("\non:").unwrap()].matches('\n').count() + 2;
        assert_eq!(told, if is_tie { vec![(path.as_str(), line)] } else { Vec::new() }, "{to}: {found:#?}");
        assert!(found.iter().all(|problem| problem.what.contains("`pricing-objection`")));
    }
}

#[test]
fn all_problems_of_all_files_are_told_at_once() {
    let mut sources = with_file(PACK, text(&shipped(), PACK).replace("0.1.0", "x").into_bytes());
    for source in &mut sources {
        if source.path == NUDGE {
            let broken = String::from_utf8(source.bytes.clone()).unwrap();
            source.bytes = broken
                .replace("severity: high", "severity: x")
                .replace("window_days: 14", "window_days: 0")
                .into_bytes();
        }
    }
    let found = problems(&sources);
    let files: Vec<&str> = found.iter().map(|problem| problem.file.as_str()).collect();
    assert_eq!(files, [NUDGE, NUDGE, PACK], "{found:#?}");
}
