//! Patterns of hosts: a host, or `*.` and the end of all that are meant.

use crate::adapter::host_fits;

/// Whether this is a pattern, such as `tickets.acme.example` or `*.acme.example`.
pub fn is_pattern(pattern: &str) -> bool {
    let name = pattern.strip_prefix("*.").unwrap_or(pattern);
    let is_label = |label: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !label.is_empty() && label.bytes().all(fits)
    };
    // A top-level domain alone would be half of the web.
    name.contains('.') && name.split('.').all(is_label)
}

/// Whether every host that fits `other` fits `pattern`, too.
pub fn covers(pattern: &str, other: &str) -> bool {
    match other.strip_prefix("*.") {
        // One of them, whatever it is called, stands for all.
        Some(domain) => pattern.starts_with("*.") && host_fits(pattern, &["any.", domain].concat()),
        None => host_fits(pattern, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_plain_names() {
        for right in ["acme.example", "*.acme.example", "10.0.0.1", "a-b.c1.example"] {
            assert!(is_pattern(right), "{right}");
        }
        for wrong in [
            "",
            "*",
            "*.",
            "*.example",
            "tickets",
            "https://acme.example",
            "acme.example/path",
            "acme.example:8443",
            "Acme.example",
            "a.*.example",
            "**.acme.example",
            ".example.com",
            "acme..example",
        ] {
            assert!(!is_pattern(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_pattern_covers_what_it_holds_whole() {
        let cases = [
            ("*.acme.example", "a.acme.example", true),
            ("*.acme.example", "*.acme.example", true),
            ("*.acme.example", "*.b.acme.example", true),
            ("*.b.acme.example", "*.acme.example", false),
            ("a.acme.example", "*.acme.example", false),
            ("any.acme.example", "*.acme.example", false),
            ("*.acme.example", "acme.example", false),
            ("a.acme.example", "a.acme.example", true),
        ];
        for (pattern, other, expected) in cases {
            assert_eq!(covers(pattern, other), expected, "{pattern} {other}");
        }
    }
}
