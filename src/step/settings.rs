//! What the person chooses.

use super::message::{SetHost, SetSettings};
use super::{Reply, Step};
use crate::adapter::Bindings;
use crate::ledger::SettingsError;

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
        if let Some(role) = &settings.role {
            self.ledger.settings.role = Some(role.clone());
        }
        if let Some(server) = &settings.server {
            let moved = self.ledger.settings.server.as_ref().map(|server| &server.url)
                != server.as_ref().map(|server| &server.url);
            if moved {
                // What one server was meant to count is not sent to another.
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
