//! `cuecard policy`: what the organisation signs for its people, and the second key that has to agree
//! before more leaves their browsers.

mod consent;
mod document;
mod history;
mod sign;
mod status;
mod told;
mod written;

use cuecard::pack::author::Diagnostic;

pub use status::status;
pub use written::Written;

/// What to do with the policy.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Sign the policy: teams, hosts, quiet hours, and what may leave a browser
    ///
    /// Says in words what it means, and what is wider than before. In force
    /// with the next `publish`; what is wider waits for the second key.
    ///
    /// Exit status: 0 signed; 1 not, and nothing was; 2 the command was called
    /// wrongly.
    Sign(sign::Arguments),
    /// Agree that more may leave a browser, as the second key
    ///
    /// Shows what is wider, then signs that it may be, from a day on that is
    /// at least 14 days ahead. The key is that of `works-council`, such as the
    /// works council's, and none of the organisation's own.
    ///
    /// Exit status: 0 signed; 1 not, and nothing was; 2 the command was called
    /// wrongly.
    Consent(consent::Arguments),
}

/// Does it.
pub fn run(command: &Command) -> Result<String, Vec<Diagnostic>> {
    match command {
        Command::Sign(arguments) => sign::run(arguments),
        Command::Consent(arguments) => consent::run(arguments).map_err(|problem| vec![problem]),
    }
}
