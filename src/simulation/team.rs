//! The team whose weeks are lived.

/// Who works there, and how often they come to which moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// What people call it.
    pub title: String,
    /// How many people, by role.
    pub people: Vec<(String, u32)>,
    /// How many weeks to live.
    pub weeks: u32,
    /// Moments of one person in four weeks, by nudge.
    pub moments: Vec<(String, u32)>,
    /// Files of recordings that say so instead, where they count a nudge.
    pub recorded: Vec<String>,
    /// After how many of a hundred moments without its card the behaviour follows.
    pub done_without: u32,
    /// The same with its card.
    pub done_with: u32,
}

impl Team {
    /// Whether anybody comes to a moment of this nudge.
    pub fn comes_to(&self, nudge: &str) -> bool {
        self.moments.iter().any(|(name, count)| name == nudge && *count > 0)
    }
}
