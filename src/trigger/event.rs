//! What can happen on a page, and what a trigger waits for.

use serde::{Deserialize, Serialize};

use super::condition::{Condition, Test};
use super::history::Past;
use crate::page::{Change, Facts, Value};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A fact changed by the person's own act.
    Changed(Change),
    /// A thing appeared in a list, for the first time to this person.
    Appeared {
        /// The list.
        list: String,
        /// What it is.
        facts: Facts,
    },
    /// An event that the adapter names.
    Named(String),
}

/// What must happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum On {
    /// A fact or meaning was changed by the person.
    Changed {
        /// Its name.
        fact: String,
        /// What it was before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Test>,
        /// What it is now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Test>,
        /// Which way it moved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        moved: Option<Moved>,
    },
    /// A thing appeared in a list.
    Appeared {
        /// The list.
        list: String,
        /// What must hold of the thing.
        #[serde(default, skip_serializing_if = "Condition::is_always")]
        such: Condition,
    },
    /// An event that the adapter names.
    Event(String),
}

/// Which way a date or a number moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// A date moved later by at least so many days.
    LaterByDays(u16),
    /// A date moved earlier by at least so many days.
    EarlierByDays(u16),
    /// A number rose.
    Up,
    /// A number fell.
    Down,
}

/// The event without a name, which never happens: what a struct holds until it is read.
impl Default for On {
    fn default() -> Self {
        Self::Event(String::new())
    }
}

impl On {
    /// Calls `visit` with the fact or list that it is about, if it is about one.
    pub fn each_fact<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Changed { fact: name, .. } | Self::Appeared { list: name, .. } => visit(name),
            Self::Event(_) => {}
        }
    }

    /// The texts and fragments that it names.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Changed { from, to, .. } => from.iter().chain(to).flat_map(Test::texts).collect(),
            Self::Appeared { such, .. } => {
                let mut texts = Vec::new();
                such.each_test(&mut |leaf| texts.extend(leaf.test.texts()));
                texts
            }
            Self::Event(_) => Vec::new(),
        }
    }

    /// Whether `event` is what this waits for.
    pub fn fits(&self, event: &Event) -> bool {
        match (self, event) {
            (Self::Event(wanted), Event::Named(name)) => wanted == name,
            (Self::Appeared { list, such }, Event::Appeared { list: name, facts }) => {
                list == name && such.holds(facts, Past::NONE)
            }
            (Self::Changed { fact, from, to, moved }, Event::Changed(change)) => {
                *fact == change.fact
                    && from.as_ref().is_none_or(|test| test.holds(change.from.as_ref()))
                    && to.as_ref().is_none_or(|test| test.holds(Some(&change.to)))
                    && moved.is_none_or(|moved| moved.fits(change))
            }
            _ => false,
        }
    }
}

impl Moved {
    fn fits(self, change: &Change) -> bool {
        match (self, &change.from, &change.to) {
            (Self::LaterByDays(days), Some(Value::Date(from)), Value::Date(to)) => {
                to.0 - from.0 >= i32::from(days)
            }
            (Self::EarlierByDays(days), Some(Value::Date(from)), Value::Date(to)) => {
                from.0 - to.0 >= i32::from(days)
            }
            (Self::Up, Some(Value::Number(from)), Value::Number(to)) => to > from,
            (Self::Down, Some(Value::Number(from)), Value::Number(to)) => to < from,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Decimal;
    use crate::time::Day;

    fn changed(from: Option<Value>, to: Value) -> Event {
        Event::Changed(Change { fact: "close_date".into(), from, to })
    }

    fn date(text: &str) -> Value {
        Value::Date(Day::parse(text).unwrap())
    }

    #[test]
    fn a_push_is_later_by_enough_days() {
        let on = On::Changed {
            fact: "close_date".into(),
            from: None,
            to: None,
            moved: Some(Moved::LaterByDays(14)),
        };
        let cases = [
            (Some(date("2026-12-01")), date("2026-12-15"), true),
            (Some(date("2026-12-01")), date("2026-12-14"), false),
            (Some(date("2026-12-15")), date("2026-12-01"), false),
            (Some(Value::Empty), date("2026-12-15"), false),
            (None, date("2026-12-15"), false),
            (Some(date("2026-12-01")), Value::Empty, false),
        ];
        for (from, to, fits) in cases {
            assert_eq!(on.fits(&changed(from.clone(), to.clone())), fits, "{from:?} {to:?}");
        }
        assert!(!on.fits(&Event::Named("close_date".into())));
    }

    #[test]
    fn from_and_to_are_tested() {
        let on = On::Changed {
            fact: "close_date".into(),
            from: Some(Test::Is(Value::Empty)),
            to: Some(Test::Known),
            moved: None,
        };
        assert!(on.fits(&changed(Some(Value::Empty), date("2026-12-01"))));
        assert!(!on.fits(&changed(None, date("2026-12-01"))));
        assert!(!on.fits(&changed(Some(date("2026-12-01")), Value::Empty)));
        let down = Moved::Down;
        let number = |whole| Value::Number(Decimal::from_whole(whole));
        let change = |from, to| Change { fact: "amount".into(), from: Some(number(from)), to: number(to) };
        assert!(down.fits(&change(5, 4)));
        assert!(!down.fits(&change(4, 4)));
    }
}
