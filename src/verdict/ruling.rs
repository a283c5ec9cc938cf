//! What was decided about a nudge, and the numbers that it rests on.

use super::block::Counts;

/// What is known of a nudge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Its trial goes on.
    Running,
    /// It helps.
    Improved,
    /// It does not help, or by less than it promised.
    NoEffect,
    /// It harms.
    Harmful,
    /// Too few people for a verdict, or too little of a difference among them.
    Insufficient,
    /// The arms cannot be compared.
    Invalid,
}

impl Verdict {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Improved => "improved",
            Self::NoEffect => "no_effect",
            Self::Harmful => "harmful",
            Self::Insufficient => "insufficient",
            Self::Invalid => "invalid",
        }
    }

    /// What becomes of the nudge: the burden of proof is on it.
    pub fn action(self) -> Action {
        match self {
            Self::Running => Action::Continue,
            Self::Improved => Action::Keep,
            _ => Action::Pause,
        }
    }
}

/// What becomes of the nudge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It goes on as it is.
    Continue,
    /// It stays, and goes on being withheld now and then.
    Keep,
    /// It ends.
    Pause,
}

impl Action {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Keep => "keep",
            Self::Pause => "pause",
        }
    }
}

/// The row of the table that held, in the order in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The arms differ in size by more than chance.
    ArmSizes,
    /// More outcomes are missing in one arm than in the other.
    Missing,
    /// Enough evidence that it harms.
    Harm,
    /// Enough evidence that what must not get worse got worse.
    Guardrail,
    /// Most people closed the card within three seconds.
    FastDismissals,
    /// Enough evidence that it helps, before any deadline.
    Evidence,
    /// The deadline came with fewer than twenty people in an arm.
    FewPeople,
    /// The deadline's test passed.
    Deadline,
    /// At the deadline it did no better, or less well than it promised.
    NoLift,
    /// At the deadline nothing was certain.
    Undecided,
    /// The extension's test passed.
    LastDeadline,
    /// The extension's test did not pass.
    NotProven,
    /// No row held yet.
    NotYet,
}

impl Ground {
    /// Its number in the table of docs/verdicts.md; none: it stands beside the table.
    pub fn row(self) -> Option<u8> {
        match self {
            Self::ArmSizes | Self::Missing => Some(0),
            Self::Harm => Some(1),
            Self::Evidence => Some(2),
            Self::FewPeople => Some(3),
            Self::Deadline => Some(4),
            Self::NoLift => Some(5),
            Self::Undecided => Some(6),
            Self::LastDeadline | Self::NotProven => Some(7),
            Self::Guardrail | Self::FastDismissals | Self::NotYet => None,
        }
    }

    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::ArmSizes => "arm_sizes",
            Self::Missing => "missing_outcomes",
            Self::Harm => "harm",
            Self::Guardrail => "guardrail",
            Self::FastDismissals => "fast_dismissals",
            Self::Evidence => "evidence",
            Self::FewPeople => "few_people",
            Self::Deadline => "deadline",
            Self::NoLift => "no_lift",
            Self::Undecided => "undecided",
            Self::LastDeadline => "last_deadline",
            Self::NotProven => "not_proven",
            Self::NotYet => "not_yet",
        }
    }
}

/// A verdict, and the numbers of the day on which it fell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruling {
    /// What is known.
    pub verdict: Verdict,
    /// Why.
    pub ground: Ground,
    /// The day of the trial on which it fell, from its opening; of a trial that goes on: today.
    pub day: u32,
    /// Those who were shown it.
    pub shown: Counts,
    /// Those from whom it was withheld.
    pub withheld: Counts,
    /// The difference between their shares, freed of noise.
    pub lift: f64,
    /// The lower end of its 80 % interval, freed of noise.
    pub lower80: f64,
    /// The upper end.
    pub upper80: f64,
    /// The logarithm of the evidence that it helps.
    pub log_e_up: f64,
    /// The logarithm of the evidence that it harms.
    pub log_e_down: f64,
    /// The deadline's test; none before a deadline, so that nobody reads it sooner.
    pub midp: Option<f64>,
    /// The level that the deadline's test has to reach.
    pub level: f64,
}
