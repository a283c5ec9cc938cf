//! Whatever messages come, in whatever order and at whatever time: the caps hold in every period
//! and every week, each reservation is spent, given back or refunded, once, every report is sent
//! once, and the same steps give the same bytes.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use std::collections::{BTreeMap, BTreeSet};

use cuecard::decide::spent;
use cuecard::json::{self, Raw};
use cuecard::ledger::{Answer, Arm, Moment, MomentState};
use cuecard::report::{Kind, Label, Report};
use cuecard::role::Period;
use cuecard::step::{Message, Reply, replay};
use cuecard::time::Week;
use person::content::unspaced_content;
use person::{Person, TAB, deal, offered, with};
use proptest::prelude::*;

const ROLES: [&str; 4] =
    ["account-executive", "sales-development-representative", "senior-engineer", "product-manager"];
const STAGES: [&str; 3] = ["Qualification", "Proposal/Price Quote", "Negotiation/Review"];
const DATES: [&str; 4] = ["12/18/2026", "1/18/2027", "2/18/2027", "3/18/2027"];
const ANSWERS: [Answer; 5] =
    [Answer::Done, Answer::Later, Answer::NotRelevant, Answer::NeverAgain, Answer::Closed];
const ELSEWHERE: &str = "https://acme.lightning.force.com/";

/// An hour: over all roles and tools, no week is ever asked for more.
const CEILING_SECONDS: u32 = 60 * 60;

/// The clock is never set back by more than this in one history. Moments are kept for 60 days; a
/// clock that is set forward beyond that and back again loses what was spent in between.
const MOST_BACK_DAYS: i32 = 14;

#[derive(Clone, Debug)]
enum Turn {
    Arrives {
        tab: i64,
        record: Option<u8>,
    },
    /// A save that brings an aid up, which is seen and answered: so that budgets do run out.
    Works {
        record: u8,
        answer: usize,
        shown_ms: u64,
    },
    Saves {
        tab: i64,
        record: u8,
        late: bool,
        date: usize,
    },
    /// The newest moments are said to be there, wrongly or not, from a tab that may be another.
    Says {
        what: u8,
        back: usize,
        tab: Option<i64>,
    },
    Answers {
        back: usize,
        answer: usize,
        shown_ms: u64,
    },
    Closes {
        tab: i64,
    },
    Starts,
    Dies,
    Wakes,
    Passes {
        seconds: u64,
    },
    PassesDays {
        days: i32,
    },
    ClockGoesBack {
        days: i32,
        seconds: u64,
    },
    Chooses {
        role: usize,
    },
    Joins {
        server: bool,
    },
    Unmutes,
    Delivers,
}

fn turn() -> impl Strategy<Value = Turn> {
    let tab = || 0i64..3;
    prop_oneof![
        2 => (tab(), prop::option::of(0u8..5)).prop_map(|(tab, record)| Turn::Arrives { tab, record }),
        6 => (0u8..20, 0usize..5, prop_oneof![Just(30_000), Just(300_000)]).prop_map(|(record, answer, shown_ms)| Turn::Works { record, answer, shown_ms }),
        6 => (tab(), 0u8..5, any::<bool>(), 0usize..4)
            .prop_map(|(tab, record, late, date)| Turn::Saves { tab, record, late, date }),
        7 => (0u8..3, 0usize..3, prop::option::weighted(0.1, tab()))
            .prop_map(|(what, back, tab)| Turn::Says { what, back, tab }),
        3 => (0usize..3, 0usize..5, prop_oneof![Just(0), 1_000u64..200_000, Just(u64::MAX)])
            .prop_map(|(back, answer, shown_ms)| Turn::Answers { back, answer, shown_ms }),
        1 => tab().prop_map(|tab| Turn::Closes { tab }),
        1 => Just(Turn::Starts),
        2 => Just(Turn::Dies),
        1 => Just(Turn::Wakes),
        3 => (0u64..2_000).prop_map(|seconds| Turn::Passes { seconds }),
        2 => prop_oneof![1i32..4, 4i32..40].prop_map(|days| Turn::PassesDays { days }),
        1 => (0i32..8, 0u64..2_000).prop_map(|(days, seconds)| Turn::ClockGoesBack { days, seconds }),
        1 => (0usize..4).prop_map(|role| Turn::Chooses { role }),
        1 => any::<bool>().prop_map(|server| Turn::Joins { server }),
        1 => Just(Turn::Unmutes),
        2 => Just(Turn::Delivers),
    ]
}

/// A person, and a book of every moment as it was last seen in the ledger: what the ledger prunes
/// stays in the book.
struct Kept {
    person: Person,
    moments: Vec<(String, i64)>,
    book: BTreeMap<String, Moment>,
    back_days: i32,
    /// The reports that left.
    sent: usize,
    joined: bool,
}

impl Kept {
    fn new() -> Self {
        Self {
            person: Person::unspaced("someone"),
            moments: Vec::new(),
            book: BTreeMap::new(),
            back_days: 0,
            sent: 0,
            joined: false,
        }
    }

    fn newest(&self, back: usize) -> Option<(String, i64)> {
        self.moments.iter().rev().nth(back).cloned()
    }

    fn take(&mut self, turn: &Turn) {
        let person = &mut self.person;
        match *turn {
            Turn::Arrives { tab, record } => {
                let url = record.map_or(ELSEWHERE.to_owned(), |record| person.url(&format!("006{record}")));
                person.page(tab, Message::Arrived { url });
            }
            Turn::Saves { tab, record, late, date } => {
                let url = person.url(&format!("006{record}"));
                let objection = if late { "Pricing" } else { "" };
                let after = with(deal(STAGES[date % 3], objection), "close_date", DATES[date]);
                person.opens(tab, &url, &deal(STAGES[0], ""), &[]);
                person.shows(tab, &url, &after, &[], Some("save"));
                if let Some(offer) = offered(&person.shows(tab, &url, &after, &[], None)) {
                    self.moments.push((offer.moment.clone(), tab));
                }
            }
            Turn::Works { record, answer, shown_ms } => {
                let before = self.moments.len();
                self.take(&Turn::Saves { tab: TAB, record: 5 + record, late: true, date: 2 });
                if self.moments.len() > before {
                    self.take(&Turn::Says { what: 0, back: 0, tab: None });
                    self.take(&Turn::Says { what: 1, back: 0, tab: None });
                    self.take(&Turn::Answers { back: 0, answer, shown_ms });
                }
            }
            Turn::Says { what, back, tab } => {
                let Some((moment, own)) = self.newest(back) else { return };
                let message = match what {
                    0 => Message::Placed { moment },
                    1 => Message::Seen { moment },
                    _ => Message::Gone { moment },
                };
                self.person.page(tab.unwrap_or(own), message);
            }
            Turn::Answers { back, answer, shown_ms } => {
                let Some((moment, _)) = self.newest(back) else { return };
                let answer = ANSWERS[answer];
                self.person.extension(Message::Answered { moment, answer, shown_ms });
            }
            Turn::Closes { tab } => _ = person.shell(Message::TabClosed { tab }),
            Turn::Starts => {
                person.worker_dies();
                person.shell(Message::Started);
            }
            Turn::Dies => person.worker_dies(),
            Turn::Wakes => _ = person.shell(Message::Woke),
            Turn::Passes { seconds } => person.passes(0, seconds * 1000),
            Turn::PassesDays { days } => person.passes(days, 0),
            Turn::ClockGoesBack { days, seconds } => {
                let days = days.min(MOST_BACK_DAYS - self.back_days);
                self.back_days += days;
                person.now -= u64::try_from(days).unwrap() * cuecard::time::DAY_MS + seconds * 1000;
                person.today = person.today.plus(-days);
            }
            Turn::Chooses { role } => person.chooses(ROLES[role]),
            Turn::Joins { server: true } => {
                self.joined = true;
                person.joins_server();
            }
            Turn::Joins { server: false } => _ = person.sets(&serde_json::json!({ "server": null })),
            Turn::Delivers => self.sent += usize::from(person.shell(Message::Woke).send.is_some()),
            Turn::Unmutes => {
                person.extension(Message::Unmute { nudge: "pricing-objection".into() });
            }
        }
    }

    /// What must hold after each turn, by the book as well as by the ledger.
    fn judge(&mut self) -> Result<(), TestCaseError> {
        let role = self.person.ledger.settings.role.clone().unwrap();
        let budget = self.person.content.role(&role).unwrap().budget.clone();
        let today = self.person.today;
        for moment in &self.person.ledger.moments {
            let new = !self.book.contains_key(&moment.id);
            let was = self.book.insert(moment.id.clone(), moment.clone());
            prop_assert!(may_become(was.as_ref(), moment), "{was:?} became {moment:?}");
            if new {
                // The caps are asked when budget is set aside, for the aid's estimate: what is
                // really spent in the end may be more.
                let others = self.person.ledger.moments.iter().filter(|other| other.id != moment.id);
                let others: Vec<Moment> = others.cloned().collect();
                // At most one card can be on any screen. Later a clock that goes back may make it seem
                // as if one of before were open still.
                let open = others.iter().find(|other| other.is_open(moment.at));
                prop_assert!(open.is_none(), "{moment:?} beside {open:?}");
                let others = spent(&others, &budget.period, today);
                let estimate = self.person.content.nudge(&moment.nudge).unwrap().nudge.seconds;
                prop_assert!(others.count < budget.count, "one more than {others:?} of {budget:?}");
                prop_assert!(others.seconds + estimate <= budget.seconds, "{others:?} of {budget:?}");
            }
        }
        // Nothing that the current period has spent was forgotten.
        let all: Vec<Moment> = self.book.values().cloned().collect();
        for period in [&budget.period, &Period::Week] {
            let kept = spent(&self.person.ledger.moments, period, today);
            prop_assert_eq!(spent(&all, period, today), kept, "{:?}", period);
        }
        let mut weeks: BTreeMap<Week, u32> = BTreeMap::new();
        for moment in all.iter().filter(|moment| moment.spends()) {
            *weeks.entry(Week::of(moment.day)).or_default() += moment.seconds;
        }
        let most = weeks.values().max().copied().unwrap_or_default();
        prop_assert!(most <= CEILING_SECONDS, "{most} seconds in one week");
        prop_assert!(self.joined || (self.person.ledger.outbox.waiting.is_empty() && self.sent == 0));
        let ids: BTreeSet<&String> = self.person.ledger.moments.iter().map(|moment| &moment.id).collect();
        prop_assert_eq!(ids.len(), self.person.ledger.moments.len());
        Ok(())
    }
}

/// What at most one report of a window may tell. Health may be told again when a clock goes back by
/// weeks.
fn about(body: &Raw) -> Option<(String, Kind)> {
    let report: Report = json::read(body.text()).unwrap();
    let of_window = report.value(Label::Arm).is_some();
    of_window.then(|| (report.value(Label::Nudge).unwrap().to_owned(), report.kind()))
}

/// The ways that a moment may go, whatever is said of it.
fn may_become(was: Option<&Moment>, now: &Moment) -> bool {
    use MomentState::{Committed, Placed, Refunded, Released, Reserved};
    // One turn may take a new one all its way.
    let Some(was) = was else { return true };
    let moved = match (was.state, now.state) {
        (Reserved, Placed | Released) | (Placed, Committed | Released | Refunded) => true,
        (Committed, Refunded) => was.answer.is_none(),
        (before, after) => before == after,
    };
    let answered = was.answer.is_none() || (was.answer == now.answer && was.seconds == now.seconds);
    let debited = was.seconds == now.seconds || (was.answer.is_none() && now.answer.is_some());
    let refunded = (now.state == Refunded) == (now.answer == Some(Answer::NotRelevant));
    let withheld = now.arm == Arm::Shown || now.answer.is_none();
    moved && answered && debited && refunded && withheld && (!was.over || now.over)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
    #[test]
    fn any_history_keeps_the_caps_and_conserves_what_is_spent(turns in prop::collection::vec(turn(), 1..30)) {
        let mut kept = Kept::new();
        for turn in &turns {
            kept.take(turn);
            kept.judge()?;
        }
        // One entry and at most one outcome a lineage, each report with an id of its own.
        let waiting: Vec<_> = kept.person.ledger.outbox.waiting.iter().collect();
        let unique: BTreeSet<_> = waiting.iter().map(|report| &report.id).collect();
        prop_assert_eq!(unique.len(), waiting.len());
        let told: Vec<_> = waiting.iter().filter_map(|report| about(&report.body)).collect();
        prop_assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), told.len());
        let trace = serde_json::to_string(&kept.person.trace()).unwrap();
        let once = replay(&unspaced_content(), &trace).unwrap();
        prop_assert_eq!(once.lines().last().unwrap(), json::write(&kept.person.ledger).unwrap());
    }
}

/// A person whose page was just allowed to put a card up, and the card's moment.
fn placed() -> (Person, String) {
    let mut person = Person::unspaced("someone");
    let reply = person.saves(TAB, "006A", &deal(STAGES[0], ""), &deal(STAGES[2], "Pricing"));
    let moment = offered(&reply).unwrap().moment.clone();
    let go = person.page(TAB, Message::Placed { moment: moment.clone() });
    assert_eq!(go, Reply::Go { go: true });
    (person, moment)
}

#[test]
fn what_a_page_took_up_is_spent_until_that_page_says_otherwise() {
    type Then = fn(&mut Person);
    let leaves: [(&str, Then); 5] = [
        ("asks again for the same record", |person| _ = person.arrives(TAB, "006A")),
        ("goes to another record", |person| _ = person.arrives(TAB, "006B")),
        ("goes elsewhere", |person| _ = person.page(TAB, Message::Arrived { url: ELSEWHERE.into() })),
        ("is closed", |person| _ = person.shell(Message::TabClosed { tab: TAB })),
        ("goes down with the browser", |person| _ = person.shell(Message::Started)),
    ];
    for (name, leave) in leaves {
        // What it says of the card comes after it is left: the worker had died under the first try.
        for (seen, spent) in [(Some(true), 1), (Some(false), 0), (None, 1)] {
            let (mut person, moment) = placed();
            leave(&mut person);
            person.passes(0, 31_000);
            match seen {
                Some(true) => _ = person.page(TAB, Message::Seen { moment }),
                Some(false) => _ = person.page(TAB, Message::Gone { moment }),
                None => _ = person.shell(Message::Woke),
            }
            assert_eq!(person.spent(), spent, "{name}, then seen: {seen:?}");
        }
    }
}

#[test]
fn a_card_stays_open_while_its_page_asks_again_and_no_longer() {
    let cases = [("006A", true), ("006B", false)];
    for (record, open) in cases {
        let (mut person, _) = placed();
        person.arrives(TAB, record);
        let other = person.saves(2, "006C", &deal(STAGES[0], ""), &deal(STAGES[2], "Pricing"));
        assert_eq!(offered(&other).is_none(), open, "{record}");
    }
}
