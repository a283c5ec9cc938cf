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
    /// What may leave the browser.
    pub leaves: Leaves,
}

/// What may leave the browser, as the organisation's policy says.
#[derive(Default)]
pub struct Leaves {
    /// A word: `local`, `counts`, `noisy`; empty: the policy says nothing of it.
    pub level: String,
    /// Where it may go.
    pub server: String,
    /// What people did before is told, too.
    pub before: bool,
    /// The group that is named; empty: none.
    pub group: String,
    /// What is to become wider.
    pub coming: Vec<Wider>,
    /// From which day on; none: the second key has not agreed.
    pub from: Option<String>,
    /// Who agreed.
    pub by: String,
}

/// One thing that is to become wider.
pub struct Wider {
    /// What it is: a word.
    pub part: String,
    /// As it is to be.
    pub to: String,
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
        let (data, coming) = (told.part("policy").part("data"), told.part("policy").part("coming"));
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
                leaves: Leaves {
                    level: data.words("level"),
                    server: data.words("server"),
                    before: data.holds("before"),
                    group: told.part("policy").words("group"),
                    coming: coming.list("wider", |it| Wider { part: it.words("part"), to: it.words("to") }),
                    from: coming.text("from"),
                    by: coming.words("by"),
                },
            }),
        })
    }
}
