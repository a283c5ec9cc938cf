//! What the second key signs, such as the works council's: that a statement about data may come into force,
//! and from which day on.

use serde::Serialize;

use super::flaw::{Flaw, first};
use super::wording::{self, is_title};
use crate::approval::ORGANISATION;
use crate::hash::{parse_hex_32, short_hex};
use crate::json::fields;
use crate::statement::FORMAT;
use crate::time::Day;
use crate::trust::Accepted;

/// The role of those who must agree.
pub const WORKS_COUNCIL: &str = "works-council";
/// Where their consent lies.
pub const CONSENT_PATH: &str = "consents/data.json";
/// Days of notice to the people, from the announcement and from the day on which each could see it.
pub const NOTICE_DAYS: i32 = 14;

/// A consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// Of this file.
    pub format: u32,
    /// SHA-256 of the statement, in hexadecimal.
    pub data: String,
    /// The day on which it was announced.
    pub announced: Day,
    /// The day on which it comes into force.
    pub from: Day,
    /// Who agrees, for people.
    pub by: String,
}

fields! { Consent: format, data, announced, from, by }

impl Consent {
    /// That the statement with this hash may come into force.
    pub fn new(data: &[u8; 32], announced: Day, from: Day, by: &str) -> Self {
        Self { format: FORMAT, data: short_hex(data, 32), announced, from, by: by.to_owned() }
    }

    /// Reads one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let consent: Self = wording::read(bytes, CONSENT_PATH)?;
        consent.check().map(|()| consent)
    }

    /// It says what it is about and who agrees, and gives people their notice.
    ///
    /// # Errors
    /// What it does not, and where.
    pub fn check(&self) -> Result<(), Flaw> {
        let at = |key: &str, what: &str, mend: &str| Flaw::new(&["consent.", key].concat(), what, mend);
        let notice = format!("take {} or a later day", self.announced.plus(NOTICE_DAYS));
        let sign = "sign it with `cuecard policy consent`";
        first([
            wording::format(self.format, CONSENT_PATH),
            (parse_hex_32(&self.data).is_none(), at("data", "it does not say what is agreed to", sign)),
            (
                self.from < self.announced.plus(NOTICE_DAYS),
                at("from", "it gives people less than 14 days' notice", &notice),
            ),
            (!is_title(&self.by), at("by", "it does not say who agrees", sign)),
        ])
    }

    /// Whether it is about the statement with this hash.
    pub fn is_for(&self, data: &[u8; 32]) -> bool {
        parse_hex_32(&self.data).as_ref() == Some(data)
    }
}

/// What the second key says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Council {
    /// Nobody has such a key: nothing can be widened.
    #[default]
    Nobody,
    /// Nothing that counts.
    Silent,
    /// This.
    Agrees(Consent),
}

impl Council {
    /// What it says in a repository; `fetch` gives the bytes of a target. Whoever reads the repository
    /// has to ask for the role [`WORKS_COUNCIL`] too: a role that was not asked for is nobody. `unheld` are
    /// roles that were asked for, and whose file does not hold.
    pub fn of(accepted: &Accepted, unheld: &[&str], fetch: &mut impl FnMut(&str) -> Option<Vec<u8>>) -> Self {
        // It is there, and cannot be heard: whoever holds its file back gains nothing by it.
        if unheld.contains(&WORKS_COUNCIL) {
            return Self::Silent;
        }
        let (Some(council), Some(own)) =
            (accepted.roles.get(WORKS_COUNCIL), accepted.roles.get(ORGANISATION))
        else {
            return Self::Nobody;
        };
        // Whoever has a key of both agrees with themselves.
        if council.keys.iter().any(|key| own.keys.contains(key)) {
            return Self::Silent;
        }
        let is_theirs = |target: &crate::trust::Target| target.chain == [ORGANISATION, WORKS_COUNCIL];
        if !accepted.targets.get(CONSENT_PATH).is_some_and(is_theirs) {
            return Self::Silent;
        }
        let bytes = fetch(CONSENT_PATH).filter(|bytes| accepted.check(CONSENT_PATH, bytes).is_ok());
        bytes.and_then(|bytes| Consent::read(&bytes).ok()).map_or(Self::Silent, Self::Agrees)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    /// A change, and where it is wrong then.
    type Case = (fn(&mut Consent), &'static str);

    #[test]
    fn a_consent_names_the_whole_statement_and_gives_notice() {
        let day = Day(20_000);
        let right = Consent::new(&[7; 32], day, day.plus(14), "Works council");
        let read = |consent: &Consent| Consent::read(json::write(consent).unwrap().as_bytes());
        assert_eq!(read(&right), Ok(right.clone()));
        assert!(right.is_for(&[7; 32]) && !right.is_for(&[8; 32]));
        let cases: [Case; 5] = [
            (|it| it.format = 2, CONSENT_PATH),
            (|it| it.data.truncate(16), "consent.data"),
            (|it| it.from = it.announced.plus(13), "consent.from"),
            (|it| it.announced = it.from, "consent.from"),
            (|it| it.by = " ".into(), "consent.by"),
        ];
        for (change, place) in cases {
            let mut consent = right.clone();
            change(&mut consent);
            assert_eq!(read(&consent).unwrap_err().place, place, "{consent:?}");
        }
        assert_eq!(Consent::read(b"{}").unwrap_err().place, CONSENT_PATH);
    }
}
