//! A visit to a repository, file by file: first what is signed, then the targets that one member of one
//! team needs of it.

use super::content::{Found, put_together};
use super::fetching::{Fetching, not_asked};
use super::link::Link;
use super::told::Told;
use crate::approval::{
    AUTHORS, OFF_PATH, REVIEWERS, VERDICTS, pack_at, pilot_path, review_path, ruling_path, team_role,
};
use crate::content::{Content, ContentError};
use crate::policy::{CONSENT_PATH, DATA_PATH, POLICY_PATH, Remembered, WORKS_COUNCIL};
use crate::time::Day;
use crate::trust::{Accepted, Client, Reason, Refusal, Scope, State, Wanted, pin};

/// Who visits.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// SHA-256 of the root that the organisation begins with, in hexadecimal; none: the root was handed
    /// over by somebody who is trusted to have looked.
    pub pin: Option<String>,
    /// The root that the organisation begins with.
    pub root: Vec<u8>,
    /// The team.
    pub team: String,
    /// The language that the person reads, such as `de`.
    pub language: String,
    /// The link by which they join; none: they belong there already, or a policy says so.
    pub link: Option<Link>,
}

/// A visit.
#[derive(Debug)]
pub struct Visit {
    member: Member,
    /// In seconds since 1970.
    now: i64,
    today: Day,
    /// What may have left the browser until now.
    remembered: Remembered,
    /// The second key's own file does not hold: nobody can hear it, and nothing else is silenced by that.
    council_unheld: bool,
    step: Step,
    /// What is to be remembered.
    state: Option<State>,
}

#[derive(Debug)]
enum Step {
    Signatures(Box<Client>),
    Targets(Box<Fetching>),
    Refused(Refusal),
}

/// What came of a visit.
#[derive(Debug)]
pub struct Visited {
    /// To be remembered until the next time, whatever came of it; none: as it was.
    pub state: Option<State>,
    /// The content, what is told of it, and what is to be remembered of the policy; or why there is none.
    pub outcome: Result<(String, Told, Remembered), Refusal>,
}

impl Visit {
    /// Begins. `now` is in seconds since 1970, `today` the civil day where the person is; `state` and
    /// `remembered` are from the last time. A root that is not the one that is pinned, or a clock that was
    /// set back, ends it at once.
    pub fn begin(member: Member, state: Option<State>, remembered: Remembered, now: i64, today: Day) -> Self {
        let step = Step::Refused(not_asked("root.json"));
        let mut visit = Self { member, now, today, remembered, council_unheld: false, step, state };
        visit.ask();
        visit
    }

    /// Asks from the beginning, with what is known.
    fn ask(&mut self) {
        let client = client(&self.member, self.state.clone(), self.now, !self.council_unheld);
        if let Ok(client) = &client {
            self.state = Some(client.state().clone());
        }
        self.step = client.map_or_else(Step::Refused, |client| Step::Signatures(Box::new(client)));
    }

    /// The file that is wanted next; none once it is done.
    pub fn wants(&self) -> Option<Wanted> {
        match &self.step {
            Step::Signatures(client) => client.wants(),
            Step::Targets(targets) => targets.wants(),
            Step::Refused(_) => None,
        }
    }

    /// Takes the file that was wanted; none: it is not there. What could not be fetched for another reason
    /// ends the visit: then nothing is known, and nothing is to be changed.
    pub fn give(&mut self, bytes: Option<&[u8]>) {
        match &mut self.step {
            Step::Signatures(client) => {
                let given = client.give(bytes);
                self.state = Some(client.state().clone());
                match given {
                    Err(refusal) if !self.council_unheld && is_of_council(&refusal) => {
                        self.council_unheld = true;
                        self.ask();
                    }
                    Err(refusal) => self.step = Step::Refused(refusal),
                    Ok(()) => self.go_on(),
                }
            }
            Step::Targets(targets) => targets.give(bytes),
            Step::Refused(_) => {}
        }
    }

    /// What came of it, once nothing more is wanted. `built_in` is the content that came with the extension.
    ///
    /// # Errors
    /// When that content cannot be read.
    pub fn finish(self, built_in: &Content) -> Result<Visited, ContentError> {
        let Self { member, today, remembered, council_unheld, step, state, .. } = self;
        let outcome = match step {
            Step::Refused(refusal) => Err(refusal),
            Step::Signatures(client) => {
                Err(not_asked(&client.wants().map_or_else(String::new, |wanted| wanted.path)))
            }
            Step::Targets(targets) => {
                let Fetching { accepted, fetched, .. } = &*targets;
                let unheld: &[&str] = if council_unheld { &[WORKS_COUNCIL] } else { &[] };
                let found = Found { accepted, unheld, fetched };
                Ok(put_together(built_in, &member, &found, &remembered, today)?)
            }
        };
        Ok(Visited { state, outcome })
    }

    /// From the signatures to the targets, once they hold.
    fn go_on(&mut self) {
        let is_done = matches!(&self.step, Step::Signatures(client) if client.wants().is_none());
        if !is_done {
            return;
        }
        let step = std::mem::replace(&mut self.step, Step::Refused(not_asked("timestamp.json")));
        let Step::Signatures(client) = step else { return };
        if let Some(accepted) = client.finish() {
            self.state = Some(accepted.state.clone());
            let link = self.member.link.as_ref();
            if let Some(Err(refusal)) = link.map(|link| link.check(&accepted, self.today)) {
                self.step = Step::Refused(refusal);
                return;
            }
            let paths = needed(&accepted, &self.member);
            self.step = Fetching::begin(accepted, paths).map_or_else(Step::Refused, Step::Targets);
        }
    }
}

/// What reads the signatures.
pub(super) fn client(
    member: &Member,
    state: Option<State>,
    now: i64,
    council: bool,
) -> Result<Client, Refusal> {
    if member.pin.as_deref().is_some_and(|pinned| pinned != pin(&member.root)) {
        let what = "It is another root than the one that was agreed on.".to_owned();
        return Err(Refusal::new(Reason::Mixed, "root.json", what));
    }
    let team = team_role(&member.team);
    let roles = [AUTHORS, REVIEWERS, VERDICTS, &team].into_iter().chain(council.then_some(WORKS_COUNCIL));
    Client::new(&member.root, state, now, Scope::Roles(roles.map(str::to_owned).collect()))
}

/// Whether it is about the second key's own file.
fn is_of_council(refusal: &Refusal) -> bool {
    let file = refusal.file.strip_suffix(".json").unwrap_or(&refusal.file);
    file.rsplit('.').next() == Some(WORKS_COUNCIL)
}

/// The targets that a member needs: packs as they are written and in the person's language, and what is
/// said of the nudges that a manager of the team stands by.
fn needed(accepted: &Accepted, member: &Member) -> Vec<String> {
    let cosigned = ["cosigns/", &member.team, "/"].concat();
    let mut paths = [OFF_PATH, POLICY_PATH, DATA_PATH, CONSENT_PATH].map(str::to_owned).to_vec();
    for path in accepted.targets.keys() {
        if let Some((_, language)) = pack_at(path)
            && language.is_none_or(|language| language == member.language)
        {
            paths.push(path.clone());
        }
        if let Some(nudge) = path.strip_prefix(&cosigned).and_then(|path| path.strip_suffix(".json")) {
            paths.extend([path.clone(), pilot_path(nudge), ruling_path(nudge), review_path(nudge)]);
        }
    }
    paths.retain(|path| accepted.targets.contains_key(path.as_str()));
    paths
}
