//! What a person's work has shown of one behaviour: when a reminder is due, and whether they have
//! mastered it and are left alone.

use serde::Serialize;

use crate::json::fields;

use super::memory::{Memory, WHOLE};
use super::rating::Evidence;
use super::spacing::Rating;
use crate::time::{DAY_MS, Day};

/// Two days: what comes sooner is repetition, not spacing. The least between two reminders of a
/// nudge, and between the two successes that make mastery.
pub const SPACED_MS: u64 = 2 * DAY_MS;
/// After so many successes without help …
const GOODS_TO_RETIRE: u8 = 3;
/// … with a memory that lasts for so many days, a reminder has nothing left to do.
const DAYS_TO_RETIRE: u32 = 60;

/// How far a person has come with one behaviour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nothing was rated yet.
    New,
    /// Reminders are spaced.
    Learning,
    /// Two spaced successes without help: silent until the next lapse.
    Mastered,
    /// Mastered for long: not even checked any more, until the next lapse.
    Retired,
}

/// All ratings of one behaviour. The day that was rated last is kept apart from what was before:
/// a worse rating later on that day replaces its rating.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Practice {
    #[serde(skip_serializing_if = "Standing::is_new")]
    before: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<Rated>,
}

fields! { Practice: ; before, last, .. }

/// The rating of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Rated {
    rating: Rating,
    day: Day,
    /// In milliseconds since 1970.
    at: u64,
}

fields! { Rated: rating, day, at, .. }

/// What some ratings came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Standing {
    #[serde(skip_serializing_if = "Option::is_none")]
    memory: Option<Memory>,
    /// The first success without help since the last lapse, in milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    good_at: Option<u64>,
    /// Days with a success without help since the last lapse, as far as they matter.
    #[serde(skip_serializing_if = "is_zero")]
    goods: u8,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    mastered: bool,
}

fields! { Standing: ; memory, good_at, goods, mastered, .. }

fn is_zero(number: &u8) -> bool {
    *number == 0
}

impl Practice {
    /// Takes in what happened at `at` (milliseconds since 1970), on `day`. One rating a day: the
    /// worst. A day before the last rated one (a clock that was set back) is taken for that day.
    pub fn take(&mut self, evidence: Evidence, day: Day, at: u64) {
        let Some(rating) = evidence.rating(at) else { return };
        let rated = Rated { rating, day, at };
        self.last = Some(match self.last {
            Some(last) if day <= last.day => {
                Rated { rating: rating.min(last.rating), day, at: at.min(last.at) }
            }
            Some(last) => {
                self.before = self.before.after(last);
                rated
            }
            None => rated,
        });
    }

    /// How far the person has come.
    pub fn stage(&self) -> Stage {
        self.standing().stage()
    }

    /// Whether the person is left alone: no reminder until the next lapse.
    pub fn is_mastered(&self) -> bool {
        matches!(self.stage(), Stage::Mastered | Stage::Retired)
    }

    /// Whether the person has done it right without help since they last did not.
    pub fn has_succeeded(&self) -> bool {
        self.standing().goods > 0
    }

    /// The first day on which a reminder is worth it; `None` before the first rating, and once
    /// nothing is scheduled any more.
    pub fn due_on(&self) -> Option<Day> {
        self.standing().due_on()
    }

    /// Whether a reminder may show today, as far as spacing goes. What was never rated has no
    /// schedule to wait for. An error schedules the next reminder, and does not put off the one that
    /// was due before it: often it is the error that brings it up.
    pub fn is_due(&self, today: Day) -> bool {
        let errs_today = self.last.filter(|last| last.rating == Rating::Again && last.day >= today);
        let standing = if errs_today.is_some() { &self.before } else { &self.standing() };
        standing.is_new() || standing.due_on().is_some_and(|day| day <= today)
    }

    /// The chance of remembering, in ten-thousandths: none before the first rating.
    pub fn recall(&self, today: Day) -> u32 {
        self.standing().memory.map_or(0, |memory| memory.recall(today))
    }

    /// How much a reminder is needed, in ten-thousandths: what recall leaves over.
    pub fn need(&self, today: Day) -> u32 {
        WHOLE - self.recall(today)
    }

    fn standing(&self) -> Standing {
        self.last.map_or_else(Standing::default, |last| self.before.after(last))
    }
}

impl Standing {
    fn after(&self, rated: Rated) -> Self {
        let Rated { rating, day, at } = rated;
        let memory = match &self.memory {
            Some(memory) => memory.after(rating, day),
            None => Memory::first(rating, day),
        };
        let memory = Some(memory);
        match rating {
            Rating::Again => Self { memory, ..Self::default() },
            Rating::Hard => Self { memory, ..self.clone() },
            Rating::Good | Rating::Easy => {
                // The earlier of both, so that a time from the future does not stand for ever.
                let first = self.good_at.map_or(at, |first| first.min(at));
                Self {
                    memory,
                    good_at: Some(first),
                    goods: self.goods.saturating_add(1).min(GOODS_TO_RETIRE),
                    mastered: self.mastered || at - first >= SPACED_MS,
                }
            }
        }
    }

    fn due_on(&self) -> Option<Day> {
        let scheduled = self.stage() != Stage::Retired;
        self.memory.as_ref().filter(|_| scheduled).map(Memory::due_on)
    }

    fn stage(&self) -> Stage {
        let Some(memory) = &self.memory else { return Stage::New };
        if self.goods >= GOODS_TO_RETIRE && memory.lasts(DAYS_TO_RETIRE) {
            Stage::Retired
        } else if self.mastered {
            Stage::Mastered
        } else {
            Stage::Learning
        }
    }

    fn is_new(&self) -> bool {
        *self == Self::default()
    }
}
