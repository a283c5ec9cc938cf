//! What the person chooses.

use super::message::{SetHost, SetSettings};
use super::{Reply, Step};
use crate::adapter::Bindings;
use crate::ledger::{LEAST_KEEP_DAYS, Server, SettingsError};
use crate::trigger::KEEP_DAYS;

/// Hosts of one's own: far more than the systems that a person works in.
const MAX_HOSTS: usize = 32;

impl Step<'_> {
    pub(super) fn set(&mut self, settings: &SetSettings) -> Reply {
        if let Some(role) = &settings.role
            && self.content.role(role).is_none()
        {
            let what = format!("There is no role `{role}`.");
            let mend = "Choose one of the list.".to_owned();
            return Reply::Refused { error: SettingsError { place: "role", what, mend } };
        }
        if let Some(Some(server)) = &settings.server
            && let Err(error) = server.check()
        {
            return Reply::Refused { error };
        }
        let shortest_and_longest = LEAST_KEEP_DAYS..=KEEP_DAYS;
        if let Some(days) = settings.keep_days
            && !shortest_and_longest.contains(&i32::from(days))
        {
            let what = format!("{days} days cannot be kept.");
            let mend = format!("Choose {LEAST_KEEP_DAYS} to {KEEP_DAYS}.");
            return Reply::Refused { error: SettingsError { place: "keep_days", what, mend } };
        }
        let silence = match self.silenced(settings) {
            Ok(silence) => silence,
            Err(error) => return Reply::Refused { error },
        };
        let before = self.ledger.settings.clone();
        if let Some(host) = &settings.host
            && let Err(error) = self.set_host(host)
        {
            // What was right of it does not hold alone.
            self.ledger.settings = before;
            return Reply::Refused { error };
        }
        self.ledger.settings.silence = silence;
        if let Some(withhold) = settings.withhold {
            self.withhold(withhold);
        }
        if let Some(days) = settings.keep_days {
            self.ledger.settings.keep_days = Some(days).filter(|days| i32::from(*days) < KEEP_DAYS);
            // What is too old now goes now.
            self.ledger.tended = None;
        }
        if let Some(role) = &settings.role {
            self.ledger.settings.role = Some(role.clone());
        }
        if let Some(server) = &settings.server {
            let meant_for = |server: &Option<Server>| server.as_ref().map(|it| (it.url.clone(), it.noise));
            if meant_for(&self.ledger.settings.server) != meant_for(server) {
                // What was meant for one server, or for another level, is not sent.
                self.ledger.outbox.waiting.clear();
                self.ledger.outbox.trouble = None;
                self.ledger.windows.iter_mut().for_each(|window| window.reported = false);
            }
            self.ledger.settings.server = server.clone();
        }
        Reply::DONE
    }

    fn set_host(&mut self, set: &SetHost) -> Result<(), SettingsError> {
        let error =
            |what: String, mend: &str| Err(SettingsError { place: "host", what, mend: mend.to_owned() });
        let is_label = |label: &str| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        if !set.host.split('.').all(is_label) {
            return error(
                format!("`{}` is no host.", set.host),
                "Write it in small letters, such as jira.acme.example.",
            );
        }
        let apps = &self.content.adapters;
        if let Some(app) = set.app.as_ref().filter(|app| !app.is_empty())
            && !apps.iter().any(|adapter| adapter.app == *app)
        {
            return error(format!("There is no system `{app}`."), "Choose one of the list.");
        }
        let settings = &mut self.ledger.settings;
        let hosts = &mut settings.hosts;
        if set.app.is_some() && hosts.len() >= MAX_HOSTS && !hosts.contains_key(&set.host) {
            return error(format!("{MAX_HOSTS} hosts are the most."), "Remove one that is not used.");
        }
        match set.app.as_deref() {
            Some("") => {
                hosts.remove(&set.host);
                settings.fetch.retain(|host| *host != set.host);
                settings.bindings.retain(|bindings| !bindings.hosts.contains(&set.host));
            }
            Some(app) => {
                hosts.insert(set.host.clone(), app.to_owned());
                // Another system has other fields.
                let is_other =
                    |bindings: &Bindings| bindings.hosts.contains(&set.host) && bindings.app != app;
                settings.bindings.retain(|bindings| !is_other(bindings));
            }
            None => {}
        }
        if let Some(meaning) = &set.meaning {
            self.bind(&set.host, meaning)?;
        }
        if set.app.as_deref() == Some("") {
            self.ledger.hosts.remove(&set.host);
        }
        let settings = &mut self.ledger.settings;
        if let Some(allowed) = set.fetch {
            settings.fetch.retain(|host| *host != set.host);
            if allowed {
                settings.fetch.push(set.host.clone());
            }
        }
        if let Some(order) = set.date_order {
            let host = self.ledger.hosts.get_or_insert_with(set.host.clone(), Default::default);
            (host.date_order, host.asks) = (Some(order), false);
        }
        Ok(())
    }
}
