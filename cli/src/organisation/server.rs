//! A server that keeps a repository, over the network.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cuecard::pack::author::Diagnostic;
use cuecard_server::Newest;
use serde::Deserialize;
use ureq::http::{Uri, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::folder::of_path;

/// Long enough for a name, a handshake, and a server far away.
const LONGEST_CONNECT: Duration = Duration::from_secs(15);
/// Long enough for a repository over a slow line.
const LONGEST_CALL: Duration = Duration::from_secs(300);
/// Bytes of an answer: what was published, by name.
const MOST_ANSWER_BYTES: u64 = 16 * 1024 * 1024;

/// A server.
pub struct Server {
    agent: Agent,
    url: String,
}

/// Why it did not do what it was asked.
#[derive(Deserialize)]
struct Problem {
    detail: String,
}

impl Server {
    /// That of a URL.
    ///
    /// # Errors
    /// When it is no URL, or whoever listens on the way could read the token.
    pub fn at(url: &str) -> Result<Self, Diagnostic> {
        let wrong = |what: &str| of_path(Path::new(url), what, "write it like https://cuecard.example.com");
        let parsed: Uri = url.parse().map_err(|_| wrong("this is no URL"))?;
        let host = parsed.host().ok_or_else(|| wrong("this URL names no server"))?;
        let is_here = is_here(host);
        match parsed.scheme_str() {
            Some("https") => {}
            Some("http") if is_here => {}
            Some("http") => return Err(wrong("whoever listens on the way could read the token")),
            _ => return Err(wrong("this is no URL of a server")),
        }
        if parsed.query().is_some() || parsed.authority().is_some_and(|it| it.as_str().contains('@')) {
            return Err(wrong("this URL says more than where the server is"));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A token goes to nobody else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(LONGEST_CONNECT))
            .timeout_global(Some(LONGEST_CALL))
            .user_agent("cuecard")
            .tls_config(tls());
        let config = if is_here { config.proxy(None) } else { config };
        Ok(Self { agent: config.build().into(), url: url.trim_end_matches('/').to_owned() })
    }

    /// Where a file of the repository is.
    pub fn place(&self, path: &str) -> String {
        format!("{}/repository/{path}", self.url)
    }

    /// A file of the repository, and no more than one byte beyond `most`; none: it is not there.
    ///
    /// # Errors
    /// When the server cannot be reached, or says neither.
    pub fn get(&self, path: &str, most: usize) -> Result<Option<Vec<u8>>, Diagnostic> {
        let place = self.place(path);
        // What lies in a cache on the way may be old.
        let asked = self.agent.get(&place).header(header::CACHE_CONTROL, "no-cache").call();
        let answer = asked.map_err(|error| self.unreachable(&error))?;
        match answer.status().as_u16() {
            200 => {}
            404 => return Ok(None),
            _ => return Err(self.refused(answer)),
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let read = answer.into_body().into_reader().take(most).read_to_end(&mut bytes);
        read.map_err(|error| self.unreachable(&error.into()))?;
        Ok(Some(bytes))
    }

    /// Sends a publication.
    ///
    /// # Errors
    /// When the server cannot be reached, or refuses it.
    pub fn publish(&self, token: &str, body: &[u8]) -> Result<Newest, Diagnostic> {
        let sent = self
            .agent
            .post(self.place("publications"))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .send(body);
        let answer = sent.map_err(|error| self.unreachable(&error))?;
        if answer.status().as_u16() != 200 {
            return Err(self.refused(answer));
        }
        let newest = serde_json::from_reader(answer.into_body().into_reader().take(MOST_ANSWER_BYTES));
        newest.map_err(|error| self.wrong(&format!("it answered something else: {error}"), "run this again"))
    }

    fn refused(&self, answer: ureq::http::Response<Body>) -> Diagnostic {
        let status = answer.status().as_u16();
        let read = serde_json::from_reader(answer.into_body().into_reader().take(MOST_ANSWER_BYTES));
        let Ok(Problem { detail }) = read else {
            let mend = "check the URL; it may be another server's";
            return self.wrong(&format!("it answers {status}, and is no Cuecard server"), mend);
        };
        let mend = match status {
            401 => "name the file of the server's publishing token with --token-file",
            429 | 503 => "run this again later, or ask whoever runs the server",
            400 | 413 | 422 => "mend that, and publish again",
            _ => "ask whoever runs the server",
        };
        self.wrong(&format!("the server refuses this. {}", detail.trim_end_matches('.')), mend)
    }

    fn unreachable(&self, error: &ureq::Error) -> Diagnostic {
        let mend = "check the URL, this computer's network, and whether the server runs";
        self.wrong(&format!("it cannot be reached: {error}"), mend)
    }

    fn wrong(&self, what: &str, mend: &str) -> Diagnostic {
        of_path(Path::new(&self.url), what, mend)
    }
}

/// Whether nobody is on the way.
fn is_here(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// With the certificates that this computer trusts.
fn tls() -> TlsConfig {
    let found = rustls_native_certs::load_native_certs().certs;
    let certificates: Vec<_> =
        found.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
    TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&certificates))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_to_servers_that_nobody_can_listen_to() {
        for (url, why) in [
            ("https://cuecard.example.com", ""),
            ("https://cuecard.example.com:8443/below/", ""),
            ("http://127.0.0.1:8787", ""),
            ("http://[::1]:8787", ""),
            ("http://localhost:8787/", ""),
            ("http://cuecard.example.com", "could read the token"),
            ("http://localhost.example.com", "could read the token"),
            ("http://127.0.0.1.example.com", "could read the token"),
            ("http://10.0.0.1", "could read the token"),
            ("ftp://127.0.0.1", "no URL of a server"),
            ("cuecard.example.com", "no URL of a server"),
            ("/repository", "names no server"),
            ("https://ada@cuecard.example.com", "says more"),
            ("https://cuecard.example.com/?token=x", "says more"),
            ("https://", "this is no URL"),
            ("", "this is no URL"),
        ] {
            let said = Server::at(url).err().map(|problem| problem.what).unwrap_or_default();
            assert!(said.contains(why) && said.is_empty() == why.is_empty(), "{url}: {said}");
        }
        let below = Server::at("https://cuecard.example.com/below/").unwrap();
        assert_eq!(below.place("a"), "https://cuecard.example.com/below/repository/a");
    }
}
