//! `cuecard serve`, and what its administrator does beside it: backup, restore, migrate, export.

mod settings;

use std::fmt::Display;
use std::path::PathBuf;
use std::process::ExitCode;

use cuecard_server::{Copied, Location};
use settings::{ServerSources, Sources};

/// What `cuecard serve` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    server: ServerSources,
}

/// What `cuecard backup` takes.
#[derive(clap::Args)]
pub struct Backup {
    /// The SQLite file to write; it must not be there yet
    file: PathBuf,
    #[command(flatten)]
    sources: Sources,
}

/// What `cuecard restore` takes.
#[derive(clap::Args)]
pub struct Restore {
    /// A file that `cuecard backup` wrote
    file: PathBuf,
    #[command(flatten)]
    sources: Sources,
}

/// What `cuecard migrate` takes.
#[derive(clap::Args)]
pub struct Migrate {
    /// The empty database to move to: postgres://USER:PASSWORD@HOST/DATABASE,
    /// or a new SQLite file
    ///
    /// A password shows in the list of processes: leave it out here, and set
    /// PGPASSWORD.
    #[arg(long, value_name = "URL|FILE")]
    to: Location,
    #[command(flatten)]
    sources: Sources,
}

/// What `cuecard export` takes.
#[derive(clap::Args)]
pub struct Export {
    #[command(flatten)]
    sources: Sources,
}

/// Serves until it is told to end.
pub fn run(arguments: &Arguments) -> ExitCode {
    let served = settings::read(&arguments.sources, &arguments.server)
        .and_then(|configuration| cuecard_server::run(configuration).map_err(text));
    ended(served.map(|()| None))
}

/// Copies everything to a file.
pub fn backup(arguments: &Backup) -> ExitCode {
    ended(database(&arguments.sources).and_then(|from| {
        let copied = wait(cuecard_server::backup(&from, &arguments.file))?;
        Ok(Some(format!("{} → {}: {}", from, arguments.file.display(), amount(copied))))
    }))
}

/// Fills an empty database from a file.
pub fn restore(arguments: &Restore) -> ExitCode {
    ended(database(&arguments.sources).and_then(|to| {
        let copied = wait(cuecard_server::restore(&arguments.file, &to))?;
        Ok(Some(format!("{} → {to}: {}", arguments.file.display(), amount(copied))))
    }))
}

/// Moves to another database.
pub fn migrate(arguments: &Migrate) -> ExitCode {
    ended(database(&arguments.sources).and_then(|from| {
        let copied = wait(cuecard_server::migrate(&from, &arguments.to))?;
        let next = "Start the server with that database now.";
        Ok(Some(format!("{from} → {}: {}\n{next}", arguments.to, amount(copied))))
    }))
}

/// Prints what may be shown.
pub fn export(arguments: &Export) -> ExitCode {
    let configuration = settings::read(&arguments.sources, &ServerSources::default());
    let csv = configuration.and_then(|configuration| wait(cuecard_server::export(configuration)));
    ended(csv.map(|csv| Some(csv.trim_end().to_owned())))
}

fn database(sources: &Sources) -> Result<Location, String> {
    Ok(settings::read(sources, &ServerSources::default())?.database)
}

fn amount(copied: Copied) -> String {
    format!("{} reports, {} ids", copied.reports, copied.ids)
}

fn wait<T, E: Display>(work: impl Future<Output = Result<T, E>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(text)?;
    runtime.block_on(work).map_err(text)
}

fn text(error: impl Display) -> String {
    error.to_string()
}

fn ended(outcome: Result<Option<String>, String>) -> ExitCode {
    match outcome {
        Ok(said) => {
            if let Some(said) = said {
                println!("{said}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
