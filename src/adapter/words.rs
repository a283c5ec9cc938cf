//! Tells what a text is about by the words in it. The text is dropped right after.

use serde::{Deserialize, Serialize};

use crate::json::fields;
use crate::text::holds;

use crate::table::Table;

/// Weak words of one topic that together count: one alone has too many other uses.
const WEAK_NEEDED: usize = 2;

/// Topics, each with its words. A `*` at a word's end stands for any ending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub Table<String, Topic>);

/// The words of one topic, in all languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// Each counts alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strong: Vec<String>,
    /// Two different ones count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weak: Vec<String>,
}

fields! { Topic: ; strong, weak }

impl Words {
    /// The topics of `text`, in order.
    pub fn topics<'a>(&'a self, text: &str) -> Vec<&'a str> {
        let text = plain(text);
        let found = self.0.iter().filter(|(_, topic)| topic.is_in(&text));
        found.map(|(name, _)| name.as_str()).collect()
    }
}

impl Topic {
    fn is_in(&self, text: &str) -> bool {
        let has = |word: &&String| holds(text, &needle(word));
        self.strong.iter().any(|word| has(&word)) || self.weak.iter().filter(has).count() >= WEAK_NEEDED
    }
}

/// Small letters and digits, each word between single spaces.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            plain.push(letter);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

fn needle(word: &str) -> String {
    let mut needle = plain(word);
    if word.ends_with('*') {
        needle.pop();
    }
    needle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strong_word_counts_alone_and_weak_ones_in_twos() {
        let words: Words = serde_json::from_str(
            r#"{"security":{"strong":["SQL injection","XSS"],"weak":["escap*","token","permission*"]},
                "style":{"strong":["naming"]}}"#,
        )
        .unwrap();
        let cases: [(&str, &[&str]); 12] = [
            ("This is open to SQL injection.", &["security"]),
            ("sql-injection!", &["security"]),
            ("Possible xss here, and the naming is off", &["security", "style"]),
            ("Please escape this.", &[]),
            ("Escape it and check the token.", &["security"]),
            ("escaping, escaped, escape", &[]),
            ("tokens and permissions", &[]),
            ("token, permissions", &["security"]),
            ("an xssx", &[]),
            ("renaming", &[]),
            ("", &[]),
            ("Ünïcode — naming", &["style"]),
        ];
        for (text, topics) in cases {
            assert_eq!(words.topics(text), topics, "{text}");
        }
    }
}
