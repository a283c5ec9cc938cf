//! Lets the person point at a field on a page of the system, in another tab.

use super::AnyField;
use crate::browser::{bring_to_front, last_tab_at, own_tab, run_in_tab, send_to_tab};
use crate::messages::{Message, PointAnswer, Pointed, TabMessage, ask};

/// In this order: each uses what the ones before it define. From the root of the extension, because
/// Firefox looks for them beside the page that asks.
const SCRIPTS: [&str; 7] = [
    "/content-script/flat-tree.js",
    "/content-script/find.js",
    "/content-script/read.js",
    "/picker/candidates.js",
    "/picker/bar.js",
    "/picker/pointing.js",
    "/picker/point.js",
];

/// Why nothing was pointed at.
pub enum Missed {
    /// No tab shows that host.
    NoTab,
    /// The tab shows nothing that can be pointed at.
    NoRecord,
    /// The browser does not let Cuecard read there.
    NotAllowed,
    /// The person ended it.
    Cancelled,
}

/// Brings the page to the front, and this page again once the person has pointed at something.
pub async fn point(host: &str, meaning: &str) -> Result<Pointed, Missed> {
    let tab = last_tab_at(host).await.ok_or(Missed::NoTab)?;
    let answer: Option<PointAnswer> = ask(&Message::Point { url: &tab.url }).await;
    let places = answer.and_then(|answer| answer.point).ok_or(Missed::NoRecord)?;
    run_in_tab(&tab, &SCRIPTS).await.ok_or(Missed::NotAllowed)?;
    let question = TabMessage::Point {
        meaning,
        root: &places.root,
        facts: &places.facts,
        fields: places.fields.into_iter().filter_map(AnyField::of).collect(),
    };
    let question = serde_json::to_string(&question).map_err(|_| Missed::NoRecord)?;
    let _ = bring_to_front(&tab).await;
    let answer = send_to_tab(&tab, &question).await;
    if let Some(own) = own_tab().await {
        let _ = bring_to_front(&own).await;
    }
    // A tab that was closed meanwhile says nothing.
    let pointed: Pointed =
        answer.and_then(|answer| serde_json::from_str(&answer).ok()).ok_or(Missed::Cancelled)?;
    match pointed {
        Pointed { none: true, .. } => Err(Missed::NoRecord),
        Pointed { field: None, fact: None, .. } => Err(Missed::Cancelled),
        found => Ok(found),
    }
}
