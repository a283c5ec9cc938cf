//! What a content folder holds for the preview: each nudge's card as the engine gives it to the
//! extension, and what lint says.

use std::collections::BTreeMap;
use std::path::Path;

use cuecard::content::{Content, ContentFile};
use cuecard::json;
use cuecard::ledger::Arm;
use cuecard::pack::author::{Checked, translation_to_json};
use cuecard::pack::{Aid, Pack, Written};
use cuecard::play::Player;
use cuecard::step::{Message, Speaker};
use cuecard::time::Day;
use serde::Serialize;

use crate::folder;
use crate::report::{Told, told};

/// A Wednesday; a preview has no days.
const TODAY: Day = Day(20_775);
/// The language of the authors, unless content says another: packs do not name it.
const FIRST_LANGUAGE: &str = "en";
/// Who has done it right before.
const PRACTISED: &str = "practised";

/// All that the page shows of a folder.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    /// The languages that it is in, that of the authors first.
    pub languages: Vec<String>,
    /// Its packs.
    pub packs: Vec<PackPart>,
    /// What lint says, as JSON.
    pub problems: serde_json::Value,
    /// Cards, as the extension's pages get them, by nudge and language.
    #[serde(skip)]
    pub cards: BTreeMap<(String, String), String>,
}

/// A pack.
#[derive(Clone, Debug, Serialize)]
pub struct PackPart {
    pack: String,
    title: String,
    nudges: Vec<NudgePart>,
}

/// A nudge, and what can be chosen of it.
#[derive(Clone, Debug, Serialize)]
pub struct NudgePart {
    nudge: String,
    title: String,
    /// Who reads other words than everybody.
    readers: Vec<String>,
    /// The names of its questions.
    variants: Vec<String>,
    has_lesson: bool,
}

/// What a folder holds now. Where it does not compile, what `before` had stays.
pub fn of(source: &Path, before: &State) -> State {
    let Checked { file, translations, problems, .. } = folder::open(source);
    let told: Vec<Told<'_>> = problems.iter().map(told).collect();
    let problems = serde_json::to_value(told).unwrap_or_default();
    let Some(file) = file else { return State { problems, ..before.clone() } };
    let mut state = State { problems, languages: vec![FIRST_LANGUAGE.to_owned()], ..State::default() };
    state.packs = file.packs.iter().map(part).collect();
    cards(&file, &file, FIRST_LANGUAGE, &mut state.cards);
    for (language, words) in &translations {
        state.languages.push(language.clone());
        cards(words, &file, language, &mut state.cards);
    }
    state
}

fn part(pack: &Pack) -> PackPart {
    let nudges = pack.nudges.iter().map(|Written { nudge, aid }| NudgePart {
        nudge: nudge.nudge.clone(),
        title: aid.title.clone(),
        readers: readers(aid),
        variants: variants(aid),
        has_lesson: aid.lesson.is_some(),
    });
    PackPart { pack: pack.pack.clone(), title: pack.title.clone(), nudges: nudges.collect() }
}

fn readers(aid: &Aid) -> Vec<String> {
    let reader = |practised: bool, role: &str| if practised { PRACTISED.to_owned() } else { role.to_owned() };
    aid.texts.iter().map(|text| reader(text.practised, &text.role)).collect()
}

fn variants(aid: &Aid) -> Vec<String> {
    aid.checks.iter().flat_map(|checks| &checks.variants).map(|variant| variant.variant.clone()).collect()
}

/// The cards of all nudges in one language: those that somebody who asks for help gets.
fn cards(
    file: &ContentFile,
    first: &ContentFile,
    language: &str,
    cards: &mut BTreeMap<(String, String), String>,
) {
    let text = translation_to_json(file, first).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(content) = text.and_then(|text| Content::open(text).ok()) else { return };
    for Written { nudge, .. } in file.packs.iter().flat_map(|pack| &pack.nudges) {
        let Some(role) = nudge.roles.first() else { continue };
        let mut player = Player::new(&content, role, TODAY, &nudge.nudge, Arm::Shown);
        let asks = Message::Pull { nudge: nudge.nudge.clone(), tab: 1 };
        let reply = player.says(Speaker::Extension { tab: None }, asks);
        if let Ok(reply) = json::write(&reply) {
            cards.insert((nudge.nudge.clone(), language.to_owned()), reply);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_nudge_has_its_card_in_every_language_and_stays_when_the_folder_breaks() {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let state = of(&shipped, &State::default());
        let nudges: usize = state.packs.iter().map(|pack| pack.nudges.len()).sum();
        assert_eq!(state.languages, ["en", "de"]);
        assert_eq!(state.cards.len(), 2 * nudges);
        let card = |language: &str| {
            let reply = &state.cards[&("slipping-close-date".to_owned(), language.to_owned())];
            serde_json::from_str::<serde_json::Value>(reply).unwrap()["card"].clone()
        };
        assert_eq!(card("en")["title"], "Date the buyer's next act");
        assert_ne!(card("de")["title"], card("en")["title"]);
        assert!(card("en")["lesson"]["sections"].is_array() && card("en")["checks"]["variants"].is_array());
        let broken = of(Path::new("no such folder"), &state);
        assert_eq!(broken.cards.len(), state.cards.len());
        assert!(broken.problems[0]["what"].as_str().unwrap().contains("no such folder"));
    }
}
