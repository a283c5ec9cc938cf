//! All files of a folder, brought together: vocabulary first, then what is written in it.

use std::collections::{BTreeMap, BTreeSet};

use super::nudge::{self, Beside};
use super::pack::{self, Described, Titles};
use super::source::{Desk, Place, Reader, Sibling};
use super::vocabulary::Vocabulary;
use super::{adapter, binding, checks, lesson, role, text, translate};
use crate::content::ContentFile;
use crate::pack::{Pack, Written};

/// The files of a folder, opened.
pub type Desks<'a> = [(Place<'a>, Desk<'a>)];

/// What a folder holds.
pub struct Assembled {
    /// In the words that it was first written in.
    pub file: ContentFile,
    /// Whole in other languages.
    pub translations: Vec<(String, ContentFile)>,
}

/// Everything that the files hold; what is wrong is noted on their desks.
pub fn assemble(desks: &Desks<'_>) -> Assembled {
    let mut file = ContentFile::default();
    let mut words = Vocabulary::default();
    let mut titles = TitlesOf::default();
    for (place, desk) in desks {
        match place {
            Place::Role(name) => {
                words.add_role(name);
                if let Some((role, others)) = role::compile(desk, name) {
                    titles.roles.insert(role.role.clone(), others);
                    file.roles.push(role);
                }
            }
            Place::Adapter(name) => file.adapters.extend(adapter::compile(desk, name, &mut words)),
            _ => {}
        }
    }
    let mut packs: BTreeMap<&str, Pack> = BTreeMap::new();
    let mut languages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (place, desk) in desks {
        match place {
            Place::Bindings => file.bindings.extend(binding::compile(desk, &words)),
            Place::Pack(name) => {
                if let Some(Described { pack, titles: others, languages: its }) = pack::compile(desk, name) {
                    titles.packs.insert(pack.pack.clone(), others);
                    packs.insert(name, pack);
                    languages.insert(name, its);
                }
            }
            _ => {}
        }
    }
    let mut beside = besides(desks, &languages);
    let mut seen = pack::Seen::of(desks);
    for (place, desk) in desks {
        let Place::Nudge { pack, name } = place else { continue };
        let others = packs.get(pack).map(|pack| pack.nudges.as_slice()).unwrap_or_default();
        let beside = beside.remove(&(*pack, *name)).unwrap_or_default();
        let nudge = nudge::compile(desk, name, &words, others, beside);
        seen.check(desk, name, pack, packs.get(pack));
        if let (Some(pack), Some(nudge)) = (packs.get_mut(pack), nudge) {
            pack.nudges.push(nudge);
        }
    }
    tell_lonely(desks, &languages);
    for (place, desk) in desks {
        if let Place::Text(sibling, reader) = place
            && sibling.language.is_none()
            && let Some(of) = packs.get_mut(sibling.pack).and_then(|pack| written(pack, sibling.name))
        {
            let text = text::compile(desk, of, *reader).map(|told| told.text);
            of.aid.texts.extend(text);
        }
    }
    file.packs = packs.into_values().collect();
    let all: BTreeSet<String> = languages.into_values().flatten().collect();
    let translations = all.into_iter().map(|language| {
        let translated = translate::translate(&file, desks, &titles, &language);
        (language, translated)
    });
    let translations = translations.collect();
    Assembled { file, translations }
}

/// Titles in other languages, by what they are of.
#[derive(Default)]
pub struct TitlesOf {
    /// By role.
    pub roles: BTreeMap<String, Titles>,
    /// By pack.
    pub packs: BTreeMap<String, Titles>,
}

/// The nudge of that name.
pub fn written<'p>(pack: &'p mut Pack, name: &str) -> Option<&'p mut Written> {
    pack.nudges.iter_mut().find(|written| written.nudge.nudge == name)
}

/// Lessons and checks in the packs' own language, and what lacks in the others.
fn besides<'a>(
    desks: &Desks<'a>,
    languages: &BTreeMap<&str, Vec<String>>,
) -> BTreeMap<(&'a str, &'a str), Beside> {
    let mut beside: BTreeMap<(&str, &str), Beside> = BTreeMap::new();
    for (place, desk) in desks {
        if let Place::Lesson(Sibling { pack, name, language: None }) = place {
            beside.entry((pack, name)).or_default().lesson = lesson::compile(desk, name);
        }
    }
    for (place, desk) in desks {
        if let Place::Checks(Sibling { pack, name, language: None }) = place {
            let beside = beside.entry((pack, name)).or_default();
            beside.checks = checks::compile(desk, name, beside.lesson.as_ref());
        }
    }
    let there: BTreeSet<&str> = desks.iter().map(|(_, desk)| desk.path).collect();
    for (place, desk) in desks {
        let (pack, name) = match place {
            Place::Nudge { pack, name } => (*pack, *name),
            Place::Text(sibling, _) | Place::Lesson(sibling) | Place::Checks(sibling)
                if sibling.language.is_none() =>
            {
                (sibling.pack, sibling.name)
            }
            _ => continue,
        };
        for language in languages.get(pack).into_iter().flatten() {
            let Some((stem, ending)) = desk.path.rsplit_once('.') else { continue };
            let wanted = format!("{stem}.{language}.{ending}");
            if !there.contains(wanted.as_str()) {
                let file = wanted.rsplit('/').next().unwrap_or_default().to_owned();
                beside.entry((pack, name)).or_default().missing.push(file);
            }
        }
    }
    beside
}

/// Notes what stands beside nothing, or in a language that its pack does not name.
fn tell_lonely(desks: &Desks<'_>, languages: &BTreeMap<&str, Vec<String>>) {
    let there: BTreeSet<&str> = desks.iter().map(|(_, desk)| desk.path).collect();
    for (place, desk) in desks {
        let (sibling, is_everyone) = match place {
            Place::Text(sibling, reader) => (sibling, *reader == Reader::Everyone),
            Place::Lesson(sibling) | Place::Checks(sibling) => (sibling, false),
            _ => continue,
        };
        let Sibling { pack, name, language } = sibling;
        let nudge = format!("packs/{pack}/nudges/{name}.md");
        if !there.contains(nudge.as_str()) {
            let mend = format!("add {nudge}, or rename this file");
            desk.wrong_file(format!("there is no nudge `{name}` beside it"), mend);
            continue;
        }
        let Some(language) = language else { continue };
        if languages.get(pack).is_some_and(|its| !its.iter().any(|it| it == language)) {
            let mend = format!("add it to `languages` in packs/{pack}/pack.yaml, or rename this file");
            desk.wrong_file(format!("its pack is not translated to `{language}`"), mend);
        }
        let first = desk.path.replacen(&format!(".{language}."), ".", 1);
        if !is_everyone && !there.contains(first.as_str()) {
            desk.wrong_file(
                "there is nothing that it translates",
                format!("add {first}, or remove this file"),
            );
        }
    }
}
