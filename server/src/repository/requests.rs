//! `POST /repository/publications`: what was signed elsewhere becomes the newest. And what was before.
//! `POST /repository/cosigns`: the same of what a manager signed in the browser.

use super::Repository;
use super::cosigned::MOST_COSIGNED_BYTES;
use super::keeper::Keeper;
use super::publish::Newest;
use super::sent::{MOST_SENT_BYTES, Sent, Unreadable};
use super::trouble::NotPublished;
use crate::clock::now;
use crate::problem::Problem;
use crate::serve::Shared;
use crate::storage::PATIENCE;
use axum::body::{Bytes, HttpBody};
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

/// 32 MB over a slow line.
const BODY_TIMEOUT: Duration = Duration::from_secs(120);
/// So little comes in a moment; strangers may send it.
const SHORT_BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// Of the log, the newest; all of it is in the folder.
const MOST_TOLD: usize = 1000;

/// Takes a publication.
pub(crate) async fn publish(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    told(take(&shared, request).await)
}

/// Takes what a manager signed. Its page comes from elsewhere, and is told what came of it.
pub(crate) async fn cosign(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let mut answer = told(take_cosigned(&shared, request).await).into_response();
    answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer
}

fn told(answer: Result<Response, Problem>) -> Result<Response, Problem> {
    if let Err(problem) = &answer {
        tracing::warn!(problem = problem.slug(), reason = problem.detail(), "publication refused");
    }
    answer
}

async fn take(shared: &Shared, request: Request) -> Result<Response, Problem> {
    // Who shows nothing at all is told the same everywhere.
    if !request.headers().contains_key(header::AUTHORIZATION) {
        return Err(Problem::may_not_publish());
    }
    let Some(keeper) = &shared.repository else { return Err(Problem::not_found()) };
    let Some(token) = &keeper.token else { return Err(Problem::publishes_nothing()) };
    if !token.admits(request.headers().get(header::AUTHORIZATION)) {
        return Err(Problem::may_not_publish());
    }
    // After the token: strangers must not use up what others may send.
    keeper.limit.admit().map_err(Problem::too_many_publications)?;
    if request.body().size_hint().lower() > MOST_SENT_BYTES as u64 {
        return Err(Problem::publication_too_large(MOST_SENT_BYTES));
    }
    let turn = turn(keeper).await?;
    let body = body(request, MOST_SENT_BYTES, BODY_TIMEOUT).await?;
    let sent = Sent::read(&body).map_err(|unreadable| match &unreadable {
        Unreadable::NotJson(_) => Problem::malformed_publication(unreadable.to_string()),
        Unreadable::Wrong(_) => Problem::refused_publication(unreadable.to_string()),
    })?;
    drop(body);
    made_newest(keeper, turn, move |repository| repository.publish(sent, now())).await
}

async fn take_cosigned(shared: &Shared, request: Request) -> Result<Response, Problem> {
    let Some(keeper) = &shared.repository else { return Err(Problem::not_found()) };
    if keeper.token.is_none() {
        return Err(Problem::publishes_nothing());
    }
    keeper.cosigns.admit().map_err(Problem::too_many_publications)?;
    // Before its turn: strangers must not keep others waiting.
    let body = body(request, MOST_COSIGNED_BYTES, SHORT_BODY_TIMEOUT).await?;
    let turn = turn(keeper).await?;
    made_newest(keeper, turn, move |repository| repository.publish_cosigned(&body, now())).await
}

async fn turn(keeper: &Keeper) -> Result<OwnedSemaphorePermit, Problem> {
    let turn = timeout(PATIENCE, keeper.turn.clone().acquire_owned()).await;
    turn.ok().and_then(Result::ok).ok_or_else(Problem::publication_waits)
}

async fn body(mut request: Request, most: usize, within: Duration) -> Result<Bytes, Problem> {
    DefaultBodyLimit::max(most).apply(&mut request);
    let body = timeout(within, Bytes::from_request(request, &())).await;
    body.map_err(|_| Problem::interrupted())?.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::publication_too_large(most),
        _ => Problem::interrupted(),
    })
}

async fn made_newest(
    keeper: &Keeper,
    turn: OwnedSemaphorePermit,
    publish: impl FnOnce(&Repository) -> Result<Newest, NotPublished> + Send + 'static,
) -> Result<Response, Problem> {
    let repository = keeper.repository.clone();
    let done = tokio::task::spawn_blocking(move || {
        let done = publish(&repository);
        // Kept until here, also when whoever sent it does not wait.
        drop(turn);
        done
    });
    let newest = done.await.map_err(|_| Problem::broken())?.map_err(|error| match error {
        NotPublished::Refused(what) => Problem::refused_publication(what),
        NotPublished::Outdated { .. } => Problem::outdated_publication(error.to_string()),
        NotPublished::Trouble(trouble) => Problem::repository(trouble.to_string()),
    })?;
    keeper.look().await;
    let text = serde_json::to_vec(&newest).map_err(|_| Problem::broken())?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// The log, one line of JSON for each publication, the newest first.
pub(crate) async fn publications(State(shared): State<Arc<Shared>>) -> Result<Response, Problem> {
    let Some(keeper) = &shared.repository else { return Err(Problem::not_found()) };
    let repository = keeper.repository.clone();
    let read = tokio::task::spawn_blocking(move || repository.publications(MOST_TOLD)).await;
    let publications = read.map_err(|_| Problem::broken())?;
    let mut lines = String::new();
    for publication in publications.map_err(|trouble| Problem::repository(trouble.to_string()))? {
        lines.push_str(&serde_json::to_string(&publication).map_err(|_| Problem::broken())?);
        lines.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "application/jsonl")], lines).into_response())
}
