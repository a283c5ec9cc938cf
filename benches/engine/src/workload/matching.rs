//! The candidates of a change: by the engine's index, and by asking every nudge. The one place
//! that knows how content is laid out once it is open.

use cuecard::content::Content;
use cuecard::pack::Nudge;
use cuecard::trigger::Past;

use super::changes::Change;

/// By the index: places among the nudges of the change's app.
pub fn indexed(content: &Content, change: &Change, past: Past<'_>) -> Vec<usize> {
    let app = content.app(change.app).ok();
    app.map_or_else(Vec::new, |app| app.index.candidates(&change.facts, &change.events, past))
}

/// The names of the nudges at these places.
pub fn names(content: &Content, change: &Change, places: &[usize]) -> Vec<String> {
    let app = content.app(change.app).ok();
    let nudges = app.into_iter().flat_map(|app| places.iter().map(|place| &app.nudges[*place].nudge));
    nudges.map(|nudge| nudge.nudge.clone()).collect()
}

/// By asking every nudge.
pub fn naive<'a>(nudges: &'a [Nudge], change: &'a Change, past: Past<'a>) -> impl Iterator<Item = &'a Nudge> {
    nudges.iter().filter(move |nudge| {
        nudge.apps.iter().any(|app| app == change.app)
            && nudge.on.iter().any(|on| change.events.iter().any(|event| on.fits(event)))
            && nudge.when.holds(&change.facts, past)
    })
}
