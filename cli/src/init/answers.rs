//! The three questions, asked where they were not answered on the command line.

use std::io::{IsTerminal, stderr, stdin};

use clap::ValueEnum;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{Input, Select};

use super::Problem;
use super::need::{Barrier, Capability, Need};

/// As much as a nudge's `need.performance` holds on a line or two.
const MAX_CHARACTERS: usize = 200;

/// The need that was said; what is left out is asked for.
pub fn need(
    (performance, capability, barrier): (&Option<String>, Option<Capability>, Option<Barrier>),
) -> Result<Need, Problem> {
    if let (Some(performance), Some(capability), Some(barrier)) = (performance, capability, barrier) {
        return Ok(Need { performance: sentence(performance)?, capability, barrier });
    }
    if !(stdin().is_terminal() && stderr().is_terminal()) {
        let what = "nobody is there to ask: give --performance, --capability and --barrier, or --backlog";
        return Err(Problem::new(what));
    }
    let performance = match performance {
        Some(said) => sentence(said)?,
        None => sentence(&asked("What should visibly go better?")?)?,
    };
    let capability = match capability {
        Some(said) => said,
        None => chosen("Could people do it, if everything depended on it?")?,
    };
    let barrier = match barrier {
        Some(said) => said,
        None => chosen("What keeps them from it?")?,
    };
    Ok(Need { performance, capability, barrier })
}

fn sentence(said: &str) -> Result<String, Problem> {
    let said = said.trim();
    let fits = !said.is_empty() && said.chars().count() <= MAX_CHARACTERS && !said.contains(char::is_control);
    let what = format!("say what should go better in one line of {MAX_CHARACTERS} characters or fewer");
    if fits { Ok(said.to_owned()) } else { Err(Problem::new(what)) }
}

fn asked(question: &str) -> Result<String, Problem> {
    let answer = Input::with_theme(&ColorfulTheme::default()).with_prompt(question).interact_text();
    answer.map_err(|error| Problem::new(error.to_string()))
}

fn chosen<T: ValueEnum>(question: &str) -> Result<T, Problem> {
    let all = T::value_variants();
    let lines = all.iter().filter_map(T::to_possible_value).map(|value| {
        let about = value.get_help().map(ToString::to_string).unwrap_or_default();
        format!("{about} ({})", value.get_name())
    });
    let answer = Select::with_theme(&ColorfulTheme::default())
        .with_prompt(question)
        .items(lines.collect::<Vec<_>>())
        .default(0)
        .interact()
        .map_err(|error| Problem::new(error.to_string()))?;
    all.get(answer).cloned().ok_or_else(|| Problem::new("that is none of them"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_not_asked_and_must_be_a_sentence() {
        let said = |text: &str| {
            need((&Some(text.to_owned()), Some(Capability::Exists), Some(Barrier::Recall)))
                .map(|need| need.performance)
        };
        assert_eq!(said(" Deals keep their price ").unwrap(), "Deals keep their price");
        for wrong in ["", "  ", "two\nlines", &"long ".repeat(50)] {
            assert!(said(wrong).is_err(), "{wrong:?}");
        }
    }
}
