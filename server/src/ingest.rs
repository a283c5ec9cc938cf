//! `PUT /v1/reports/{id}`: counted exactly once, acknowledged only after it is on disk.
//!
//! Nothing here may log or keep who sent a report, or a word of what was refused.

use crate::clock::today;
use crate::problem::Problem;
use crate::report::{BODY_LIMIT, CheckedReport, Refusal, ReportId};
use crate::serve::Shared;
use crate::storage::{PATIENCE, Store, Unavailable};
use axum::body::{Body, HttpBody};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cuecard::time::Day;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use tokio::time::timeout;

pub(crate) async fn put_report(
    State(shared): State<Arc<Shared>>,
    id: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Problem> {
    let mut arrived = false;
    // One limit for all that is waited for. A report is one packet: whoever needs longer is not sending one. And
    // nobody waits for a disk that is silent; sent again, the same id counts once.
    let answer = timeout(PATIENCE, answer(&shared, id, request, &mut arrived)).await;
    let answer = answer
        .unwrap_or_else(|_| Err(if arrived { Unavailable.into() } else { logged(Problem::interrupted()) }));
    shared.metrics.report(answer.as_ref().map_or_else(Problem::slug, |_| "accepted"));
    answer
}

async fn answer(
    shared: &Shared,
    id: Result<Path<String>, PathRejection>,
    request: Request,
    arrived: &mut bool,
) -> Result<Response, Problem> {
    if let Some(enrolment) = &shared.enrolment
        && !enrolment.admits(request.headers().get(header::AUTHORIZATION))
    {
        return Err(logged(Problem::not_enrolled()));
    }
    // After the secret: strangers must not use up what the enrolled may send.
    shared.limit.admit().map_err(Problem::too_many)?;
    let body = read(request.into_body()).await.map_err(logged)?;
    *arrived = true;
    // A path that is not even text is no id either.
    let id = id.map(|Path(id)| id).unwrap_or_default();
    accept(&shared.store, &id, &body, today()).await
}

/// No more than a report may have; what says itself that it is larger is not waited for.
async fn read(mut body: Body) -> Result<Vec<u8>, Problem> {
    let told = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let mut read = Vec::with_capacity(told.min(BODY_LIMIT));
    let mut most = told;
    while most <= BODY_LIMIT {
        let frame = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        let Some(frame) = frame.transpose().map_err(|_| Problem::interrupted())? else { return Ok(read) };
        // Trailers say nothing of a report.
        read.extend_from_slice(frame.data_ref().map_or(&[], |data| data));
        most = read.len();
    }
    Err(Problem::too_large())
}

/// The same answer for the first delivery and for every repeated one.
async fn accept(store: &Store, id: &str, body: &[u8], today: Day) -> Result<Response, Problem> {
    let id = ReportId::parse(id).map_err(refused)?;
    let report = CheckedReport::parse(body).map_err(refused)?;
    if let Err(refusal) = report.check_week(today) {
        // It may be a late repetition of one that was counted in time.
        if !store.knows(&id).await? {
            return Err(refused(refusal));
        }
    } else {
        store.accept(&id, report, today).await?;
    }
    // An id is hexadecimal: nothing in it needs escaping.
    let answer = format!(r#"{{"id":"{id}","status":"accepted"}}"#);
    Ok(([(header::CONTENT_TYPE, "application/json")], answer).into_response())
}

fn refused(refusal: Refusal) -> Problem {
    let problem = Problem::from(&refusal);
    tracing::warn!(problem = problem.slug(), reason = refusal.reason(), "report refused");
    problem
}

fn logged(problem: Problem) -> Problem {
    tracing::warn!(problem = problem.slug(), "report refused");
    problem
}
