//! Passphrases: asked for on a terminal, or from the environment, and never shown.

use std::env;
use std::io::{IsTerminal, stderr, stdin};
use std::path::Path;

use cuecard::pack::author::Diagnostic;
use dialoguer::Password;

use crate::folder::of_path;

/// Where a passphrase comes from if nobody is there to be asked.
const VARIABLE: &str = "CUECARD_PASSPHRASE";
/// Characters of a new one: three words.
const LEAST: usize = 12;

/// A passphrase for a new key.
pub fn new(file: &Path) -> Result<String, Diagnostic> {
    let is_asked = env::var_os(VARIABLE).is_none();
    let prompt = format!("Passphrase for {}", file.display());
    let passphrase = passphrase(file, &prompt, is_asked)?;
    if passphrase.chars().count() < LEAST {
        let what = format!("its passphrase has fewer than {LEAST} characters");
        return Err(of_path(file, &what, "take three or more words that nobody would guess together"));
    }
    Ok(passphrase)
}

/// The passphrase of a key that is there.
pub fn known(file: &Path) -> Result<String, Diagnostic> {
    passphrase(file, &format!("Passphrase of {}", file.display()), false)
}

fn passphrase(file: &Path, prompt: &str, is_repeated: bool) -> Result<String, Diagnostic> {
    if let Ok(passphrase) = env::var(VARIABLE) {
        return Ok(passphrase);
    }
    if !(stdin().is_terminal() && stderr().is_terminal()) {
        let what = "it has a passphrase, and nobody is there to be asked";
        return Err(of_path(file, what, &format!("set {VARIABLE}, or run the command in a terminal")));
    }
    let mut question = Password::new().with_prompt(prompt);
    if is_repeated {
        question = question.with_confirmation("The same again", "They differ; once more, please.");
    }
    let answer = question.interact();
    answer
        .map_err(|error| of_path(file, &format!("no passphrase was given: {error}"), "run the command again"))
}
