//! A decision point and the budget that it holds: reserved before anything shows, committed once
//! the person could see it, released if they could not. Both arms go the same way.

use serde::Serialize;

use super::lineage::is_zero;
use crate::json::{fields, words};
use crate::time::Day;

/// A card that got no answer keeps others away for so long, then counts as closed.
pub const OPEN_CARD_MS: u64 = 15 * 60 * 1000;
/// Nobody reads a two-minute aid for longer: what is beyond is a card left open.
const MAX_SECONDS_SPENT: u64 = 10 * 60;

/// What the person got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arm {
    /// The aid.
    Shown,
    /// Nothing, so that the aid can be judged.
    #[default]
    Withheld,
}

words! { Arm: Shown = "shown", Withheld = "withheld" }

/// One decision point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// Random, known to the worker and the page's content script only.
    pub id: String,
    /// The nudge.
    pub nudge: String,
    /// Its pack.
    pub pack: String,
    /// The record, as a keyed digest.
    pub record: String,
    /// The tab.
    pub tab: i64,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// The civil day of that.
    pub day: Day,
    /// The arm.
    pub arm: Arm,
    /// How far it got.
    pub state: MomentState,
    /// Seconds debited: the aid's estimate, then what was really spent.
    pub seconds: u32,
    /// What the person answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Why it was not relevant, if the person said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misfit: Option<Misfit>,
    /// Steps of the aid that the person was seen to do while the card was there, from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<u8>,
    /// The card is off the page.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
    /// Seconds that its lesson was in view while the card was there.
    #[serde(skip_serializing_if = "is_zero")]
    pub read: u32,
    /// The person asked for it: it takes minutes and no slot.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pulled: bool,
    /// It came where people practise: it takes nothing, and tells nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sandbox: bool,
}

fields! {
    Moment: id, nudge, record, tab, at, day, arm, state, seconds; pack, answer, misfit, done, over, read, pulled,
    sandbox, ..
}

/// How far a moment got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MomentState {
    /// Budget is set aside; no page has taken it up.
    #[default]
    Reserved,
    /// A page took it up. It counts as spent, seen or not, unless the page says that it was not.
    Placed,
    /// The person could see it.
    Committed,
    /// The person could not see it; nothing is spent.
    Released,
    /// The person said that it was not relevant; nothing is spent.
    Refunded,
}

words! {
    MomentState: Reserved = "reserved", Placed = "placed", Committed = "committed", Released = "released",
    Refunded = "refunded"
}

/// What a person can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Used it.
    Done,
    /// At the next fitting moment.
    Later,
    /// It did not fit.
    NotRelevant,
    /// Never this one again.
    NeverAgain,
    /// Closed without a word.
    Closed,
}

words! {
    Answer: Done = "done", Later = "later", NotRelevant = "not_relevant", NeverAgain = "never_again", Closed
    = "closed"
}

/// Why an aid was not relevant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The person does it already.
    Known,
    /// It came at a bad time.
    BadTime,
    /// It is not so on this record.
    WrongHere,
    /// It does not help.
    Unhelpful,
}

words! {
    Misfit: Known = "known", BadTime = "bad_time", WrongHere = "wrong_here", Unhelpful = "unhelpful"
}

impl Moment {
    /// Whether it counts against the budget.
    pub fn spends(&self) -> bool {
        self.is_taken_up() && !self.sandbox
    }

    /// Whether it is on its way to the person, or was there.
    pub fn is_taken_up(&self) -> bool {
        matches!(self.state, MomentState::Reserved | MomentState::Placed | MomentState::Committed)
    }

    /// Whether it takes a slot: what the person asked for takes only minutes.
    pub fn takes_slot(&self) -> bool {
        self.spends() && !self.pulled
    }

    /// Whether it was a turn of the nudge: not one that was never seen, that was put off, or that the
    /// person asked for. One that was not relevant was a turn, too: only its budget is given back.
    pub fn is_turn(&self) -> bool {
        let counts = self.spends() || self.state == MomentState::Refunded;
        counts && !self.pulled && !self.sandbox && self.answer != Some(Answer::Later)
    }

    /// Whether a card of it may still be on a page. A clock that is set back a little takes none off.
    pub fn is_open(&self, now: u64) -> bool {
        let recent = now.abs_diff(self.at) < OPEN_CARD_MS;
        self.arm == Arm::Shown && self.is_taken_up() && self.answer.is_none() && !self.over && recent
    }

    /// Its lesson was in view for so many milliseconds more.
    pub fn read_on(&mut self, shown_ms: u64) {
        let seconds = shown_ms.div_ceil(1000).min(MAX_SECONDS_SPENT);
        let seconds = u32::try_from(seconds).unwrap_or_default();
        self.seconds = self.seconds.saturating_add(seconds);
        self.read = self.read.saturating_add(seconds);
    }

    /// A page takes it up. `false`: it may not any more.
    pub fn place(&mut self) -> bool {
        if self.state == MomentState::Reserved {
            self.state = MomentState::Placed;
        }
        self.state == MomentState::Placed
    }

    /// The person could see it. `false`: that was said before, or it is over.
    pub fn see(&mut self) -> bool {
        let placed = self.state == MomentState::Placed;
        if placed {
            self.state = MomentState::Committed;
        }
        placed
    }

    /// It left the page before it was seen. `false`: it had been seen, or was over.
    pub fn release(&mut self) -> bool {
        let unseen = matches!(self.state, MomentState::Reserved | MomentState::Placed);
        if unseen {
            self.state = MomentState::Released;
            self.over = true;
        }
        unseen
    }

    /// The person answered after `shown_ms`. The first answer holds: `false` for any later one.
    pub fn answer(&mut self, answer: Answer, shown_ms: u64) -> bool {
        let open = matches!(self.state, MomentState::Placed | MomentState::Committed);
        if !open || self.answer.is_some() || self.arm != Arm::Shown {
            return false;
        }
        self.answer = Some(answer);
        self.over = true;
        // Whoever answers has seen it, also within the first second.
        self.state = MomentState::Committed;
        // A lesson beside its card takes the same minutes, one in the place of a folded card its own.
        let seconds = u32::try_from(shown_ms.div_ceil(1000).min(MAX_SECONDS_SPENT)).unwrap_or(u32::MAX);
        self.seconds = seconds.max(self.read);
        if answer == Answer::NotRelevant {
            self.state = MomentState::Refunded;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(state: MomentState) -> Moment {
        Moment {
            id: "m".into(),
            nudge: "n".into(),
            record: "r".into(),
            tab: 1,
            at: 1000,
            day: Day(20_000),
            arm: Arm::Shown,
            state,
            seconds: 90,
            pack: "p".into(),
            ..Moment::default()
        }
    }

    #[test]
    fn every_step_from_every_state() {
        use MomentState::{Committed, Placed, Refunded, Released, Reserved};
        type Step = fn(&mut Moment) -> bool;
        let steps: [(&str, Step, [MomentState; 5]); 5] = [
            ("place", Moment::place, [Placed, Placed, Committed, Released, Refunded]),
            ("see", Moment::see, [Reserved, Committed, Committed, Released, Refunded]),
            ("release", Moment::release, [Released, Released, Committed, Released, Refunded]),
            (
                "done",
                |moment| moment.answer(Answer::Done, 1),
                [Reserved, Committed, Committed, Released, Refunded],
            ),
            (
                "not relevant",
                |moment| moment.answer(Answer::NotRelevant, 1),
                [Reserved, Refunded, Refunded, Released, Refunded],
            ),
        ];
        for (name, step, after) in steps {
            for (state, expected) in [Reserved, Placed, Committed, Released, Refunded].into_iter().zip(after)
            {
                let mut moment = moment(state);
                step(&mut moment);
                assert_eq!(moment.state, expected, "{name} from {state:?}");
                assert_eq!(
                    moment.spends(),
                    !matches!(expected, Released | Refunded),
                    "{name} from {state:?}"
                );
            }
        }
    }

    #[test]
    fn only_what_is_reserved_or_placed_may_go_on_a_page() {
        use MomentState::{Committed, Placed, Refunded, Released, Reserved};
        for (state, may) in
            [(Reserved, true), (Placed, true), (Committed, false), (Released, false), (Refunded, false)]
        {
            assert_eq!(moment(state).place(), may, "{state:?}");
        }
    }

    #[test]
    fn the_first_answer_holds_and_debits_what_was_really_spent() {
        let mut seen = moment(MomentState::Committed);
        assert!(seen.answer(Answer::Done, 41_200));
        assert_eq!(seen.seconds, 42);
        assert!(!seen.answer(Answer::NotRelevant, 1));
        assert_eq!(seen.state, MomentState::Committed);
        let mut forgotten = moment(MomentState::Committed);
        forgotten.answer(Answer::Closed, u64::MAX);
        assert_eq!(forgotten.seconds, 600, "ten minutes");
    }

    #[test]
    fn the_answer_gives_no_minute_of_the_lesson_back() {
        // In view: the lesson before the answer, the card, the lesson after it; and what is debited.
        for (before, card, after, seconds) in [
            (0, 41_200, 0, 42),
            (240_000, 250_000, 0, 250),
            (240_000, 20_000, 60_000, 300),
            (0, 9_000, 1, 10),
        ] {
            let mut read = moment(MomentState::Committed);
            read.read_on(before);
            assert!(read.answer(Answer::Done, card));
            read.read_on(after);
            assert_eq!(read.seconds, seconds, "{before} {card} {after}");
        }
        let mut refunded = moment(MomentState::Committed);
        refunded.read_on(240_000);
        assert!(refunded.answer(Answer::NotRelevant, 1_000) && !refunded.spends());
    }

    #[test]
    fn an_unanswered_card_is_open_for_a_while() {
        let card = moment(MomentState::Committed);
        assert!(card.is_open(1000) && card.is_open(1000 + OPEN_CARD_MS - 1));
        assert!(!card.is_open(1000 + OPEN_CARD_MS));
        // The clock was set back.
        let later = Moment { at: 1000 + OPEN_CARD_MS, ..card.clone() };
        assert!(later.is_open(1001) && !later.is_open(1000));
        assert_eq!(OPEN_CARD_MS, 900_000, "a quarter of an hour");
        let withheld = Moment { arm: Arm::Withheld, ..card };
        assert!(!withheld.is_open(1000));
    }
}
