//! One line about the person's organisation, where something is wrong or more is to leave the browser: else
//! there is nothing to say.

use web_sys::HtmlElement;

use crate::browser::open_options;
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{civil_day, day, now, say, say_with};
use crate::messages::Organisation;
use crate::options::leaves::coming;
use crate::trust::{is_quiet, trouble};

/// That what was fetched is not believed, that nothing comes up because it ran out or never came, or that
/// more is to leave the browser.
pub fn now_wrong(organisation: Option<&Organisation>) -> Option<HtmlElement> {
    let words = words(organisation?, now())?;
    let look = button("secondary", &say(Key::OpenOptions)).on_press(open_options);
    let section = super::section(&say(Key::OrganisationTitle)).set("class", "notice");
    Some(section.with(make("p", "").text(&words)).with(look))
}

fn words(organisation: &Organisation, now: f64) -> Option<String> {
    if !is_quiet(organisation, now) {
        // Out of reach for a day is nothing: what was fetched holds.
        let refused = organisation.refused.as_ref().and(trouble(organisation)).map(say);
        let agreed = organisation.told.as_ref().filter(|told| told.leaves.from.is_some());
        return refused.or_else(|| coming(&agreed?.leaves));
    }
    let ended = organisation.told.as_ref().map(|told| day(&civil_day(told.until)));
    Some(match ended {
        Some(ended) => say_with(Key::OrganisationRanOut, &[&ended]),
        None => say(trouble(organisation).unwrap_or(Key::OrganisationNever)),
    })
}
