//! What an administrator decides before the server starts.

use crate::storage::Location;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;

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
        }
    }
}

/// By hand, so that no log ever holds the secret.
impl fmt::Debug for Configuration {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Configuration")
            .field("address", &self.address)
            .field("database", &self.database)
            .field("secret", &self.secret.as_ref().map(|_| "(kept quiet)"))
            .field("floor", &self.floor)
            .field("reports_per_second", &self.reports_per_second)
            .field("metrics", &self.metrics)
            .finish()
    }
}

/// Why a configuration is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misconfigured {
    /// The secret is too short.
    #[error("secret: shorter than {SHORTEST_SECRET} characters. Make one with `openssl rand -hex 16`.")]
    ShortSecret,
    /// The secret could not be sent in a header.
    #[error("secret: has a space or a character outside ASCII. Use letters and digits.")]
    UnsendableSecret,
    /// The floor is too low.
    #[error("floor: below {SMALLEST_FLOOR}, so single people could show. Use {DEFAULT_FLOOR}.")]
    LowFloor,
}

impl Configuration {
    /// Refuses what would be unsafe to run.
    pub fn check(&self) -> Result<(), Misconfigured> {
        if let Some(secret) = &self.secret {
            if secret.len() < SHORTEST_SECRET {
                return Err(Misconfigured::ShortSecret);
            }
            if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(Misconfigured::UnsendableSecret);
            }
        }
        if self.floor < SMALLEST_FLOOR {
            return Err(Misconfigured::LowFloor);
        }
        Ok(())
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
            (Some("0123456789abcde"), 10, Err(Misconfigured::ShortSecret)),
            (Some(""), 10, Err(Misconfigured::ShortSecret)),
            (Some("0123456789 abcdef"), 10, Err(Misconfigured::UnsendableSecret)),
        ] {
            let configuration =
                Configuration { secret: secret.map(str::to_owned), floor, ..Configuration::default() };
            assert_eq!(configuration.check(), expected, "{secret:?} {floor}");
        }
    }

    #[test]
    fn the_secret_is_not_printed() {
        let configuration =
            Configuration { secret: Some("correct-horse-battery".to_owned()), ..Configuration::default() };
        assert!(!format!("{configuration:?}").contains("horse"));
    }
}
