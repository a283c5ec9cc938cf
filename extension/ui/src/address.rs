//! Is this the address of a server that reports may be sent to, or of a system that may be read?

use js_sys::JSON;
use web_sys::Url;

use crate::dom::window;
use crate::messages::Value;

/// Where plain HTTP is allowed: it never leaves this machine.
const THIS_MACHINE: [&str; 2] = ["localhost", "127.0.0.1"];
/// A shorter secret can be guessed; the worker refuses it too.
const MIN_SECRET: usize = 16;

/// An address that passed.
#[derive(Debug, PartialEq, Eq)]
pub struct Address {
    /// The origin that the worker adds its paths to.
    pub url: String,
    /// The host permission that sending there needs. Match patterns carry no port in Firefox.
    pub pattern: String,
}

/// Why an address did not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not an address at all, or more follows after the host.
    Malformed,
    /// It would travel unencrypted over a network.
    Unencrypted,
}

/// The parts of an address as the browser reads them.
struct Parts<'a> {
    protocol: &'a str,
    host: &'a str,
    host_and_port: &'a str,
    path: &'a str,
    /// User name, password, query and fragment, one after the other.
    rest: &'a str,
}

/// Reads what the person typed.
pub fn read(typed: &str) -> Result<Address, Unfit> {
    let url = Url::new(typed.trim()).map_err(|_| Unfit::Malformed)?;
    judge(&Parts {
        protocol: &url.protocol(),
        host: &url.hostname(),
        host_and_port: &url.host(),
        path: &url.pathname(),
        rest: &[url.username(), url.password(), url.search(), url.hash()].concat(),
    })
}

fn judge(parts: &Parts<'_>) -> Result<Address, Unfit> {
    if parts.host.is_empty() || parts.path != "/" || !parts.rest.is_empty() {
        return Err(Unfit::Malformed);
    }
    match parts.protocol {
        "https:" => {}
        "http:" if THIS_MACHINE.contains(&parts.host) => {}
        "http:" => return Err(Unfit::Unencrypted),
        _ => return Err(Unfit::Malformed),
    }
    let Parts { protocol, host, host_and_port, .. } = parts;
    Ok(Address { url: format!("{protocol}//{host_and_port}"), pattern: format!("{protocol}//{host}/*") })
}

/// A host that may be read, with the permission that this needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Host {
    pub host: String,
    pub pattern: String,
}

/// Reads the host of a system from its name, or from the address of any of its pages. Nothing is sent
/// there, so plain HTTP, which some organisations' own systems still use, does no harm.
pub fn read_host(typed: &str) -> Option<Host> {
    let typed = typed.trim();
    let address = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = Url::new(&address).ok()?;
    judge_host(&url.protocol(), &url.hostname(), &[url.username(), url.password()].concat())
}

/// The host permission that a repository needs.
pub fn pattern_of(repository: &str) -> Option<String> {
    let url = Url::new(repository).ok()?;
    Some(format!("{}//{}/*", url.protocol(), url.hostname()))
}

/// Where a join link leads. Nothing of it is believed: it is whom the browser has to be allowed to ask.
pub fn repository_of(link: &str) -> Option<String> {
    let text: String = link.split_whitespace().collect();
    let code = text.strip_prefix("cuecard-join:")?.replace('-', "+").replace('_', "/");
    let json = Value::of(JSON::parse(&window().atob(&code).ok()?).ok()?);
    json.part("signed").text("repository")
}

/// The host of an address, for people; the address itself where it is none.
pub fn host_of(address: &str) -> String {
    Url::new(address).map_or_else(|_| address.to_owned(), |url| url.host())
}

fn judge_host(protocol: &str, host: &str, person: &str) -> Option<Host> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let is_web = matches!(protocol, "https:" | "http:");
    if !is_web || host.is_empty() || !host.bytes().all(is_plain) || !person.is_empty() {
        return None;
    }
    // Where it is in the system, and its port, say nothing of the host.
    Some(Host { host: host.to_owned(), pattern: format!("{protocol}//{host}/*") })
}

/// Whether this can be a bearer secret: long enough, and visible ASCII, as a header allows it.
pub fn is_secret(typed: &str) -> bool {
    typed.len() >= MIN_SECRET && typed.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::{Address, Host, Parts, Unfit, is_secret, judge, judge_host};

    fn judged(protocol: &str, host: &str, port: &str, path: &str, rest: &str) -> Result<Address, Unfit> {
        let host_and_port = &format!("{host}{port}");
        judge(&Parts { protocol, host, host_and_port, path, rest })
    }

    #[test]
    fn only_encrypted_or_local_addresses_pass() {
        let pass =
            |url: &str, pattern: &str| Ok(Address { url: url.to_owned(), pattern: pattern.to_owned() });
        let cases = [
            (judged("https:", "a.example", "", "/", ""), pass("https://a.example", "https://a.example/*")),
            (
                judged("https:", "a.example", ":8443", "/", ""),
                pass("https://a.example:8443", "https://a.example/*"),
            ),
            (
                judged("http:", "localhost", ":8080", "/", ""),
                pass("http://localhost:8080", "http://localhost/*"),
            ),
            (judged("http:", "a.example", "", "/", ""), Err(Unfit::Unencrypted)),
            (judged("http:", "localhost.a.example", "", "/", ""), Err(Unfit::Unencrypted)),
            (judged("ftp:", "a.example", "", "/", ""), Err(Unfit::Malformed)),
            (judged("https:", "", "", "/", ""), Err(Unfit::Malformed)),
            (judged("https:", "a.example", "", "/cue", ""), Err(Unfit::Malformed)),
            (judged("https:", "a.example", "", "/", "?key=1"), Err(Unfit::Malformed)),
        ];
        for (found, wanted) in cases {
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn only_hosts_of_web_pages_pass() {
        let pass = |host: &str, pattern: &str| Some(Host { host: host.into(), pattern: pattern.into() });
        let cases = [
            ("https:", "jira.acme.example", "", pass("jira.acme.example", "https://jira.acme.example/*")),
            ("http:", "localhost", "", pass("localhost", "http://localhost/*")),
            ("http:", "jira.acme.example", "", pass("jira.acme.example", "http://jira.acme.example/*")),
            ("https:", "jira.acme.example", "me", None),
            ("https:", "our%20jira", "", None),
            ("https:", "", "", None),
            ("file:", "", "", None),
        ];
        for (protocol, host, person, wanted) in cases {
            assert_eq!(judge_host(protocol, host, person), wanted, "{protocol} {host}");
        }
    }

    #[test]
    fn a_secret_fits_in_a_header() {
        let cases = [
            ("k3y-_.~+/=correct", true),
            ("", false),
            ("short", false),
            ("two words are too many", false),
            ("длинный-ключ-длинный", false),
        ];
        for (typed, fits) in cases {
            assert_eq!(is_secret(typed), fits, "{typed:?}");
        }
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests_in_a_browser {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn an_address_is_read_as_the_browser_reads_it() {
        let fit = |url: &str, pattern: &str| Ok(Address { url: url.into(), pattern: pattern.into() });
        let cases = [
            (" https://Cue.Example ", fit("https://cue.example", "https://cue.example/*")),
            ("https://cue.example:8443/", fit("https://cue.example:8443", "https://cue.example/*")),
            ("http://127.0.0.1:4000", fit("http://127.0.0.1:4000", "http://127.0.0.1/*")),
            ("http://127.1:4000", fit("http://127.0.0.1:4000", "http://127.0.0.1/*")),
            ("http://cue.example", Err(Unfit::Unencrypted)),
            ("http://127.0.0.1.cue.example", Err(Unfit::Unencrypted)),
            ("https://me:word@cue.example", Err(Unfit::Malformed)),
            ("https://cue.example/deep", Err(Unfit::Malformed)),
            ("https://cue.example/?a=b", Err(Unfit::Malformed)),
            ("javascript:alert(1)", Err(Unfit::Malformed)),
            ("cue.example", Err(Unfit::Malformed)),
            ("", Err(Unfit::Malformed)),
        ];
        for (typed, wanted) in cases {
            assert_eq!(read(typed), wanted, "{typed:?}");
        }
    }

    #[wasm_bindgen_test]
    fn a_link_says_whom_to_ask() {
        // `{"signed":{"repository":"https://cue.example:8443/ü/?>"}}` in UTF-8, as URLs have base64.
        let code = "eyJzaWduZWQiOnsicmVwb3NpdG9yeSI6Imh0dHBzOi8vY3VlLmV4YW1wbGU6ODQ0My_DvC8_PiJ9fQ";
        let repository = repository_of(&format!(" cuecard-join:{code}\n")).unwrap();
        assert_eq!(pattern_of(&repository).as_deref(), Some("https://cue.example/*"));
        for wrong in ["", "cuecard-join:", code, "cuecard-join:e30", "cuecard-join:!", "cuecard-join:bnVsbA"]
        {
            assert_eq!(repository_of(wrong), None, "{wrong}");
        }
        assert_eq!(pattern_of("no address"), None);
    }

    #[wasm_bindgen_test]
    fn a_host_is_found_in_whatever_is_pasted() {
        let found = |host: &str, pattern: &str| Some(Host { host: host.into(), pattern: pattern.into() });
        let jira = || found("jira.acme.example", "https://jira.acme.example/*");
        let cases = [
            ("jira.acme.example", jira()),
            (" Jira.Acme.Example ", jira()),
            ("https://jira.acme.example/browse/ACME-7?focused=1#top", jira()),
            ("jira.acme.example:8443/browse/ACME-7", jira()),
            ("http://127.0.0.1:3000/issues/1", found("127.0.0.1", "http://127.0.0.1/*")),
            ("http://jira.acme.example", found("jira.acme.example", "http://jira.acme.example/*")),
            ("our jira", None),
            ("mailto://jira.acme.example", None),
            ("", None),
        ];
        for (typed, wanted) in cases {
            assert_eq!(read_host(typed), wanted, "{typed:?}");
        }
    }
}
