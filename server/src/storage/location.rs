//! Where the counts are kept.

use sqlx::postgres::PgConnectOptions;
use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// A SQLite file, or a database of a PostgreSQL server by its URL.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// The SQLite file; it is made when it is missing.
    File(PathBuf),
    /// `postgres://user:password@host/database`.
    Postgres(String),
}

impl FromStr for Location {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(if SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
            Self::Postgres(text.to_owned())
        } else {
            Self::File(PathBuf::from(text))
        })
    }
}

impl From<PathBuf> for Location {
    fn from(file: PathBuf) -> Self {
        Self::File(file)
    }
}

/// Without the password.
impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => file.display().fmt(out),
            Self::Postgres(url) => match PgConnectOptions::from_str(url) {
                Ok(options) => write!(
                    out,
                    "postgres://{}:{}/{}",
                    options.get_host(),
                    options.get_port(),
                    options.get_database().unwrap_or_default()
                ),
                Err(_) => out.write_str("postgres://…"),
            },
        }
    }
}

/// By hand, so that no log ever holds the password.
impl fmt::Debug for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_printed_without_its_password() {
        for (text, printed) in [
            ("cuecard.sqlite", "cuecard.sqlite"),
            ("/srv/postgres://x", "/srv/postgres://x"),
            ("postgres://cuecard:horse@db.example:5433/counts", "postgres://db.example:5433/counts"),
            ("postgresql://cuecard:horse@db.example/counts", "postgres://db.example:5432/counts"),
            ("postgres://cuecard:horse@[broken", "postgres://…"),
        ] {
            let Ok(location) = text.parse::<Location>();
            assert_eq!(location.to_string(), printed);
            assert_eq!(format!("{location:?}"), printed);
        }
    }
}
