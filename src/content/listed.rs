//! Nudges of a content file as they are written, without their adapters: what authors sign and managers
//! read.

use super::{Content, ContentError, Shown};
use crate::hash::digest;
use crate::json::fields;
use crate::pack::Nudge;

/// A nudge as it is written.
#[derive(Debug)]
pub struct ListedNudge {
    /// What decides.
    pub nudge: Nudge,
    /// What a card shows.
    pub aid: Shown,
    /// Its pack.
    pub pack: String,
    /// How many cards of its pack may come in a week.
    pub most_a_week: Option<u32>,
    /// By how many percentage points it promises to change something, at least.
    pub min_lift_points: u32,
    /// SHA-256 of the line that decides: the same in all languages.
    pub decides: [u8; 32],
    /// SHA-256 of the two lines, with the line's end between them.
    pub sha256: [u8; 32],
}

/// What is read of an aid for those who judge it, and of no card.
#[derive(Default)]
struct Promise {
    hypothesis: Hypothesis,
}

#[derive(Default)]
struct Hypothesis {
    min_lift_points: u32,
}

fields! { Promise: hypothesis, .. }
fields! { Hypothesis: min_lift_points, .. }

impl Content {
    /// Every nudge as it is written, in the order of the packs.
    ///
    /// # Errors
    /// When one of them cannot be read, or is another than the first line says.
    pub fn listed(&self) -> Result<Vec<ListedNudge>, ContentError> {
        let one = |place: usize| {
            let (pack, entry) = self.entries.get(place).ok_or_else(|| of_line(place, "it is missing"))?;
            let most_a_week = self.most_a_week.get(pack.as_str()).copied();
            let (nudge, aid): (Nudge, Shown) = (self.part(2 * place)?, self.part(2 * place + 1)?);
            // What is approved is what is found under that name.
            if nudge.nudge != entry.nudge || nudge.apps != entry.apps {
                return Err(of_line(place, "it is another nudge than the first line says"));
            }
            let [decides, shows] = [2 * place, 2 * place + 1].map(|line| self.line(line).as_bytes());
            let Promise { hypothesis: Hypothesis { min_lift_points } } = self.part(2 * place + 1)?;
            let sha256 = digest(&[decides, b"\n", shows]);
            let decides = digest(&[decides]);
            Ok(ListedNudge { nudge, aid, pack: pack.clone(), most_a_week, min_lift_points, decides, sha256 })
        };
        (0..self.entries.len()).map(one).collect()
    }
}

fn of_line(place: usize, what: &str) -> ContentError {
    let what = format!("{what}; compile the content again");
    ContentError { place: format!("content, line {}", 2 * place + 2), what }
}
