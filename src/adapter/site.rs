//! Which adapter's page a URL is.

use super::{Adapter, PageSpec};
use crate::table::Table;

/// A URL that an adapter knows.
#[derive(Debug)]
pub struct Location<'a> {
    /// The adapter.
    pub adapter: &'a Adapter,
    /// Its page.
    pub page: &'a PageSpec,
    /// The URL's host, lowercase.
    pub host: String,
    /// The named parts of the path.
    pub parts: Table<String, String>,
}

impl Location<'_> {
    /// What identifies the record on its host, before hashing.
    pub fn record(&self) -> Option<&str> {
        self.parts.get(&self.page.record).map(String::as_str)
    }
}

/// Finds the first page, in the order of the adapters, whose host and path fit `url`.
pub fn locate<'a>(adapters: &'a [Adapter], url: &str) -> Option<Location<'a>> {
    let (host, path) = host_and_path(url)?;
    adapters.iter().filter(|adapter| adapter.hosts.iter().any(|pattern| host_fits(pattern, &host))).find_map(
        |adapter| {
            adapter.pages.iter().find_map(|page| {
                let parts = path_parts(&page.path, path)?;
                Some(Location { adapter, page, host: host.clone(), parts })
            })
        },
    )
}

/// Whether `host` is `pattern`, or a subdomain of what follows its `*.`.
pub fn host_fits(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix("*.") {
        Some(domain) => host.strip_suffix(domain).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
        None => pattern == host,
    }
}

fn host_and_path(url: &str) -> Option<(String, &str)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.contains('@') {
        return None;
    }
    let host = authority.split(':').next().filter(|host| !host.is_empty())?.to_ascii_lowercase();
    let path = tail.split(['?', '#']).next().unwrap_or_default();
    Some((host, path))
}

fn path_parts(pattern: &str, path: &str) -> Option<Table<String, String>> {
    let wanted: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    let given: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if wanted.len() != given.len() {
        return None;
    }
    let mut parts = Table::new();
    for (wanted, given) in wanted.iter().zip(given) {
        match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            // Parts end up inside selectors: only plain names may.
            Some(name) if is_plain(given) => {
                parts.insert(name.to_owned(), given.to_owned());
            }
            None if *wanted == given => {}
            _ => return None,
        }
    }
    Some(parts)
}

/// Letters, digits, `_` and `-`: safe inside an attribute selector.
fn is_plain(part: &str) -> bool {
    part.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
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
    fn urls_and_paths() {
        let pattern = "/lightning/r/{object}/{record}/view";
        let cases = [
            ("https://acme.example/lightning/r/Opportunity/006A/view", Some("006A")),
            ("https://acme.example/lightning/r/Opportunity/006A/view?ws=1#x", Some("006A")),
            ("https://acme.example:8443/lightning/r/Opportunity/006A/view/", Some("006A")),
            ("https://acme.example/lightning/r/Opportunity/006A/edit", None),
            ("https://acme.example/lightning/r/Opp\"]/006A/view", None),
            ("https://user@acme.example/lightning/r/Opportunity/006A/view", None),
            ("ftp://acme.example/lightning/r/Opportunity/006A/view", None),
            ("nonsense", None),
        ];
        for (url, record) in cases {
            let found = host_and_path(url)
                .and_then(|(_, path)| path_parts(pattern, path))
                .and_then(|parts| parts.get("record").cloned());
            assert_eq!(found.as_deref(), record, "{url}");
        }
    }
}
