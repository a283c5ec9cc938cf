//! Other words for other readers and in other languages, and checks whose figures vary.

use super::*;
use crate::pack::Text;

const PLACE: &str = "packs/opportunity-management/nudges/slipping-close-date";
const CARD: &str = "---\ntext_of: slipping-close-date\ntitle: Den nächsten Schritt datieren\nwhy: Das Datum wurde verschoben.\n---\n1. Fragen.\n2. Datieren.\n3. Senken.\n\n*Fertig, wenn* der Schritt da steht.\n";

/// The shipped content with its pack in German too, and these files beside its nudges.
fn german(files: &[(&str, &str)]) -> Vec<Source> {
    let mut sources = with_file(PACK, text(&shipped(), PACK).into_bytes());
    let pack = sources.iter_mut().find(|source| source.path == PACK).unwrap();
    let titled = String::from_utf8(pack.bytes.clone()).unwrap();
    let is_title = |line: &&str| !line.starts_with("titles");
    let untitled = titled.lines().filter(is_title).collect::<Vec<_>>().join("\n");
    pack.bytes = format!("{untitled}\nlanguages: [de]\ntitles: {{ de: Chancen }}\n").into_bytes();
    sources.retain(|source| !files.iter().any(|(path, _)| source.path == *path));
    for (path, text) in files {
        sources.push(Source { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() });
    }
    sources
}

fn slipping(file: &crate::content::ContentFile) -> &Written {
    let mut written = file.packs.iter().flat_map(|pack| &pack.nudges);
    written.find(|written| written.nudge.nudge == "slipping-close-date").unwrap()
}

#[test]
fn a_translation_is_the_same_content_in_other_words() {
    let path = format!("{PLACE}.de.md");
    let Checked { file, translations, problems, .. } = check(&german(&[(&path, CARD)]));
    let (file, [(language, german)]) = (file.unwrap(), translations.as_slice()) else {
        panic!("{problems:#?}")
    };
    assert_eq!(language, "de");
    let (first, translated) = (slipping(&file), slipping(german));
    assert_eq!(first.nudge, translated.nudge, "what decides is the same");
    assert_eq!(translated.aid.title, "Den nächsten Schritt datieren");
    assert_eq!(translated.aid.lesson, first.aid.lesson, "what is not translated stays");
    let title = |file: &crate::content::ContentFile| {
        file.packs.iter().find(|pack| pack.pack == "opportunity-management").unwrap().title.clone()
    };
    assert_eq!((title(&file).as_str(), title(german).as_str()), ("Opportunity management", "Chancen"));
    let opened = |of: &crate::content::ContentFile| {
        let json = super::super::translation_to_json(of, &file).unwrap();
        Content::open(String::from_utf8(json).unwrap()).unwrap()
    };
    let hash = |content: Content| content.nudge("slipping-close-date").unwrap().content.clone();
    assert_eq!(hash(opened(&file)), hash(opened(german)), "it is judged as one nudge");
    assert_eq!(opened(german).title("slipping-close-date"), "Den nächsten Schritt datieren");
    let missing: Vec<&str> = problems.iter().map(|problem| problem.rule).collect();
    assert!(!missing.is_empty() && missing.iter().all(|rule| *rule == "translated"), "{problems:#?}");
    let told = problems.iter().find(|problem| problem.file == OTHER_NUDGE).unwrap();
    assert!(told.mend.contains("slipping-close-date.lesson.de.md"), "{told}");
    assert!(!told.mend.contains("slipping-close-date.de.md"), "{told}");
}

#[test]
fn a_flagged_field_has_its_name_in_every_language() {
    let Checked { file, translations, .. } = check(&shipped());
    let flag = |file: &crate::content::ContentFile| {
        let mut all = file.packs.iter().flat_map(|pack| &pack.nudges);
        all.find(|written| written.nudge.nudge == "loss-reason-missing").unwrap().aid.flag.clone()
    };
    assert_eq!(flag(&file.unwrap()).as_deref(), Some("loss_reason"));
    assert_eq!(flag(&translations[0].1).as_deref(), Some("Verlustgrund"));
}

#[test]
fn readers_have_texts_of_their_own() {
    let role = format!("{PLACE}.for-account-executive.md");
    let practised = format!("{PLACE}.practised.md");
    let file = check(&german(&[(&role, CARD), (&practised, CARD)])).file.unwrap();
    let readers = |Text { role, practised, .. }: &Text| (role.clone(), *practised);
    let found: Vec<_> = slipping(&file).aid.texts.iter().map(readers).collect();
    assert_eq!(found, [("account-executive".to_owned(), false), (String::new(), true)]);
}

#[test]
fn wrong_texts_are_shown_where_they_are() {
    let card = |from: &str, to: &str| {
        assert!(CARD.contains(from), "{from}");
        CARD.replacen(from, to, 1)
    };
    let long = format!("{}\n\n*Fertig, wenn* es da steht.\n", "Wort ".repeat(600));
    let cases = [
        (".de.md", card("text_of: slipping", "text_of: sliping"), 2, "is not the name of its file"),
        (".de.md", card("title: ", "titel: "), 3, "`titel` is no key of a text"),
        (".de.md", card("3. Senken.\n", ""), 3, "has 3 steps, and this text 2"),
        (".de.md", card("*Fertig, wenn* der", "Dann ist der"), 10, "does not end with what shows"),
        (".de.md", card("1. Fragen.", &long), 3, "takes about"),
        (".de.md", card("why: ", "flag: Schritt\nwhy: "), 4, "only a translation of a card that flags"),
        (".fr.md", CARD.to_owned(), 0, "its pack is not translated to `fr`"),
        (".for-product-manager.md", CARD.to_owned(), 0, "is not for the role `product-manager`"),
        (".practised.de.md", CARD.to_owned(), 0, "there is nothing that it translates"),
        (".lessons.md", CARD.to_owned(), 0, "does not say what it is"),
        (".lesson.de.md", CARD.to_owned(), 2, "`text_of` is no key of a lesson"),
    ];
    for (ending, text, line, what) in cases {
        let path = format!("{PLACE}{ending}");
        let problems = check(&german(&[(&path, &text)])).problems;
        let fits = |problem: &&Diagnostic| problem.file == path && problem.what.contains(what);
        let found = problems.iter().find(fits).unwrap_or_else(|| panic!("{ending} {what}: {problems:#?}"));
        assert_eq!(found.line, line, "{found}");
    }
    let path = "packs/opportunity-management/nudges/nobody.de.md";
    let problems = check(&german(&[(path, CARD)])).problems;
    assert!(problems.iter().any(|problem| problem.what.contains("no nudge `nobody`")), "{problems:#?}");
}

#[test]
fn a_translated_check_asks_the_same() {
    let checks = text(&shipped(), CHECKS);
    let path = format!("{PLACE}.checks.de.yaml");
    let name = checks.lines().find_map(|line| line.trim().strip_prefix("- variant: ")).unwrap().to_owned();
    let renamed = checks.replacen(&name, "something-else", 1);
    for (text, is_fine) in [(checks, true), (renamed, false)] {
        let problems = check(&german(&[(&path, &text)])).problems;
        let told =
            problems.iter().any(|problem| problem.file == path && problem.what.contains("not the same"));
        assert_eq!(told, !is_fine, "{problems:#?}");
    }
}

#[test]
fn one_variant_with_figures_is_many() {
    let checks = text(&shipped(), CHECKS);
    let with = |with: &str, ask: &str| {
        let variant = format!(
            "\n  - variant: figures\n    with: {with}\n    ask: {ask}\n    choose:\n      - {{ right: A day, because: A day. }}\n      - {{ wrong: Soon, mistake: judgement, because: No day. }}\n"
        );
        check(&with_file(CHECKS, format!("{}{variant}", checks.trim_end()).into_bytes()))
    };
    let Checked { file, problems, .. } = with("[ { days: 3 }, { days: 9 } ]", "They need {days} days. When?");
    let file = file.unwrap_or_else(|| panic!("{problems:#?}"));
    let variants = &slipping(&file).aid.checks.as_ref().unwrap().variants;
    let asked: Vec<_> = variants.iter().filter(|variant| variant.variant.starts_with("figures")).collect();
    let asked: Vec<_> = asked.iter().map(|each| (each.variant.as_str(), each.ask.as_str())).collect();
    assert_eq!(asked, [("figures-1", "They need 3 days. When?"), ("figures-2", "They need 9 days. When?")]);
    let cases = [
        ("[ { days: 3 } ]", "They need {day} days. When?", "`day` is no figure"),
        ("[ { days: 3, weeks: 2 } ]", "They need {days} days. When?", "`weeks` stands nowhere"),
        ("[ { days: 3 } ]", "They need {days days. When?", "is not closed"),
        ("[]", "They need {days} days. When?", "this list is empty"),
    ];
    for (figures, ask, what) in cases {
        let problems = with(figures, ask).problems;
        assert!(problems.iter().any(|problem| problem.what.contains(what)), "{what}: {problems:#?}");
    }
}
