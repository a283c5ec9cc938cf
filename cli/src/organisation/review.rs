//! `cuecard review`: somebody who has not written a nudge says that it means what it did.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cuecard::approval::{Mended, REVIEWERS, Review, review_path};
use cuecard::content::{Content, ContentFile};
use cuecard::hash::short_hex;
use cuecard::pack::author::{Diagnostic, Revision, State, Weight, revisions};

use super::amend::named;
use super::repository::Repository;
use super::{Place, statement};
use crate::diff::{state, told};
use crate::folder::{self, of_path};
use crate::key::KeyOption;

/// Times that one nudge may be mended before a manager reads it again.
const MOST_KEPT: usize = 20;

/// What to compare.
#[derive(clap::Args)]
pub struct Arguments {
    /// The content folder as it was co-signed
    old: PathBuf,
    /// The content folder as it is signed now
    new: PathBuf,
    /// The nudge; one at a time
    nudge: String,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Compares and signs.
pub fn run(arguments: &Arguments) -> Result<String, Vec<Diagnostic>> {
    let Arguments { nudge, place, .. } = arguments;
    let (old, new) = (folder::open(&arguments.old), folder::open(&arguments.new));
    let (Some(before), Some(after)) = (state(&old), state(&new)) else {
        return Err(old.problems.into_iter().chain(new.problems).collect());
    };
    let revision = revisions(before, after).remove(nudge);
    let revision =
        revision.ok_or_else(|| refused(nudge, "it did not change", "there is nothing to review"))?;
    print!("{}", told(nudge, &revision));
    if !matches!(revision, Revision::Changed(_)) || revision.weight() != Weight::Editorial {
        let mend = "a manager reads it and co-signs it again: `cuecard cosign`";
        return Err(refused(nudge, "this is a new version", mend));
    }
    let hashes = (Hashes::of(before, nudge).map_err(one)?, Hashes::of(after, nudge).map_err(one)?);
    sign(arguments, &place.repository().map_err(one)?, hashes).map_err(one)
}

fn sign(
    arguments: &Arguments,
    repository: &Repository,
    (was, is): (Hashes, Hashes),
) -> Result<String, Diagnostic> {
    let Arguments { nudge, place, key, .. } = arguments;
    let key = key.open()?;
    let (keys, _) = repository.signers(REVIEWERS)?;
    let by = named(&keys, REVIEWERS, &key)?.name.clone();
    let path = review_path(nudge);
    let earlier = statement::stated(repository, REVIEWERS, &path)?;
    let earlier = earlier.and_then(|bytes| Review::read(&bytes, nudge)).unwrap_or_default();
    let statements = [(path, review(nudge, &earlier, &was, is, &by))];
    let amended = statement::state(repository, REVIEWERS, &key, place.now(), &statements)?;
    Ok(format!("{nudge} means what it did, says {by}\n{}", amended.words(REVIEWERS)))
}

/// What a reviewer says who has seen both states; it goes on from what was said earlier of the old one.
fn review(nudge: &str, earlier: &Review, was: &Hashes, is: Hashes, by: &str) -> Review {
    let first = Mended { sha256: earlier.sha256.clone(), keeps: earlier.keeps.clone() };
    let keeps = kept(&[Some(&first)], &was.first, &is.first);
    let translations = is.translations.into_iter().filter_map(|(language, now)| {
        let before = was.translations.get(&language).unwrap_or(&was.first);
        let known = [earlier.translations.get(&language), (*before == was.first).then_some(&first)];
        let keeps = kept(&known, before, &now);
        (!keeps.is_empty()).then_some((language, Mended { sha256: now, keeps }))
    });
    Review { translations: translations.collect(), ..Review::new(nudge, is.first, keeps, by) }
}

/// What `is` means as well: what was said already of `was`, and that.
fn kept(known: &[Option<&Mended>], was: &str, is: &str) -> Vec<String> {
    let earlier = known.iter().flatten().find(|mended| mended.sha256 == was);
    let mut keeps = earlier.map(|mended| mended.keeps.clone()).unwrap_or_default();
    if was != is {
        keeps.push(was.to_owned());
    }
    let excess = keeps.len().saturating_sub(MOST_KEPT);
    keeps.drain(..excess);
    keeps
}

/// The hashes that a manager signs.
struct Hashes {
    /// In the language of its authors.
    first: String,
    /// In other languages, where it says something else there.
    translations: BTreeMap<String, String>,
}

impl Hashes {
    fn of(state: State<'_>, nudge: &str) -> Result<Self, Diagnostic> {
        let first = sha256(state.file, nudge)?;
        let mut translations = BTreeMap::new();
        for (language, file) in state.translations {
            translations.insert(language.clone(), sha256(file, nudge)?);
        }
        translations.retain(|_, hash| *hash != first);
        Ok(Self { first, translations })
    }
}

fn sha256(file: &ContentFile, nudge: &str) -> Result<String, Diagnostic> {
    let broken = |what: String| of_path(Path::new(nudge), &what, "tell the makers of Cuecard");
    let text = file.write().map_err(|error| broken(error.to_string()))?;
    let listed = Content::open(text)
        .and_then(|content| content.listed())
        .map_err(|error| broken(error.to_string()))?;
    let found = listed.into_iter().find(|listed| listed.nudge.nudge == nudge);
    found.map(|listed| short_hex(&listed.sha256, 32)).ok_or_else(|| broken("it is gone".to_owned()))
}

fn refused(nudge: &str, what: &str, mend: &str) -> Vec<Diagnostic> {
    vec![of_path(Path::new(nudge), what, mend)]
}

fn one(problem: Diagnostic) -> Vec<Diagnostic> {
    vec![problem]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(first: &str, german: Option<&str>) -> Hashes {
        let translations = german.map(|hash| ("de".to_owned(), hash.to_owned()));
        Hashes { first: first.into(), translations: translations.into_iter().collect() }
    }

    /// What is said in the end of both, after each state was reviewed against the one before it.
    fn said(states: &[(&str, Option<&str>)]) -> (Vec<String>, Option<Mended>) {
        let mut earlier = Review::default();
        for two in states.windows(2) {
            let [was, is] = [two[0], two[1]].map(|(first, german)| hashes(first, german));
            earlier = review("a", &earlier, &was, is, "Rosa");
        }
        (earlier.keeps, earlier.translations.get("de").cloned())
    }

    #[test]
    fn a_review_goes_on_from_the_one_before_it_in_each_language() {
        let german = |now: &str, before: &[&str]| {
            Some(Mended { sha256: now.into(), keeps: before.iter().map(|it| (*it).into()).collect() })
        };
        let keeps = |before: &[&str]| before.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let cases: [(&[_], _, _); 6] = [
            (&[("1", Some("a")), ("2", Some("a"))], keeps(&["1"]), None),
            (&[("1", Some("a")), ("1", Some("b"))], keeps(&[]), german("b", &["a"])),
            (
                &[("1", Some("a")), ("2", Some("b")), ("2", Some("c")), ("3", Some("c"))],
                keeps(&["1", "2"]),
                german("c", &["a", "b"]),
            ),
            // A translation that is new goes on from the words of the authors, as far as these were kept.
            (&[("1", None), ("1", Some("a"))], keeps(&[]), german("a", &["1"])),
            (&[("1", None), ("2", None), ("2", Some("a"))], keeps(&["1"]), german("a", &["1", "2"])),
            (&[("1", Some("a")), ("1", Some("b")), ("1", None)], keeps(&[]), None),
        ];
        for (states, first, translated) in cases {
            assert_eq!(said(states), (first, translated), "{states:?}");
        }
        // What was said of another state is not gone on from.
        let earlier =
            review("a", &Review::default(), &hashes("1", Some("a")), hashes("2", Some("b")), "Rosa");
        let other = review("a", &earlier, &hashes("3", Some("c")), hashes("4", Some("d")), "Rosa");
        assert_eq!(
            (other.keeps, other.translations.get("de").cloned()),
            (keeps(&["3"]), german("d", &["c"]))
        );
        let many: Vec<String> = (0..=MOST_KEPT + 1).map(|number| number.to_string()).collect();
        let states: Vec<(&str, Option<&str>)> = many.iter().map(|first| (first.as_str(), None)).collect();
        assert_eq!(said(&states).0, many[1..=MOST_KEPT]);
    }
}
