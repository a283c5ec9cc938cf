//! `cuecard test`: tries the situations of all packs on the engine.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cuecard::pack::author::{Checked, Level, Tried};

use crate::{folder, report};

/// What to try.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder with adapters, bindings, roles and packs
    #[arg(default_value = "content")]
    source: PathBuf,
    /// Try those only whose file or sentence holds this text
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// Tries them, a line each, and says what came out otherwise.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Checked { mut situations, mut problems, .. } = folder::open(&arguments.source);
    problems.retain(|problem| problem.level == Level::Error);
    if let Some(text) = &arguments.only {
        situations.retain(|tried| tried.file.contains(text.as_str()) || tried.title.contains(text.as_str()));
    }
    let passed = situations.iter().filter(|tried| tried.passed).count();
    let mut lines: String = situations.iter().map(|tried| line(&arguments.source, tried)).collect();
    let sum = match (situations.len(), problems.is_empty()) {
        (0, true) if arguments.only.is_some() => "no situation holds that text\n".to_owned(),
        (0, true) => "there are no situations: write packs/PACK/tests/NAME.yaml\n".to_owned(),
        (0, false) => String::new(),
        (all, _) => format!("{passed} of {all} situations came out as expected\n"),
    };
    lines.push_str(&sum);
    // Who has read enough closes the pipe.
    let _ = io::stdout().write_all(lines.as_bytes());
    report::print(&problems, "mend them first");
    let is_fine = problems.is_empty() && passed == situations.len() && !situations.is_empty();
    if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn line(source: &Path, tried: &Tried) -> String {
    let mark = if tried.passed { "ok  " } else { "FAIL" };
    format!("{mark}  {}\n      {}\n", tried.title, source.join(&tried.file).display())
}
