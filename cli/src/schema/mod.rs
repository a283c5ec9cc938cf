//! `cuecard schema`: what editors need to complete and check content as it is written.

mod bindings;
mod checks;
mod nudge;
mod pack;
mod shared;
mod situation;
mod team;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The grammar of adapters as JSON Schema; in the program, so that both are of one version.
const ADAPTER: &str = include_str!("../../../docs/adapter.schema.json");

/// What `cuecard schema` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// What is written by the schema
    grammar: Grammar,
    /// The file to write, instead of the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Grammar {
    /// adapters/NAME.yaml: where things stand on a system's pages
    Adapter,
    /// bindings/NAME.yaml: what an organisation's own fields mean
    Bindings,
    /// roles/NAME.yaml: how much attention a role may be asked for
    Role,
    /// packs/PACK/pack.yaml: what a pack is called and in which languages it is
    Pack,
    /// packs/PACK/nudges/NUDGE.md: its front matter
    Nudge,
    /// packs/PACK/nudges/NUDGE.checks.yaml: questions about cases
    Checks,
    /// packs/PACK/tests/NAME.yaml: what a pack expects of itself
    Situation,
    /// The team's file of `cuecard simulate`
    Team,
    /// The policy's file of `cuecard policy sign`, in TOML
    Policy,
}

/// Prints the schema, or writes it to a file.
pub fn run(arguments: &Arguments) -> ExitCode {
    let schema = text(arguments.grammar);
    let (written, place) = match &arguments.out {
        Some(out) => (fs::write(out, schema), out.as_path()),
        None => (io::stdout().write_all(schema.as_bytes()), Path::new("the terminal")),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        // Who has read enough closes the pipe.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // A terminal that has gone away is no reason to fail in another way.
            let _ = writeln!(io::stderr(), "error: {} cannot be written: {error}", place.display());
            ExitCode::FAILURE
        }
    }
}

fn text(grammar: Grammar) -> String {
    match grammar {
        Grammar::Adapter => ADAPTER.to_owned(),
        Grammar::Bindings => of::<bindings::Bindings>(),
        Grammar::Role => of::<pack::Role>(),
        Grammar::Pack => of::<pack::Pack>(),
        Grammar::Nudge => of::<nudge::Nudge>(),
        Grammar::Checks => of::<checks::Checks>(),
        Grammar::Situation => of::<situation::Situation>(),
        Grammar::Team => of::<team::Team>(),
        Grammar::Policy => of::<crate::organisation::WrittenPolicy>(),
    }
}

/// The schema of a type; conditions and events are those of the adapters' schema.
fn of<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    let mut schema = shared::with_adapter_definitions(Schema::to_value(schema));
    if let Value::Object(keys) = &mut schema {
        keys.insert("$comment".to_owned(), "Written by `cuecard schema`.".into());
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The shipped files of a grammar: path, and what they say.
    fn shipped(grammar: Grammar) -> Vec<(PathBuf, Value)> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let fits = |path: &str| {
            let is_nudge_file = path.contains("/nudges/");
            match grammar {
                Grammar::Adapter => path.contains("/adapters/"),
                Grammar::Bindings => path.contains("/bindings/"),
                Grammar::Role => path.contains("/roles/"),
                Grammar::Pack => path.ends_with("/pack.yaml"),
                Grammar::Nudge => {
                    is_nudge_file
                        && path.ends_with(".md")
                        && path.rsplit('/').next().unwrap().matches('.').count() == 1
                }
                Grammar::Checks => path.ends_with(".checks.yaml"),
                Grammar::Situation => path.contains("/tests/"),
                Grammar::Team | Grammar::Policy => false,
            }
        };
        let mut found = Vec::new();
        let mut folders = vec![content];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if fits(&path.to_string_lossy().replace('\\', "/")) {
                    let text = fs::read_to_string(&path).unwrap();
                    let yaml = match text.strip_prefix("---\n") {
                        Some(text) => text.split("\n---\n").next().unwrap().to_owned(),
                        None => text,
                    };
                    found.push((path, serde_saphyr::from_str(&yaml).unwrap()));
                }
            }
        }
        found
    }

    const GRAMMARS: [Grammar; 7] = [
        Grammar::Adapter,
        Grammar::Bindings,
        Grammar::Role,
        Grammar::Pack,
        Grammar::Nudge,
        Grammar::Checks,
        Grammar::Situation,
    ];

    #[test]
    fn what_ships_is_right_by_its_schema_and_an_unknown_key_is_not() {
        for grammar in GRAMMARS {
            let schema: Value = serde_json::from_str(&text(grammar)).unwrap();
            let validator = jsonschema::validator_for(&schema).unwrap();
            let files = shipped(grammar);
            assert!(!files.is_empty(), "{grammar:?}");
            for (path, file) in files {
                let errors: Vec<String> = validator
                    .iter_errors(&file)
                    .map(|error| format!("{}: {error}", error.instance_path()))
                    .collect();
                assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
                let mut other = file;
                other.as_object_mut().unwrap().insert("no_such_key".to_owned(), Value::Null);
                assert!(!validator.is_valid(&other), "{}", path.display());
            }
        }
    }

    #[test]
    fn the_example_of_a_policy_is_right_by_its_schema_and_a_slip_is_not() {
        let schema: Value = serde_json::from_str(&text(Grammar::Policy)).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let example = include_str!("../../../docs/policy.toml");
        let is_valid = |text: &str| validator.is_valid(&toml::from_str::<Value>(text).unwrap());
        let errors: Vec<String> =
            validator.iter_errors(&toml::from_str(example).unwrap()).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        for (old, new) in [
            ("holdback = 20", "holdback = 2"),
            ("floor = 10", "floor = 4"),
            ("level = \"counts\"", "level = \"all\""),
            ("\"entry\"", "\"entries\""),
            ("# noise = 4", "noise = 3"),
            ("title = \"Sales\"", "titel = \"Sales\""),
        ] {
            assert!(example.contains(old) && !is_valid(&example.replacen(old, new, 1)), "{new}");
        }
    }

    #[test]
    fn every_key_is_explained() {
        fn explained(name: &str, schema: &Value, missing: &mut BTreeMap<String, ()>) {
            let Value::Object(keys) = schema else { return };
            if let Some(Value::Object(properties)) = keys.get("properties") {
                for (key, value) in properties {
                    let says = value.get("description").is_some() || value.get("$ref").is_some();
                    if value.is_object() && !says {
                        missing.insert(format!("{name}.{key}"), ());
                    }
                }
            }
            keys.values().for_each(|value| explained(name, value, missing));
        }
        for grammar in GRAMMARS
            .into_iter()
            .chain([Grammar::Team, Grammar::Policy])
            .filter(|grammar| *grammar != Grammar::Adapter)
        {
            let mut schema: Value = serde_json::from_str(&text(grammar)).unwrap();
            // What comes of the adapters' schema is checked there.
            shared::take_adapter_definitions(&mut schema);
            let mut missing = BTreeMap::new();
            explained(&format!("{grammar:?}"), &schema, &mut missing);
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}
