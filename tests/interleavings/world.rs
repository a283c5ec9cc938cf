//! Two tabs, the worker, the browser and the clock between two turns, and what a page is told to do.

use crate::shell::{Heard, LedgerNumber, MomentNumber, Said};

/// What may happen at all, so that a search stays small enough.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How often each tab saves.
    pub saves: [u8; 2],
    /// How often the clock leaps.
    pub leaps: u8,
    /// How often the browser restarts.
    pub restarts: u8,
    /// The tabs that stay open, on their record and untroubled: their pages only follow the protocol.
    pub calm: &'static [u8],
    /// The ways in which a document of another tab goes away.
    pub exits: &'static [Exit],
    /// The answers that the person may give, by their places.
    pub answers: &'static [u8],
}

/// How a document goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Its tab is closed.
    Closes,
    /// Its tab loads a page that no adapter knows.
    Loads,
    /// It is loaded again.
    Reloads,
}

/// Everything there is between two turns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct World {
    /// What is stored.
    pub ledger: LedgerNumber,
    /// What was stored before the last message: what a second writer still has in memory.
    pub stale: LedgerNumber,
    pub leaps: u8,
    pub restarts: u8,
    pub tabs: [Tab; 2],
    /// What the shell has yet to say; it may be lost with the worker.
    pub shell: Vec<Said>,
    /// What really happened to each moment, by its number.
    pub truth: Vec<Truth>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tab {
    pub page: Option<Page>,
    /// Messages of pages that heed no answer any more: they may still arrive, in any order.
    pub strays: Vec<Said>,
    pub saves: u8,
}

/// The content script of one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    pub saw: Asking,
    /// The address is still the record's.
    pub here: bool,
    pub hold: Hold,
    /// `seen` and `gone`, until they are acknowledged.
    pub untold: Vec<Said>,
}

/// A question. The content script asks once more if the worker died under it; how often does not
/// matter here: each time it may be asked again or given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asking {
    Over,
    Asked,
    /// The answer is on its way back.
    Answered(Heard),
}

/// What the frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hold {
    Nothing,
    Placing { moment: MomentNumber, shown: bool, asking: Asking },
    Up { moment: MomentNumber, shown: bool, seen: bool },
}

/// What really happened to a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Truth {
    /// A page was allowed to put it up, and that was stored.
    pub taken_up: bool,
    /// The person could see it (or could have, if it is withheld).
    pub seen: bool,
    /// Its page said that it was not seen, and that was stored.
    pub gone: bool,
    /// The first answer that was stored.
    pub answer: Option<u8>,
}

/// What happened, for the story of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The worker took it and was heard.
    Heard(Said),
    /// The worker was killed after it stored what came of it.
    Unheard(Said),
    /// It came, from somebody who waits for no answer.
    Came(Said),
    /// It never came.
    Lost(Said),
    /// A broken worker answered and stored nothing.
    Unstored(Said),
    /// A broken worker stepped on what was stored before.
    Overwrote(Said),
    /// A page has asked often enough.
    GivesUp(u8),
    HearsOfMoment(u8),
    PutsUp(u8),
    Sees(u8),
    HolderEnds(u8),
    Navigates(u8),
    Exits(u8, Exit),
    Reopens(u8),
    ClockLeaps,
    BrowserRestarts,
}

impl World {
    pub fn truth_of(&mut self, moment: MomentNumber) -> &mut Truth {
        let place = usize::from(moment);
        if self.truth.len() <= place {
            self.truth.resize(place + 1, Truth::default());
        }
        &mut self.truth[place]
    }

    pub fn page(&mut self, tab: u8) -> &mut Page {
        self.tabs[usize::from(tab)].page.as_mut().unwrap()
    }
}

impl Page {
    pub fn saving() -> Self {
        Self { saw: Asking::Asked, here: true, hold: Hold::Nothing, untold: Vec::new() }
    }

    pub fn tell(&mut self, said: Said) {
        if !self.untold.contains(&said) {
            self.untold.push(said);
            self.untold.sort();
        }
    }

    /// The holder comes off the page; if it was not seen, the worker is told.
    pub fn end(&mut self, tab: u8) {
        match self.hold {
            Hold::Nothing | Hold::Up { seen: true, .. } => {}
            Hold::Placing { moment, .. } | Hold::Up { moment, .. } => self.tell(Said::Gone { tab, moment }),
        }
        self.hold = Hold::Nothing;
    }
}

impl Tab {
    pub fn stray(&mut self, said: Said) {
        if !self.strays.contains(&said) {
            self.strays.push(said);
            self.strays.sort();
        }
    }

    /// Questions go on being asked after nobody cares for the answer.
    pub fn let_questions_stray(&mut self, tab: u8) {
        let Some(page) = &self.page else { return };
        let hold = page.hold;
        if let Hold::Placing { moment, asking: Asking::Asked, .. } = hold {
            self.stray(Said::Placed { tab, moment });
        }
    }

    /// A page that was left and has nothing more to say may as well be gone.
    pub fn rest(&mut self) {
        let idle = |page: &Page| {
            !page.here && page.saw == Asking::Over && page.hold == Hold::Nothing && page.untold.is_empty()
        };
        if self.page.as_ref().is_some_and(idle) {
            self.page = None;
        }
    }

    /// The document goes away: one last try for everything that is not acknowledged.
    pub fn unload(&mut self, tab: u8) {
        self.let_questions_stray(tab);
        let Some(mut page) = self.page.take() else { return };
        page.end(tab);
        if matches!(page.saw, Asking::Asked) {
            self.stray(Said::Saw { tab, save: self.saves });
        }
        page.untold.iter().for_each(|said| self.stray(*said));
    }
}
