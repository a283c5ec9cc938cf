//! The repository as files: for browsers, and for whoever wants to check it.

use super::disk::is_absent;
use super::reading::TIMESTAMP;
use crate::problem::Problem;
use crate::serve::Shared;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::path::Path;
use std::sync::Arc;
use tower_http::services::ServeDir;

/// Only this one changes under its name.
const ASK_AGAIN: &str = "no-cache";
/// A name has a version in it, and would mean another file only after an older copy was restored; then
/// this is how long caches hold the other. A snapshot is in force as long.
const A_WEEK: &str = "public, max-age=604800, immutable";
/// A name has a hash in it: it never means another file.
const A_YEAR: &str = "public, max-age=31536000, immutable";

/// What serves `repository/` of a folder under its own name: whole files or ranges, and those changed since.
pub(super) fn service(folder: &Path) -> ServeDir {
    ServeDir::new(folder).append_index_html_on_directories(false)
}

/// One file of it. Anybody may read it, and pages of an extension come from elsewhere: they have to be told,
/// too, that a file is not there, such as the next root.
pub(crate) async fn file(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let mut answer = whole(&shared, request).await.into_response();
    answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer
}

async fn whole(shared: &Shared, mut request: Request) -> Result<Response, Problem> {
    let Some(keeper) = &shared.repository else { return Err(Problem::not_found()) };
    let cache = match request.uri().path().strip_prefix("/repository/") {
        Some(TIMESTAMP) => ASK_AGAIN,
        Some(path) if path.starts_with("metadata/") => A_WEEK,
        _ => A_YEAR,
    };
    let mut files = keeper.files.clone();
    // Nobody changes it by its name: there is nothing to ask for first.
    request.headers_mut().remove(header::IF_MATCH);
    request.headers_mut().remove(header::IF_UNMODIFIED_SINCE);
    let mut answer = files.try_call(request).await.map_err(|error| {
        if is_absent(&error) {
            return Problem::not_found();
        }
        tracing::error!(%error, "a file of the repository cannot be read");
        Problem::broken()
    })?;
    match answer.status() {
        StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED => {}
        StatusCode::RANGE_NOT_SATISFIABLE => return Err(Problem::no_such_range()),
        // Never kept: it may be there the next moment.
        _ => return Err(Problem::not_found()),
    }
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(answer.map(Body::new))
}
