//! Two texts side by side, for a terminal.

/// As wide as every terminal.
const WIDTH: usize = 80;
/// Between the two.
const GAP: &str = " │ ";

/// Both texts in columns of one width, wrapped between words.
pub fn beside(left: &str, right: &str, indent: usize) -> String {
    let width = (WIDTH - indent - GAP.chars().count()) / 2;
    let (left, right) = (wrapped(left, width), wrapped(right, width));
    let mut text = String::new();
    for line in 0..left.len().max(right.len()) {
        let of = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
        let (one, other) = (of(&left), of(&right));
        let space = " ".repeat(width.saturating_sub(one.chars().count()));
        let line = format!("{:indent$}{one}{space}{GAP}{other}", "");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Lines of at most so many characters; a longer word is cut.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let mut letters: Vec<char> = word.chars().collect();
        if !line.is_empty() && line.chars().count() + 1 + letters.len() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        while letters.len() > width {
            lines.push(letters.drain(..width).collect());
        }
        line.extend(letters);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_side_by_side_in_eighty_columns() {
        let text = beside(&"older words ".repeat(20), &"x".repeat(100), 2);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH && line.starts_with("  ")), "{text}");
        assert!(text.lines().all(|line| line.contains('│')));
        assert_eq!(beside("a", "", 0).trim_end(), format!("a{} │", " ".repeat(37)));
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert!(wrapped(" ", 3).is_empty());
    }
}
