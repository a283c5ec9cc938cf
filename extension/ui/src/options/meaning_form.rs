//! What was pointed at, and which of its texts stand for what.

use std::rc::Rc;

use web_sys::HtmlElement;

use super::field::Field;
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{in_words, say, say_with};
use crate::messages::{Meaning, MeaningLine, OpenMeaning, Pointed};

/// The form that replaces a meaning's row until it is saved.
#[derive(Clone)]
pub struct Form {
    open: OpenMeaning,
    pointed: Rc<Pointed>,
    /// One box of texts for each value.
    values: Vec<(String, Field)>,
    save: HtmlElement,
}

impl Form {
    /// A form for what was pointed at. What was bound to the same field before is kept.
    pub fn new(line: &MeaningLine, pointed: Pointed) -> Self {
        let before = line
            .bound
            .as_ref()
            .filter(|bound| (&bound.field, &bound.fact) == (&pointed.field, &pointed.fact));
        let values = line.open.values.iter().enumerate().map(|(place, value)| {
            let known = before.and_then(|bound| bound.values.iter().find(|(name, _)| name == value));
            let texts = match known {
                Some((_, texts)) => texts.join("\n"),
                None if same_words(&pointed.value, value) => pointed.value.clone(),
                None => String::new(),
            };
            let id = format!("texts-{}-{place}", line.meaning);
            let area = make("textarea", "").set("rows", "2").set("dir", "auto").text(&texts);
            let label = say_with(Key::MeaningTexts, &[&in_words(value)]);
            (value.clone(), Field::new(&id, &label, &say(Key::MeaningTextsHint), area))
        });
        Self {
            open: line.open.clone(),
            values: values.collect(),
            pointed: Rc::new(pointed),
            save: make("button", "primary").text(&say(Key::Save)),
        }
    }

    /// The form. `done` gets what is to be stored.
    pub fn build(&self, done: impl Fn(Meaning) + 'static, cancelled: impl Fn() + 'static) -> HtmlElement {
        let pointed = &self.pointed;
        let name = pointed.field.as_ref().or(pointed.fact.as_ref()).map_or("", String::as_str);
        let says = if pointed.value.is_empty() {
            say(Key::MeaningSaysNothing)
        } else {
            say_with(Key::MeaningSays, &[&pointed.value])
        };
        let form = self.clone();
        make("form", "binding")
            .set("novalidate", "")
            .with(make("p", "name").text(&self.open.bind))
            .with(make("p", "host").text(&say_with(Key::MeaningBound, &[name])))
            .with(make("p", "aside").set("dir", "auto").text(&says))
            .with_all(self.values.iter().map(|(_, field)| field.row.clone()))
            .with(
                make("div", "actions")
                    .with(&self.save)
                    .with(button("secondary", &say(Key::Cancel)).on_press(cancelled)),
            )
            .on("submit", move |event| {
                event.prevent_default();
                if let Some(bound) = form.bound() {
                    done(bound);
                }
            })
    }

    /// Takes the person to what is to be filled in.
    pub fn focus(&self) {
        match self.values.first() {
            Some((_, field)) => field.focus(),
            None => _ = self.save.focus(),
        }
    }

    /// What the person wants; `None` if nothing stands for anything, which is said.
    fn bound(&self) -> Option<Meaning> {
        let values: Vec<(String, Vec<String>)> = self
            .values
            .iter()
            .map(|(value, field)| (value.clone(), lines(&field.value())))
            .filter(|(_, texts)| !texts.is_empty())
            .collect();
        if let Some((_, first)) = self.values.first() {
            first.clear();
            if values.is_empty() {
                first.complain(&say(Key::MeaningTextsMissing));
                return None;
            }
        }
        let Pointed { field, fact, .. } = &*self.pointed;
        Some(Meaning {
            fact: fact.clone(),
            field: field.clone(),
            // A fact has a kind of its own.
            kind: self.open.kind.clone().filter(|_| field.is_some()),
            values: values.into_iter().collect(),
        })
    }
}

/// The texts of a box: one a line, as the reader folds what stands on a page.
fn lines(text: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for line in text.lines() {
        let folded = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !folded.is_empty() && !texts.contains(&folded) {
            texts.push(folded);
        }
    }
    texts
}

/// Whether a text of the page and a value are the same words: `No decision` and `no_decision`.
fn same_words(text: &str, value: &str) -> bool {
    text.split_whitespace().collect::<Vec<_>>().join("_").eq_ignore_ascii_case(value)
}

#[cfg(test)]
mod tests {
    use super::{lines, same_words};

    #[test]
    fn one_text_a_line() {
        let cases = [
            ("", vec![]),
            (" \n\t", vec![]),
            ("Too expensive\n\n Over   budget \r\n", vec!["Too expensive", "Over budget"]),
            ("Price, or terms\nPrice, or terms", vec!["Price, or terms"]),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn texts_that_are_the_value_itself() {
        for (text, value, same) in [
            ("No decision", "no_decision", true),
            ("Pricing", "pricing", true),
            ("Price", "pricing", false),
            ("", "pricing", false),
        ] {
            assert_eq!(same_words(text, value), same, "{text}");
        }
    }
}
