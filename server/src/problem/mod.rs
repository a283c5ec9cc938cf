//! Errors as `application/problem+json`: where, what is wrong, and how to mend it.

mod publication;

use crate::report::{BODY_LIMIT, Refusal};
use crate::storage::Unavailable;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::time::Duration;

/// Long enough for a backup or a checkpoint to end.
const RETRY_AFTER: Duration = Duration::from_secs(30);

/// One refusal, as the client reads it.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    slug: &'static str,
    title: &'static str,
    detail: String,
    retry_after: Option<Duration>,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
}

impl Problem {
    pub(crate) fn too_large() -> Self {
        Self {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            slug: "too-large",
            title: "The report is too large",
            detail: format!("body: over {BODY_LIMIT} bytes. Send one report at a time."),
            retry_after: None,
        }
    }

    pub(crate) fn interrupted() -> Self {
        Self {
            status: StatusCode::REQUEST_TIMEOUT,
            slug: "interrupted",
            title: "What was sent did not arrive whole",
            detail: "body: broke off or came too slowly. Send it again.".to_owned(),
            retry_after: None,
        }
    }

    pub(crate) fn not_enrolled() -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            slug: "not-enrolled",
            title: "The enrolment secret is wrong or missing",
            detail: "Authorization: does not carry this server's enrolment secret. \
                     Ask your administrator for it and enter it in Cuecard's options."
                .to_owned(),
            retry_after: None,
        }
    }

    pub(crate) fn too_many(wait: Duration) -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            slug: "too-many",
            title: "Too many reports at once",
            detail: "server: has as many reports as it takes in a second. Send again later.".to_owned(),
            retry_after: Some(wait),
        }
    }

    pub(crate) fn not_found() -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            slug: "not-found",
            title: "There is nothing here",
            detail: "path: leads nowhere. Counts are at /, reports go to /v1/reports/{id}.".to_owned(),
            retry_after: None,
        }
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self {
            status: StatusCode::METHOD_NOT_ALLOWED,
            slug: "method-not-allowed",
            title: "The method does not fit the path",
            detail: "method: not known here. Send reports with PUT, read pages with GET.".to_owned(),
            retry_after: None,
        }
    }

    pub(crate) fn broken() -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            slug: "broken",
            title: "The page could not be made",
            detail: "server: failed. Its log says why.".to_owned(),
            retry_after: None,
        }
    }

    pub(crate) fn no_such_range() -> Self {
        Self {
            status: StatusCode::RANGE_NOT_SATISFIABLE,
            slug: "no-such-range",
            title: "The file has no such part",
            detail: "Range: lies outside the file. Ask for the whole.".to_owned(),
            retry_after: None,
        }
    }

    /// The reason for the log; it holds nothing of what was sent.
    pub(crate) fn slug(&self) -> &'static str {
        self.slug
    }

    /// What is wrong: for the log only where what was sent is nobody's secret.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }
}

impl From<&Refusal> for Problem {
    fn from(refusal: &Refusal) -> Self {
        let (status, slug, title) = match refusal {
            Refusal::NotJson(_) => (StatusCode::BAD_REQUEST, "malformed", "The report is not valid JSON"),
            Refusal::NotAReport(_) | Refusal::Value { .. } => {
                (StatusCode::UNPROCESSABLE_ENTITY, "invalid", "The report is not valid")
            }
            Refusal::WeekNotAccepted => {
                (StatusCode::UNPROCESSABLE_ENTITY, "week-not-accepted", "The report's week is not accepted")
            }
        };
        Self { status, slug, title, detail: refusal.to_string(), retry_after: None }
    }
}

impl From<Unavailable> for Problem {
    fn from(_: Unavailable) -> Self {
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            slug: "unavailable",
            title: "The server cannot reach its database",
            detail: "server: the database is busy, full or away. Send it again later; \
                     under the same id it counts once."
                .to_owned(),
            retry_after: Some(RETRY_AFTER),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&Body {
            r#type: format!("urn:cuecard:problem:{}", self.slug),
            title: self.title,
            status: self.status.as_u16(),
            detail: &self.detail,
        })
        .unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(wait) = self.retry_after {
            let seconds = u64::from(wait.subsec_nanos() > 0) + wait.as_secs();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
