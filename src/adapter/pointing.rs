//! What a person can point at to bind a meaning: the adapter's texts, and fields that only the
//! organisation knows, each found by the same selectors that read it afterwards.

use serde::Serialize;

use super::plan::{Alternative, alternatives, fill};
use super::{Find, Location};
use crate::page::Kind;

/// Everything on a page that can be pointed at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pointing {
    /// Ordered selectors of the part of the page to look in.
    pub root: Vec<String>,
    /// The adapter's own texts.
    pub facts: Vec<FactPlace>,
    /// How to find a field whose name is not known.
    pub fields: Vec<FieldPlace>,
}

/// One text of the adapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactPlace {
    /// The fact.
    pub fact: String,
    /// Ordered alternatives.
    pub alternatives: Vec<Alternative>,
}

/// One way to find any field of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldPlace {
    /// The adapter's selector, in which `{field}` stands for the name.
    pub select: String,
    /// What to take there.
    pub take: String,
    /// Whether it is looked for in the whole document.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anywhere: bool,
}

impl Pointing {
    /// What can be pointed at on this page. Only what is read whenever the page is, because
    /// nobody has pressed anything.
    pub fn on(location: &Location<'_>) -> Self {
        let always = |finds: &[Find]| -> Vec<Find> {
            finds.iter().filter(|find| find.at.is_empty()).cloned().collect()
        };
        let facts = location.page.facts.iter().filter(|(_, spec)| spec.kind == Kind::Text);
        let facts = facts.map(|(fact, spec)| FactPlace {
            fact: fact.clone(),
            alternatives: alternatives(location, &always(&spec.find), Kind::Text, None),
        });
        let fields = location.adapter.custom_field.iter().filter(|find| find.at.is_empty());
        Self {
            root: location.page.root.iter().map(|css| fill(location, None, css)).collect(),
            facts: facts.filter(|place| !place.alternatives.is_empty()).collect(),
            fields: fields
                .map(|find| FieldPlace {
                    select: fill(location, None, &find.css),
                    take: find.take.clone(),
                    anywhere: find.anywhere,
                })
                .collect(),
        }
    }
}
