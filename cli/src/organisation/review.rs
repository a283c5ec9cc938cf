//! `cuecard review`: somebody who has not written a nudge says that it means what it did.

use std::path::{Path, PathBuf};

use cuecard::approval::{REVIEWERS, Review, review_path};
use cuecard::content::{Content, ContentFile};
use cuecard::hash::short_hex;
use cuecard::pack::author::{Diagnostic, Revision, Weight, revisions};

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
    let hashes = (sha256(before.file, nudge).map_err(one)?, sha256(after.file, nudge).map_err(one)?);
    sign(arguments, &place.repository().map_err(one)?, hashes).map_err(one)
}

fn sign(
    arguments: &Arguments,
    repository: &Repository,
    (was, is): (String, String),
) -> Result<String, Diagnostic> {
    let Arguments { nudge, place, key, .. } = arguments;
    let key = key.open()?;
    let (keys, _) = repository.signers(REVIEWERS)?;
    let by = named(&keys, REVIEWERS, &key)?.name.clone();
    let path = review_path(nudge);
    // An earlier review that this one goes on from.
    let earlier = statement::stated(repository, REVIEWERS, &path)?;
    let earlier = earlier.and_then(|bytes| Review::read(&bytes, nudge)).filter(|review| review.sha256 == was);
    let mut keeps = earlier.map(|review| review.keeps).unwrap_or_default();
    keeps.push(was);
    keeps.dedup();
    let excess = keeps.len().saturating_sub(MOST_KEPT);
    keeps.drain(..excess);
    let statements = [(path, Review::new(nudge, is, keeps, &by))];
    let amended = statement::state(repository, REVIEWERS, &key, place.now(), &statements)?;
    Ok(format!("{nudge} means what it did, says {by}\n{}", amended.words(REVIEWERS)))
}

/// The hash that a manager signs.
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
