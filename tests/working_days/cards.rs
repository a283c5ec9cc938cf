//! What comes up, how a person deals with it, and what they spend on it.

use cuecard::ledger::{Answer, Arm, MomentState};
use cuecard::role::Budget;
use cuecard::step::{Message, Reply, Speaker};
use cuecard::time::Day;

use super::task::Task;
use super::{Manner, Turn, Worker};
use crate::person::{TAB, offered};

impl Worker {
    /// Deals with what a page brought up. `called`: this moment calls for the task's aid.
    pub(super) fn takes(&mut self, task: Task, called: bool, reply: &Reply) {
        let (at, day) = (self.person.now, self.person.today);
        if called {
            self.calls.push((task, day));
        }
        let Some(offer) = offered(reply) else { return };
        let (moment, arm) = (offer.moment.clone(), offer.arm);
        let nudge = &self.person.ledger.moment(&moment).unwrap().nudge;
        assert_eq!(nudge, task.nudge());
        assert!(called, "{nudge} came up on {day}, and nothing called for it");
        assert!(!self.has_mastered(task), "{nudge} came up on {day} for who has mastered it");
        self.fits_budget(task);
        if self.manner != Manner::Diligent && self.dice.rolls(12) == 0 {
            // The page is left before anything can be seen.
            self.person.page(TAB, Message::Placed { moment: moment.clone() });
            self.person.page(TAB, Message::Gone { moment });
            return;
        }
        assert!(self.person.holds(TAB, &moment));
        let (answer, seconds) = if arm == Arm::Shown { self.answers(task, &moment) } else { (None, 0) };
        let kept = self.person.ledger.moment(&moment).unwrap();
        let seconds = if arm == Arm::Shown { seconds } else { kept.seconds };
        let kept = kept.state != MomentState::Refunded;
        assert!(kept || arm == Arm::Withheld || answer == Some(Answer::NotRelevant));
        self.turns.push(Turn { task, at, day, arm, answer, seconds, kept });
        // A card without an answer stays for a quarter of an hour.
        self.passes_minutes(if answer.is_none() { 16 } else { 2 });
    }

    pub(super) fn answers(&mut self, task: Task, moment: &str) -> (Option<Answer>, u32) {
        let stated = self.stated(task);
        let seconds = match self.manner {
            Manner::Usual => 1 + self.dice.rolls(stated),
            Manner::Thorough => 1 + self.dice.rolls(3 * stated),
            Manner::Diligent => stated,
        };
        let answer = match self.dice.rolls(20) {
            _ if self.manner == Manner::Diligent => Answer::Done,
            0 => return (None, stated),
            1 | 2 => Answer::NotRelevant,
            3 => Answer::Later,
            4..=7 => Answer::Closed,
            _ => Answer::Done,
        };
        let shown_ms = u64::from(seconds) * 1000;
        let from = Speaker::Extension { tab: Some(TAB) };
        self.person.says(from, Message::Answered { moment: moment.to_owned(), answer, shown_ms });
        (Some(answer), seconds)
    }

    /// What may be pushed to the person.
    pub fn budget(&self) -> &Budget {
        &self.person.content.role(self.job.role).unwrap().budget
    }

    fn fits_budget(&self, task: Task) {
        let budget = self.budget();
        let (first, last) = budget.period.around(self.person.today);
        let (count, seconds) = self.spent(first, last);
        assert!(count < budget.count, "{count} aids were spent before");
        assert!(seconds + self.stated(task) <= budget.seconds, "{seconds} seconds were spent before");
    }

    /// Aids and seconds that were spent from `first` to `last`.
    pub fn spent(&self, first: Day, last: Day) -> (u32, u32) {
        let within = |day: Day| (first..=last).contains(&day);
        let kept = || self.turns.iter().filter(|turn| turn.kept && within(turn.day));
        let pulls = self.pulls.iter().filter(|pull| pull.kept && within(pull.day));
        let seconds = kept().chain(pulls).map(|turn| turn.seconds).sum();
        (u32::try_from(kept().count()).unwrap(), seconds)
    }

    /// What the aid of a task takes, as it says.
    pub fn stated(&self, task: Task) -> u32 {
        self.person.content.nudge(task.nudge()).unwrap().nudge.seconds
    }

    /// The cards of a task that were seen.
    pub fn cards(&self, task: Task) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(move |turn| turn.task == task && turn.is_card())
    }
}
