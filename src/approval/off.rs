//! What the organisation has switched off, at once and for everybody: a nudge that does harm, or all that
//! reads a system which changed.

use serde::Serialize;

use crate::json::fields;
use crate::statement::{self, FORMAT};

/// Where the list lies.
pub const OFF_PATH: &str = "off.json";

/// What is off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OffList {
    /// Of this file.
    pub format: u32,
    /// Nudges.
    pub nudges: Vec<SwitchedOff>,
    /// Systems, with all nudges that are for no other.
    pub apps: Vec<SwitchedOff>,
}

/// One thing that is off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SwitchedOff {
    /// The nudge or system.
    pub name: String,
    /// Why, for people.
    pub reason: String,
}

fields! { OffList: format, nudges, apps }
fields! { SwitchedOff: name, reason }

impl Default for OffList {
    fn default() -> Self {
        Self { format: FORMAT, nudges: Vec::new(), apps: Vec::new() }
    }
}

impl OffList {
    /// Reads it; `None`: it cannot be read, and nobody knows what is off.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let list: Self = statement::read(bytes).ok()?;
        (list.format == FORMAT).then_some(list)
    }

    /// Why a nudge for these systems is off; `None`: it is not.
    pub fn reason(&self, nudge: &str, apps: &[String]) -> Option<&str> {
        let named = |all: &[SwitchedOff], name: &str| all.iter().position(|off| off.name == name);
        if let Some(place) = named(&self.nudges, nudge) {
            return self.nudges.get(place).map(|off| off.reason.as_str());
        }
        let mut places = apps.iter().map(|app| named(&self.apps, app));
        let first = places.next()??;
        if places.any(|place| place.is_none()) {
            return None;
        }
        self.apps.get(first).map(|off| off.reason.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn a_nudge_is_off_by_name_or_with_all_its_systems() {
        let off = |name: &str| SwitchedOff { name: name.into(), reason: format!("{name} is broken") };
        let list =
            OffList { nudges: vec![off("a")], apps: vec![off("jira"), off("github")], ..OffList::default() };
        let json = json::write(&list).unwrap();
        assert_eq!(OffList::read(json.as_bytes()), Some(list.clone()));
        let cases: [(&str, &[&str], Option<&str>); 6] = [
            ("a", &["salesforce"], Some("a is broken")),
            ("b", &["jira"], Some("jira is broken")),
            ("b", &["github", "jira"], Some("github is broken")),
            ("b", &["jira", "salesforce"], None),
            ("b", &["salesforce"], None),
            ("b", &[], None),
        ];
        for (nudge, apps, reason) in cases {
            let apps: Vec<String> = apps.iter().map(|app| (*app).to_owned()).collect();
            assert_eq!(list.reason(nudge, &apps), reason, "{nudge} {apps:?}");
        }
    }

    #[test]
    fn a_list_that_cannot_be_read_is_none() {
        for text in
            ["", "{}", r#"{"format":2,"nudges":[],"apps":[]}"#, r#"{"format":1,"nudges":[],"apps":[],"x":1}"#]
        {
            assert_eq!(OffList::read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(OffList::read(b"\xff"), None);
    }
}
