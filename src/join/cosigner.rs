//! A look at all that a team could have, by somebody who co-signs for it: what is signed, then the packs in
//! every language and what is said of them.

use super::agenda::Agenda;
use super::fetching::{Fetching, not_asked};
use super::visit::{Member, client};
use crate::approval::{AUTHORS, OFF_PATH, REVIEWERS, VERDICTS, team_role};
use crate::time::Day;
use crate::trust::{Client, Reason, Refusal, Scope, State, Wanted};

/// What is looked at, beside the list of what is off and the team's own statements.
const FOLDERS: [&str; 4] = ["packs/", "pilots/", "reviews/", "verdicts/"];
/// What signed files of roles are called, after their version.
const TOP: &str = ".targets.json";

/// Who looks.
#[derive(Clone, Debug, Default)]
pub struct Cosigner {
    /// Where they begin, for which team, and which language they read.
    pub member: Member,
    /// The key that they have; none: they have none yet.
    pub key: Option<[u8; 32]>,
    /// What they signed last, as JSON, whether or not anybody has taken it.
    pub signed: Option<String>,
}

/// A look.
#[derive(Debug)]
pub struct Looking {
    who: Cosigner,
    /// What was seen before.
    state: Option<State>,
    /// In seconds since 1970.
    now: i64,
    today: Day,
    step: Step,
    /// The signed files of the organisation and of the team, as they were given.
    organisation: Vec<u8>,
    team: Vec<u8>,
    /// What the team says holds no more: nobody has signed it for so long.
    is_over: bool,
}

#[derive(Debug)]
enum Step {
    Signatures(Box<Client>),
    Targets(Box<Fetching>),
    Refused(Refusal),
}

impl Looking {
    /// Begins. `state` is what was seen before, `now` is in seconds since 1970, `today` the civil day where
    /// the person is.
    pub fn begin(who: Cosigner, state: Option<State>, now: i64, today: Day) -> Self {
        let step = signatures(client(&who.member, state.clone(), now, false));
        Self { who, state, now, today, step, organisation: Vec::new(), team: Vec::new(), is_over: false }
    }

    /// The file that is wanted next; none once it is done.
    pub fn wants(&self) -> Option<Wanted> {
        match &self.step {
            Step::Signatures(client) => client.wants(),
            Step::Targets(targets) => targets.wants(),
            Step::Refused(_) => None,
        }
    }

    /// Takes the file that was wanted; none: it is not there.
    pub fn give(&mut self, bytes: Option<&[u8]>) {
        match &mut self.step {
            Step::Signatures(client) => {
                let path = client.wants().map_or_else(String::new, |wanted| wanted.path);
                let given = client.give(bytes);
                let is_team = path.ends_with(&[".", &team_role(&self.who.member.team), ".json"].concat());
                let kept = match () {
                    () if path.ends_with(TOP) => Some(&mut self.organisation),
                    () if is_team => Some(&mut self.team),
                    () => None,
                };
                if let (Some(kept), Some(bytes)) = (kept, bytes) {
                    *kept = bytes.to_vec();
                }
                match given {
                    // Its signatures were checked before its life was: whoever signs again begins with it.
                    Err(Refusal { reason: Reason::Expired, .. }) if is_team && !self.is_over => {
                        self.is_over = true;
                        let roles = [AUTHORS, REVIEWERS, VERDICTS].map(str::to_owned);
                        let (root, scope) = (&self.who.member.root, Scope::Roles(roles.into()));
                        self.step = signatures(Client::new(root, self.state.clone(), self.now, scope));
                    }
                    Err(refusal) => self.step = Step::Refused(refusal),
                    Ok(_) => {}
                }
                self.go_on();
            }
            Step::Targets(targets) => targets.give(bytes),
            Step::Refused(_) => {}
        }
    }

    /// What there is to co-sign, once nothing more is wanted.
    ///
    /// # Errors
    /// Why it is not to be believed, or cannot be signed here.
    pub fn finish(self) -> Result<Agenda, Refusal> {
        match self.step {
            Step::Refused(refusal) => Err(refusal),
            Step::Signatures(client) => {
                Err(not_asked(&client.wants().map_or_else(String::new, |wanted| wanted.path)))
            }
            Step::Targets(targets) => {
                let Fetching { accepted, fetched, .. } = *targets;
                let files = [self.organisation.as_slice(), &self.team];
                let mut agenda = Agenda::new(self.who, (self.now, self.today), accepted, fetched, files)?;
                if self.is_over {
                    agenda.end();
                }
                Ok(agenda)
            }
        }
    }

    /// From the signatures to the targets, once they hold.
    fn go_on(&mut self) {
        if !matches!(&self.step, Step::Signatures(client) if client.wants().is_none()) {
            return;
        }
        let step = std::mem::replace(&mut self.step, Step::Refused(not_asked("timestamp.json")));
        let Step::Signatures(client) = step else { return };
        let Some(accepted) = client.finish() else { return };
        let own = ["cosigns/", &self.who.member.team, "/"].concat();
        let is_needed = |path: &str| {
            path == OFF_PATH
                || path.starts_with(&own)
                || FOLDERS.iter().any(|folder| path.starts_with(folder))
        };
        let paths = accepted.targets.keys().filter(|path| is_needed(path)).cloned().collect();
        self.step = Fetching::begin(accepted, paths).map_or_else(Step::Refused, Step::Targets);
    }
}

fn signatures(client: Result<Client, Refusal>) -> Step {
    client.map_or_else(Step::Refused, |client| Step::Signatures(Box::new(client)))
}
