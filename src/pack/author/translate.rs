//! Content in another language: what is translated, and for the rest the words it was first written in.

use super::assemble::{Desks, TitlesOf, written};
use super::source::{Place, Reader, Sibling};
use super::{checks, lesson, text};
use crate::content::ContentFile;
use crate::pack::Text;

/// The whole content in `language`. What decides is the same, so that one ledger goes with all.
pub fn translate(file: &ContentFile, desks: &Desks<'_>, titles: &TitlesOf, language: &str) -> ContentFile {
    let mut file = file.clone();
    for role in &mut file.roles {
        if let Some(title) = titles.roles.get(&role.role).and_then(|titles| titles.get(language)) {
            role.title.clone_from(title);
        }
    }
    for pack in &mut file.packs {
        if let Some(title) = titles.packs.get(&pack.pack).and_then(|titles| titles.get(language)) {
            pack.title.clone_from(title);
        }
    }
    let is_ours = |sibling: &Sibling<'_>| sibling.language == Some(language);
    // A card for everyone takes the place of those for some: better whole in one's own language.
    for (place, desk) in desks {
        let Place::Text(sibling, Reader::Everyone) = place else { continue };
        let Some(of) = of(&mut file, sibling).filter(|_| is_ours(sibling)) else { continue };
        let Some(told) = text::compile(desk, of, Reader::Everyone) else { continue };
        let Text { title, why, body, .. } = told.text;
        of.aid.texts.clear();
        of.aid.flag = told.flag.or(of.aid.flag.take());
        (of.aid.title, of.aid.why, of.aid.body) = (title, why, body);
    }
    for (place, desk) in desks {
        match place {
            Place::Text(sibling, reader) if is_ours(sibling) && *reader != Reader::Everyone => {
                let Some(of) = of(&mut file, sibling) else { continue };
                let text = text::compile(desk, of, *reader).map(|told| told.text);
                of.aid.texts.extend(text);
            }
            Place::Lesson(sibling) if is_ours(sibling) => {
                let Some(of) = of(&mut file, sibling) else { continue };
                let translated = lesson::compile(desk, sibling.name);
                if let (Some(first), Some(translated)) = (&mut of.aid.lesson, translated) {
                    lesson::compare(desk, first, &translated);
                    *first = translated;
                }
            }
            _ => {}
        }
    }
    for (place, desk) in desks {
        let Place::Checks(sibling) = place else { continue };
        let Some(of) = of(&mut file, sibling).filter(|_| is_ours(sibling)) else { continue };
        let translated = checks::compile(desk, sibling.name, of.aid.lesson.as_ref());
        if let (Some(first), Some(translated)) = (&mut of.aid.checks, translated) {
            checks::compare(desk, first, &translated);
            *first = translated;
        }
    }
    file
}

fn of<'f>(file: &'f mut ContentFile, sibling: &Sibling<'_>) -> Option<&'f mut crate::pack::Written> {
    let pack = file.packs.iter_mut().find(|pack| pack.pack == sibling.pack)?;
    written(pack, sibling.name)
}
