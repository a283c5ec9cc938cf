//! `cuecard key`: the keys of people who publish and co-sign, in files with a passphrase.

mod enrolment;
mod passphrase;
mod private;

use std::path::PathBuf;
use std::process::ExitCode;

pub use cuecard::trust::sign::{Enrolment, fingerprint, is_fingerprint};
pub use enrolment::read as read_enrolment;
pub use passphrase::new as new_passphrase;
pub use private::{KeyOption, create, open_with};

use crate::report;

/// What to do with a key.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Make a key
    ///
    /// Writes two files: NAME.key.pem, which stays with whom it belongs to and
    /// opens with a passphrase only (at least 12 characters; asked for, or from
    /// CUECARD_PASSPHRASE), and NAME.public.json, which goes to whoever
    /// enrols you. Read them the fingerprint over the telephone: then they
    /// know that nobody put another key in its place.
    New {
        /// Where, without an ending
        #[arg(value_name = "NAME")]
        name: PathBuf,
        /// Who you are, as people know you
        #[arg(long, value_name = "WHO")]
        who: String,
    },
    /// Say the fingerprint of a public key, and whose it is said to be
    Show {
        /// NAME.public.json
        file: PathBuf,
    },
}

/// Does it and tells.
pub fn run(command: &Command) -> ExitCode {
    let done = match command {
        Command::New { name, who } => create(name, who, new_passphrase),
        Command::Show { file } => read_enrolment(file),
    };
    match done {
        Ok(enrolment) => {
            println!("{}", enrolment.words());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            report::print(&[problem], "nothing was changed");
            ExitCode::FAILURE
        }
    }
}
