//! Pages for people, rendered here, without a script.

mod adoption;
mod counts;
mod interval;
mod minutes;
mod nudge;
mod overview;
mod repository;
mod terms;

pub(crate) use counts::counts;
pub(crate) use nudge::nudge;
pub(crate) use overview::overview;
pub(crate) use repository::repository;

use crate::clock::today;
use crate::export;
use crate::housekeeping;
use crate::judging::verdicts;
use crate::metrics;
use crate::problem::Problem;
use crate::repository::{Keeper, Signed};
use crate::serve::Shared;
use crate::storage::{Counts, Uses};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use cuecard::time::Day;
use cuecard::verdict::trials::Judged;
use std::sync::Arc;

/// Of a repository that is there, and was not believed since the start.
const UNREAD: &str = "repository: cannot be believed. The log says why.";
/// Enough of a content hash for people to tell two texts apart.
const HASH_SHOWN: usize = 8;

/// What is signed about each nudge; none: nobody signs here, or nobody believes it.
async fn signed(shared: &Shared) -> Option<Arc<Signed>> {
    match &shared.repository {
        Some(keeper) => keeper.signed().await,
        None => None,
    }
}

/// Verdicts on everything that may be shown.
fn verdicts_on(
    counts: &Counts,
    uses: &Uses,
    signed: Option<&Signed>,
    today: Day,
) -> Result<Vec<Judged>, Problem> {
    verdicts(counts, uses, signed, today).map_err(|misfits| {
        tracing::error!(?misfits, "counts that contradict each other");
        Problem::broken()
    })
}

fn rendered(page: &impl Template) -> Result<Html<String>, Problem> {
    page.render().map(Html).map_err(|error| {
        tracing::error!(%error, "a page could not be rendered");
        Problem::broken()
    })
}

/// The same numbers as on the page, for other programs.
pub(crate) async fn counts_csv(State(shared): State<Arc<Shared>>) -> Result<impl IntoResponse, Problem> {
    housekeeping::published(&shared, today()).await?;
    let (counts, uses) = (shared.store.counts(shared.floor).await?, shared.store.uses(shared.floor).await?);
    let signed = signed(&shared).await;
    // Judged by something else than is signed, the same counts would say something else, unseen.
    if let Some(keeper) = shared.repository.as_ref().filter(|_| signed.is_none()) {
        return Err(Problem::repository(keeper.trouble().unwrap_or_else(|| UNREAD.to_owned())));
    }
    let text = export::csv(&counts, &uses, signed.as_deref()).map_err(|_| Problem::broken())?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], text))
}

pub(crate) async fn description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], include_str!("../../openapi.json"))
}

pub(crate) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../templates/style.css"))
}

pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// Reports are taken. Of the repository it says what is wrong and goes on: a balancer that took the
/// server away would take what is in force still, too.
pub(crate) async fn ready(State(shared): State<Arc<Shared>>) -> Result<String, Problem> {
    shared.store.check().await?;
    let trouble = shared.repository.as_ref().and_then(Keeper::trouble);
    Ok(trouble.map_or_else(|| "ok\n".to_owned(), |trouble| format!("ok, but the repository: {trouble}\n")))
}

/// For a listener of its own: how many reports come when is the administrator's business only.
pub(crate) async fn metrics(State(shared): State<Arc<Shared>>) -> Result<impl IntoResponse, Problem> {
    let text = shared.metrics.text().map_err(|_| Problem::broken())?;
    Ok(([(header::CONTENT_TYPE, metrics::CONTENT_TYPE)], text))
}

/// Where a nudge's own page is; names hold nothing that an address could take for something else.
fn link_to(pack: &str, nudge: &str) -> String {
    format!("/nudges/{pack}/{nudge}")
}

/// Digits in groups of three, with a space that does not break.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1\u{202f}000"), (1_234_567, "1\u{202f}234\u{202f}567")]
        {
            assert_eq!(grouped(number), expected);
        }
    }
}
