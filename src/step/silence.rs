//! When nothing comes up, and whether anything is withheld: the person's word.

use super::Step;
use super::message::{Pause, SetSettings};
use crate::ledger::{QuietHours, SettingsError, Silence};
use crate::measure::Finding;
use crate::time::DAY_MS;

const HOUR_MS: u64 = 60 * 60 * 1000;
/// Hosts and packs that one can switch off: far more than anybody works with.
const MAX_SILENCED: usize = 64;

impl Step<'_> {
    /// What is silenced once `settings` hold.
    pub(super) fn silenced(&self, settings: &SetSettings) -> Result<Silence, SettingsError> {
        let mut silence = self.ledger.settings.silence.clone();
        if let Some(pause) = settings.pause {
            (silence.until, silence.until_day) = match pause {
                Pause::Hour => (Some(self.env.now.saturating_add(HOUR_MS)), None),
                Pause::Day => (Some(self.env.now.saturating_add(DAY_MS)), None),
                Pause::Monday => (None, Some(self.env.today.monday().plus(7))),
                Pause::Over => (None, None),
            };
        }
        if let Some(hours) = settings.quiet_hours {
            if hours.is_some_and(|hours| hours.from >= QuietHours::DAY || hours.until >= QuietHours::DAY) {
                let mend = "Count minutes from midnight: 0 to 1439.";
                return Err(refused("quiet_hours", "A day has no such minute.".to_owned(), mend));
            }
            // Nobody knows whether that is no hour or all of them.
            if hours.is_some_and(|hours| hours.from == hours.until) {
                let mend = "Choose another end, or a pause.";
                return Err(refused("quiet_hours", "They end when they begin.".to_owned(), mend));
            }
            silence.hours = hours;
        }
        if let Some(pack) = &settings.pack {
            // One that is off can be switched on also when it is published no more.
            if !self.content.has_pack(&pack.pack) && !silence.packs.contains(&pack.pack) {
                let what = format!("There is no pack `{}`.", pack.pack);
                return Err(refused("pack", what, "Choose one of the list."));
            }
            switch(&mut silence.packs, "pack", &pack.pack, pack.on)?;
        }
        if let Some(host) = &settings.host {
            // Whoever removes a system of their own removes all that they said of it.
            let removed = host.app.as_deref() == Some("");
            if let Some(on) = host.on.or(removed.then_some(true)) {
                switch(&mut silence.hosts, "host", &host.host, on)?;
            }
        }
        Ok(silence)
    }

    /// Whether moments may be withheld. From the moment on that they may not, what runs is no
    /// comparison any more, and is reported as censored.
    pub(super) fn withhold(&mut self, withhold: bool) {
        self.ledger.settings.never_withhold = !withhold;
        if withhold {
            return;
        }
        for window in self.ledger.windows.iter_mut().filter(|window| window.reported) {
            window.sign.get_or_insert(Finding::Censored);
        }
    }
}

fn refused(place: &'static str, what: String, mend: &str) -> SettingsError {
    SettingsError { place, what, mend: mend.to_owned() }
}

fn switch(
    silenced: &mut Vec<String>,
    place: &'static str,
    name: &str,
    on: bool,
) -> Result<(), SettingsError> {
    silenced.retain(|other| other != name);
    if on {
        return Ok(());
    }
    if silenced.len() >= MAX_SILENCED {
        let what = "More than these cannot be off.".to_owned();
        return Err(refused(place, what, "Switch one on again that is not used."));
    }
    silenced.push(name.to_owned());
    Ok(())
}
