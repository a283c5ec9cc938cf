//! The `cuecard` command.

mod compile;
mod schema;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Quiet help inside the tools people work in: compile its content, serve its counts.
#[derive(Parser)]
#[command(name = "cuecard", version, max_term_width = 80)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compile a content folder to the one file that the extension loads
    ///
    /// Exit status: 0 written; 1 something in the content is wrong, nothing
    /// was written.
    Compile {
        /// The folder with adapters, bindings, roles and packs
        source: PathBuf,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Print the JSON Schema that editors check and complete adapters by
    ///
    /// Editors with the YAML language server (VS Code's YAML extension,
    /// Neovim, Helix …) are told of it by the first line of an adapter, with
    /// the path from the adapter to the schema:
    ///
    /// `# yaml-language-server: $schema=../../adapter.schema.json`
    ///
    /// JetBrains: Settings, Languages & Frameworks, Schemas and DTDs, JSON
    /// Schema Mappings, and there the file pattern `adapters/*.yaml`. Keep the
    /// file outside the content folder, and write it anew after each update.
    Schema(schema::Arguments),
    /// Take anonymous reports and show the counts
    ///
    /// Prints the address once it listens; ends on Ctrl-C or SIGTERM.
    Serve(serve::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Compile { source, out } => compile::run(&source, &out),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
    }
}
