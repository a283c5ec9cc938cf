//! One enrolment secret for every browser of the organisation: it keeps strangers out and tells
//! nobody apart.

use axum::http::HeaderValue;
use cuecard::hash::digest;
use std::hint::black_box;

/// The hash of the secret; hashes are compared, so that the time taken says nothing about the
/// secret, its length included.
pub(crate) struct Enrolment([u8; 32]);

impl Enrolment {
    pub(crate) fn new(secret: &str) -> Self {
        Self(digest(&[secret.as_bytes()]))
    }

    /// Whether an `Authorization` header carries the secret as a bearer token.
    pub(crate) fn admits(&self, header: Option<&HeaderValue>) -> bool {
        let Some(token) = header.and_then(|value| bearer(value.as_bytes())) else {
            return false;
        };
        let difference = self
            .0
            .iter()
            .zip(digest(&[token]))
            .fold(0, |so_far, (ours, theirs)| black_box(so_far | (ours ^ theirs)));
        difference == 0
    }
}

fn bearer(header: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = header.split_at_checked("Bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_admits() {
        let enrolment = Enrolment::new("0123456789abcdef");
        for (header, admitted) in [
            (Some("Bearer 0123456789abcdef"), true),
            (Some("bearer 0123456789abcdef"), true),
            (Some("Bearer 0123456789abcdeF"), false),
            (Some("Bearer 0123456789abcdef0"), false),
            (Some("Bearer 0123456789abcde"), false),
            (Some("Bearer "), false),
            (Some("Basic 0123456789abcdef"), false),
            (Some("0123456789abcdef"), false),
            (Some(""), false),
            (None, false),
        ] {
            let value = header.map(HeaderValue::from_static);
            assert_eq!(enrolment.admits(value.as_ref()), admitted, "{header:?}");
        }
    }
}
