//! An organisation's signed repository: who may say what (`org`, `root`), what they say (`sign`,
//! `review`, `pilot`, `cosign`, `take`, `rule`, `off`, `policy`), and making it the newest (`publish`). A
//! folder holds it:
//!
//! ```text
//! root.json               where clients begin; comes with the policy or the join link
//! root.draft.json         a root that waits for signatures
//! repository/metadata/    N.ROLE.json; a version that no snapshot names is a draft
//! repository/targets/     what is signed, by hash
//! ```

mod amend;
mod built_in;
mod cosign;
mod displacement;
mod enrol;
mod life;
mod link;
mod new;
mod off;
mod pilot;
mod policy;
mod publish;
mod reading;
mod repository;
mod review;
mod root;
mod rule;
mod server;
mod sign;
mod statement;
mod status;
mod take;
mod take_over;
mod translations;
mod upload;

use std::path::PathBuf;
use std::process::ExitCode;

use cuecard::pack::author::Diagnostic;

use crate::{moment, report};
pub use policy::Written as WrittenPolicy;
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

/// Everything that is done with such a folder.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Make an organisation, and say who may sign what
    ///
    /// docs/publish.md leads through it, from the keys to a nudge that is live.
    #[command(subcommand)]
    Org(Org),
    /// Make or change the root, which says whose keys count at all
    #[command(subcommand)]
    Root(Root),
    /// Stand by packs, as their author
    ///
    /// They have to compile and to pass their own situations. Where two
    /// authors must sign, both run the same command on the same content.
    ///
    /// Exit status: 0 signed; 1 not, and nothing was; 2 the command was called
    /// wrongly.
    Sign(sign::Arguments),
    /// Open the try of a nudge, as its author, with some teams
    ///
    /// It runs for 60 days without evidence, with these teams only. --wide lets
    /// other teams have it, once a verdict says that it helps and their own
    /// managers co-sign it. --weak is for too few people to ever say so.
    ///
    /// Exit status: 0 signed; 1 not, and nothing was; 2 the command was called
    /// wrongly.
    Pilot(pilot::Arguments),
    /// Stand by a nudge, as a manager of a team
    ///
    /// Shows what the nudge says and what it would displace, by a simulation of
    /// the team's weeks with it and without it, then signs why it matters, how
    /// many minutes a week are kept free, and until when.
    ///
    /// Exit status: 0 signed; 1 not, and nothing was; 2 the command was called
    /// wrongly.
    Cosign(cosign::Arguments),
    /// Take what a manager signed in the browser
    ///
    /// Checks the file as a client would, says in words what it is, and adds it
    /// for the next `publish`.
    ///
    /// Exit status: 0 taken; 1 not, and all is as before; 2 the command was
    /// called wrongly.
    Take(take::Arguments),
    /// Say that a nudge means what it did, as a reviewer
    ///
    /// For spelling, a link, a translation, who answers for it: then its co-sign
    /// stays. Shows the change side by side, in all languages; a new version is
    /// refused. Whoever may sign as an author may not review.
    ///
    /// Exit status: 0 signed; 1 not, and nothing was; 2 the command was called
    /// wrongly.
    Review(review::Arguments),
    /// Sign verdicts: what helps goes on for 60 days, all else is paused
    ///
    /// Exit status: 0 signed, or nothing to sign; 1 not, and nothing was; 2 the
    /// command was called wrongly.
    Rule(rule::Arguments),
    /// Switch off a nudge, or all that reads a system, for everybody
    ///
    /// Signed with the organisation's key; in force with the next `publish`.
    ///
    /// Exit status: 0 signed; 1 not, and nothing was; 2 the command was called
    /// wrongly.
    Off(off::Arguments),
    /// Sign what holds in people's browsers, and agree to what leaves them
    ///
    /// Teams, hosts, quiet hours and what may leave a browser. The
    /// organisation alone can let less leave; more needs a second key, such as
    /// the works council's, and 14 days' notice to the people.
    #[command(subcommand)]
    Policy(policy::Command),
    /// Make what was signed the newest that browsers find
    ///
    /// Publishes what enough people have signed, if a client would believe all
    /// of it; then serve the folder `repository` by any web server. Or, with
    /// --to, sends what is new to a server, which verifies it and keeps it
    /// fresh: then no online key is needed here.
    ///
    /// Exit status: 0 published; 1 not, and all is as before; 2 the command was
    /// called wrongly.
    Publish(publish::Arguments),
    /// Say what is live for which team until when, and why not
    ///
    /// Exit status: 0 said; 1 the repository is not to be believed; 2 the
    /// command was called wrongly.
    Status(status::Arguments),
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
    /// Make a line to send, by which people join a team
    ///
    /// They paste it in the extension's options. It is signed, so that nobody
    /// can change the team, and says until when people can join by it. Whoever
    /// has it can join: send it to the team only.
    ///
    /// Exit status: 0 made; 1 not; 2 the command was called wrongly.
    Link(link::Arguments),
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
pub fn run(command: &Command) -> ExitCode {
    let one = |problem| vec![problem];
    let done = match command {
        Command::Org(Org::New(arguments)) => new::run(arguments).map_err(one),
        Command::Org(Org::Enrol(arguments)) => enrol::enrol(arguments).map_err(one),
        Command::Org(Org::Dismiss(arguments)) => enrol::dismiss(arguments).map_err(one),
        Command::Org(Org::Link(arguments)) => link::run(arguments).map_err(one),
        Command::Org(Org::Renew(arguments)) => enrol::renew(arguments).map_err(one),
        Command::Root(Root::Init(arguments)) => root::init(arguments).map_err(one),
        Command::Root(Root::Rotate(arguments)) => root::rotate(arguments).map_err(one),
        Command::Root(Root::Sign(arguments)) => root::sign(arguments).map_err(one),
        Command::Sign(arguments) => sign::run(arguments),
        Command::Review(arguments) => review::run(arguments),
        Command::Pilot(arguments) => pilot::run(arguments).map_err(one),
        Command::Cosign(arguments) => cosign::run(arguments),
        Command::Take(arguments) => take::run(arguments).map_err(one),
        Command::Rule(arguments) => rule::run(arguments).map_err(one),
        Command::Off(arguments) => off::run(arguments).map_err(one),
        Command::Policy(command) => policy::run(command),
        Command::Publish(arguments) => publish::run(arguments).map_err(one),
        Command::Status(arguments) => status::run(arguments).map_err(one),
    };
    match done {
        Ok(words) => {
            println!("{}", words.trim_end());
            ExitCode::SUCCESS
        }
        Err(problems) => {
            report::print(&problems, "nothing was changed");
            ExitCode::FAILURE
        }
    }
}
