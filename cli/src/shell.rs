//! What a shell and a reader of manuals want to know of the command, made of the command itself.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;

/// Which shell to complete for.
#[derive(clap::Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

/// Where manual pages go.
#[derive(clap::Args)]
pub struct Manual {
    /// The folder; it is made if it is not there
    #[arg(long, value_name = "FOLDER", default_value = "man")]
    out: PathBuf,
}

/// Prints completions.
pub fn completions(arguments: &Completions, mut command: Command) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "cuecard", &mut script);
    match io::stdout().write_all(&script) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Writes one manual page for the command, and one for each of its parts.
pub fn manual(arguments: &Manual, command: Command) -> ExitCode {
    let out = &arguments.out;
    let written = std::fs::create_dir_all(out).and_then(|()| clap_mangen::generate_to(command, out));
    match written {
        Ok(()) => {
            println!("{}: read them with `man {}`", out.display(), out.join("cuecard.1").display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {} cannot be written: {error}", out.display());
            eprintln!("Give --out a folder that you may write to.");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, ValueEnum};

    use super::*;

    #[test]
    fn every_part_of_the_command_is_completed_and_has_a_page() {
        let command = crate::Arguments::command();
        let names: Vec<String> = command.get_subcommands().map(|part| part.get_name().to_owned()).collect();
        for shell in Shell::value_variants() {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut command.clone(), "cuecard", &mut script);
            let script = String::from_utf8(script).unwrap();
            assert!(names.iter().all(|name| script.contains(name.as_str())), "{shell}");
        }
        let folder = std::env::temp_dir().join(format!("cuecard-man-{}", std::process::id()));
        manual(&Manual { out: folder.clone() }, command);
        assert!(names.iter().all(|name| folder.join(format!("cuecard-{name}.1")).is_file()));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn every_help_fits_eighty_columns() {
        let mut command = crate::Arguments::command();
        command.build();
        let mut parts = vec![command];
        while let Some(mut part) = parts.pop() {
            for line in part.render_long_help().to_string().lines() {
                // A line to be copied into a shell or a file stays whole.
                let is_copied = line.contains('`');
                assert!(is_copied || line.chars().count() <= 80, "{}: {line}", part.get_name());
            }
            parts.extend(part.get_subcommands().cloned());
        }
    }
}
