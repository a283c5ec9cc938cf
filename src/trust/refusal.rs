//! Why something is not believed, in words for whoever looks after it.

use std::fmt;

use crate::json::words;

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was in force until a time that has passed.
    Expired,
    /// The clock shows a time long before one at which all was well.
    Clock,
    /// Some signatures hold, but too few.
    Threshold,
    /// No signature is by a key that the role has now.
    UnknownKey,
    /// A signature is by the right key, and does not fit.
    Signature,
    /// It ends too early.
    Truncated,
    /// It is larger than it may be, or than was announced.
    Oversized,
    /// It is older than what was seen before.
    RolledBack,
    /// It is not what the file that announces it announced.
    Mixed,
    /// Its JSON can be read in more than one way, so that no signature over it means anything.
    NotCanonical,
    /// It is no JSON.
    Unreadable,
    /// It is another kind of file than its name says, or lacks what such a file has.
    WrongType,
    /// It is not there.
    Missing,
    /// It uses something of TUF that is not supported here.
    Unsupported,
    /// There is more of something than may be.
    TooMany,
    /// What was remembered from before cannot be used.
    State,
}

words! {
    Reason:
    Expired = "expired",
    Clock = "clock",
    Threshold = "threshold",
    UnknownKey = "unknown-key",
    Signature = "signature",
    Truncated = "truncated",
    Oversized = "oversized",
    RolledBack = "rolled-back",
    Mixed = "mixed",
    NotCanonical = "not-canonical",
    Unreadable = "unreadable",
    WrongType = "wrong-type",
    Missing = "missing",
    Unsupported = "unsupported",
    TooMany = "too-many",
    State = "state",
}

impl Reason {
    /// How to mend it, as a sentence.
    pub fn mend(self) -> &'static str {
        match self {
            Self::Expired => {
                "Sign it anew with a later date and publish it, or correct this computer's clock."
            }
            Self::Clock => "Correct this computer's clock.",
            Self::Threshold => "Let more holders of the role's keys sign it, then publish it again.",
            Self::UnknownKey => "Sign it with a key that the role has now, then publish it again.",
            Self::Signature => {
                "Publish the file as it was signed, or sign it anew: somebody may have changed it."
            }
            Self::Truncated => "Publish the file again, whole.",
            Self::Oversized => "Publish the file as it was signed, or divide it among more roles.",
            Self::RolledBack => "Publish the newest files: somebody may have put back old ones.",
            Self::Mixed => "Publish all files of one state together: somebody may have mixed two states.",
            Self::NotCanonical => "Write each name once and numbers without fraction, then sign it anew.",
            Self::Unreadable => "Publish the file again, as it was signed.",
            Self::WrongType => "Make the file anew with a tool for TUF 1.0, then sign and publish it.",
            Self::Missing => "Publish the missing file.",
            Self::Unsupported => "Make the repository without it; docs/trust.md says what is supported.",
            Self::TooMany => "Remove what is no longer needed; docs/trust.md names the limits.",
            Self::State => {
                "Restore it from a copy; without one, remove it, and the root is trusted as at the first run."
            }
        }
    }
}

/// That something is not believed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of thing is wrong.
    pub reason: Reason,
    /// The file, such as `timestamp.json` or `targets/sales/HASH.prices.json`.
    pub file: String,
    /// What is wrong, as a sentence.
    pub what: String,
}

impl Refusal {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(reason: Reason, file: &str, what: String) -> Self {
        Self { reason, file: file.to_owned(), what }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} {}", self.file, self.what, self.reason.mend())
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_word_of_its_own_and_a_sentence() {
        for (place, reason) in Reason::ALL.iter().enumerate() {
            let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            assert!(is_word(reason.word()), "{reason:?}");
            assert!(Reason::ALL[..place].iter().all(|other| other.word() != reason.word()));
            assert!(reason.mend().ends_with('.') && reason.mend().len() < 120, "{reason:?}");
        }
        let refusal = Refusal::new(Reason::Clock, "state", "It is early.".into());
        assert_eq!(refusal.to_string(), "state: It is early. Correct this computer's clock.");
    }
}
