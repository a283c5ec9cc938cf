//! How the people of a locale write dates and numbers.

use super::conventions::{Conventions, DateOrder};

/// Locales with their order of numeric dates and decimal mark (Unicode CLDR 46: `yMd` and the
/// decimal symbol of each). A language alone stands for its home. What is not here is not guessed.
const LOCALES: [(&str, DateOrder, char); 20] = [
    ("en-us", DateOrder::MonthDay, '.'),
    ("en-gb", DateOrder::DayMonth, '.'),
    // Jira's own name for British English.
    ("en-uk", DateOrder::DayMonth, '.'),
    ("en-au", DateOrder::DayMonth, '.'),
    ("en-nz", DateOrder::DayMonth, '.'),
    ("en-ie", DateOrder::DayMonth, '.'),
    ("en-in", DateOrder::DayMonth, '.'),
    ("de-ch", DateOrder::DayMonth, '.'),
    ("de-at", DateOrder::DayMonth, ','),
    ("de", DateOrder::DayMonth, ','),
    ("fr", DateOrder::DayMonth, ','),
    ("es", DateOrder::DayMonth, ','),
    ("it", DateOrder::DayMonth, ','),
    ("nl", DateOrder::DayMonth, ','),
    ("pt", DateOrder::DayMonth, ','),
    ("pl", DateOrder::DayMonth, ','),
    ("fi", DateOrder::DayMonth, ','),
    ("da-dk", DateOrder::DayMonth, ','),
    ("nb-no", DateOrder::DayMonth, ','),
    ("cs-cz", DateOrder::DayMonth, ','),
];

/// The conventions of a locale such as `en-GB` or `de_DE`; nothing is known of others.
pub fn conventions(locale: &str) -> Conventions {
    let locale = locale.trim().to_ascii_lowercase().replace('_', "-");
    // `de-de` is `de`.
    let locale = match locale.split_once('-') {
        Some((language, region)) if language == region => language,
        _ => &locale,
    };
    match LOCALES.iter().find(|(name, ..)| *name == locale) {
        Some((_, order, mark)) => Conventions { date_order: Some(*order), decimal_mark: Some(*mark) },
        None => Conventions::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_locales_and_others() {
        let cases = [
            ("en-US", Some(DateOrder::MonthDay), Some('.')),
            ("en_GB", Some(DateOrder::DayMonth), Some('.')),
            ("de_DE", Some(DateOrder::DayMonth), Some(',')),
            ("de-CH", Some(DateOrder::DayMonth), Some('.')),
            ("fr", Some(DateOrder::DayMonth), Some(',')),
            ("en", None, None),
            ("fr-CA", None, None),
            ("ja-JP", None, None),
            ("", None, None),
        ];
        for (locale, date_order, decimal_mark) in cases {
            assert_eq!(conventions(locale), Conventions { date_order, decimal_mark }, "{locale}");
        }
    }
}
