//! The nearest of the words that would have been right.

/// More wrong words than this are not listed one by one.
const MAX_LISTED: usize = 8;

/// A sentence on how to mend `word`: the nearest of `known`, else what there is.
pub fn mend<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(word, &known) {
        return format!("did you mean `{near}`?");
    }
    match known.len() {
        0 => "remove it".to_owned(),
        1 => format!("write `{}`", known[0]),
        2..=MAX_LISTED => format!("write one of `{}`", known.join("`, `")),
        more => format!("write one of `{}` … ({more} in all)", known[..MAX_LISTED].join("`, `")),
    }
}

/// The nearest of `known`, if one is near: a third of the letters may differ.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    let distances = known.iter().map(|known| (distance(&word.to_lowercase(), &known.to_lowercase()), *known));
    distances.filter(|(distance, _)| *distance <= allowed).min().map(|(_, known)| known)
}

/// How many letters to insert, delete, replace or swap with their neighbour.
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous = None;
    for (row, letter) in one.chars().enumerate() {
        let mut this = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != *wanted);
            let mut best = replaced.min(last[column + 1] + 1).min(this[column] + 1);
            let swapped = column > 0 && previous == Some(*wanted) && other[column - 1] == letter;
            if let (true, Some(cost)) = (swapped, before.get(column.wrapping_sub(1))) {
                best = best.min(cost + 1);
            }
            this.push(best);
        }
        previous = Some(letter);
        before = std::mem::replace(&mut last, this);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let cases = [
            ("", "", 0),
            ("", "ab", 2),
            ("stage", "stage", 0),
            ("stagee", "stage", 1),
            ("satge", "stage", 1),
        ];
        for (one, other, expected) in cases {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn suggestions() {
        let known = ["stage", "amount", "close_date"];
        assert_eq!(mend("Stagee", known), "did you mean `stage`?");
        assert_eq!(mend("xyz", known), "write one of `stage`, `amount`, `close_date`");
        assert_eq!(mend("xyz", ["week"]), "write `week`");
        assert_eq!(mend("xyz", []), "remove it");
    }
}
