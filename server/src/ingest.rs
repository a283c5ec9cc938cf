//! `PUT /v1/reports/{id}`: counted exactly once, acknowledged only after it is on disk.
//!
//! Nothing here may log or keep who sent a report, or a word of what was refused.

use crate::clock::today;
use crate::problem::Problem;
use crate::report::{BODY_LIMIT, CheckedReport, Refusal, ReportId};
use crate::serve::Shared;
use crate::storage::Store;
use axum::body::{Bytes, HttpBody};
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cuecard::time::Day;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// A report is one packet; whoever needs longer than this is not sending one.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) async fn put_report(
    State(shared): State<Arc<Shared>>,
    id: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Problem> {
    let answer = answer(&shared, id, request).await;
    shared.metrics.report(answer.as_ref().map_or_else(Problem::slug, |_| "accepted"));
    answer
}

async fn answer(
    shared: &Shared,
    id: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Problem> {
    if let Some(enrolment) = &shared.enrolment
        && !enrolment.admits(request.headers().get(header::AUTHORIZATION))
    {
        return Err(logged(Problem::not_enrolled()));
    }
    // After the secret: strangers must not use up what the enrolled may send.
    shared.limit.admit().map_err(Problem::too_many)?;
    // What says itself that it is too large is not waited for.
    if request.body().size_hint().lower() > BODY_LIMIT as u64 {
        return Err(logged(Problem::too_large()));
    }
    let body = timeout(BODY_TIMEOUT, Bytes::from_request(request, &()))
        .await
        .map_err(|_| logged(Problem::interrupted()))?
        .map_err(|rejection| {
            logged(match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
                _ => Problem::interrupted(),
            })
        })?;
    // A path that is not even text is no id either.
    let id = id.map(|Path(id)| id).unwrap_or_default();
    accept(&shared.store, &id, &body, today()).await
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
    let answer = serde_json::json!({ "id": id.to_string(), "status": "accepted" });
    Ok(([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response())
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
