//! `cuecard lint`: what is wrong with a content folder, and what would not help anyone.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use cuecard::pack::author::rules::RULES;
use cuecard::pack::author::{Checked, Level};

use crate::{folder, report};

/// What to check, and how to tell it.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder with adapters, bindings, roles and packs
    #[arg(default_value = "content")]
    source: PathBuf,
    /// How problems are told: for people, or as JSON for editors and CI
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Print the rules and end
    #[arg(long)]
    rules: bool,
}

/// How problems are told.
#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

/// Checks and tells.
pub fn run(arguments: &Arguments) -> ExitCode {
    if arguments.rules {
        return printed(&rules());
    }
    let Checked { file, problems, .. } = folder::open(&arguments.source);
    let fails = file.is_none() || arguments.deny_warnings && !problems.is_empty();
    match arguments.format {
        Format::Json => {
            printed(&format!("{}\n", report::json(&problems)));
        }
        Format::Text if problems.is_empty() => {
            printed(&format!("{}: nothing to mend\n", arguments.source.display()));
        }
        Format::Text => report::print(&problems, if fails { "mend them first" } else { "it compiles" }),
    }
    if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The rules, a line or two each.
fn rules() -> String {
    let line = |level: Level, name: &str, about: &str| {
        let level = if level == Level::Error { "error" } else { "warning" };
        format!("{name} ({level})\n    {about}\n")
    };
    RULES.iter().map(|rule| line(rule.level, rule.name, rule.about)).collect()
}

fn printed(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
