//! The one door into the engine: a message and what is remembered go in, an answer and what is
//! then remembered come out. The same arguments give the same bytes, natively and in WASM.

mod arrive;
mod card;
mod clock;
mod decide;
mod help;
mod learn;
mod look;
mod meanings;
mod message;
mod plans;
mod random;
mod replay;
mod reply;
mod report;
mod see;
mod settings;
mod settle;
mod silence;
mod status;
mod visit;

use serde::Serialize;

pub use look::{PageState, Place};
pub use message::{Envelope, Message, Saw, SetHost, SetSettings, Speaker};
pub use plans::Plans;
pub use random::Random;
pub use replay::{Trace, replay};
pub use reply::{Card, Offer, Reply, TabMessage, Tell};
pub use status::Status;

use crate::adapter::{Adapter, Bindings, Location, Pointing, System};
use crate::content::Content;
use crate::json::fields;
use crate::ledger::Ledger;
use crate::report::Delivery;
use crate::time::Day;

/// What the shell knows and the engine must not ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Env {
    /// Milliseconds since 1970, UTC.
    pub now: u64,
    /// The civil day where the person is.
    pub today: Day,
    /// The minute of that day where the person is, from 0 to 1439.
    pub minute: u16,
    /// 64 hexadecimal digits of fresh randomness.
    pub random: String,
}

fields! { Env: now, today, random; minute, .. }

/// What one step leads to, beside the changed ledger.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Output {
    /// The answer to whoever spoke.
    pub reply: Reply,
    /// Messages to content scripts.
    pub tell: Vec<Tell>,
    /// One report to deliver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send: Option<Delivery>,
    /// When the engine wants to be woken, in milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wake_at: Option<u64>,
}

/// What every part of a step works with.
struct Step<'a> {
    content: &'a Content,
    /// What the person bound: a copy, because the ledger changes on the way.
    own: &'a [Bindings],
    secret: &'a [u8; 32],
    env: &'a Env,
    random: Random,
    ledger: &'a mut Ledger,
    output: Output,
}

/// Takes one message. The caller stores the changed `ledger` before it acts on the output.
pub fn step(
    content: &Content,
    secret: &[u8; 32],
    ledger: &mut Ledger,
    env: &Env,
    envelope: &Envelope,
) -> Output {
    let random = Random::new(&env.random);
    let own = ledger.settings.bindings.clone();
    let mut step = Step { content, own: &own, secret, env, random, ledger, output: Output::default() };
    step.settle();
    let reply = step.answer(envelope);
    step.output.reply = reply;
    step.ledger.prune(env.today);
    step.output.wake_at = step.wake_at();
    step.output
}

impl<'a> Step<'a> {
    /// The page that `url` is, also on the person's own hosts.
    fn locate(&self, url: &str) -> Option<Location<'a>> {
        self.content.locate(&self.ledger.settings.hosts, url)
    }

    /// Whether people only practise there.
    fn is_sandbox(&self, location: &Location<'_>) -> bool {
        self.content.organisation.as_ref().is_some_and(|it| it.is_sandbox(&location.host))
    }

    /// The system of a page, with the meanings of its organisation and of the person.
    fn system(&self, location: &Location<'a>) -> System<'a> {
        self.system_on(location.adapter, &location.host)
    }

    fn system_on(&self, adapter: &'a Adapter, host: &str) -> System<'a> {
        System::on_host(adapter, self.content.bindings.iter().chain(self.own), host)
    }

    fn answer(&mut self, envelope: &Envelope) -> Reply {
        match (&envelope.message, envelope.from) {
            (Message::Arrived { url }, Speaker::Page { tab }) => self.arrived(tab, url),
            (Message::Saw(saw), Speaker::Page { tab }) => self.saw(tab, saw),
            (Message::Placed { moment }, Speaker::Page { tab }) => Reply::Go { go: self.placed(tab, moment) },
            (Message::Seen { moment }, Speaker::Page { tab }) => {
                self.seen(tab, moment);
                Reply::DONE
            }
            (Message::Gone { moment }, Speaker::Page { tab }) => {
                self.gone(tab, moment);
                Reply::DONE
            }
            (Message::Card { moment }, Speaker::Extension { .. }) => self.card(moment),
            (Message::Painted { moment }, Speaker::Extension { .. }) => {
                self.tell(moment, TabMessage { kind: "painted", ..TabMessage::default() });
                Reply::DONE
            }
            (Message::Size { moment, height }, Speaker::Extension { .. }) => {
                let height = Some(*height);
                self.tell(moment, TabMessage { kind: "size", height, ..TabMessage::default() });
                Reply::DONE
            }
            (Message::Answered { moment, answer, shown_ms }, Speaker::Extension { .. }) => {
                self.answered(moment, *answer, *shown_ms);
                Reply::DONE
            }
            (Message::Reason { moment, reason }, Speaker::Extension { .. }) => {
                self.reason(moment, *reason);
                Reply::DONE
            }
            (Message::Lesson { moment, shown_ms }, Speaker::Extension { .. }) => {
                self.lesson(moment, *shown_ms)
            }
            (Message::Checked { moment, variant, result, top }, Speaker::Extension { .. }) => {
                self.checked(moment, variant, *result, *top);
                Reply::DONE
            }
            (Message::Status, Speaker::Extension { .. }) => Reply::Status { status: Box::new(self.status()) },
            (Message::Set { settings }, Speaker::Extension { .. }) => self.set(settings),
            (Message::Mute { nudge }, Speaker::Extension { .. }) => {
                self.ledger.lineages.get_or_insert_with(nudge.clone(), Default::default).muted = true;
                Reply::DONE
            }
            (Message::Unmute { nudge }, Speaker::Extension { .. }) => {
                if let Some(lineage) = self.ledger.lineages.get_mut(nudge) {
                    (lineage.muted, lineage.fast) = (false, 0);
                }
                Reply::DONE
            }
            (Message::Help { url }, Speaker::Extension { .. }) => Reply::Help { aids: self.help(url) },
            (Message::Pull { nudge, tab }, Speaker::Extension { .. }) => self.pull(nudge, *tab),
            (Message::Look { url }, Speaker::Extension { .. }) => self.look(url),
            (Message::Looked(looked), Speaker::Extension { .. }) => self.looked(looked),
            (Message::Point { url }, Speaker::Extension { .. }) => {
                let point = self.locate(url).map(|location| Box::new(Pointing::on(&location)));
                Reply::Point { point }
            }
            (Message::Started, Speaker::Shell) => {
                self.started();
                Reply::DONE
            }
            (Message::Woke, Speaker::Shell) => {
                self.deliver();
                Reply::DONE
            }
            (Message::Delivered { id, answer }, Speaker::Shell) => {
                let gap = self.gap_ms();
                self.ledger.outbox.answered(id, answer, self.env.now, gap);
                Reply::DONE
            }
            (Message::TabClosed { tab }, Speaker::Shell) => {
                self.leave(*tab);
                self.end_visit(*tab);
                self.ledger.tabs.remove(tab);
                Reply::DONE
            }
            (Message::Trouble { problem }, Speaker::Shell) => {
                self.ledger.note(problem.clone());
                Reply::DONE
            }
            // Whoever speaks out of turn gets nothing, and changes nothing.
            _ => Reply::Nothing,
        }
    }
}
