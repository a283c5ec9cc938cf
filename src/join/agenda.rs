//! What there is to co-sign for a team: each nudge with how it stands and how its card looks, and what the
//! next statement would have to be signed in. One nudge at a time; nothing here takes two.

use super::content::OnCard;
use super::cosigner::Cosigner;
use super::packs::{Pack, read};
use super::said::{Said, Unsaid};
use super::shown::{Beside, Card, Line, Told};
use crate::approval::{
    Basis, Cosign, Flaw, Lack, ListedPack, MOST_DAYS, Standing, Stands, beside, cosign_path, has_room,
    standings, team_role,
};
use crate::content::{ListedNudge, Shown};
use crate::hash::short_hex;
use crate::json::{self, Raw};
use crate::table::Table;
use crate::time::{Day, parse_moment};
use crate::trust::sign::{Draft, PublicKey, Publication, Signed, Targets};
use crate::trust::{Accepted, Reason, Refusal};

/// Seconds for which a role's file is in force: as long as a statement in it may run.
const ROLE_LIFE: i64 = MOST_DAYS as i64 * DAY;
/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// What there is to co-sign.
#[derive(Debug)]
pub struct Agenda {
    who: Cosigner,
    /// In seconds since 1970.
    now: i64,
    today: Day,
    packs: Vec<Pack>,
    /// As many.
    listed: Vec<ListedPack>,
    /// Packs that cannot be read, and why.
    left_out: Vec<String>,
    stands: Vec<Stands>,
    /// The statements of the team that are published, by path.
    cosigns: Table<String, Vec<u8>>,
    organisation: Targets,
    published: Targets,
    /// What was signed here and nobody has published yet.
    waiting: Option<Publication>,
}

impl Agenda {
    /// Of what was accepted and fetched; `files` are those of the organisation and of the team.
    pub(super) fn new(
        who: Cosigner,
        (now, today): (i64, Day),
        accepted: Accepted,
        fetched: Table<String, Vec<u8>>,
        [organisation, team]: [&[u8]; 2],
    ) -> Result<Self, Refusal> {
        let role = team_role(&who.member.team);
        let organisation = targets("targets.json", organisation)?;
        // Of a team that nobody is enrolled for there is no file yet.
        let published = if team.is_empty() { Targets::new(0, now) } else { targets(&role, team)? };
        let mut left_out = Vec::new();
        let (packs, listed) = read(&accepted, &fetched, &mut left_out);
        let stands =
            standings(&accepted, &listed, &who.member.team, today, |path| fetched.get(path).cloned());
        // Whatever lies there under another role's name says nothing.
        let mut cosigns = fetched;
        cosigns.retain(|path, _| published.targets.contains_key(path));
        let mut agenda = Self {
            who,
            now,
            today,
            packs,
            listed,
            left_out,
            stands,
            cosigns,
            organisation,
            published,
            waiting: None,
        };
        agenda.waiting = agenda.still_waiting(&role);
        Ok(agenda)
    }

    /// What the team said ended with the file that it was signed in.
    pub(super) fn end(&mut self) {
        let ended = parse_moment(&self.published.header.expires).unwrap_or_default();
        let day = Day(i32::try_from(ended / DAY).unwrap_or_default());
        for stands in &mut self.stands {
            if stands.standing == Standing::Silent(Lack::NoTeam) {
                stands.standing = Standing::Silent(Lack::Ended(day));
            }
        }
    }

    /// What was signed here, while it is still the next version and by a key that counts.
    fn still_waiting(&self, role: &str) -> Option<Publication> {
        let publication = Publication::read(self.who.signed.as_deref()?.as_bytes()).ok()?;
        let is_next = publication.file.signed.header.version == self.published.header.version + 1;
        let is_own = self.enrolled().is_some_and(|key| publication.file.is_signed_by(&key));
        (publication.role == role && is_next && is_own).then_some(publication)
    }

    /// The key as it is enrolled for the team.
    fn enrolled(&self) -> Option<PublicKey> {
        let own = self.who.key?;
        let keys = self.organisation.keys_of(&team_role(&self.who.member.team));
        keys.into_iter().find(|key| key.bytes() == Some(own))
    }

    /// All of it, as JSON for who looks.
    pub fn told(&self) -> String {
        let enrolled = self.enrolled();
        let told = Told {
            name: enrolled.as_ref().map(|key| key.name.as_str()),
            today: self.today,
            latest: self.today.plus(MOST_DAYS),
            nudges: self.stands.iter().filter_map(|stands| self.line(stands)).collect(),
            left_out: &self.left_out,
        };
        json::write(&told).unwrap_or_default()
    }

    fn line<'a>(&'a self, stands: &'a Stands) -> Option<Line<'a>> {
        let (pack, _, listed) = self.find(&stands.nudge)?;
        let path = cosign_path(&self.who.member.team, &stands.nudge);
        let before = self.published.targets.get(&path);
        let waiting = self.waiting.as_ref().map(|it| it.file.signed.targets.get(&path));
        let (lack, day, until) = match &stands.standing {
            Standing::Live(live) => (None, None, Some(live.cosign.until.min(live.lease.until))),
            Standing::Silent(lack) => (Some(lack.word()), lack.day(), None),
        };
        let read = |bytes: &[u8]| Cosign::read(bytes, &self.who.member.team, &stands.nudge).ok();
        let newest = self.waiting.as_ref().and_then(|it| Some(it.targets.get(&path)?.as_bytes()));
        let said = newest.or_else(|| self.cosigns.get(&path).map(Vec::as_slice)).and_then(read);
        Some(Line {
            nudge: &stands.nudge,
            title: pack
                .shown(&stands.nudge, &self.who.member.language)
                .map_or_else(|| listed.aid.title.clone(), |shown| shown.title),
            lack,
            day,
            until,
            said: said.as_ref().map(Raw::of),
            is_said: waiting.unwrap_or(before).is_some(),
            is_waiting: waiting.is_some_and(|after| after != before),
            has_room: has_room(&stands.nudge, &self.stands),
            languages: pack.written.iter().map(|(language, _)| language.as_str()).collect(),
            beside: beside(&stands.nudge, &self.stands)
                .map(|(other, cosign)| Beside { nudge: &other.nudge, minutes: cosign.minutes })
                .collect(),
        })
    }

    fn find(&self, nudge: &str) -> Option<(&Pack, &ListedPack, &ListedNudge)> {
        let is_it = |listed: &&ListedNudge| listed.nudge.nudge == nudge;
        let mut packs = self.packs.iter().zip(&self.listed);
        packs.find_map(|(pack, listed)| Some((pack, listed, listed.nudges.iter().find(is_it)?)))
    }

    /// A card as a person of the team will see it in a language (empty: as its authors wrote it), with what
    /// is about to be said of it, as the extension's pages read it.
    pub fn card(&self, said: &Said, language: &str) -> Option<String> {
        let (pack, _, listed) = self.find(&said.nudge)?;
        let Shown { title, why, body, flag, lesson, checks, texts } = pack.shown(&said.nudge, language)?;
        let name = self.enrolled().map(|key| key.name).unwrap_or_default();
        let approval = OnCard {
            by: &name,
            reason: said.reason.trim(),
            minutes: said.minutes,
            until: said.until,
            basis: Basis::default().word(),
            given: None,
        };
        let card = Card {
            moment: &said.nudge,
            nudge: &said.nudge,
            title,
            why,
            seconds: listed.nudge.seconds,
            body,
            flag,
            lesson,
            checks,
            texts,
            approval: if said.reason.trim().is_empty() { Raw::default() } else { Raw::of(&approval) },
        };
        json::write(&card).ok()
    }

    /// The team's next version, in which this is said of one nudge.
    ///
    /// # Errors
    /// Why it cannot be said.
    pub fn cosign(&self, said: &Said) -> Result<Draft, Unsaid> {
        let (_, pack, listed) = self.find(&said.nudge).ok_or(Unsaid::NoNudge)?;
        let key = self.enrolled().ok_or(Unsaid::NotEnrolled)?;
        if !has_room(&said.nudge, &self.stands) {
            return Err(Unsaid::NoRoom);
        }
        let team = &self.who.member.team;
        let translated = pack.translated(&said.nudge).filter_map(|(language, translated)| {
            Some((language.to_owned(), short_hex(&translated?.sha256, 32)))
        });
        let cosign = Cosign {
            by: key.name.clone(),
            reason: said.reason.trim().to_owned(),
            minutes: said.minutes,
            from: self.today,
            until: said.until,
            translations: translated.collect(),
            ..Cosign::new(team, &said.nudge, short_hex(&listed.sha256, 32))
        };
        cosign.check().map_err(Unsaid::Flawed)?;
        let text =
            json::write(&cosign).map_err(|error| Unsaid::Flawed(Flaw::Unreadable(error.to_string())))?;
        Ok(self.draft(&key, (cosign_path(team, &said.nudge), Some(text))))
    }

    /// The team's next version, in which nothing is said of this nudge any more.
    ///
    /// # Errors
    /// Why it cannot be taken back.
    pub fn withdraw(&self, nudge: &str) -> Result<Draft, Unsaid> {
        let path = cosign_path(&self.who.member.team, nudge);
        let newest = self.waiting.as_ref().map_or(&self.published, |waiting| &waiting.file.signed);
        if !newest.targets.contains_key(&path) {
            return Err(Unsaid::NoNudge);
        }
        Ok(self.draft(&self.enrolled().ok_or(Unsaid::NotEnrolled)?, (path, None)))
    }

    fn draft(&self, key: &PublicKey, change: (String, Option<String>)) -> Draft {
        let role = team_role(&self.who.member.team);
        Draft::new(&role, key, &self.published, self.waiting.as_ref(), self.now + ROLE_LIFE, &[change])
    }
}

/// A signed file, as it is changed here.
fn targets(file: &str, bytes: &[u8]) -> Result<Targets, Refusal> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let signed: Result<Signed<Targets>, json::Error> = json::read(text);
    signed.map(|signed| signed.signed).map_err(|error| {
        Refusal::new(Reason::Unsupported, file, format!("It was made by another tool: {error}."))
    })
}
