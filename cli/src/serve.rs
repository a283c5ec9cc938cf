//! `cuecard serve`: settings from the command line and the environment.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use cuecard_server::{Configuration, DEFAULT_FLOOR};

/// What `cuecard serve` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where to listen; port 0 takes a free one
    #[arg(long, env = "CUECARD_LISTEN", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// The SQLite file; made if it is not there
    #[arg(long, env = "CUECARD_DATABASE", value_name = "FILE", default_value = "cuecard.sqlite")]
    database: PathBuf,
    /// A file that holds the enrolment secret, at least 16 characters
    ///
    /// Everybody in the organisation uses the same one. It can also be given
    /// in the environment as CUECARD_SECRET; without either, anybody who
    /// reaches the server can send counts.
    #[arg(long, env = "CUECARD_SECRET_FILE", value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// The smallest group that is ever shown, 5 or more
    #[arg(long, env = "CUECARD_FLOOR", default_value_t = DEFAULT_FLOOR)]
    floor: u32,
}

/// Serves until it is told to end.
pub fn run(arguments: Arguments) -> ExitCode {
    let secret = match &arguments.secret_file {
        // A plain argument would show in the list of processes.
        None => std::env::var("CUECARD_SECRET").ok(),
        Some(path) => match std::fs::read_to_string(path) {
            Ok(text) => Some(text.trim_end().to_owned()),
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                eprintln!("Give --secret-file a file that holds the enrolment secret.");
                return ExitCode::FAILURE;
            }
        },
    };
    let Arguments { listen: address, database, floor, .. } = arguments;
    match cuecard_server::run(Configuration { address, database, secret, floor }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
