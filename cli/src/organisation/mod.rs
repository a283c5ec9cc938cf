//! An organisation's signed repository: who may say what (`org`, `root`), what they say (`sign`,
//! `review`, `pilot`, `cosign`, `rule`, `off`), and making it the newest (`publish`). A folder holds it:
//!
//! ```text
//! root.json               where clients begin; comes with the policy or the join link
//! root.draft.json         a root that waits for signatures
//! repository/metadata/    N.ROLE.json; a version that no snapshot names is a draft
//! repository/targets/     what is signed, by hash
//! ```

mod amend;
mod cosign;
mod enrol;
mod life;
mod new;
mod off;
mod pilot;
mod publish;
mod reading;
mod repository;
mod review;
mod root;
mod rule;
mod sign;
mod statement;
mod status;

use std::path::PathBuf;
use std::process::ExitCode;

use cuecard::pack::author::Diagnostic;

pub use cosign::Arguments as CosignArguments;
pub use off::Arguments as OffArguments;
pub use pilot::Arguments as PilotArguments;
pub use publish::Arguments as PublishArguments;
pub use review::Arguments as ReviewArguments;
pub use rule::Arguments as RuleArguments;
pub use sign::Arguments as SignArguments;
pub use status::Arguments as StatusArguments;

use crate::key::failed;
use crate::moment;
use repository::Repository;

/// Where the organisation's folder is, and when it is.
#[derive(Debug, clap::Args)]
pub struct Place {
    /// The organisation's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    org: PathBuf,
    /// As of this time, such as 2030-12-31T00:00:00Z [default: now]
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    now: Option<i64>,
}

impl Place {
    fn now(&self) -> i64 {
        self.now.unwrap_or_else(moment::now)
    }

    fn repository(&self) -> Result<Repository, Diagnostic> {
        Repository::open(&self.org)
    }
}

/// What to do with an organisation.
#[derive(clap::Subcommand)]
pub enum Org {
    /// Make an organisation: its keys, its root, ready to publish
    ///
    /// Makes a folder with five keys, all with the passphrase that you give:
    /// root (put it away, off this computer), organisation (says who writes
    /// and who manages), authors (signs packs), verdicts, and online (keeps
    /// the repository fresh; the server has it).
    New(new::Arguments),
    /// Let somebody sign: as an author, or as a manager of a team
    ///
    /// Compare the fingerprint with the person on the telephone first. A
    /// deputy is a second key of the same team.
    Enrol(enrol::Enrol),
    /// Let a key sign no more: somebody left, or lost a laptop
    ///
    /// What only that key has signed is quiet from the next `publish` on,
    /// until somebody else signs it again.
    Dismiss(enrol::Dismiss),
    /// Sign again what the organisation says: before it ends, or with its new key
    Renew(enrol::Renew),
}

/// What to do with the root.
#[derive(clap::Subcommand)]
pub enum Root {
    /// Make the first root of keys that are elsewhere, such as two of three
    Init(root::Init),
    /// Make the next root: other keys, another threshold, or a longer life
    Rotate(root::Rotate),
    /// Sign a root that waits for signatures; once there are enough, it is in force
    Sign(root::Sign),
}

/// Does it and tells.
pub fn org(command: &Org) -> ExitCode {
    told(match command {
        Org::New(arguments) => new::run(arguments),
        Org::Enrol(arguments) => enrol::enrol(arguments),
        Org::Dismiss(arguments) => enrol::dismiss(arguments),
        Org::Renew(arguments) => enrol::renew(arguments),
    })
}

/// Does it and tells.
pub fn root(command: &Root) -> ExitCode {
    told(match command {
        Root::Init(arguments) => root::init(arguments),
        Root::Rotate(arguments) => root::rotate(arguments),
        Root::Sign(arguments) => root::sign(arguments),
    })
}

/// Signs content and tells.
pub fn sign(arguments: &SignArguments) -> ExitCode {
    signed(sign::run(arguments))
}

/// Signs a review and tells.
pub fn review(arguments: &ReviewArguments) -> ExitCode {
    signed(review::run(arguments))
}

/// Switches something off or on and tells.
pub fn off(arguments: &OffArguments) -> ExitCode {
    told(off::run(arguments))
}

/// Co-signs a nudge and tells.
pub fn cosign(arguments: &CosignArguments) -> ExitCode {
    told(cosign::run(arguments))
}

/// Opens a pilot and tells.
pub fn pilot(arguments: &PilotArguments) -> ExitCode {
    told(pilot::run(arguments))
}

/// Signs verdicts and tells.
pub fn rule(arguments: &RuleArguments) -> ExitCode {
    told(rule::run(arguments))
}

/// Publishes and tells.
pub fn publish(arguments: &PublishArguments) -> ExitCode {
    told(publish::run(arguments))
}

/// Says what is live.
pub fn status(arguments: &StatusArguments) -> ExitCode {
    told(status::run(arguments))
}

fn signed(done: Result<String, Vec<Diagnostic>>) -> ExitCode {
    match done {
        Ok(words) => told(Ok(words)),
        Err(problems) => {
            crate::report::print(&problems, "nothing was signed");
            ExitCode::FAILURE
        }
    }
}

fn told(done: Result<String, Diagnostic>) -> ExitCode {
    match done {
        Ok(words) => {
            println!("{}", words.trim_end());
            ExitCode::SUCCESS
        }
        Err(problem) => failed(&problem),
    }
}
