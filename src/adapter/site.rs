//! Which adapter's page a URL is.

use super::{Adapter, PageSpec};
use crate::table::Table;
use crate::text::holds;

/// A URL that an adapter knows.
#[derive(Debug)]
pub struct Location<'a> {
    /// The adapter.
    pub adapter: &'a Adapter,
    /// Its page.
    pub page: &'a PageSpec,
    /// The URL's host, lowercase.
    pub host: String,
    /// The named parts of the address.
    pub parts: Table<String, String>,
}

/// Finds the first page, in the order of the adapters, whose address fits `url`. `is_at` says
/// whether an adapter is in use on a host.
pub fn locate<'a>(
    adapters: &'a [Adapter],
    is_at: impl Fn(&Adapter, &str) -> bool,
    url: &str,
) -> Option<Location<'a>> {
    let (host, address) = host_and_address(url)?;
    adapters.iter().filter(|adapter| is_at(adapter, &host)).find_map(|adapter| {
        adapter.pages.iter().find_map(|page| {
            let parts = page.path.iter().find_map(|pattern| parts(pattern, address))?;
            Some(Location { adapter, page, host: host.clone(), parts })
        })
    })
}

/// Whether `host` is `pattern`, or a subdomain of what follows its `*.`.
pub fn host_fits(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix("*.") {
        Some(domain) => host.strip_suffix(domain).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
        None => pattern == host,
    }
}

/// The host, lowercase and without its port, and all that follows it.
fn host_and_address(url: &str) -> Option<(String, &str)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, address) = rest.split_at_checked(end)?;
    if holds(authority, "@") {
        return None;
    }
    let host = authority.split(':').next().filter(|host| !host.is_empty())?.to_ascii_lowercase();
    Some((host, address))
}

/// The named parts of an address that fits `pattern`: a path, `?` and wanted parameters, `#` and a
/// path of its own. `{name}` is a part, `*` one segment, `**` any number of them.
fn parts(pattern: &str, address: &str) -> Option<Table<String, String>> {
    let (pattern, wanted_route) = split(pattern, '#');
    let (wanted_path, wanted_query) = split(pattern, '?');
    let (address, route) = split(address, '#');
    let (path, query) = split(address, '?');
    let mut parts = Table::new();
    let fits = path_fits(&segments(wanted_path), &segments(path), &mut parts)
        && wanted_query.split('&').filter(|wanted| !wanted.is_empty()).all(|wanted| {
            let (name, wanted) = split(wanted, '=');
            let mut given = query.split('&').map(|pair| split(pair, '=')).filter(|(other, _)| *other == name);
            given.any(|(_, value)| segment_fits(wanted, value, &mut parts))
        })
        && (wanted_route.is_empty()
            || path_fits(&segments(wanted_route), &segments(split(route, '?').0), &mut parts));
    fits.then_some(parts)
}

fn split(text: &str, mark: char) -> (&str, &str) {
    text.split_once(mark).unwrap_or((text, ""))
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !matches!(*part, "" | "!")).collect()
}

fn path_fits(wanted: &[&str], given: &[&str], parts: &mut Table<String, String>) -> bool {
    match (wanted, given) {
        ([], []) => true,
        // There is one `**` at most, so the rest says how much it stands for.
        (["**", rest @ ..], _) => given
            .len()
            .checked_sub(rest.len())
            .and_then(|skipped| given.get(skipped..))
            .is_some_and(|given| path_fits(rest, given, parts)),
        ([wanted, rest @ ..], [segment, given @ ..]) => {
            segment_fits(wanted, segment, parts) && path_fits(rest, given, parts)
        }
        _ => false,
    }
}

fn segment_fits(wanted: &str, given: &str, parts: &mut Table<String, String>) -> bool {
    let Some(name) = wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else {
        return wanted == "*" || wanted == given;
    };
    // Parts end up inside selectors: only plain names may.
    let plain = !given.is_empty() && given.chars().all(is_plain);
    if plain {
        parts.insert(name.to_owned(), given.to_owned());
    }
    plain
}

/// Safe inside a quoted attribute selector.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | '~' | ':' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        let cases = [
            ("*.lightning.force.com", "acme.lightning.force.com", true),
            ("*.lightning.force.com", "a.b.lightning.force.com", true),
            ("*.lightning.force.com", "lightning.force.com", false),
            ("*.lightning.force.com", "evil-lightning.force.com", false),
            ("*.lightning.force.com", "acme.lightning.force.com.evil.example", false),
            ("github.com", "github.com", true),
            ("github.com", "notgithub.com", false),
        ];
        for (pattern, host, fits) in cases {
            assert_eq!(host_fits(pattern, host), fits, "{pattern} {host}");
        }
    }

    #[test]
    fn urls() {
        let cases = [
            ("https://acme.example/browse/A-1", Some("acme.example")),
            ("https://ACME.example:8443/browse/A-1", Some("acme.example")),
            ("http://tickets?id=1", Some("tickets")),
            ("https://user@acme.example/browse/A-1", None),
            ("ftp://acme.example/browse/A-1", None),
            ("https:///browse", None),
            ("nonsense", None),
        ];
        for (url, host) in cases {
            assert_eq!(host_and_address(url).map(|(host, _)| host).as_deref(), host, "{url}");
        }
    }

    #[test]
    fn addresses() {
        let record = "/lightning/r/{object}/{record}/view";
        let cases = [
            (record, "/lightning/r/Opportunity/006A/view", Some("006A")),
            (record, "/lightning/r/Opportunity/006A/view/?ws=1#x", Some("006A")),
            (record, "/lightning/r/Opportunity/006A/edit", None),
            (record, "/lightning/r/Opp\"]/006A/view", None),
            (record, "/lightning/r/Opportunity//view", None),
            ("/{owner}/{repo}/pull/{record}/**", "/acme/rocket.js/pull/7", Some("7")),
            ("/{owner}/{repo}/pull/{record}/**", "/acme/rocket/pull/7/files/a/b", Some("7")),
            ("/{owner}/{repo}/pull/{record}/**", "/acme/rocket/pulls", None),
            ("**/ticket/{record}", "/ticket/3", Some("3")),
            ("**/ticket/{record}", "/trac/env/ticket/3", Some("3")),
            ("**/ticket/{record}", "/ticket/3/edit", None),
            ("/jira/**?selectedIssue={record}", "/jira/boards/1?view=x&selectedIssue=A-1", Some("A-1")),
            ("/jira/**?selectedIssue={record}", "/jira/boards/1?selectedIssue=", None),
            ("/jira/**?selectedIssue={record}", "/jira/boards/1", None),
            ("/view.php?id={record}&tab=x", "/view.php?tab=x&id=9", Some("9")),
            ("/view.php?id={record}&tab=x", "/view.php?tab=y&id=9", None),
            ("/app#/tickets/{record}", "/app#!/tickets/9?sort=up", Some("9")),
            ("/app#/tickets/{record}", "/app#/people/9", None),
            ("/*/t/{record}", "/any/t/1", Some("1")),
            ("/*/t/{record}", "/t/1", None),
        ];
        for (pattern, address, record) in cases {
            let found = parts(pattern, address).and_then(|parts| parts.get("record").cloned());
            assert_eq!(found.as_deref(), record, "{pattern} {address}");
        }
    }
}
