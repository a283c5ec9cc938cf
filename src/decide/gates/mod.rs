//! The gates: each may drop a candidate, with a reason that a person can read.

mod after_loss;
mod approval;
mod budget_count;
mod budget_minutes;
mod card_open;
mod category;
mod cooldown;
mod hidden;
mod mastered;
mod muted;
mod not_due;
mod once_per_record;
mod pace;
mod pack_cap;
mod paused;
mod quiet_hours;
mod role;
mod site;
mod snoozed;

use crate::content::{Organisation, Published};
use crate::json::words;
use crate::ledger::{Ledger, Lineage};
use crate::pack::Nudge;
use crate::role::Role;
use crate::time::Day;

/// Why a candidate did, or did not, show. Each has a sentence in every catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// It shows.
    Shown,
    /// It is withheld, to be judged by.
    Withheld,
    /// It is not for the person's role, or no role is chosen.
    Role,
    /// The person asked never to see it again.
    Muted,
    /// The person switched its pack off.
    Category,
    /// The person wants no aid on this site.
    Site,
    /// The person wants no aid for a while.
    Paused,
    /// What was spent is unknown after a loss, so it is quiet until the next week.
    AfterLoss,
    /// The person wants no aid at this hour.
    QuietHours,
    /// The organisation's signatures are in force no more, and newer ones could not be had.
    OutOfDate,
    /// No manager of the team stands by it, or not any more.
    #[default]
    CoSign,
    /// Its time without a proof is over, or a verdict paused it.
    Lease,
    /// Other teams try it first.
    Pilot,
    /// The organisation switched it off.
    SwitchedOff,
    /// The person does it unaided.
    Mastered,
    /// It is not due again.
    NotDue,
    /// It had its turn lately.
    Cooldown,
    /// Its pack had its cards for this week.
    PackCap,
    /// The person put it off.
    Snoozed,
    /// It had its moment on this record.
    OncePerRecord,
    /// The tab cannot be seen.
    Hidden,
    /// Another card is open.
    CardOpen,
    /// The last card was too short a while ago.
    Pace,
    /// The number of aids for this period is used up.
    BudgetCount,
    /// The minutes for this period are used up.
    BudgetMinutes,
    /// A stronger moment is expected for what is left of the budget.
    HeldBack,
    /// Another candidate was worth more.
    Outbid,
}

words! {
    Reason:
    Shown = "shown",
    Withheld = "withheld",
    Role = "role",
    Muted = "muted",
    Category = "category",
    Site = "site",
    Paused = "paused",
    AfterLoss = "after_loss",
    QuietHours = "quiet_hours",
    OutOfDate = "out_of_date",
    CoSign = "co_sign",
    Lease = "lease",
    Pilot = "pilot",
    SwitchedOff = "switched_off",
    Mastered = "mastered",
    NotDue = "not_due",
    Cooldown = "cooldown",
    PackCap = "pack_cap",
    Snoozed = "snoozed",
    OncePerRecord = "once_per_record",
    Hidden = "hidden",
    CardOpen = "card_open",
    Pace = "pace",
    BudgetCount = "budget_count",
    BudgetMinutes = "budget_minutes",
    HeldBack = "held_back",
    Outbid = "outbid",
}

impl Reason {
    /// Whether a moment that was silent for this reason is work without help: the person was there,
    /// the trigger held, and only Cuecard's own reserve kept the aid away.
    pub fn is_opportunity(self) -> bool {
        matches!(
            self,
            Self::Mastered
                | Self::NotDue
                | Self::Cooldown
                | Self::PackCap
                | Self::Snoozed
                | Self::CardOpen
                | Self::Pace
                | Self::BudgetCount
                | Self::BudgetMinutes
                | Self::HeldBack
                | Self::Outbid
        )
    }
}

/// One candidate on the open record.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The nudge with its pack.
    pub published: &'a Published,
}

impl<'a> Candidate<'a> {
    /// The nudge.
    pub fn nudge(&self) -> &'a Nudge {
        &self.published.nudge
    }
}

/// What the gates look at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// What is remembered.
    pub ledger: &'a Ledger,
    /// The person's role, once chosen.
    pub role: Option<&'a Role>,
    /// The open record, as a keyed digest.
    pub record: &'a str,
    /// The host that it is on.
    pub host: &'a str,
    /// Whose content it is; none: it came with the extension.
    pub organisation: Option<&'a Organisation>,
    /// Whether the tab can be seen.
    pub visible: bool,
    /// Milliseconds since 1970.
    pub now: u64,
    /// The person's civil day.
    pub today: Day,
    /// The minute of that day.
    pub minute: u16,
}

impl Situation<'_> {
    /// What is remembered of a candidate's nudge.
    pub fn lineage(&self, candidate: &Candidate<'_>) -> Option<&Lineage> {
        self.ledger.lineages.get(&candidate.nudge().nudge)
    }
}

/// A check that may drop a candidate.
pub type Gate = fn(&Situation<'_>, &Candidate<'_>) -> Option<Reason>;

/// The gates about the person, the nudge and the moment, in the order in which they are asked: what
/// weighs most first, because a receipt names the first that stops a candidate.
pub const GATES: [Gate; 16] = [
    role::gate,
    muted::gate,
    category::gate,
    site::gate,
    paused::gate,
    after_loss::gate,
    quiet_hours::gate,
    approval::gate,
    mastered::gate,
    not_due::gate,
    cooldown::gate,
    pack_cap::gate,
    snoozed::gate,
    once_per_record::gate,
    hidden::gate,
    card_open::gate,
];

/// The gates about attention that is already spent, asked last: what they stop was still wanted.
pub const ATTENTION: [Gate; 3] = [pace::gate, budget_count::gate, budget_minutes::gate];

#[cfg(test)]
pub(super) mod fixture;
#[cfg(test)]
mod forgetting;

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn only_what_was_kept_away_from_ready_work_is_work_without_help() {
        use Reason::{
            AfterLoss, BudgetCount, BudgetMinutes, CardOpen, Category, CoSign, Cooldown, HeldBack, Hidden,
            Lease, Mastered, Muted, NotDue, OncePerRecord, OutOfDate, Outbid, Pace, PackCap, Paused, Pilot,
            QuietHours, Role, Shown, Site, Snoozed, SwitchedOff, Withheld,
        };
        let kept_away = [
            Mastered,
            NotDue,
            Cooldown,
            PackCap,
            Snoozed,
            CardOpen,
            Pace,
            BudgetCount,
            BudgetMinutes,
            HeldBack,
            Outbid,
        ];
        let others = [
            Shown,
            Withheld,
            Role,
            Muted,
            Category,
            Site,
            Paused,
            AfterLoss,
            QuietHours,
            OncePerRecord,
            Hidden,
            OutOfDate,
            CoSign,
            Lease,
            Pilot,
            SwitchedOff,
        ];
        assert!(kept_away.into_iter().all(Reason::is_opportunity));
        assert!(!others.into_iter().any(Reason::is_opportunity));
    }
}
