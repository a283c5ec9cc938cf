//! The candidates of a change: by the engine's index, and by asking every nudge. The one place
//! that knows how content is laid out once it is open.

use cuecard::content::Content;
use cuecard::pack::Nudge;
use cuecard::trigger::Past;

use super::changes::Change;

/// By the index: places in the content.
pub fn indexed(content: &Content, change: &Change, past: Past<'_>) -> Vec<usize> {
    content.index.candidates(change.app, &change.facts, &change.events, past)
}

/// The names of the nudges at these places.
pub fn names(content: &Content, places: &[usize]) -> Vec<String> {
    places.iter().map(|place| content.nudges[*place].nudge.nudge.clone()).collect()
}

/// By asking every nudge.
pub fn naive<'a>(nudges: &'a [Nudge], change: &'a Change, past: Past<'a>) -> impl Iterator<Item = &'a Nudge> {
    nudges.iter().filter(move |nudge| {
        nudge.apps.iter().any(|app| app == change.app)
            && nudge.on.iter().any(|on| change.events.iter().any(|event| on.fits(event)))
            && nudge.when.holds(&change.facts, past)
    })
}
