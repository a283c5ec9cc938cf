//! `cuecard org new`: keys, root and an empty repository in one go.

use std::path::PathBuf;

use cuecard::approval::{AUTHORS, ORGANISATION, VERDICTS};
use cuecard::hash::{digest, short_hex};
use cuecard::pack::author::Diagnostic;

use super::enrol::{AUTHORS_PATHS, VERDICTS_PATHS};
use super::repository::Repository;
use super::{amend, publish, root};
use crate::folder::of_path;
use crate::key::{create, new_passphrase, open_with};
use crate::moment;

/// The keys of an organisation, by what they are for.
const KEYS: [&str; 5] = ["root", "organisation", "authors", "verdicts", "online"];

/// Where to make it.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder to make
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What people call the organisation
    #[arg(long, value_name = "NAME")]
    name: String,
    /// As of this time, such as 2030-12-31T00:00:00Z [default: now]
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    now: Option<i64>,
}

/// Makes it.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let folder = &arguments.folder;
    if folder.exists() {
        return Err(of_path(folder, "this is there already", "name a folder that is not"));
    }
    let now = arguments.now.unwrap_or_else(moment::now);
    let keys = folder.join("keys");
    let passphrase = new_passphrase(&keys)?;
    let mut enrolments = Vec::new();
    for name in KEYS {
        let who = format!("{}: {name}", arguments.name);
        enrolments.push(create(&keys.join(name), &who, |_| Ok(passphrase.clone()))?);
    }
    let open = |name: &str| open_with(&keys.join(format!("{name}.key.pem")), &passphrase);
    let [root_key, organisation, authors, verdicts, online] = enrolments.as_slice() else {
        return Err(of_path(&keys, "a key is missing", "tell the makers of Cuecard"));
    };
    let public = |enrolment: &crate::key::Enrolment| vec![enrolment.key().clone()];
    let repository = Repository::at(folder);
    let mut draft = root::first(&public(root_key), 1, &public(organisation), &public(online), now)?;
    root::add(&repository, &mut draft, &open("root")?)?;
    root::save(&repository, &draft)?;
    amend::amend(&repository, ORGANISATION, &open("organisation")?, now, |top| {
        top.delegate(AUTHORS, &AUTHORS_PATHS, &public(authors), 1);
        top.delegate(VERDICTS, &VERDICTS_PATHS, &public(verdicts), 1);
        Ok(())
    })?;
    repository.write(AUTHORS, 1, authors.first_file())?;
    repository.write(VERDICTS, 1, verdicts.first_file())?;
    publish::publish(&repository, &open("online")?, now, publish::Life::STATIC)?;
    let pin = std::fs::read(repository.pin()).unwrap_or_default();
    Ok(format!(
        "{}: ready to publish\n\
         - keys/ holds five keys, all with your passphrase. Put root.key.pem away, off this\n  \
         computer, and give authors.key.pem to who writes packs.\n\
         - root.json goes to every browser, with your policy. Its SHA-256:\n  {}\n\
         - repository/ is what to serve. Next: `cuecard org enrol team-NAME FILE --key\n  \
         keys/organisation.key.pem` for each team, then `cuecard sign`, `pilot`, `cosign`.",
        folder.display(),
        short_hex(&digest(&[&pin]), 32),
    ))
}
