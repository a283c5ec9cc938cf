//! One typed value of a page. Text that no content names is kept as a keyed digest only: enough
//! to see that it changed, not what it said.

use crate::json::words;
use serde::{Deserialize, Serialize};

use super::unnamed::{Unnamed, has_fragment, plain};
use crate::time::Day;

/// A number with four decimal places, exact, so that comparisons are the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decimal(pub i64);

impl Decimal {
    /// Units of [`Decimal`] in one.
    pub const ONE: i64 = 10_000;

    /// A whole number; saturates far beyond any amount of money.
    pub fn from_whole(number: i64) -> Self {
        Self(number.saturating_mul(Self::ONE))
    }
}

/// One value of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// The place is there and holds nothing.
    #[default]
    Empty,
    /// Text that some content names.
    Text(String),
    /// Text that no content names, as a keyed digest.
    Unnamed(Unnamed),
    /// A number or an amount of money, without its currency.
    Number(Decimal),
    /// A civil day.
    Date(Day),
    /// Whether something is there.
    Flag(bool),
    /// Several texts, each as [`Value::Text`] or [`Value::Unnamed`], sorted; none is [`Value::Empty`].
    List(Vec<Value>),
}

/// What kind of value a fact holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Text, spaces folded.
    #[default]
    Text,
    /// A number, as the host writes numbers.
    Number,
    /// An amount of money; the currency is dropped.
    Money,
    /// A civil day, as the host writes dates.
    Date,
    /// Something is there or not.
    Flag,
    /// A span of time, as a number of minutes.
    Duration,
    /// Several texts.
    List,
    /// A text as the list of the word lists that it has words of; the text itself is dropped.
    Topics,
    /// A person: [`Value::ME`], or somebody else.
    Person,
}

words! {
    Kind: Text = "text", Number = "number", Money = "money", Date = "date", Flag = "flag", Duration =
    "duration", List = "list", Topics = "topics", Person = "person"
}

impl Value {
    /// The text of a [`Kind::Person`] who is the person at this browser. No other person has a text.
    pub const ME: &'static str = "me";

    /// Whether a list holds `item`; an empty place holds nothing.
    pub fn has(&self, item: &Self) -> Option<bool> {
        match self {
            Self::List(items) => Some(items.contains(item)),
            Self::Empty => Some(false),
            _ => None,
        }
    }

    /// The value as it is told from others, whatever content read it.
    pub fn without_fragments(&self) -> Self {
        match self {
            Self::Unnamed(text) => Self::Unnamed(text.digest().into()),
            Self::List(items) => Self::List(items.iter().map(Self::without_fragments).collect()),
            other => other.clone(),
        }
    }

    /// Whether a text has `fragment`; an empty place has none.
    pub fn has_fragment(&self, fragment: &str) -> Option<bool> {
        match self {
            Self::Text(text) => Some(has_fragment(&plain(text), fragment)),
            Self::Unnamed(text) => Some(text.has(fragment)),
            Self::Empty => Some(false),
            _ => None,
        }
    }
}
