//! The `cuecard` command.

mod columns;
mod compile;
mod diff;
mod explain;
mod folder;
mod forecast;
mod init;
mod key;
mod lint;
mod moment;
mod organisation;
mod preview;
mod report;
mod schema;
mod serve;
mod shell;
mod simulate;
mod situations;
mod verdict;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Quiet help inside the tools people work in: compile its content, serve its counts.
#[derive(Parser)]
#[command(name = "cuecard", version, max_term_width = 80)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begin: from a problem at work to a pack, or to a plan
    ///
    /// Asks what should go better, whether people can do it, and what keeps
    /// them from it; flags may say so beforehand. Where a card can help, it
    /// writes a pack of three moments that already work and wait for their
    /// words. Where none can, it writes a short plan instead.
    ///
    /// Exit status: 0 written; 1 something is missing or in the way, nothing
    /// was written; 2 the command was called wrongly.
    Init(init::Arguments),
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
    /// Say what is wrong with a content folder, and what would help nobody
    ///
    /// Exit status: 0 it compiles; 1 it does not (or, with --deny-warnings,
    /// something is to mend); 2 the command was called wrongly.
    Lint(lint::Arguments),
    /// Try what packs expect of themselves, on the engine itself
    ///
    /// Exit status: 0 all situations came out as expected; 1 one did not, or
    /// the content does not compile; 2 the command was called wrongly.
    Test(situations::Arguments),
    /// Show cards, lessons and checks in a browser while you write
    ///
    /// They are drawn by the extension's own pages; what you save shows at
    /// once, with what lint says beside it. Serves this computer only; ends
    /// on Ctrl-C.
    Preview(preview::Arguments),
    /// Live some weeks of a team, and see who would be asked for how much
    ///
    /// Triggers are replaced by rates that you state; everything after them
    /// is decided by the engine itself. Writes a report, and says the main
    /// figures. The same seed gives the same weeks.
    ///
    /// Exit status: 0 lived; 1 the content or the team has an error, or the
    /// report cannot be written; 2 the command was called wrongly.
    Simulate(simulate::Arguments),
    /// Say how many people and weeks a verdict needs
    ///
    /// Fewer than forty people whose outcome is there by day 60 make no trial:
    /// the nudge starts as weak evidence, before and after.
    ///
    /// Exit status: 0 forecast; 1 the content has an error; 2 the command was
    /// called wrongly.
    Forecast(forecast::Arguments),
    /// Judge whether nudges help, from anonymous counts
    ///
    /// People who were shown a nudge are compared with people from whom it was
    /// withheld, at the first moment of each. What is not proven by day 60 is
    /// paused. docs/verdicts.md says how, and how often it is wrong.
    ///
    /// Exit status: 0 judged, whatever the verdicts; 1 something in a file is
    /// wrong, nothing was judged; 2 the command was called wrongly; 3 a nudge
    /// may not go wide.
    Verdict(verdict::Arguments),
    /// Make keys, and compare their fingerprints
    ///
    /// Exit status: 0 made or shown; 1 not, and nothing was written; 2 the
    /// command was called wrongly.
    #[command(subcommand)]
    Key(key::Command),
    #[command(flatten)]
    Organisation(organisation::Command),
    /// Say whether a signed repository is to be believed, as a client does
    ///
    /// The folder is laid out as TUF 1.0 has it, with consistent snapshots.
    /// Prints one JSON object: all roles with their versions and all targets
    /// with who vouches for them, or what was refused, why, and how to mend it
    /// (docs/trust.md). Targets that are there are checked, too.
    ///
    /// Exit status: 0 accepted; 1 refused, the state is as before; 2 the
    /// command was called wrongly.
    Verify(verify::Arguments),
    /// Say why something showed, or why not, in sentences
    ///
    /// Exit status: 0 explained; 1 there is nothing to explain, or the content
    /// does not compile; 2 the command was called wrongly.
    Explain(explain::Arguments),
    /// Say what changed between two states of a content folder, side by side
    ///
    /// For each nudge: whether the change is editorial (spelling, a link, a
    /// translation, its owners), so that co-sign and evidence stay, or makes a
    /// new version, which has to be shown to help again.
    ///
    /// Exit status: 0 nothing changed, or editorially only; 1 one of the two
    /// does not compile; 2 the command was called wrongly; 3 there is a new
    /// version of a nudge.
    Diff(diff::Arguments),
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
    /// Copy all counts to a file, while the server may go on
    ///
    /// Exit status: 0 copied, checked and written; 1 not, and there is no
    /// file; 2 the command was called wrongly.
    Backup(serve::Backup),
    /// Fill an empty database from a backup
    ///
    /// Exit status: 0 filled; 1 not, and the database is as empty as before;
    /// 2 the command was called wrongly.
    Restore(serve::Restore),
    /// Move all counts to another database, such as PostgreSQL
    ///
    /// The old one keeps them, and takes no reports from then on; browsers
    /// keep what they would send meanwhile. Ended on the way, it can be run
    /// again, to an empty database.
    ///
    /// Exit status: 0 moved; 1 not, and the old one is in use as before; 2
    /// the command was called wrongly.
    Migrate(serve::Migrate),
    /// Print the counts that may be shown, as CSV
    ///
    /// One line for each closed block, in the columns that `cuecard verdict`
    /// judges (its help says what they mean). `opened` is the first published
    /// week: correct it where you know the day. A server gives the same at
    /// /v1/counts.csv.
    ///
    /// Exit status: 0 printed; 1 the database cannot be read; 2 the command
    /// was called wrongly.
    Export(serve::Export),
    /// Print what a shell needs to complete this command
    ///
    /// Bash: `cuecard completions bash > ~/.local/share/bash-completion/completions/cuecard`
    Completions(shell::Completions),
    /// Write the manual pages to a folder
    Man(shell::Manual),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Compile { source, out } => compile::run(&source, &out),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Test(arguments) => situations::run(&arguments),
        Command::Preview(arguments) => preview::run(arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Forecast(arguments) => forecast::run(&arguments),
        Command::Verdict(arguments) => verdict::run(&arguments),
        Command::Key(command) => key::run(&command),
        Command::Organisation(command) => organisation::run(&command),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Backup(arguments) => serve::backup(&arguments),
        Command::Restore(arguments) => serve::restore(&arguments),
        Command::Migrate(arguments) => serve::migrate(&arguments),
        Command::Export(arguments) => serve::export(&arguments),
        Command::Completions(arguments) => shell::completions(&arguments, Arguments::command()),
        Command::Man(arguments) => shell::manual(&arguments, Arguments::command()),
    }
}
