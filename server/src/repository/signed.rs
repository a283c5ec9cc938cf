//! What is signed about each nudge: for whoever judges and shows what came of it.

use super::Repository;
use super::reading::{MOST_BYTES, ORGANISATION, View};
use super::trouble::Trouble;
use cuecard::approval::{AUTHORS, ListedPack, Live, Standing, TEAM, pack_at, standings};
use cuecard::content::Content;
use cuecard::policy::{POLICY_PATH, Policy};
use cuecard::time::Day;
use cuecard::trust::Accepted;
use std::collections::BTreeMap;

/// By pack and nudge.
pub(crate) type Signed = BTreeMap<(String, String), Said>;

/// What is said of one nudge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The minutes that are kept free for it now, by team.
    pub(crate) protected: Vec<Protected>,
}

/// What a manager keeps free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Protected {
    /// The team's name.
    pub(crate) team: String,
    /// What people call it.
    pub(crate) title: String,
    /// Minutes a week.
    pub(crate) minutes: u32,
    /// The first day no more.
    pub(crate) until: Day,
}

impl Repository {
    /// What is signed about each nudge, as it holds at `now` in seconds since 1970, on the day `today`.
    ///
    /// # Errors
    /// When nobody would believe the repository.
    pub(crate) fn signed(&self, now: i64, today: Day) -> Result<Signed, Trouble> {
        let view = View::new(&self.folder);
        if view.published()?.is_none() {
            return Ok(Signed::new());
        }
        let accepted = view.read(view.state()?.as_ref(), now)?.accepted;
        Ok(Statements { view, accepted }.signed(today))
    }
}

/// A repository that is believed.
struct Statements<'a> {
    view: View<'a>,
    accepted: Accepted,
}

impl Statements<'_> {
    fn signed(&self, today: Day) -> Signed {
        let packs = self.packs();
        let names: Vec<(String, String)> = packs
            .iter()
            .flat_map(|pack| pack.nudges.iter().map(|listed| (&pack.pack, &listed.nudge.nudge)))
            .map(|(pack, nudge)| (pack.clone(), nudge.clone()))
            .collect();
        let mut signed: Signed = names.iter().cloned().map(|name| (name, Said::default())).collect();
        let policy = self.target(POLICY_PATH, &[ORGANISATION]);
        let policy = policy.and_then(|bytes| Policy::read(&bytes).ok()).unwrap_or_default();
        for team in self.accepted.roles.keys().filter_map(|role| role.strip_prefix(TEAM)) {
            let title = policy.team(team).map_or(team, |known| &known.title);
            let stands = standings(&self.accepted, &packs, team, today, |path| self.file(path));
            // They come in the order of the packs.
            for (name, stands) in names.iter().zip(stands) {
                if let (Some(said), Standing::Live(live)) = (signed.get_mut(name), stands.standing) {
                    said.protected.push(Protected::of(&live, title));
                }
            }
        }
        signed
    }

    /// Packs that can be read, as their authors wrote them: what a translation says counts nothing.
    fn packs(&self) -> Vec<ListedPack> {
        let paths = self.accepted.targets.keys().map(String::as_str);
        let named = paths.filter_map(|path| match pack_at(path)? {
            (pack, None) => Some((path, pack.to_owned())),
            _ => None,
        });
        let read = |path: &str| {
            let text = String::from_utf8(self.target(path, &[ORGANISATION, AUTHORS])?).ok()?;
            Content::open(text).ok()?.listed().ok()
        };
        named
            .filter_map(|(path, pack)| {
                Some(ListedPack { pack, nudges: read(path)?, translations: Vec::new() })
            })
            .collect()
    }

    /// What these roles signed under a path, one over the other.
    fn target(&self, path: &str, roles: &[&str]) -> Option<Vec<u8>> {
        let is_theirs = self.accepted.targets.get(path)?.chain.iter().eq(roles);
        is_theirs.then(|| self.file(path))?.filter(|bytes| self.accepted.check(path, bytes).is_ok())
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.view.file(&self.accepted.file_of(path)?, MOST_BYTES).ok().flatten()
    }
}

impl Protected {
    fn of(live: &Live, title: &str) -> Self {
        Self {
            team: live.cosign.team.clone(),
            title: title.to_owned(),
            minutes: live.cosign.minutes,
            until: live.cosign.until.min(live.lease.until),
        }
    }
}
