//! What is written where no card helps: a short plan, to be filled in with those who do the work.

use cuecard::pack::author::Exit;

use super::need::{Need, word};

/// Long enough to know the plan by.
const MAX_NAME: usize = 48;

/// The plan's path in the folder, and what it says.
pub fn file(need: &Need) -> (String, String) {
    let template = match need.exit() {
        Exit::Develop => include_str!("develop.md"),
        Exit::Support | Exit::Elsewhere => include_str!("elsewhere.md"),
    };
    let text = template
        .replace("{performance}", &need.performance)
        .replace("{capability}", &word(&need.capability))
        .replace("{barrier}", &word(&need.barrier));
    (format!("plans/{}.md", name(&need.performance)), text)
}

/// A file's name of a sentence: small letters, digits and `-`.
fn name(sentence: &str) -> String {
    let mut name = String::new();
    for character in sentence.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    name.truncate(MAX_NAME);
    let name = name.trim_end_matches('-');
    if name.is_empty() { "plan".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::need::{Barrier, Capability};
    use super::*;

    #[test]
    fn names_come_of_sentences() {
        let cases = [
            ("Deals keep their price!", "deals-keep-their-price"),
            ("  Über/alles…  ", "ber-alles"),
            ("日本語", "plan"),
        ];
        for (sentence, expected) in cases {
            assert_eq!(name(sentence), expected);
        }
        assert!(name(&"word ".repeat(30)).len() <= MAX_NAME);
    }

    #[test]
    fn a_plan_says_the_problem_and_has_no_gap_of_ours() {
        for (capability, barrier, says) in [
            (Capability::Missing, Barrier::Recall, "# Practise first"),
            (Capability::Exists, Barrier::Access, "# Mend it where it is"),
        ] {
            let need = Need { performance: "Deals hold".to_owned(), capability, barrier };
            let (path, text) = file(&need);
            assert_eq!(path, "plans/deals-hold.md");
            assert!(text.starts_with(says) && text.contains("Deals hold"), "{text}");
            assert!(!text.contains('{'), "{text}");
        }
    }
}
