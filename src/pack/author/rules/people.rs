//! No names and addresses of people: a card is read by many, and lasts.

use std::ops::Range;

use super::draft::{Draft, Words};
use super::{Finding, Rule};
use crate::pack::author::diagnostic::Level;

/// What stands before a person's name. English and German.
const FORMS_OF_ADDRESS: [&str; 8] = ["Mr", "Mrs", "Ms", "Dr", "Prof", "Herr", "Herrn", "Frau"];
/// Digits of the shortest telephone number that is written out with its area.
const PHONE_DIGITS: usize = 8;

pub const RULE: Rule = Rule {
    name: "people",
    level: Level::Error,
    about: "No names, addresses or telephone numbers of people: a role or a team answers for it.",
    check: |draft: &Draft<'_>| {
        let texts =
            ["need.performance", "behaviour.text", "owners.author", "owners.manager", "owners.people"];
        let written = texts.into_iter().filter_map(|key| draft.written(key));
        draft.shown().into_iter().chain(written).flat_map(Words::lines).filter_map(finding).collect()
    },
};

fn finding(line: Words<'_>) -> Option<Finding> {
    let (range, what) = None
        .or_else(|| Some((mail(line.text)?, "this is somebody's address")))
        .or_else(|| Some((phone(line.text)?, "this looks like a telephone number")))
        .or_else(|| Some((named(line.text)?, "this looks like a person's name")))?;
    Some(Finding::new(line.at(range), what, "write a role or a team, such as: the deal desk"))
}

/// Words between white space, with their first byte.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn mail(text: &str) -> Option<Range<usize>> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+' | '@');
    words(text).find_map(|(start, word)| {
        let trimmed = word.trim_matches(|letter| !is_part(letter)).trim_end_matches('.');
        let (name, host) = trimmed.split_once('@')?;
        let is_mail = !name.is_empty() && host.contains('.') && !host.contains('@');
        let start = start + word.find(trimmed)?;
        is_mail.then_some(start..start + trimmed.len())
    })
}

fn phone(text: &str) -> Option<Range<usize>> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '-' | '/' | '(' | ')');
    let start = text.find(['+', '0'])?;
    let rest = &text[start + 1..];
    let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let digits = rest[..length].chars().filter(char::is_ascii_digit).count();
    let before = text[..start].chars().next_back();
    let alone = before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '.' && letter != ',');
    (alone && digits + 1 >= PHONE_DIGITS).then(|| start..start + 1 + rest[..length].trim_end().len())
}

fn named(text: &str) -> Option<Range<usize>> {
    let words: Vec<(usize, &str)> = words(text).collect();
    words.windows(2).find_map(|pair| {
        let [(start, form), (next, name)] = pair else { return None };
        let form = form.trim_start_matches(|letter: char| !letter.is_alphabetic()).trim_end_matches('.');
        let is_name = name.starts_with(char::is_uppercase);
        (FORMS_OF_ADDRESS.contains(&form) && is_name).then(|| *start..next + name.len())
    })
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn people_are_not_named() {
        let step = "Ask for the day";
        let cases = [
            ("Ask jo.doe@example.com", Some("jo.doe@example.com")),
            ("Ask Dr. Doe", Some("Dr. Doe")),
            ("Frag Frau Meier", Some("Frau Meier")),
            ("Call +49 30 1234567", Some("+49 30 1234567")),
            ("Call 0171 2345678", Some("0171 2345678")),
            ("Ask @security-team", None),
            ("Ask for 1 200 000 in 2026", None),
            ("Frau und Herr entscheiden", None),
        ];
        for (written, place) in cases {
            assert_rule("people", (step, written), place);
        }
        assert_rule("people", ("manager: line", "manager: a@example.org"), Some("a@example.org"));
    }
}
