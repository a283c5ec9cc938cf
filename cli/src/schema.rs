//! `cuecard schema`: what editors need to complete and check content as it is written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The grammar of adapters as JSON Schema; in the program, so that both are of one version.
const ADAPTER: &str = include_str!("../../docs/adapter.schema.json");

/// What `cuecard schema` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// What is written by the schema
    grammar: Grammar,
    /// The file to write, instead of the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What has a schema.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Grammar {
    /// The YAML file that says where things stand on a system's pages
    Adapter,
}

/// Prints the schema, or writes it to a file.
pub fn run(arguments: &Arguments) -> ExitCode {
    let schema = match arguments.grammar {
        Grammar::Adapter => ADAPTER,
    };
    let (written, place) = match &arguments.out {
        Some(out) => (fs::write(out, schema), out.as_path()),
        None => (io::stdout().write_all(schema.as_bytes()), Path::new("the terminal")),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        // Who has read enough closes the pipe.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // A terminal that has gone away is no reason to fail in another way.
            let _ = writeln!(io::stderr(), "error: {} cannot be written: {error}", place.display());
            ExitCode::FAILURE
        }
    }
}
