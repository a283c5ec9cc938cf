//! Why something is not published.

use super::{Problem, RETRY_AFTER};
use axum::http::StatusCode;
use std::time::Duration;

impl Problem {
    pub(crate) fn publishes_nothing() -> Self {
        Self {
            status: StatusCode::FORBIDDEN,
            slug: "publishes-nothing",
            title: "This server takes no publications",
            detail: "publish_token: is not set. Set it on the server, with an online key, to publish here."
                .to_owned(),
            retry_after: None,
        }
    }

    pub(crate) fn may_not_publish() -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            slug: "may-not-publish",
            title: "The publishing token is wrong or missing",
            detail: "Authorization: does not carry this server's publishing token. \
                     Ask your administrator for it, and name its file with --token-file."
                .to_owned(),
            retry_after: None,
        }
    }

    pub(crate) fn too_many_publications(wait: Duration) -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            slug: "too-many",
            title: "Too many publications at once",
            detail: "server: takes one publication a second. Send it again later.".to_owned(),
            retry_after: Some(wait),
        }
    }

    pub(crate) fn publication_too_large(most: usize) -> Self {
        Self {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            slug: "too-large",
            title: "The publication is too large",
            detail: format!("body: over {most} bytes. Publish in several steps."),
            retry_after: None,
        }
    }

    pub(crate) fn publication_waits() -> Self {
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            slug: "busy",
            title: "Somebody else publishes",
            detail: "server: takes one publication after the other. Send it again later.".to_owned(),
            retry_after: Some(RETRY_AFTER),
        }
    }

    pub(crate) fn malformed_publication(detail: String) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            slug: "malformed",
            title: "The publication is not valid JSON",
            detail,
            retry_after: None,
        }
    }

    /// Somebody sent what a browser would not believe, or what is not theirs to say.
    pub(crate) fn refused_publication(detail: String) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            slug: "refused",
            title: "This is not published",
            detail,
            retry_after: None,
        }
    }

    /// Somebody else was first.
    pub(crate) fn outdated_publication(detail: String) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            slug: "outdated",
            title: "Somebody else was first",
            detail,
            retry_after: None,
        }
    }

    /// It may be right, and the server cannot.
    pub(crate) fn repository(detail: String) -> Self {
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            slug: "repository",
            title: "The repository is not as it should be",
            detail,
            retry_after: Some(RETRY_AFTER),
        }
    }
}
