//! Names of roles, paths of targets, and the patterns by which roles are given paths.

use super::limits::{MOST_NAME_BYTES, MOST_PATH_BYTES};

/// Whether a role may be called so: the name is part of a file's name.
pub(super) fn is_role_name(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !name.is_empty() && name.len() <= MOST_NAME_BYTES && !name.starts_with('.') && name.bytes().all(is_letter)
}

/// Whether a target may lie there: within its folder, on every kind of disk and server.
pub(super) fn is_target_path(path: &str) -> bool {
    let is_letter = |letter: char| !letter.is_control() && !matches!(letter, '\\' | ':');
    path.len() <= MOST_PATH_BYTES
        && path.chars().all(is_letter)
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Which paths a role may speak for: as in a shell, `*` for any letters and `?` for one, but neither
/// for `/`.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    text: String,
    /// Bytes before the first `*` or `?`: what most paths differ in already.
    literal: usize,
}

impl Pattern {
    /// None: longer than a path, or with `[`, which other clients take for a choice of letters.
    pub(super) fn read(text: &str) -> Option<Self> {
        let literal = text.find(['*', '?']).unwrap_or(text.len());
        let is_plain = text.len() <= MOST_PATH_BYTES && !text.contains('[');
        is_plain.then(|| Self { text: text.to_owned(), literal })
    }

    pub(super) fn fits(&self, path: &str) -> bool {
        let literal = self.text.as_bytes().get(..self.literal).unwrap_or_default();
        if !path.as_bytes().starts_with(literal) {
            return false;
        }
        let (mut patterns, mut parts) = (self.text.split('/'), path.split('/'));
        loop {
            match (patterns.next(), parts.next()) {
                (None, None) => return true,
                (Some(pattern), Some(part)) if part_fits(pattern, part) => {}
                _ => return false,
            }
        }
    }
}

/// One part between slashes. Each `*` takes as little as it can; where that leads nowhere, the last one
/// takes a letter more, which is enough (no earlier one has to give back what it took).
fn part_fits(pattern: &str, part: &str) -> bool {
    let (mut pattern, mut part) = (pattern.chars(), part.chars());
    let mut last_star = None;
    loop {
        let (mut pattern_rest, mut part_rest) = (pattern.clone(), part.clone());
        match (pattern_rest.next(), part_rest.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                last_star = Some((pattern_rest.clone(), part.clone()));
                pattern = pattern_rest;
            }
            (Some(wanted), Some(found)) if wanted == '?' || wanted == found => {
                (pattern, part) = (pattern_rest, part_rest);
            }
            _ => {
                let Some((after_star, taken)) = &mut last_star else { return false };
                if taken.next().is_none() {
                    return false;
                }
                (pattern, part) = (after_star.clone(), taken.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn patterns_fit_as_in_a_shell_within_a_folder() {
        // Independent source: python-tuf 7.0.1, `DelegatedRole.is_delegated_path`.
        let cases = [
            ("*", "a.json", true),
            ("*", "", true),
            ("*", "a/b", false),
            ("a/*", "a/b", true),
            ("a/*", "a/", true),
            ("a/*", "a/b/c", false),
            ("a/*", "ab", false),
            ("*/*", "a/b", true),
            ("*.json", "x.json", true),
            ("*.json", "x.jsonl", false),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
            ("a?c", "abc", true),
            ("a?c", "aéc", true),
            ("a?c", "a/c", false),
            ("a?c", "ac", false),
            ("é*", "éa", true),
            ("é*", "è", false),
            ("a.json", "a.json", true),
            ("a.json", "axjson", false),
            ("A", "a", false),
            ("", "", true),
            ("", "a", false),
            ("**", "abc", true),
            ("teams/*/x-?.json", "teams/sales/x-1.json", true),
            ("teams/*/x-?.json", "teams/sales/y/x-1.json", false),
        ];
        for (pattern, path, fits) in cases {
            assert_eq!(Pattern::read(pattern).unwrap().fits(path), fits, "{pattern} {path}");
        }
        assert!(Pattern::read("[ab]").is_none() && Pattern::read(&"a".repeat(256)).is_none());
    }

    #[test]
    fn names_and_paths_stay_where_they_belong() {
        for (name, fits) in [
            ("authors", true),
            ("team-sales_2.eu", true),
            ("", false),
            ("..", false),
            (".hidden", false),
            ("a/b", false),
            ("a\\b", false),
            ("a b", false),
            ("é", false),
        ] {
            assert_eq!(is_role_name(name), fits, "{name}");
        }
        assert!(!is_role_name(&"a".repeat(101)));
        for (path, fits) in [
            ("a.json", true),
            ("a/b/c d.json", true),
            ("..a/b..", true),
            ("é", true),
            ("", false),
            ("/a", false),
            ("a/", false),
            ("a//b", false),
            ("a/../b", false),
            ("./a", false),
            ("a\\b", false),
            ("C:/a", false),
            ("a\nb", false),
            ("a\0b", false),
        ] {
            assert_eq!(is_target_path(path), fits, "{path:?}");
        }
        assert!(!is_target_path(&"a".repeat(256)));
    }

    /// The meaning of a pattern, word for word and slow.
    fn fits_slowly(pattern: &[char], path: &[char]) -> bool {
        match (pattern.split_first(), path.split_first()) {
            (None, None) => true,
            (Some((&'*', rest)), found) => {
                fits_slowly(rest, path)
                    || found.is_some_and(|(letter, left)| *letter != '/' && fits_slowly(pattern, left))
            }
            (Some((&'?', rest)), Some((letter, left))) => *letter != '/' && fits_slowly(rest, left),
            (Some((wanted, rest)), Some((letter, left))) => wanted == letter && fits_slowly(rest, left),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn patterns_mean_what_they_say(pattern in "[ab/*?]{0,8}", path in "[ab/]{0,8}") {
            let (letters, signs): (Vec<char>, Vec<char>) = (path.chars().collect(), pattern.chars().collect());
            prop_assert_eq!(Pattern::read(&pattern).unwrap().fits(&path), fits_slowly(&signs, &letters));
        }
    }
}
