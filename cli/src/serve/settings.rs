//! The server's settings: what the command line says goes before the environment, that before the
//! file, and that before the default.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cuecard_server::{Configuration, Location};
use toml::Spanned;

/// Each setting by its key in the file. The environment says `CUECARD_` and the key in capitals, or,
/// with `_FILE` after that, the file in which the value stands; so does the file itself, with `_file`.
const KEYS: [&str; 10] = [
    "listen",
    "database",
    "secret",
    "floor",
    "reports_per_second",
    "metrics_listen",
    "repository",
    "online_key",
    "passphrase",
    "publish_token",
];

/// A value, and where it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    value: String,
    place: String,
}

/// What was said of each setting.
type Layer = BTreeMap<&'static str, Said>;

/// Where settings are named.
#[derive(clap::Args, Default)]
pub struct Sources {
    /// A file with settings (TOML): listen, database, secret or secret_file,
    /// floor, reports_per_second, metrics_listen, repository, online_key_file,
    /// passphrase_file, publish_token_file
    ///
    /// Each can also be given in the environment, as CUECARD_LISTEN and so on,
    /// or as CUECARD_LISTEN_FILE with the name of a file that holds the value.
    /// An argument goes before the environment, and that before the file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where the counts are: a SQLite file, made if it is not there, or
    /// postgres://USER:PASSWORD@HOST/DATABASE [default: cuecard.sqlite]
    #[arg(long, value_name = "FILE|URL")]
    database: Option<String>,
    /// The smallest group that is ever shown, 5 or more [default: 10]
    #[arg(long)]
    floor: Option<String>,
}

/// What only a server needs.
#[derive(clap::Args, Default)]
pub struct ServerSources {
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:8787]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// A file that holds the enrolment secret, at least 16 characters
    ///
    /// Everybody in the organisation uses the same one. Without it, anybody
    /// who reaches the server can send counts. It is no argument by itself,
    /// as arguments show in the list of processes.
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// How many reports a second are taken, of everybody together; 0 sets no
    /// limit [default: 1000]
    #[arg(long, value_name = "NUMBER")]
    reports_per_second: Option<String>,
    /// Where metrics can be read, at /metrics; nowhere unless it is set
    #[arg(long, value_name = "ADDRESS")]
    metrics_listen: Option<String>,
    /// The folder of a signed repository to serve, with root.json in it; none
    /// unless it is set
    #[arg(long, value_name = "DIR")]
    repository: Option<String>,
    /// The key that keeps the repository fresh: the online.key.pem that
    /// `cuecard org new` made
    ///
    /// Its passphrase is in CUECARD_PASSPHRASE, or in a file. Without a key
    /// the repository is only served.
    #[arg(long, value_name = "FILE")]
    online_key_file: Option<PathBuf>,
    /// A file that holds the passphrase of that key
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// A file that holds the token of those who publish, at least 16
    /// characters
    ///
    /// The signatures say what may be published; the token keeps strangers
    /// from asking. Without it nobody publishes over the network.
    #[arg(long, value_name = "FILE")]
    publish_token_file: Option<PathBuf>,
}

/// The settings of a server, or what is wrong and how to mend it.
pub fn read(sources: &Sources, server: &ServerSources) -> Result<Configuration, String> {
    let environment = |name: &str| std::env::var(name).ok();
    let config = sources.config.clone().or_else(|| environment("CUECARD_CONFIG").map(PathBuf::from));
    let file = match config {
        Some(path) => from_file(&path, &read_file(&path, "the settings")?)?,
        None => Layer::new(),
    };
    configuration(&[from_arguments(sources, server)?, from_environment(environment)?, file])
}

fn configuration(layers: &[Layer]) -> Result<Configuration, String> {
    let said = |key| layers.iter().find_map(|layer| layer.get(key));
    let mut configuration = Configuration::default();
    if let Some(said) = said("listen") {
        configuration.address = parse(said, "an address with a port. Write it like 127.0.0.1:8787")?;
    }
    if let Some(said) = said("database") {
        let Ok(location) = said.value.parse::<Location>();
        configuration.database = location;
    }
    let text = |key| said(key).map(|said| said.value.clone());
    configuration.secret = text("secret");
    configuration.repository = text("repository").map(PathBuf::from);
    configuration.online_key = text("online_key");
    configuration.passphrase = text("passphrase");
    configuration.publish_token = text("publish_token");
    if let Some(said) = said("floor") {
        configuration.floor = parse(said, "a whole number. Write 5 or more")?;
    }
    if let Some(said) = said("reports_per_second") {
        let rate: u32 = parse(said, "a whole number. Write 0 for no limit")?;
        configuration.reports_per_second = rate.try_into().ok();
    }
    if let Some(said) = said("metrics_listen") {
        configuration.metrics = Some(parse(said, "an address with a port. Write it like 127.0.0.1:9100")?);
    }
    Ok(configuration)
}

fn parse<T: FromStr>(said: &Said, expected: &str) -> Result<T, String> {
    let refused = |_| format!("{}: “{}” is not {expected}.", said.place, said.value);
    said.value.parse().map_err(refused)
}

fn from_arguments(sources: &Sources, server: &ServerSources) -> Result<Layer, String> {
    let mut layer = Layer::new();
    for (key, argument, value) in [
        ("database", "--database", &sources.database),
        ("floor", "--floor", &sources.floor),
        ("listen", "--listen", &server.listen),
        ("reports_per_second", "--reports-per-second", &server.reports_per_second),
        ("metrics_listen", "--metrics-listen", &server.metrics_listen),
        ("repository", "--repository", &server.repository),
    ] {
        if let Some(value) = value {
            layer.insert(key, Said { value: value.clone(), place: argument.to_owned() });
        }
    }
    for (key, argument, path) in [
        ("secret", "--secret-file", &server.secret_file),
        ("online_key", "--online-key-file", &server.online_key_file),
        ("passphrase", "--passphrase-file", &server.passphrase_file),
        ("publish_token", "--publish-token-file", &server.publish_token_file),
    ] {
        if let Some(path) = path {
            layer.insert(key, held_by(path, argument)?);
        }
    }
    Ok(layer)
}

fn from_environment(environment: impl Fn(&str) -> Option<String>) -> Result<Layer, String> {
    let mut layer = Layer::new();
    for key in KEYS {
        let name = format!("CUECARD_{}", key.to_uppercase());
        let by_file = format!("{name}_FILE");
        let said = match (environment(&name), environment(&by_file)) {
            (Some(_), Some(_)) => return Err(format!("{name}: is set, and {by_file}, too. Unset one.")),
            (Some(value), None) => Said { value, place: name },
            (None, Some(path)) => held_by(Path::new(&path), &by_file)?,
            (None, None) => continue,
        };
        layer.insert(key, said);
    }
    Ok(layer)
}

fn from_file(path: &Path, text: &str) -> Result<Layer, String> {
    let at = |offset: usize| {
        let line = text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
        format!("{}:{line}", path.display())
    };
    let table: BTreeMap<Spanned<String>, toml::Value> = toml::from_str(text).map_err(|error| {
        let place = at(error.span().map_or(0, |span| span.start));
        format!("{place}: {}. Write one `key = value` a line, text in quotes.", error.message())
    })?;
    let mut layer = Layer::new();
    for (name, value) in &table {
        let place = format!("{}: {}", at(name.span().start), name.get_ref());
        let value = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            _ => return Err(format!("{place}: is neither text nor a whole number. Write one of them.")),
        };
        let key = |name: &str| KEYS.into_iter().find(|key| *key == name);
        let by_file = name.get_ref().strip_suffix("_file").and_then(key);
        let (key, said) = match (key(name.get_ref()), by_file) {
            (Some(key), _) => (key, Said { value, place: place.clone() }),
            (None, Some(key)) => (key, held_by(Path::new(&value), &place)?),
            (None, None) => return Err(format!("{place}: is no setting. There are {}.", KEYS.join(", "))),
        };
        if layer.insert(key, said).is_some() {
            return Err(format!("{place}: is set twice, by value and by file. Keep one."));
        }
    }
    Ok(layer)
}

/// The value that a file holds, without the line's end.
fn held_by(path: &Path, place: &str) -> Result<Said, String> {
    let text = read_file(path, place)?;
    Ok(Said {
        value: text.trim_end_matches(['\r', '\n']).to_owned(),
        place: format!("{place} ({})", path.display()),
    })
}

fn read_file(path: &Path, what: impl Display) -> Result<String, String> {
    let mend = "Name a file that can be read.";
    fs::read_to_string(path).map_err(|error| format!("{}: {error} ({what}). {mend}", path.display()))
}

#[cfg(test)]
mod tests;
