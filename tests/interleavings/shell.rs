//! The worker around the engine: each message is a step on what was stored before, read back from
//! its bytes. Steps are remembered, so a search takes each of them once.

use std::collections::HashMap;

use cuecard::content::Content;
use cuecard::hash;
use cuecard::ledger::{Answer, Arm, Ledger, MomentState};
use cuecard::step::{Env, Envelope, Message, Reply, Speaker, step};
use cuecard::time::Day;

/// One leap of the clock: longer than a reservation waits to be taken up, shorter than a card
/// stays open.
const LEAP_MS: u64 = 31_000;
/// How long each answered card was in view.
const SHOWN_MS: u64 = 30_000;
/// What the person may answer.
pub const ANSWERS: [Answer; 4] = [Answer::Done, Answer::Later, Answer::NotRelevant, Answer::Closed];

/// A moment, by the order in which the search first met its id.
pub type MomentNumber = u8;
/// A stored ledger, by the order in which the search first met its bytes.
pub type LedgerNumber = u32;

/// Where a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The record that the tab works on.
    Record,
    /// A page that no adapter knows.
    Elsewhere,
}

/// What somebody says to the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Said {
    Arrived {
        tab: u8,
        at: Place,
    },
    /// The record as it stands before it is edited.
    Viewed {
        tab: u8,
    },
    /// The save button of its form is pressed.
    Pressed {
        tab: u8,
    },
    /// The page shows what was saved: this brings the aid up.
    Saw {
        tab: u8,
        save: u8,
    },
    Placed {
        tab: u8,
        moment: MomentNumber,
    },
    Seen {
        tab: u8,
        moment: MomentNumber,
    },
    Gone {
        tab: u8,
        moment: MomentNumber,
    },
    /// The place of the answer among [`ANSWERS`].
    Answered {
        moment: MomentNumber,
        answer: u8,
    },
    Closed {
        tab: u8,
    },
    Started,
    Woke,
}

/// What the worker answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Heard {
    Done,
    Quiet,
    Go(bool),
    Moment { moment: MomentNumber, shown: bool },
}

/// How well a worker keeps the rules. All but the first are broken on purpose: the search must
/// find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Stores what the step changed, then acts.
    Shipped,
    /// Acts, then stores: who kills it in between was answered and is not remembered.
    ActsFirst,
    /// Two workers, each with a ledger of its own in memory: the later store wins.
    TwoWriters,
    /// Gives a moment back on the page's word, although it was seen.
    ReleasesSeen,
    /// Forgets, with a tab, that its card had been taken up.
    ReleasesLeft,
    /// Never gives up a reservation that nobody took up.
    WaitsForever,
}

/// The messages of one tab, as its content script would send them, and where its record is.
pub struct Script {
    pub arrived: Message,
    pub viewed: Message,
    pub pressed: Message,
    pub saw: Message,
}

pub struct Shell {
    pub kind: Kind,
    pub content: Content,
    pub secret: [u8; 32],
    pub now: u64,
    pub today: Day,
    pub scripts: [Script; 2],
    pub ledgers: Vec<(String, Ledger)>,
    known: HashMap<String, LedgerNumber>,
    steps: HashMap<(LedgerNumber, u8, Said), (LedgerNumber, Heard)>,
    names: Vec<String>,
}

impl Shell {
    pub fn new(
        content: Content,
        secret: [u8; 32],
        now: u64,
        today: Day,
        scripts: [Script; 2],
        first: &Ledger,
    ) -> Self {
        let mut shell = Self {
            kind: Kind::Shipped,
            content,
            secret,
            now,
            today,
            scripts,
            ledgers: Vec::new(),
            known: HashMap::new(),
            steps: HashMap::new(),
            names: Vec::new(),
        };
        shell.store(first);
        shell
    }

    pub fn ledger(&self, number: LedgerNumber) -> &Ledger {
        &self.ledgers[number as usize].1
    }

    /// The number of a moment's id.
    pub fn number(&mut self, id: &str) -> MomentNumber {
        let place = self.names.iter().position(|name| name == id).unwrap_or_else(|| {
            self.names.push(id.to_owned());
            self.names.len() - 1
        });
        u8::try_from(place).unwrap()
    }

    pub fn name(&self, moment: MomentNumber) -> &str {
        &self.names[usize::from(moment)]
    }

    /// What a second writer still has in memory once something is stored over `before`. Where there
    /// is one writer this is never looked at, so it must not tell worlds apart.
    pub fn stale(&self, before: LedgerNumber) -> LedgerNumber {
        if self.kind == Kind::TwoWriters { before } else { 0 }
    }

    /// How many different steps were taken.
    pub fn steps(&self) -> usize {
        self.steps.len()
    }

    /// One step from a stored ledger, `leaps` of the clock after the beginning: what is stored then,
    /// and the answer.
    pub fn take(&mut self, ledger: LedgerNumber, leaps: u8, said: Said) -> (LedgerNumber, Heard) {
        let key = (ledger, leaps, said);
        if let Some(known) = self.steps.get(&key) {
            return *known;
        }
        let (mut next, reply) = self.step(ledger, leaps, said);
        let (again, reply_again) = self.step(ledger, leaps, said);
        assert!((&next, &reply) == (&again, &reply_again), "the same step, another result: {said:?}");
        self.spoil(ledger, said, &mut next);
        let heard = match reply {
            Reply::Done { ok: true } | Reply::Plan { .. } => Heard::Done,
            Reply::Quiet { .. } => Heard::Quiet,
            Reply::Go { go } => Heard::Go(go),
            Reply::Moment { moment } => {
                Heard::Moment { moment: self.number(&moment.moment), shown: moment.arm == Arm::Shown }
            }
            other => panic!("{said:?} is answered by {other:?}"),
        };
        let taken = (self.store(&next), heard);
        self.steps.insert(key, taken);
        taken
    }

    fn step(&self, ledger: LedgerNumber, leaps: u8, said: Said) -> (Ledger, Reply) {
        let mut next = Ledger::read(&self.ledgers[ledger as usize].0).unwrap();
        let (from, message) = self.message(said);
        let random = hash::short_hex(&hash::digest(&[format!("{said:?}").as_bytes()]), 32);
        let env = Env { now: self.now + u64::from(leaps) * LEAP_MS, today: self.today, minute: 600, random };
        let output = step(&self.content, &self.secret, &mut next, &env, &Envelope { from, message });
        (next, output.reply)
    }

    fn store(&mut self, ledger: &Ledger) -> LedgerNumber {
        // Which places hold is counted beside every decision and touches none: left out, so that
        // what differs in it alone is one state.
        let mut ledger = ledger.clone();
        ledger.hosts.values_mut().for_each(|host| host.places.clear());
        let text = cuecard::json::write(&ledger).unwrap();
        if let Some(known) = self.known.get(&text) {
            return *known;
        }
        let back = Ledger::read(&text).unwrap();
        assert_eq!(back, ledger, "what is written is read");
        let number = u32::try_from(self.ledgers.len()).unwrap();
        self.known.insert(text.clone(), number);
        self.ledgers.push((text, back));
        number
    }

    fn message(&self, said: Said) -> (Speaker, Message) {
        let page = |tab: u8| Speaker::Page { tab: i64::from(tab) };
        let name = |moment: MomentNumber| self.name(moment).to_owned();
        let script = |tab: u8| &self.scripts[usize::from(tab)];
        match said {
            Said::Arrived { tab, at: Place::Record } => (page(tab), script(tab).arrived.clone()),
            Said::Arrived { tab, at: Place::Elsewhere } => {
                (page(tab), Message::Arrived { url: "https://acme.lightning.force.com/".into() })
            }
            Said::Viewed { tab } => (page(tab), script(tab).viewed.clone()),
            Said::Pressed { tab } => (page(tab), script(tab).pressed.clone()),
            Said::Saw { tab, save } => {
                let Message::Saw(saw) = &script(tab).saw else { panic!("a script without a save") };
                let mut saw = saw.clone();
                saw.id = format!("save {save} of tab {tab}");
                (page(tab), Message::Saw(saw))
            }
            Said::Placed { tab, moment } => (page(tab), Message::Placed { moment: name(moment) }),
            Said::Seen { tab, moment } => (page(tab), Message::Seen { moment: name(moment) }),
            Said::Gone { tab, moment } => (page(tab), Message::Gone { moment: name(moment) }),
            Said::Answered { moment, answer } => {
                let answer = ANSWERS[usize::from(answer)];
                let message = Message::Answered { moment: name(moment), answer, shown_ms: SHOWN_MS };
                (Speaker::Extension { tab: None }, message)
            }
            Said::Closed { tab } => (Speaker::Shell, Message::TabClosed { tab: i64::from(tab) }),
            Said::Started => (Speaker::Shell, Message::Started),
            Said::Woke => (Speaker::Shell, Message::Woke),
        }
    }

    /// What the broken kinds do to a ledger that the engine left in order.
    fn spoil(&self, before: LedgerNumber, said: Said, next: &mut Ledger) {
        let before = self.ledger(before);
        match (self.kind, said) {
            (Kind::ReleasesSeen, Said::Gone { moment, .. }) => {
                let Some(moment) = next.moment_mut(self.name(moment)) else { return };
                if moment.state == MomentState::Committed {
                    moment.state = MomentState::Released;
                }
            }
            (Kind::ReleasesLeft, Said::Arrived { tab, at: Place::Elsewhere } | Said::Closed { tab }) => {
                for moment in next.moments.iter_mut().filter(|moment| moment.tab == i64::from(tab)) {
                    if moment.state == MomentState::Placed {
                        moment.state = MomentState::Released;
                    }
                }
            }
            (Kind::WaitsForever, said) => {
                for moment in &mut next.moments {
                    let was = before.moment(&moment.id).map(|moment| moment.state);
                    let is_word = matches!(said, Said::Gone { .. } | Said::Started | Said::Closed { .. });
                    if was == Some(MomentState::Reserved) && moment.state == MomentState::Released && !is_word
                    {
                        moment.state = MomentState::Reserved;
                        moment.over = false;
                    }
                }
            }
            _ => {}
        }
    }
}
