//! A visit to a repository, file by file: first what is signed, then the targets that one member of one
//! team needs of it.

use super::content;
use super::told::Told;
use crate::approval::{
    AUTHORS, OFF_PATH, REVIEWERS, VERDICTS, pilot_path, review_path, ruling_path, team_role,
};
use crate::content::{Content, ContentError};
use crate::table::Table;
use crate::time::Day;
use crate::trust::{Accepted, Client, Reason, Refusal, Scope, State, Wanted, pin};

/// Where packs lie.
const PACKS: &str = "packs/";
/// How many bytes of targets one visit reads: a hundred packs with their translations, and to spare.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

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
}

/// A visit.
#[derive(Debug)]
pub struct Visit {
    member: Member,
    today: Day,
    step: Step,
    /// What is to be remembered.
    state: Option<State>,
}

#[derive(Debug)]
enum Step {
    Signatures(Box<Client>),
    Targets(Box<Targets>),
    Refused(Refusal),
}

/// What is fetched once the signatures hold.
#[derive(Debug)]
struct Targets {
    accepted: Accepted,
    /// Paths of targets, the last first.
    missing: Vec<String>,
    fetched: Table<String, Vec<u8>>,
}

/// What came of a visit.
#[derive(Debug)]
pub struct Visited {
    /// To be remembered until the next time, whatever came of it; none: as it was.
    pub state: Option<State>,
    /// The content and what is told of it, or why there is none.
    pub outcome: Result<(String, Told), Refusal>,
}

impl Visit {
    /// Begins. `now` is in seconds since 1970, `today` the civil day where the person is. A root that is
    /// not the one that is pinned, or a clock that was set back, ends it at once.
    pub fn begin(member: Member, state: Option<State>, now: i64, today: Day) -> Self {
        let client = first_client(&member, state, now);
        let state = client.as_ref().ok().map(|client| client.state().clone());
        let step = client.map_or_else(Step::Refused, |client| Step::Signatures(Box::new(client)));
        Self { member, today, step, state }
    }

    /// The file that is wanted next; none once it is done.
    pub fn wants(&self) -> Option<Wanted> {
        match &self.step {
            Step::Signatures(client) => client.wants(),
            Step::Targets(targets) => {
                let path = targets.missing.last()?;
                let length = targets.accepted.targets.get(path.as_str())?.length;
                let most_bytes = usize::try_from(length).unwrap_or(usize::MAX);
                Some(Wanted { path: targets.accepted.file_of(path)?, most_bytes })
            }
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
                if let Err(refusal) = given {
                    self.step = Step::Refused(refusal);
                }
                self.go_on();
            }
            Step::Targets(targets) => {
                // What is not what was signed is not there: each reader says what that means.
                if let (Some(path), Some(bytes)) = (targets.missing.pop(), bytes)
                    && targets.accepted.check(&path, bytes).is_ok()
                {
                    targets.fetched.insert(path, bytes.to_vec());
                }
            }
            Step::Refused(_) => {}
        }
    }

    /// What came of it, once nothing more is wanted. `built_in` is the content that came with the extension.
    ///
    /// # Errors
    /// When that content cannot be read.
    pub fn finish(self, built_in: &Content) -> Result<Visited, ContentError> {
        let Self { member, today, step, state } = self;
        let outcome = match step {
            Step::Refused(refusal) => Err(refusal),
            Step::Signatures(client) => {
                let file = client.wants().map_or_else(String::new, |wanted| wanted.path);
                Err(Refusal::new(Reason::Missing, &file, "It was not asked for.".to_owned()))
            }
            Step::Targets(targets) => {
                let Targets { accepted, fetched, .. } = *targets;
                Ok(content::put_together(built_in, &member, &accepted, &fetched, today)?)
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
        let missing = Refusal::new(Reason::Missing, "timestamp.json", "It was not asked for.".to_owned());
        let step = std::mem::replace(&mut self.step, Step::Refused(missing));
        let Step::Signatures(client) = step else { return };
        if let Some(accepted) = client.finish() {
            self.state = Some(accepted.state.clone());
            let missing = needed(&accepted, &self.member);
            let bytes = missing.iter().filter_map(|path| accepted.targets.get(path.as_str()));
            self.step = if bytes.map(|target| target.length).sum::<u64>() > MOST_BYTES {
                let what = format!("Its packs have more than {MOST_BYTES} bytes.");
                Step::Refused(Refusal::new(Reason::TooMany, "authors.json", what))
            } else {
                Step::Targets(Box::new(Targets { accepted, missing, fetched: Table::new() }))
            };
        }
    }
}

/// What reads the signatures.
fn first_client(member: &Member, state: Option<State>, now: i64) -> Result<Client, Refusal> {
    if member.pin.as_deref().is_some_and(|pinned| pinned != pin(&member.root)) {
        let what = "It is another root than the one that was agreed on.".to_owned();
        return Err(Refusal::new(Reason::Mixed, "root.json", what));
    }
    let team = team_role(&member.team);
    let roles = [AUTHORS, REVIEWERS, VERDICTS, &team].map(str::to_owned);
    Client::new(&member.root, state, now, Scope::Roles(roles.into()))
}

/// The path of a pack in a language; `first`: as its authors wrote it, `packs/NAME.json`.
pub(super) fn pack_of(path: &str) -> Option<(&str, Option<&str>)> {
    let name = path.strip_prefix(PACKS)?.strip_suffix(".json")?;
    Some(name.split_once('.').map_or((name, None), |(name, language)| (name, Some(language))))
}

/// The targets that a member needs: packs as they are written and in the person's language, and what is
/// said of the nudges that a manager of the team stands by.
fn needed(accepted: &Accepted, member: &Member) -> Vec<String> {
    let cosigned = ["cosigns/", &member.team, "/"].concat();
    let mut paths = vec![OFF_PATH.to_owned()];
    for path in accepted.targets.keys() {
        if let Some((_, language)) = pack_of(path)
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
