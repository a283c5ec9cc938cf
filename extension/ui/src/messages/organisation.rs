//! The organisation that a person belongs to, as the worker tells of it.

use super::Value;

/// An organisation, and what came of the last visits there.
pub struct Organisation {
    /// The address of its repository.
    pub repository: String,
    pub team: String,
    /// The team that the organisation gave, where the person corrected it.
    pub given: Option<String>,
    /// The organisation's policy set it.
    pub managed: bool,
    /// When all was well the last time, in milliseconds since 1970.
    pub well: Option<f64>,
    /// Why the last visit was not believed: a word.
    pub refused: Option<String>,
    /// The last visit could not be finished.
    pub unreachable: bool,
    /// What holds; none: nothing yet.
    pub told: Option<Told>,
}

/// What holds of an organisation.
pub struct Told {
    /// Until when, in milliseconds since 1970.
    pub until: f64,
    /// How many aids may come up.
    pub live: u32,
    pub quiet: Vec<Quiet>,
    /// Packs that cannot be used, each with a sentence for those who publish.
    pub left_out: Vec<String>,
}

/// An aid that a manager stands by, and that may not come up.
pub struct Quiet {
    pub title: String,
    /// Why, as the decisions have it.
    pub reason: String,
}

impl Organisation {
    /// Reads it. `None`: there is none.
    pub fn of(value: &Value) -> Option<Self> {
        let told = value.part("told");
        Some(Self {
            repository: value.text("repository")?,
            team: value.words("team"),
            given: value.text("given"),
            managed: value.holds("managed"),
            well: value.number("well"),
            refused: value.texts("refused").into_iter().next(),
            unreachable: value.holds("unreachable"),
            told: told.number("until").map(|until| Told {
                until,
                live: told.number("live").unwrap_or_default() as u32,
                quiet: told
                    .list("quiet", |it| Quiet { title: it.words("title"), reason: it.words("reason") }),
                left_out: told.texts("left_out"),
            }),
        })
    }
}
