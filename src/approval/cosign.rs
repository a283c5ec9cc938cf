//! What a manager signs: why a nudge matters to the team's work now, how many minutes are kept free
//! for it, and until when.

use serde::Serialize;

use crate::hash::parse_hex_32;
use crate::json::fields;
use crate::statement::{self, FORMAT};
use crate::table::Table;
use crate::time::Day;

/// Minutes in a week: as much as all nudges together may take.
pub const MOST_MINUTES: u32 = 60;
/// Days of one statement: whoever means it for longer says so again, having looked. A role's file is in
/// force as long.
pub const MOST_DAYS: i32 = 90;
/// Characters of a reason: it stands on a card that is read in two minutes.
const MOST_REASON: usize = 300;
/// Characters of a name.
pub const MOST_NAME: usize = 80;

/// A manager's statement for one team and one nudge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cosign {
    /// Of this file.
    pub format: u32,
    /// The team.
    pub team: String,
    /// The nudge.
    pub nudge: String,
    /// What was read: SHA-256 of the nudge's two lines, in hexadecimal. Eight bytes, as reports have
    /// them, are too few here: whoever writes both nudges could find two with the same.
    pub sha256: String,
    /// The same of each translation that was there, by language: they are stood by as they were published.
    pub translations: Table<String, String>,
    /// Who says it, for people.
    pub by: String,
    /// Why it matters for the work at hand.
    pub reason: String,
    /// Minutes a week that are kept free for it.
    pub minutes: u32,
    /// The first day.
    pub from: Day,
    /// The first day no more.
    pub until: Day,
}

fields! { Cosign: format, team, nudge, sha256, by, reason, minutes, from, until; translations }

/// What is wrong with a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It cannot be read: what is wrong.
    Unreadable(String),
    /// It is of a later format.
    Later,
    /// It speaks of another team or nudge than its place says.
    Misplaced,
    /// It names no content.
    NoContent,
    /// It does not say who.
    NoName,
    /// It does not say why.
    NoReason,
    /// It says why, or who, at too great a length.
    TooLong,
    /// It keeps no minutes free, or more than a week has for learning.
    Minutes,
    /// It ends before it begins, or is for too long.
    Days,
}

/// Where a statement lies.
pub fn cosign_path(team: &str, nudge: &str) -> String {
    ["cosigns/", team, "/", nudge, ".json"].concat()
}

impl Cosign {
    /// A statement about content with this hash.
    pub fn new(team: &str, nudge: &str, sha256: String) -> Self {
        Self { format: FORMAT, team: team.to_owned(), nudge: nudge.to_owned(), sha256, ..Self::default() }
    }

    /// Reads a statement that has to be about this team and nudge.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8], team: &str, nudge: &str) -> Result<Self, Flaw> {
        let cosign: Self = statement::read(bytes).map_err(Flaw::Unreadable)?;
        if cosign.team != team || cosign.nudge != nudge {
            return Err(Flaw::Misplaced);
        }
        cosign.check().map(|()| cosign)
    }

    /// It says all that it must.
    ///
    /// # Errors
    /// What it does not.
    pub fn check(&self) -> Result<(), Flaw> {
        let is_long = |text: &str, most| text.chars().count() > most;
        let days = self.until.0 - self.from.0;
        let checks = [
            (self.format != FORMAT, Flaw::Later),
            (parse_hex_32(&self.sha256).is_none(), Flaw::NoContent),
            (self.by.trim().is_empty(), Flaw::NoName),
            (self.reason.trim().is_empty(), Flaw::NoReason),
            (is_long(&self.reason, MOST_REASON) || is_long(&self.by, MOST_NAME), Flaw::TooLong),
            (self.minutes == 0 || self.minutes > MOST_MINUTES, Flaw::Minutes),
            (!(1..=MOST_DAYS).contains(&days), Flaw::Days),
        ];
        checks.into_iter().find(|(is_wrong, _)| *is_wrong).map_or(Ok(()), |(_, flaw)| Err(flaw))
    }
}

impl Flaw {
    /// What is wrong, in words for whoever wrote it, and how to mend it.
    pub fn words(&self) -> String {
        match self {
            Self::Unreadable(what) => format!("it cannot be read ({what}); co-sign again"),
            Self::Later => "it is of a later format; update Cuecard".to_owned(),
            Self::Misplaced => {
                "it speaks of another team or nudge than its name says; co-sign again".to_owned()
            }
            Self::NoContent => "it does not say which content was read; co-sign again".to_owned(),
            Self::NoName => "it does not say who co-signs; give a name".to_owned(),
            Self::NoReason => "it does not say why; say why it matters for the work at hand".to_owned(),
            Self::TooLong => format!(
                "it is too long to be read on a card; write at most {MOST_REASON} characters of reason, \
                 {MOST_NAME} of name"
            ),
            Self::Minutes => format!("it must keep 1 to {MOST_MINUTES} minutes a week free"),
            Self::Days => format!("it must run for 1 to {MOST_DAYS} days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    /// A change, and what is wrong then.
    type Case = (fn(&mut Cosign), Flaw);

    fn right() -> Cosign {
        Cosign {
            by: "Ada".into(),
            reason: "We lose deals in procurement.".into(),
            minutes: 6,
            from: Day(20_000),
            until: Day(20_060),
            translations: [("de".to_owned(), "cd".repeat(32))].into_iter().collect(),
            ..Cosign::new("sales", "next-step", "ab".repeat(32))
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let json = json::write(&right()).unwrap();
        assert_eq!(Cosign::read(json.as_bytes(), "sales", "next-step"), Ok(right()));
        assert_eq!(Cosign::read(json.as_bytes(), "support", "next-step"), Err(Flaw::Misplaced));
        assert_eq!(Cosign::read(json.as_bytes(), "sales", "another"), Err(Flaw::Misplaced));
        for broken in
            [&json.as_bytes()[1..], b"\xff", b"{}", &json.replace("\"by\"", "\"eval\"").into_bytes()]
        {
            assert!(matches!(Cosign::read(broken, "sales", "next-step"), Err(Flaw::Unreadable(_))));
        }
        assert_eq!(cosign_path("sales", "next-step"), "cosigns/sales/next-step.json");
    }

    #[test]
    fn a_statement_says_who_why_how_many_minutes_and_until_when() {
        let cases: [Case; 12] = [
            (|it| it.format = 2, Flaw::Later),
            (|it| it.sha256.truncate(16), Flaw::NoContent),
            (|it| it.by = " ".into(), Flaw::NoName),
            (|it| it.by = "x".repeat(81), Flaw::TooLong),
            (|it| it.reason = "\n".into(), Flaw::NoReason),
            (|it| it.reason = "x".repeat(301), Flaw::TooLong),
            (|it| it.minutes = 0, Flaw::Minutes),
            (|it| it.minutes = 61, Flaw::Minutes),
            (|it| it.until = it.from, Flaw::Days),
            (|it| it.until = it.from.plus(91), Flaw::Days),
            (|it| it.until = it.from.plus(-1), Flaw::Days),
            (|it| it.sha256 = "é".repeat(32), Flaw::NoContent),
        ];
        for (change, flaw) in cases {
            let mut cosign = right();
            change(&mut cosign);
            assert_eq!(cosign.check(), Err(flaw.clone()), "{flaw:?}");
            assert!(flaw.words().contains("it "));
        }
        assert_eq!(right().check(), Ok(()));
    }
}
