//! `cuecard policy consent`: the second key, such as the works council's, agrees that more may leave.

use std::io::{self, Write};
use std::path::Path;

use cuecard::approval::ORGANISATION;
use cuecard::hash::digest;
use cuecard::pack::author::Diagnostic;
use cuecard::policy::{CONSENT_PATH, Consent, DATA_PATH, Data, NOTICE_DAYS, WORKS_COUNCIL, widenings};
use cuecard::time::Day;

use super::{history, told};
use crate::folder::of_path;
use crate::key::KeyOption;
use crate::moment::{day_of, parse_day};
use crate::organisation::Place;
use crate::organisation::amend::{amend, named};
use crate::organisation::repository::Repository;
use crate::organisation::statement::{state, stated};

/// To what to agree.
#[derive(clap::Args)]
pub struct Arguments {
    /// The day from which on it holds [default: as before, or in 14 days]
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    from: Option<Day>,
    /// Take the consent back, instead
    ///
    /// For browsers in which it holds already it goes on: then the
    /// organisation has to sign less.
    #[arg(long, conflicts_with = "from")]
    withdraw: bool,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Shows what is wider, and signs that it may be.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let repository = arguments.place.repository()?;
    let now = arguments.place.now();
    if arguments.withdraw {
        return withdraw(arguments, &repository);
    }
    let (data, bytes) = data(&repository)?;
    let today = day_of(now);
    let sha256 = digest(&[&bytes]);
    let earlier = earlier(&repository, &sha256, arguments.from)?;
    let earliest = today.plus(NOTICE_DAYS);
    let from = arguments.from.unwrap_or(earliest);
    if earlier.is_none() && from < earliest {
        let mend = format!("give {earliest} or a later day, or leave it out");
        return Err(of_path(Path::new("--from"), "people have less than 14 days' notice of it", &mend));
    }
    let former = history::remembered(&repository, today)?.in_force.unwrap_or_default();
    let wider = widenings(&former, &data);
    let mut lines = vec!["to leave a browser:".to_owned()];
    lines.extend(told::indented(&told::data(&data)));
    lines.push(if wider.is_empty() {
        "nothing of it is wider than what holds for those who are there; who joins needs it".to_owned()
    } else {
        "of it, this is wider than what holds:".to_owned()
    });
    lines.extend(told::wider(&wider));
    // Read before the passphrase is asked for.
    let _ = writeln!(io::stdout(), "{}", lines.join("\n"));
    let key = arguments.key.open()?;
    let (keys, _) = repository.signers(WORKS_COUNCIL)?;
    let by = named(&keys, WORKS_COUNCIL, &key)?.name.clone();
    let (own, _) = repository.signers(ORGANISATION)?;
    if named(&own, ORGANISATION, &key).is_ok() {
        let mend = "whoever agrees needs a key that is not the organisation's: `cuecard key new`";
        return Err(of_path(Path::new("--key"), "this is the organisation's own key, too", mend));
    }
    let consent = earlier.unwrap_or_else(|| Consent::new(&sha256, today, from, &by));
    consent.check().map_err(|flaw| of_path(Path::new(&flaw.place), &flaw.what, &flaw.mend))?;
    let from = consent.from;
    let amended = state(&repository, WORKS_COUNCIL, &key, now, &[(CONSENT_PATH.to_owned(), consent)])?;
    Ok(format!(
        "{by} agrees: from {from} on, and 14 days after each browser first saw it\n{}",
        amended.words(WORKS_COUNCIL)
    ))
}

/// What was agreed to already, for the same statement and day: somebody else of the council signs the same,
/// or it is signed again before it ends.
fn earlier(
    repository: &Repository,
    sha256: &[u8; 32],
    from: Option<Day>,
) -> Result<Option<Consent>, Diagnostic> {
    let bytes = stated(repository, WORKS_COUNCIL, CONSENT_PATH)?;
    let consent = bytes.and_then(|bytes| Consent::read(&bytes).ok());
    Ok(consent.filter(|consent| consent.is_for(sha256) && from.is_none_or(|from| from == consent.from)))
}

/// The newest statement, published or not.
fn data(repository: &Repository) -> Result<(Data, Vec<u8>), Diagnostic> {
    let wrong = |what: &str, mend: &str| of_path(Path::new(DATA_PATH), what, mend);
    let bytes = stated(repository, ORGANISATION, DATA_PATH)?.ok_or_else(|| {
        wrong("the organisation has said nothing of data", "first: `cuecard policy sign FILE`")
    })?;
    let data =
        Data::read(&bytes).map_err(|flaw| wrong(&flaw.what, "sign it again: `cuecard policy sign FILE`"))?;
    if !data.tells() {
        return Err(wrong("nothing is to leave a browser", "there is nothing to agree to"));
    }
    Ok((data, bytes))
}

fn withdraw(arguments: &Arguments, repository: &Repository) -> Result<String, Diagnostic> {
    let key = arguments.key.open()?;
    let amended = amend(repository, WORKS_COUNCIL, &key, arguments.place.now(), |role| {
        let gone = role.targets.remove(CONSENT_PATH).map(|_| ());
        let mend = "`cuecard status` says what is agreed to";
        gone.ok_or_else(|| of_path(Path::new(CONSENT_PATH), "nobody has agreed to anything", mend))
    })?;
    Ok(format!("the consent is taken back\n{}", amended.words(WORKS_COUNCIL)))
}
