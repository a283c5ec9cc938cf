//! `cuecard explain`: why something showed, or why not, in sentences.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cuecard::content::{Content, ContentFile};
use cuecard::decide::Receipt;
use cuecard::explain::{Catalogue, Explanation, explain};
use cuecard::role::Budget;
use cuecard::step::Trace;
use serde_json::Value;

use crate::{folder, report};

/// Deeper than anything that an export nests.
const MAX_DEPTH: usize = 16;
/// Where an export, a ledger and a status keep their receipts.
const RECEIPTS: &str = "decisions";

/// What to explain.
#[derive(clap::Args)]
pub struct Arguments {
    /// A trace, a receipt, a list of receipts, or the JSON copy of *Your data*
    file: PathBuf,
    /// The folder with the content that it was decided by
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    content: PathBuf,
    /// The language of the sentences
    #[arg(long, value_enum, default_value_t)]
    language: Language,
    /// Only decisions on this nudge
    #[arg(long, value_name = "NUDGE")]
    nudge: Option<String>,
    /// The role whose budget it was; a trace knows it
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
}

/// Languages that have all sentences: those of the extension.
#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Language {
    #[default]
    En,
    De,
}

impl Language {
    fn catalogue(self) -> &'static str {
        match self {
            Self::En => include_str!("../../extension/_locales/en/messages.json"),
            Self::De => include_str!("../../extension/_locales/de/messages.json"),
        }
    }
}

/// Prints an explanation for each decision.
pub fn run(arguments: &Arguments) -> ExitCode {
    let checked = folder::open(&arguments.content);
    let Some(file) = checked.file else {
        report::print(&checked.problems, "mend the content first, or name another with --content");
        return ExitCode::FAILURE;
    };
    match explained(arguments, &file) {
        Ok(text) => {
            // Who has read enough closes the pipe.
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            let _ = writeln!(io::stderr(), "error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn explained(arguments: &Arguments, file: &ContentFile) -> Result<String, String> {
    let words = Catalogue::read(arguments.language.catalogue()).map_err(|error| error.to_string())?;
    let content = Content::new(file).map_err(|error| error.to_string())?;
    let Told { receipts, role } = read(&arguments.file, &content)?;
    let role = arguments.role.clone().or(role);
    let budget: Option<&Budget> =
        role.and_then(|name| file.roles.iter().find(|role| role.role == name)).map(|role| &role.budget);
    let wanted = |receipt: &&Receipt| match &arguments.nudge {
        Some(nudge) => receipt.candidates.iter().any(|considered| considered.0 == *nudge),
        None => true,
    };
    let title = |nudge: &str| content.title(nudge).to_owned();
    let texts: Vec<String> = receipts
        .iter()
        .filter(wanted)
        .map(|receipt| printed(&explain(receipt, &words, &title, budget)))
        .collect();
    if texts.is_empty() {
        return Err(format!("{} holds no decision to explain", arguments.file.display()));
    }
    Ok(texts.join("\n"))
}

/// Receipts, and the role that they were decided for, where that is known.
#[derive(Default)]
struct Told {
    receipts: Vec<Receipt>,
    role: Option<String>,
}

fn read(path: &Path, content: &Content) -> Result<Told, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    if let Ok(trace) = serde_json::from_str::<Trace>(&text) {
        let ledger = trace.run(content, &mut |_| Ok(()))?;
        let receipts = ledger.decisions.iter().map(|receipt| Receipt::clone(receipt)).collect();
        return Ok(Told { receipts, role: ledger.settings.role.clone() });
    }
    let value: Value =
        serde_json::from_str(&text).map_err(|error| format!("{} is no JSON: {error}", path.display()))?;
    let mut told = Told::default();
    match &value {
        Value::Array(items) => told.receipts.extend(items.iter().filter_map(receipt)),
        _ => told.receipts.extend(receipt(&value)),
    }
    if told.receipts.is_empty() {
        told.search(&value, 0);
    }
    Ok(told)
}

fn receipt(value: &Value) -> Option<Receipt> {
    serde_json::from_value(value.clone()).ok()
}

impl Told {
    /// Looks for receipts wherever they are kept; a copy of *Your data* holds texts that are JSON.
    fn search(&mut self, value: &Value, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match value {
            Value::Object(entries) => {
                for (name, value) in entries {
                    match value {
                        Value::Array(items) if name == RECEIPTS => {
                            self.receipts.extend(items.iter().filter_map(receipt));
                        }
                        Value::String(role) if name == "role" => self.role = Some(role.clone()),
                        _ => self.search(value, depth + 1),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.search(item, depth + 1)),
            Value::String(text) if text.starts_with(['{', '[']) => {
                if let Ok(value) = serde_json::from_str(text) {
                    self.search(&value, depth + 1);
                }
            }
            _ => {}
        }
    }
}

fn printed(Explanation { happened, candidates, numbers }: &Explanation) -> String {
    let lines = candidates.iter().chain(numbers).map(|line| format!("  {line}\n"));
    format!("{happened}\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(file: PathBuf) -> Arguments {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let content = root.join("content");
        Arguments { file, content, language: Language::En, nudge: None, role: None }
    }

    /// What is said of this text, kept in a file of this test's own.
    fn said(name: &str, text: &str, change: impl FnOnce(&mut Arguments)) -> Result<String, String> {
        let file = std::env::temp_dir().join(format!("cuecard-explain-{name}-{}", std::process::id()));
        fs::write(&file, text).unwrap();
        let mut arguments = arguments(file.clone());
        change(&mut arguments);
        let content = folder::open(&arguments.content).file.unwrap();
        let said = explained(&arguments, &content);
        fs::remove_file(file).unwrap();
        said
    }

    #[test]
    fn receipts_are_found_wherever_they_are_kept() {
        let receipt = r#"{"at":1795014000000,"input":"00","events":["changed stage"],"candidates":[["pricing-objection","budget_count"]],"left":[0,0]}"#;
        let ledger = format!(r#"{{"decisions":[{receipt}]}}"#);
        let quoted = serde_json::to_string(&ledger).unwrap();
        let kept = [
            receipt.to_owned(),
            format!("[{receipt}]"),
            ledger.clone(),
            format!(r#"{{"kept":{{"ledger":{quoted}}}}}"#),
        ];
        for text in kept {
            let said = said("kept", &text, |_| {}).unwrap();
            assert!(said.starts_with("2026-11-18, 15:00 UTC: stage changed."), "{said}");
            assert!(said.contains("Trade, do not give"), "{said}");
        }
        let german = said("german", &ledger, |arguments| arguments.language = Language::De).unwrap();
        assert!(german.contains("stage"), "{german}");
        assert_ne!(german, said("english", &ledger, |_| {}).unwrap());
    }

    #[test]
    fn a_trace_is_replayed_and_what_is_none_is_told() {
        let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors");
        let trace = fs::read_to_string(vectors.join("a-fortnight-alone.trace.json")).unwrap();
        let said_of = |nudge: &'static str| {
            said("trace", &trace, move |arguments| arguments.nudge = Some(nudge.to_owned()))
        };
        assert!(said_of("pricing-objection").unwrap().contains("Trade, do not give: Shown."));
        assert!(said_of("no-such-nudge").unwrap_err().contains("no decision to explain"));
        for (text, what) in [("{}", "no decision to explain"), ("no json", "is no JSON")] {
            assert!(said("none", text, |_| {}).unwrap_err().contains(what), "{text}");
        }
    }
}
