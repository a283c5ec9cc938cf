//! The wire schema, in one place: the closed list of what is reported, and what each report says. Each
//! is one anonymous fact: of no person, device, session, record or host.

use crate::json::words;

/// The only version of the wire schema.
pub const VERSION: u32 = 1;

/// What a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody had a first eligible moment.
    Entry,
    /// Somebody's window ended.
    Outcome,
    /// Somebody answered a card.
    Exposure,
    /// Somebody answered a check.
    Check,
    /// Somebody used an aid to its end.
    Time,
    /// What must not get worse, at the end of somebody's window.
    Guardrail,
    /// A system was read, or lacks a place.
    Health,
}

words! {
    Kind: Entry = "entry", Outcome = "outcome", Exposure = "exposure", Check = "check", Time = "time",
    Guardrail = "guardrail", Health = "health"
}

/// What one value of a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The adapter's app.
    App,
    /// The place, as `page.fact`, that was there before and is missing.
    Place,
    /// The pack.
    Pack,
    /// The nudge's lineage.
    Nudge,
    /// The content hash: of the nudge, or of all content.
    Content,
    /// The arm of the first moment.
    Arm,
    /// An ISO week: of the window's end, the same in all that is told of a window; else of the day.
    Week,
    /// The role that the person's group shares.
    Role,
    /// The team that the person's group is.
    Team,
    /// Whether the person was seen to do it by themselves before their first moment.
    Before,
    /// Which time it was that the person was asked.
    Round,
    /// The place of the bucket that the window's number fell into.
    Bucket,
    /// What came of the window.
    Outcome,
    /// What became of the card.
    Exposure,
    /// What came of the check.
    Check,
    /// How long the card was in view, in seconds: at most so many.
    Time,
    /// What became of what must not get worse.
    Guardrail,
    /// The ε with which the word before it was drawn.
    Noise,
}

words! {
    Label: App = "app", Place = "place", Pack = "pack", Nudge = "nudge", Content = "content", Arm = "arm",
    Week = "week", Role = "role", Team = "team", Before = "before", Round = "round", Bucket = "bucket", Outcome = "outcome", Exposure = "exposure", Check = "check",
    Time = "time", Guardrail = "guardrail", Noise = "noise"
}

/// The longest that an aid is in view before its bucket ends, in seconds; the last bucket has no end.
const TIME_EDGES: [u64; 4] = [10, 30, 60, 120];

impl Label {
    /// The closed list of its values; empty: a name, a place, a hash or a week.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Arm => &["shown", "withheld"],
            Self::Before => &["did", "did_not"],
            Self::Round => &["first", "later", "transfer"],
            Self::Bucket => &["0", "1", "2", "3", "4", "5"],
            Self::Outcome => &["success", "failure", "unseen", "censored"],
            Self::Exposure => &["completed", "dismissed", "fast"],
            Self::Check => &["wrong", "second_try", "first_try"],
            Self::Time => &["10", "30", "60", "120", "more"],
            Self::Guardrail => &["worsened", "held", "unseen"],
            Self::Noise => &["4", "2"],
            _ => &[],
        }
    }

    /// How many of the words noise chooses from. What was not seen is no success, and no worsening: it
    /// goes by the second word, so that noise has to hide one bit only.
    pub fn noisy_words(self) -> usize {
        match self {
            Self::Outcome | Self::Guardrail => 2,
            _ => self.words().len(),
        }
    }

    /// The bucket of a time, as the place of its word.
    pub fn time_bucket(shown_ms: u64) -> usize {
        TIME_EDGES.iter().filter(|edge| shown_ms > **edge * 1000).count()
    }
}

/// What a report of one kind says, in the order in which it travels.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind.
    pub kind: Kind,
    /// What it always says.
    pub says: &'static [Label],
    /// What it may say beside.
    pub may_say: &'static [Label],
}

impl Shape {
    /// What it says, in a sentence.
    pub fn sentence(&self) -> String {
        let words = |labels: &[Label]| labels.iter().map(Label::word).collect::<Vec<_>>().join(", ");
        let maybe = if self.may_say.is_empty() { "" } else { ", maybe " };
        let (kind, says, may_say) = (self.kind.word(), words(self.says), words(self.may_say));
        format!("{kind} has version {VERSION}, {says}{maybe}{may_say}")
    }
}

/// Every kind of report there is.
pub const SCHEMA: [Shape; 7] = {
    use Label::{
        App, Arm, Before, Bucket, Check, Content, Exposure, Guardrail, Noise, Nudge, Outcome, Pack, Place,
        Role, Round, Team, Time, Week,
    };
    const fn shape(kind: Kind, says: &'static [Label], may_say: &'static [Label]) -> Shape {
        Shape { kind, says, may_say }
    }
    [
        shape(Kind::Entry, &[Pack, Nudge, Content, Arm, Week], &[Role, Team, Before]),
        shape(
            Kind::Outcome,
            &[Pack, Nudge, Content, Arm, Week, Outcome],
            &[Role, Team, Before, Bucket, Noise],
        ),
        shape(Kind::Exposure, &[Pack, Nudge, Content, Week, Exposure], &[Role, Team, Noise]),
        shape(Kind::Check, &[Pack, Nudge, Content, Week, Round, Check], &[Role, Team, Noise]),
        shape(Kind::Time, &[Pack, Nudge, Content, Week, Time], &[Role, Team, Noise]),
        shape(Kind::Guardrail, &[Pack, Nudge, Content, Arm, Week, Guardrail], &[Role, Team, Before, Noise]),
        shape(Kind::Health, &[App, Content, Week], &[Place]),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::{CheckResult, Round};
    use crate::ledger::Arm;
    use crate::measure::Finding;
    use crate::report::Noise;

    #[test]
    fn the_words_are_those_of_the_engine() {
        fn words<T>(all: &[T], word: fn(&T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(word).collect()
        }
        let cases = [
            (Label::Arm, words(Arm::ALL, Arm::word)),
            (Label::Round, words(Round::ALL, Round::word)),
            (Label::Outcome, words(Finding::ALL, Finding::word)),
            (Label::Check, words(CheckResult::ALL, CheckResult::word)),
            (Label::Noise, words(Noise::ALL, Noise::word)),
        ];
        for (label, expected) in cases {
            assert_eq!(label.words(), expected, "{label:?}");
        }
        assert_eq!(SCHEMA.map(|shape| shape.kind).as_slice(), Kind::ALL);
    }

    #[test]
    fn times_fall_into_the_bucket_that_names_them() {
        let cases =
            [(0, "10"), (10_000, "10"), (10_001, "30"), (60_000, "60"), (120_000, "120"), (u64::MAX, "more")];
        for (shown_ms, word) in cases {
            assert_eq!(Label::Time.words()[Label::time_bucket(shown_ms)], word, "{shown_ms}");
        }
        let edges: Vec<String> = TIME_EDGES.iter().map(u64::to_string).collect();
        assert_eq!(Label::Time.words()[..4], edges);
    }
}
