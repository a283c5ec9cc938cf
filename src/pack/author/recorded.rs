//! How often somebody came to which moment, counted in a recording of their work: a situation of which
//! nothing need be expected.

use std::collections::BTreeMap;

use super::diagnostic::Diagnostic;
use super::situation;
use super::source::Desk;
use crate::content::{Content, ContentFile};
use crate::pack::Written;

/// Four weeks, for which a team's file states moments.
const FOUR_WEEKS: u32 = 28;

/// What recordings hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Days that they go over, first and last included.
    pub days: u32,
    /// How often a nudge's trigger and condition held, by nudge.
    pub moments: BTreeMap<String, u32>,
}

impl Recorded {
    /// The same of one more recording.
    pub fn add(&mut self, other: Self) {
        self.days += other.days;
        for (nudge, count) in other.moments {
            *self.moments.entry(nudge).or_default() += count;
        }
    }

    /// How often in four weeks, by nudge, rounded.
    pub fn in_four_weeks(&self) -> Vec<(String, u32)> {
        let days = self.days.max(1);
        let rate = |count: u32| (count * FOUR_WEEKS + days / 2) / days;
        self.moments.iter().map(|(nudge, count)| (nudge.clone(), rate(*count))).collect()
    }
}

/// Plays the recording in a file on this content, and counts.
///
/// # Errors
/// Everything that is wrong in it.
pub fn recorded(path: &str, text: &str, file: &ContentFile) -> Result<Recorded, Vec<Diagnostic>> {
    let content = Content::new(file)
        .map_err(|error| vec![Diagnostic::of_file(&error.place, &error.what, "mend the content first")])?;
    let nudges: Vec<Written> = file.packs.iter().flat_map(|pack| pack.nudges.clone()).collect();
    let desk = Desk::new(path, text);
    let counted = situation::read(&desk, &nudges, &[])
        .and_then(|situation| situation::count(&desk, &situation, &content));
    let problems = desk.problems();
    counted.filter(|_| problems.is_empty()).map(|(days, moments)| Recorded { days, moments }).ok_or(problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::author::tests::{compiled, shipped_text};

    #[test]
    fn moments_are_counted_over_days() {
        let path = "packs/opportunity-management/tests/second-push.yaml";
        let recording = shipped_text(path);
        let mut counted = recorded(path, &recording, &compiled()).unwrap();
        assert_eq!(counted.days, 11);
        assert_eq!(counted.moments.get("slipping-close-date"), Some(&1), "{counted:?}");
        let rates = counted.in_four_weeks();
        assert!(rates.contains(&("slipping-close-date".to_owned(), 3)), "{rates:?}");
        counted.add(counted.clone());
        assert_eq!((counted.days, counted.in_four_weeks()), (22, rates));
        let wrong = recorded(path, &recording.replace("days: 10", "days: x"), &compiled()).unwrap_err();
        assert!(wrong[0].what.contains("a whole number"), "{wrong:?}");
    }
}
