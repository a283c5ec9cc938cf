//! What showing a candidate is worth: severity × P(helps) × need × urgency, in whole
//! ten-thousandths, so that it is the same to the last bit wherever it is computed.

use serde::{Deserialize, Serialize};

use crate::pack::{Nudge, Severity, Urgency};

/// One, in the unit of every share and value here.
pub const ONE: u32 = 10_000;

/// What published counts say of a nudge: on how many people was it tried, and whom did it help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Those whom it helped.
    pub helped: u32,
    /// All on whom it was tried.
    pub tried: u32,
}

/// The worth of one candidate moment, in ten-thousandths of a convenience (severity `low`) that is
/// sure to help: 0 to 160,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    /// What it is worth to this person now.
    pub value: u32,
    /// What it would be worth to a person who remembers nothing: the nudge's own strength.
    pub strength: u32,
}

impl Worth {
    /// The worth of a nudge. Published counts come with verdicts; until there are some, every nudge
    /// is as likely to help.
    pub fn of_nudge(nudge: &Nudge, recall: Option<u32>) -> Self {
        Self::of(nudge.severity, Evidence::default(), recall, nudge.urgency)
    }

    /// Severity {1, 2, 4, 8} × P(helps) × need × urgency {½, 1, 2}, rounded down. P(helps) =
    /// (helped + 1) / (tried + 10): without any counts, one in ten (research: engine, *Choice under
    /// scarcity*). Need is 1 − `recall`; `recall` is the chance, in ten-thousandths, that the person
    /// still knows it, and none while nothing is known of that: need is then 1.
    pub fn of(severity: Severity, evidence: Evidence, recall: Option<u32>, urgency: Urgency) -> Self {
        let need = ONE.saturating_sub(recall.unwrap_or(0));
        let stake: u64 = match severity {
            Severity::Low => 1,
            Severity::Medium => 2,
            Severity::High => 4,
            Severity::Critical => 8,
        };
        let half_urgency: u64 = match urgency {
            Urgency::Low => 1,
            Urgency::Normal => 2,
            Urgency::High => 4,
        };
        let tried = u64::from(evidence.tried) + 10;
        // More helped than tried is a broken count; nothing helps more often than always.
        let helped = (u64::from(evidence.helped) + 1).min(tried);
        // At most 8 × 2³² × 4 × 10⁴ < 2⁵¹, and the quotient at most 160,000.
        let value = |need: u32| (stake * helped * half_urgency * u64::from(need) / (2 * tried)) as u32;
        Self { value: value(need), strength: value(ONE) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn multiplies_what_counts() {
        let none = Evidence::default();
        let some = Evidence { helped: 11, tried: 30 };
        let broken = Evidence { helped: u32::MAX, tried: 0 };
        let cases = [
            (Severity::Low, none, None, Urgency::Normal, 1_000),
            (Severity::Medium, none, None, Urgency::Normal, 2_000),
            (Severity::High, none, None, Urgency::Normal, 4_000),
            (Severity::Critical, none, None, Urgency::Normal, 8_000),
            (Severity::Low, none, None, Urgency::Low, 500),
            (Severity::Low, none, None, Urgency::High, 2_000),
            (Severity::High, some, None, Urgency::Normal, 12_000),
            (Severity::High, some, Some(8_500), Urgency::Normal, 1_800),
            (Severity::High, some, Some(ONE), Urgency::High, 0),
            (Severity::High, some, Some(u32::MAX), Urgency::High, 0),
            (Severity::Critical, broken, None, Urgency::High, 160_000),
            (Severity::Low, Evidence { helped: 0, tried: u32::MAX }, None, Urgency::Normal, 0),
        ];
        for (severity, evidence, recall, urgency, value) in cases {
            let worth = Worth::of(severity, evidence, recall, urgency);
            assert_eq!(worth.value, value, "{severity:?} {evidence:?} {recall:?} {urgency:?}");
        }
    }

    #[test]
    fn urgency_has_the_names_that_content_uses() {
        for (name, urgency) in
            [("\"low\"", Urgency::Low), ("\"normal\"", Urgency::Normal), ("\"high\"", Urgency::High)]
        {
            assert_eq!(crate::json::read::<Urgency>(name).unwrap(), urgency);
            assert_eq!(crate::json::write(&urgency).unwrap(), name);
        }
        assert!(crate::json::read::<Urgency>("\"urgent\"").is_err());
    }

    proptest! {
        #[test]
        fn never_more_than_its_strength_and_never_less_for_less_recall(
            helped: u32, tried: u32, recall in 0..=ONE, other in 0..=ONE,
        ) {
            let worth = |recall| {
                Worth::of(Severity::Critical, Evidence { helped, tried }, Some(recall), Urgency::High)
            };
            prop_assert!(worth(recall).value <= worth(recall).strength);
            prop_assert!(worth(recall).strength <= 160_000);
            prop_assert!(worth(recall.min(other)).value >= worth(recall.max(other)).value);
        }
    }
}
