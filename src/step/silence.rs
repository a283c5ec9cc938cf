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
                let what = "A day has no such minute.".to_owned();
                let mend = "Count minutes from midnight: 0 to 1439.".to_owned();
                return Err(SettingsError { place: "quiet_hours", what, mend });
            }
            silence.hours = hours;
        }
        if let Some(pack) = &settings.pack {
            if !self.content.has_pack(&pack.pack) {
                let what = format!("There is no pack `{}`.", pack.pack);
                let mend = "Choose one of the list.".to_owned();
                return Err(SettingsError { place: "pack", what, mend });
            }
            switch(&mut silence.packs, &pack.pack, pack.on);
        }
        if let Some((host, on)) = settings.host.as_ref().and_then(|host| Some((&host.host, host.on?))) {
            switch(&mut silence.hosts, host, on);
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

fn switch(silenced: &mut Vec<String>, name: &str, on: bool) {
    silenced.retain(|other| other != name);
    if !on && silenced.len() < MAX_SILENCED {
        silenced.push(name.to_owned());
    }
}
