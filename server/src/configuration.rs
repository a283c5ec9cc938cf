//! What an administrator decides before the server starts.

use crate::key::{KeyError, open_key};
use crate::repository::Repository;
use crate::storage::Location;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

/// The smallest group that pages show, unless the administrator says otherwise (requirement P3).
pub const DEFAULT_FLOOR: u32 = 10;
/// No administrator may go below this (requirement P3).
pub const SMALLEST_FLOOR: u32 = 5;
/// Shorter secrets can be guessed over the network.
pub const SHORTEST_SECRET: usize = 16;

/// Some reports a week from each of a hundred thousand browsers, all within one working hour, and to spare.
pub const DEFAULT_REPORTS_PER_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(999);

const DEFAULT_PORT: u16 = 8787;

/// How to run one server.
#[derive(Clone)]
pub struct Configuration {
    /// Where [`run`](crate::run) listens; port 0 asks for any free port.
    pub address: SocketAddr,
    /// Where the counts are kept.
    pub database: Location,
    /// The enrolment secret that browsers send; `None` takes reports from anybody who can
    /// reach the server.
    pub secret: Option<String>,
    /// The smallest group whose numbers are shown.
    pub floor: u32,
    /// How many reports a second are looked at; `None` sets no limit.
    pub reports_per_second: Option<NonZeroU32>,
    /// Where metrics can be read; `None`: nowhere.
    pub metrics: Option<SocketAddr>,
    /// The folder of the signed repository; `None` serves none.
    pub repository: Option<PathBuf>,
    /// The private key that keeps the repository fresh: PKCS #8 in PEM, with a passphrase. `None` only
    /// serves it.
    pub online_key: Option<String>,
    /// The passphrase of that key.
    pub passphrase: Option<String>,
    /// What whoever publishes sends; `None` takes no publications.
    pub publish_token: Option<String>,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)),
            database: Location::File("cuecard.sqlite".into()),
            secret: None,
            floor: DEFAULT_FLOOR,
            reports_per_second: Some(DEFAULT_REPORTS_PER_SECOND),
            metrics: None,
            repository: None,
            online_key: None,
            passphrase: None,
            publish_token: None,
        }
    }
}

/// By hand, so that no log ever holds a secret.
impl fmt::Debug for Configuration {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quiet = |secret: &Option<String>| secret.as_ref().map(|_| "(kept quiet)");
        out.debug_struct("Configuration")
            .field("address", &self.address)
            .field("database", &self.database)
            .field("secret", &quiet(&self.secret))
            .field("floor", &self.floor)
            .field("reports_per_second", &self.reports_per_second)
            .field("metrics", &self.metrics)
            .field("repository", &self.repository)
            .field("online_key", &quiet(&self.online_key))
            .field("passphrase", &quiet(&self.passphrase))
            .field("publish_token", &quiet(&self.publish_token))
            .finish()
    }
}

/// Why a configuration is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misconfigured {
    /// A secret is too short.
    #[error("{0}: shorter than {SHORTEST_SECRET} characters. Make one with `openssl rand -hex 16`.")]
    ShortSecret(&'static str),
    /// A secret could not be sent in a header.
    #[error("{0}: has a space or a character outside ASCII. Use letters and digits.")]
    UnsendableSecret(&'static str),
    /// What is set needs something else.
    #[error("{0}: needs {1}, which is not set. Set both, or neither.")]
    Needs(&'static str, &'static str),
    /// The key cannot be used.
    #[error("online_key: {0}. Name the online.key.pem that `cuecard org new` made, and its passphrase.")]
    Key(KeyError),
    /// The floor is too low.
    #[error("floor: below {SMALLEST_FLOOR}, so single people could show. Use {DEFAULT_FLOOR}.")]
    LowFloor,
}

impl Configuration {
    /// Refuses what would be unsafe to run.
    pub fn check(&self) -> Result<(), Misconfigured> {
        for (name, secret) in [("secret", &self.secret), ("publish_token", &self.publish_token)] {
            let Some(secret) = secret else { continue };
            if secret.len() < SHORTEST_SECRET {
                return Err(Misconfigured::ShortSecret(name));
            }
            if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(Misconfigured::UnsendableSecret(name));
            }
        }
        // A passphrase alone may be there for another command.
        for (name, is_set, needs, is_there) in [
            ("online_key", self.online_key.is_some(), "repository", self.repository.is_some()),
            ("online_key", self.online_key.is_some(), "passphrase", self.passphrase.is_some()),
            ("publish_token", self.publish_token.is_some(), "online_key", self.online_key.is_some()),
        ] {
            if is_set && !is_there {
                return Err(Misconfigured::Needs(name, needs));
            }
        }
        if self.floor < SMALLEST_FLOOR {
            return Err(Misconfigured::LowFloor);
        }
        Ok(())
    }

    /// The signed repository, its key opened; none is served.
    ///
    /// # Errors
    /// When the key does not open.
    pub(crate) fn open_repository(&self) -> Result<Option<Repository>, Misconfigured> {
        let Some(folder) = &self.repository else { return Ok(None) };
        let passphrase = self.passphrase.as_deref().unwrap_or_default();
        let key = self.online_key.as_deref().map(|pem| open_key(pem, passphrase));
        Ok(Some(Repository::new(folder, key.transpose().map_err(Misconfigured::Key)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_settings_are_refused() {
        for (secret, floor, expected) in [
            (None, 10, Ok(())),
            (None, 5, Ok(())),
            (Some("0123456789abcdef"), 10, Ok(())),
            (None, 4, Err(Misconfigured::LowFloor)),
            (Some("0123456789abcde"), 10, Err(Misconfigured::ShortSecret("secret"))),
            (Some(""), 10, Err(Misconfigured::ShortSecret("secret"))),
            (Some("0123456789 abcdef"), 10, Err(Misconfigured::UnsendableSecret("secret"))),
        ] {
            let configuration =
                Configuration { secret: secret.map(str::to_owned), floor, ..Configuration::default() };
            assert_eq!(configuration.check(), expected, "{secret:?} {floor}");
        }
    }

    #[test]
    fn a_repository_is_kept_with_all_that_it_needs_or_refused() {
        let long = "0123456789abcdef";
        for (repository, online_key, passphrase, publish_token, expected) in [
            (None, None, Some("x"), None, Ok(())),
            (Some("r"), None, None, None, Ok(())),
            (Some("r"), Some("k"), Some("p"), None, Ok(())),
            (Some("r"), Some("k"), Some("p"), Some(long), Ok(())),
            (None, Some("k"), Some("p"), None, Err(Misconfigured::Needs("online_key", "repository"))),
            (Some("r"), Some("k"), None, None, Err(Misconfigured::Needs("online_key", "passphrase"))),
            (
                Some("r"),
                None,
                Some("p"),
                Some(long),
                Err(Misconfigured::Needs("publish_token", "online_key")),
            ),
            (
                Some("r"),
                Some("k"),
                Some("p"),
                Some("short"),
                Err(Misconfigured::ShortSecret("publish_token")),
            ),
        ] {
            let configuration = Configuration {
                repository: repository.map(PathBuf::from),
                online_key: online_key.map(str::to_owned),
                passphrase: passphrase.map(str::to_owned),
                publish_token: publish_token.map(str::to_owned),
                ..Configuration::default()
            };
            assert_eq!(configuration.check(), expected, "{repository:?} {online_key:?}");
            let opened = configuration.open_repository();
            let not_a_key = Misconfigured::Key(KeyError::NotEncrypted);
            assert_eq!(opened.err(), repository.and(online_key).map(|_| not_a_key));
        }
    }

    #[test]
    fn no_secret_is_printed() {
        let horse = || Some("correct-horse-battery".to_owned());
        let configuration = Configuration {
            secret: horse(),
            online_key: horse(),
            passphrase: horse(),
            publish_token: horse(),
            ..Configuration::default()
        };
        assert!(!format!("{configuration:?}").contains("horse"));
    }
}
