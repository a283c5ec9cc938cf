//! One person's weeks: first what will come, then what the engine makes of it.

use super::world::{CAME, DONE, address};
use super::{Chance, Team, worth};
use crate::content::{Content, ContentFile};
use crate::decide::Reason;
use crate::hash;
use crate::ledger::Answer;
use crate::play::{Page, Player};
use crate::role::Role;
use crate::time::{DAY_MS, Day};

/// A Monday.
const STARTS: Day = Day(20_780);
/// From nine to five.
const HOURS_MS: (u64, u64) = (9 * 3_600_000, 17 * 3_600_000);
/// What is done after a card is done within the hour.
const DONE_AFTER_MS: u64 = 30 * 60_000;
/// How people answer cards, in percent; the rest closes them. Stated, not measured: no count of real
/// answers is public.
const ANSWERS: [(Answer, u32); 3] = [(Answer::Done, 60), (Answer::Later, 10), (Answer::NotRelevant, 10)];

/// A moment that will come.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Its nudge.
    pub nudge: String,
    /// From the first week, 0.
    pub week: usize,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// What showing it is worth.
    pub value: u32,
    /// What its aid takes, in seconds.
    pub seconds: u32,
    /// How the person would answer.
    answer: Answer,
    /// Decides whether the behaviour follows: from 0 to 99.
    luck: u32,
}

/// A moment, and what came of it.
pub struct Lived<'m> {
    /// The moment.
    pub moment: &'m Moment,
    /// What was decided; nothing: the engine saw no candidate.
    pub reason: Option<Reason>,
    /// What its card took.
    pub seconds: u32,
    /// Whether it gave its slot back: it was not relevant.
    pub is_refunded: bool,
}

/// What will come to a person, in the order of time.
pub fn moments(file: &ContentFile, team: &Team, role: &str, secret: &[u8; 32]) -> Vec<Moment> {
    let mut moments = Vec::new();
    for written in file.packs.iter().flat_map(|pack| &pack.nudges) {
        let nudge = &written.nudge;
        let rate = team.moments.iter().find(|(name, _)| *name == nudge.nudge).map_or(0, |(_, count)| *count);
        if !nudge.roles.iter().any(|other| other == role) {
            continue;
        }
        // Each nudge has a chance of its own, so that one more changes nothing in when the others come.
        let mut chance = Chance::of(&hash::digest(&[secret, nudge.nudge.as_bytes(), b"moments"]));
        for week in 0..team.weeks as usize {
            for _ in 0..chance.count(f64::from(rate) / 4.0) {
                let day = STARTS.plus((7 * week + chance.weekday()) as i32);
                let (opens, closes) = HOURS_MS;
                let hour = opens + (chance.share() * (closes - opens) as f64) as u64;
                moments.push(Moment {
                    nudge: nudge.nudge.clone(),
                    week,
                    at: u64::try_from(day.0).unwrap_or_default() * DAY_MS + hour,
                    value: worth(nudge),
                    seconds: nudge.seconds,
                    answer: answer(&mut chance),
                    luck: chance.between(0, 99),
                });
            }
        }
    }
    moments.sort_by(|one, other| one.at.cmp(&other.at).then_with(|| one.nudge.cmp(&other.nudge)));
    moments
}

fn answer(chance: &mut Chance) -> Answer {
    let place = chance.among(ANSWERS.map(|(_, percent)| percent));
    place.and_then(|place| ANSWERS.get(place)).map_or(Answer::Closed, |(answer, _)| *answer)
}

/// Lives them, on the engine.
pub fn live<'m>(
    content: &Content,
    role: &Role,
    team: &Team,
    secret: &[u8; 32],
    moments: &'m [Moment],
) -> Vec<Lived<'m>> {
    let mut player = Player::with_secret(content, &role.role, STARTS, *secret);
    player.counts_for_all();
    let mut lived = Vec::new();
    for (record, moment) in moments.iter().enumerate() {
        player.waits_until(moment.at);
        let url = address(&moment.nudge, record);
        let mut page: Page = [CAME, DONE].map(|fact| (fact.to_owned(), "0".to_owned())).into();
        player.opens(&url, &page, &Vec::new());
        let before = player.now();
        page[0].1 = "1".to_owned();
        player.saves(&url, &page, &Vec::new());
        let reason = decided(&player, before, &moment.nudge);
        let is_shown = reason == Some(Reason::Shown);
        let read_ms = u64::from(moment.seconds) * 1_000;
        let answered = player.answers_after(moment.answer, read_ms);
        let done = if is_shown { team.done_with } else { team.done_without };
        // They come back to the record either way: what is not done there then counts as that.
        player.waits_until(moment.at + DONE_AFTER_MS);
        player.opens(&url, &page, &Vec::new());
        if moment.luck < done {
            page[1].1 = "1".to_owned();
            player.saves(&url, &page, &Vec::new());
        }
        let is_refunded = answered && moment.answer == Answer::NotRelevant;
        lived.push(Lived { moment, reason, seconds: if answered { moment.seconds } else { 0 }, is_refunded });
    }
    lived
}

fn decided(player: &Player<'_>, since: u64, nudge: &str) -> Option<Reason> {
    let receipts = player.ledger.decisions.iter().rev().take_while(|receipt| receipt.at >= since);
    let mut considered = receipts.flat_map(|receipt| &receipt.candidates);
    considered.find(|considered| considered.0 == nudge).map(|considered| considered.1)
}
