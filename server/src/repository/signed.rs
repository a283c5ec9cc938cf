//! What is signed about each nudge: for whoever judges and shows what came of it.

use super::Repository;
use super::reading::{MOST_BYTES, View};
use super::trouble::Trouble;
use cuecard::approval::{
    AUTHORS, Cosign, LEASE_DAYS, ListedPack, Live, ORGANISATION, Pilot, Standing, TEAM, cosign_path, lease,
    pack_at, pilot_path, standings, team_role,
};
use cuecard::content::{Content, ListedNudge};
use cuecard::hash::short_hex;
use cuecard::policy::{POLICY_PATH, Policy};
use cuecard::time::{Day, Week};
use cuecard::trust::Accepted;
use std::collections::BTreeMap;

/// Bytes of the content hash that reports carry.
const HASH_BYTES: usize = 8;

/// By pack and nudge.
pub(crate) type Signed = BTreeMap<(String, String), Said>;

/// What is said of one nudge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// By what its trial is judged; none: nobody opened one.
    pub(crate) promise: Option<Promise>,
    /// The minutes that are kept free for it now, by team.
    pub(crate) protected: Vec<Protected>,
}

/// By what a trial is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Promise {
    /// The content that it speaks of, as reports name it. Of another text it says nothing.
    pub(crate) content: String,
    /// When the pilot opened.
    pub(crate) opened: Day,
    /// The promised improvement.
    pub(crate) min_lift_points: u32,
    /// The extension is co-signed.
    pub(crate) extended: bool,
    /// Nothing is withheld: too few people meet it for a trial.
    pub(crate) weak: bool,
    /// Nothing is withheld: it is about safety.
    pub(crate) safety: bool,
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
        let listed = packs.iter().flat_map(|pack| &pack.nudges);
        let promises = listed.map(|listed| Said { promise: self.promise(listed, today), ..Said::default() });
        let mut signed: Signed = names.iter().cloned().zip(promises).collect();
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

    fn promise(&self, listed: &ListedNudge, today: Day) -> Option<Promise> {
        let nudge = &listed.nudge.nudge;
        let pilot = self.target(&pilot_path(nudge), &[ORGANISATION, AUTHORS])?;
        let pilot = Pilot::read(&pilot, nudge)?;
        Some(Promise {
            content: short_hex(&listed.sha256, HASH_BYTES),
            opened: pilot.opened,
            min_lift_points: listed.min_lift_points,
            extended: pilot.teams.iter().any(|team| self.extends(listed, &pilot, team, today)),
            weak: pilot.weak,
            safety: listed.nudge.safety,
        })
    }

    /// Whether the author extended it, and a manager of this team stands by that. It stays so when the
    /// statement has ended.
    fn extends(&self, listed: &ListedNudge, pilot: &Pilot, team: &str, today: Day) -> bool {
        let nudge = &listed.nudge.nudge;
        let said = self.target(&cosign_path(team, nudge), &[ORGANISATION, &team_role(team)]);
        let Some(Ok(cosign)) = said.map(|bytes| Cosign::read(&bytes, team, nudge)) else { return false };
        let lasts = lease(pilot, None, listed.nudge.safety, team, (cosign.from, pilot.opened));
        cosign.sha256 == short_hex(&listed.sha256, 32)
            && cosign.from <= today
            && lasts.is_ok_and(|lease| lease.until > pilot.opened.plus(LEASE_DAYS))
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

impl Promise {
    /// Whether this week was over before: what was counted in it is of an earlier try.
    pub(crate) fn is_after(&self, week: Week) -> bool {
        week.last_day() < self.opened
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
