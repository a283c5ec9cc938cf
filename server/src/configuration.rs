//! What an administrator decides before the server starts.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The smallest group that pages show, unless the administrator says otherwise (requirement P3).
pub const DEFAULT_FLOOR: u32 = 10;
/// No administrator may go below this (requirement P3).
pub const SMALLEST_FLOOR: u32 = 5;
/// Shorter secrets can be guessed over the network.
pub const SHORTEST_SECRET: usize = 16;

const DEFAULT_PORT: u16 = 8787;

/// How to run one server.
#[derive(Clone)]
pub struct Configuration {
    /// Where [`run`](crate::run) listens; port 0 asks for any free port.
    pub address: SocketAddr,
    /// The SQLite file; it is made when it is missing.
    pub database: PathBuf,
    /// The enrolment secret that browsers send; `None` takes reports from anybody who can
    /// reach the server.
    pub secret: Option<String>,
    /// The smallest group whose numbers are shown.
    pub floor: u32,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)),
            database: PathBuf::from("cuecard.sqlite"),
            secret: None,
            floor: DEFAULT_FLOOR,
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
