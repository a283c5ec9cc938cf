//! Timelines whose every reading was made by the content script on the real page suites, while somebody
//! worked there in the real extension. `tests/metrics/record.mjs` records them, and says how.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cuecard::adapter::{ListReading, Reading, Source};
use cuecard::hash;
use cuecard::step::Message;
use cuecard::time::Day;
use serde::{Deserialize, Serialize};
use serde_json::{Value, from_value, json};

use crate::nudges::shipped;
use crate::person::{Person, TAB};
use crate::tool::{Shown, Told, Tool, told};

#[derive(Serialize, Deserialize)]
struct Recording {
    role: String,
    said: Vec<Said>,
}

/// What the content script said.
#[derive(Serialize, Deserialize)]
struct Said {
    now: u64,
    url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    /// None: the page was come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shown: Option<Shown>,
}

fn file(folder: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(format!("{name}.json"))
}

/// What was read by the names of its facts: a recording outlives the order of a plan.
fn named(sources: &[Source], readings: &[Option<Reading>]) -> BTreeMap<String, String> {
    let read = sources.iter().zip(readings);
    let read = read.filter_map(|(source, reading)| Some((source.name(), reading.as_ref()?.raw.clone())));
    read.map(|(name, raw)| (name.to_owned(), raw)).collect()
}

/// Names all that was said, from what the browser recorded.
fn record(name: &str) -> Recording {
    let raw: Value = serde_json::from_slice(&fs::read(file("target/metrics", name)).unwrap()).unwrap();
    let role = raw["role"].as_str().unwrap();
    let mut person = Person::with_role(shipped(), hash::digest(&[b"recorded"]), role);
    let said = raw["said"].as_array().unwrap().iter().map(|said| {
        let (now, message) = (said["now"].as_u64().unwrap(), &said["message"]);
        let (url, act) = (message["url"].as_str().unwrap().to_owned(), message["act"].as_str());
        person.now = now;
        let shown = (message["kind"] == "saw").then(|| {
            let plan = person.plan_at(&url).unwrap();
            assert_eq!(
                message["plan"],
                json!(plan.version),
                "{url}: the extension was built of other content"
            );
            let readings: Vec<Option<Reading>> = from_value(message["readings"].clone()).unwrap();
            let lists: Vec<Option<ListReading>> = from_value(message["lists"].clone()).unwrap_or_default();
            let lists = plan.list_sources.iter().zip(lists).filter_map(|(source, list)| {
                let things = list?.items.iter().map(|item| named(&source.sources, item)).collect();
                Some((source.list.clone(), things))
            });
            Shown { places: named(&plan.sources, &readings), lists: lists.collect() }
        });
        person.page(TAB, from_value(message.clone()).unwrap_or(Message::Arrived { url: url.clone() }));
        Said { now, url, act: act.map(str::to_owned), shown }
    });
    Recording { role: role.to_owned(), said: said.collect() }
}

fn recording(name: &str) -> Recording {
    let kept = file("tests/metrics/recorded", name);
    if std::env::var("CUECARD_RECORD").is_ok_and(|value| value == "1") {
        let text = serde_json::to_string_pretty(&record(name)).unwrap();
        fs::write(&kept, text + "\n").unwrap();
    }
    serde_json::from_slice(&fs::read(kept).unwrap()).unwrap()
}

fn played(name: &str, nudge: &'static str) -> Told {
    let recording = recording(name);
    let first = Day(i32::try_from(recording.said[0].now / cuecard::time::DAY_MS).unwrap());
    let mut tool = Tool::new(shipped(), &recording.role, nudge, &first.to_string());
    for said in &recording.said {
        tool.plays(said.now, &said.url, said.act.as_deref(), said.shown.as_ref());
    }
    tool.told()
}

#[test]
fn on_salesforce_a_field_was_kept_up_to_date_and_the_close_date_went_back_again() {
    // 9 to 23 April are 14 days: the guardrail gave way after the next step was written.
    assert_eq!(played("salesforce", "slipping-close-date"), told("success", "", "worsened"));
}

#[test]
fn on_jira_data_center_two_of_three_new_dates_were_slips() {
    // 27 to 29 January, back to the 28th, to 1 February.
    assert_eq!(played("jira", "pushed-deadline"), told("failure", "2", ""));
}

#[test]
fn on_jira_cloud_a_colleague_opened_the_incident_once_more() {
    assert_eq!(played("reopened", "incident-closed-twice"), told("failure", "1", "held"));
}

#[test]
fn on_github_the_next_own_pull_request_took_two_rounds_whatever_a_colleagues_took() {
    // Changes were asked for on the 15th and on the 18th. The colleague's took three, and was looked at last.
    assert_eq!(played("github", "security-comments"), told("success", "2", ""));
}
