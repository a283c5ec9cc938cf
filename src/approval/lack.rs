//! Why a nudge may not reach a team.

use super::cosign::Flaw;
use super::ruling::Outcome;
use super::standing::MOST_COSIGNS;
use crate::time::Day;

/// Why a nudge may not reach a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The organisation knows no managers of this team.
    NoTeam,
    /// The pack is not signed by authors whom the organisation itself named.
    NoAuthor,
    /// Somebody may sign both as an author and as a manager.
    SamePeople,
    /// No manager has said anything.
    NotCosigned,
    /// The statement is not there, or not what was signed.
    Missing,
    /// The statement is wrong.
    Flawed(Flaw),
    /// The nudge was changed since.
    Changed,
    /// The statement begins on this day.
    NotYet(Day),
    /// The statement ended on this day.
    Ended(Day),
    /// Its author has not opened its try, or what was signed of it cannot be read.
    NoPilot,
    /// It is tried by other teams, and not shown to help yet.
    NotInPilot,
    /// Its try was opened again on this day, after the statement.
    OpenedAgain(Day),
    /// Its time without evidence ended on this day.
    LeaseEnded(Day),
    /// A verdict of this day paused it.
    Paused(Outcome, Day),
    /// A verdict was signed that cannot be read.
    RulingUnknown,
    /// The organisation switched it off: why.
    Off(String),
    /// The list of what is off cannot be read.
    OffUnknown,
    /// As many as may be hold already.
    TooMany,
}

impl Lack {
    /// Why, in words for those who publish, and what would mend it.
    pub fn words(&self) -> String {
        match self {
            Self::NoTeam => "no managers of this team are enrolled".to_owned(),
            Self::NoAuthor => "the pack is not signed by the organisation's authors".to_owned(),
            Self::SamePeople => {
                "one key is both an author's and a manager's: give one of them another".to_owned()
            }
            Self::NotCosigned => "no manager of the team has co-signed it".to_owned(),
            Self::Missing => "the co-sign is not what was signed; co-sign again".to_owned(),
            Self::Flawed(flaw) => format!("of the co-sign: {}", flaw.words()),
            Self::Changed => "the nudge was changed since; read it and co-sign again".to_owned(),
            Self::NotYet(day) => format!("its co-sign begins on {day}"),
            Self::Ended(day) => format!("its co-sign ended on {day}; co-sign again if it is still needed"),
            Self::NoPilot => "its author has not opened its pilot: `cuecard pilot`".to_owned(),
            Self::NotInPilot => "other teams try it, and it is not shown to help yet".to_owned(),
            Self::OpenedAgain(day) => {
                format!("its pilot was opened again on {day}; read it and co-sign again")
            }
            Self::LeaseEnded(day) => {
                format!(
                    "its lease ended on {day} without a verdict that it helps; change it, or try it again"
                )
            }
            Self::Paused(verdict, day) => format!("the verdict of {day} paused it: {}", verdict.told()),
            Self::RulingUnknown => "its verdict cannot be read; sign it again".to_owned(),
            Self::Off(why) => format!("it is switched off: {why}"),
            Self::OffUnknown => "the list of what is switched off cannot be read".to_owned(),
            Self::TooMany => format!("{MOST_COSIGNS} others hold already; let one end first"),
        }
    }

    /// The same as a word that pages have a sentence for.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoTeam => "no_team",
            Self::NoAuthor => "no_author",
            Self::SamePeople => "same_people",
            Self::NotCosigned => "not_cosigned",
            Self::Missing | Self::Flawed(_) => "flawed",
            Self::Changed => "changed",
            Self::NotYet(_) => "not_yet",
            Self::Ended(_) => "ended",
            Self::NoPilot => "no_pilot",
            Self::NotInPilot => "not_in_pilot",
            Self::OpenedAgain(_) => "opened_again",
            Self::LeaseEnded(_) => "lease_ended",
            Self::Paused(..) => "paused",
            Self::RulingUnknown => "ruling_unknown",
            Self::Off(_) => "off",
            Self::OffUnknown => "off_unknown",
            Self::TooMany => "too_many",
        }
    }

    /// The day that it speaks of.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::NotYet(day)
            | Self::Ended(day)
            | Self::OpenedAgain(day)
            | Self::LeaseEnded(day)
            | Self::Paused(_, day) => Some(*day),
            _ => None,
        }
    }
}
