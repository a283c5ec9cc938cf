//! A link says where it leads, also to somebody who hears the links alone.

use super::draft::{Draft, Words};
use super::{Finding, Rule};
use crate::pack::author::diagnostic::{Level, quoted};

/// What says nothing. English and German.
const EMPTY: [&str; 16] = [
    "here",
    "click here",
    "click",
    "link",
    "this",
    "this link",
    "more",
    "read more",
    "learn more",
    "see",
    "hier",
    "hier klicken",
    "klick",
    "mehr",
    "weiterlesen",
    "siehe",
];

pub const RULE: Rule = Rule {
    name: "link-text",
    level: Level::Error,
    about: "A link's words say where it leads, also when they are heard alone.",
    check: |draft: &Draft<'_>| draft.markdown().lines().flat_map(findings).collect(),
};

fn findings(line: Words<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(end) = line.text[from..].find("](").map(|at| at + from) {
        if let Some(start) = line.text[from..end].rfind('[').map(|at| at + from + 1) {
            let text = &line.text[start..end];
            let plain = text.trim().trim_end_matches(['.', '!', '…', '>']).trim().to_lowercase();
            if EMPTY.contains(&plain.as_str()) || plain.starts_with("http") {
                let what = format!("{} does not say where the link leads", quoted(text));
                let mend = "write the page's name, such as [the discount table](…)";
                found.push(Finding::new(line.at(start..end), what, mend));
            }
        }
        from = end + 2;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn links_say_where_they_lead() {
        let step = "Ask for the day";
        let to = |text: &str| format!("See [{text}](https://example.org/page) for it");
        for text in ["here", "Click here", "https://example.org", "Mehr …"] {
            assert_rule("link-text", (step, &to(text)), Some(text));
        }
        assert_rule("link-text", (step, &to("the discount table")), None);
    }
}
