//! What is wrong with what an organisation publishes, in words for whoever reads it: the verifier's reasons
//! (`src/trust/refusal.rs`), a handful of sentences for all of them.

use crate::keys::Key;
use crate::messages::Organisation;

/// Why a visit was not believed.
pub fn refusal(word: &str) -> Key {
    match word {
        "clock" => Key::TrustClock,
        "expired" => Key::TrustExpired,
        "threshold" | "unknown-key" | "signature" | "rolled-back" | "mixed" => Key::TrustForged,
        "unsupported" | "too-many" => Key::TrustOther,
        "state" => Key::TrustState,
        "unreachable" => Key::TrustUnreachable,
        "not-allowed" => Key::TrustNotAllowed,
        // Also what a newer verifier may find.
        _ => Key::TrustBroken,
    }
}

/// What is wrong with the last visit.
pub fn trouble(organisation: &Organisation) -> Option<Key> {
    let unreachable = organisation.unreachable.then_some(Key::TrustUnreachable);
    organisation.refused.as_deref().map(refusal).or(unreachable)
}

/// Whether nothing may come up at `now`, in milliseconds since 1970: nothing was fetched yet, or it ran out.
pub fn is_quiet(organisation: &Organisation, now: f64) -> bool {
    organisation.told.as_ref().is_none_or(|told| told.until <= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_of_the_verifier_has_its_sentence() {
        let source = include_str!("../../../src/trust/refusal.rs");
        let words =
            source.split("words! {").nth(1).and_then(|rest| rest.split('}').next()).unwrap_or_default();
        let words: Vec<&str> = words.split('"').skip(1).step_by(2).collect();
        let broken = ["truncated", "oversized", "not-canonical", "unreadable", "wrong-type", "missing"];
        assert_eq!(words.len(), 16, "{words:?}");
        for word in &words {
            assert_eq!(refusal(word) == Key::TrustBroken, broken.contains(word), "{word}");
        }
        assert_eq!(refusal("clock"), Key::TrustClock);
        assert_eq!(refusal("rolled-back"), Key::TrustForged);
        assert_eq!(refusal("of tomorrow"), Key::TrustBroken);
    }
}
