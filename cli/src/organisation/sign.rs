//! `cuecard sign`: an author stands by packs.

use std::path::PathBuf;

use cuecard::approval::{AUTHORS, pack_at, pack_path};
use cuecard::content::ContentFile;
use cuecard::pack::author::{self, Checked, Diagnostic};

use super::Place;
use super::amend::amend;
use crate::folder::{self, of_path};
use crate::key::KeyOption;

/// What to sign.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder with adapters, bindings, roles and packs
    content: PathBuf,
    /// A pack to sign; once for each
    #[arg(long, value_name = "NAME", required_unless_present = "all")]
    pack: Vec<String>,
    /// Sign all packs of the folder
    #[arg(long, conflicts_with = "pack")]
    all: bool,
    /// Take these packs back, instead of signing them
    #[arg(long, conflicts_with = "all")]
    withdraw: bool,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Signs packs that compile and pass their own situations.
pub fn run(arguments: &Arguments) -> Result<String, Vec<Diagnostic>> {
    let one = |problem| vec![problem];
    let repository = arguments.place.repository().map_err(one)?;
    let files = if arguments.withdraw { Vec::new() } else { files(arguments)? };
    let key = arguments.key.open().map_err(one)?;
    let mut signed = Vec::new();
    for (path, bytes) in &files {
        signed.push((path.clone(), repository.put(path, bytes).map_err(one)?));
    }
    let packs = packs(&arguments.pack, &files);
    let amended = amend(&repository, AUTHORS, &key, arguments.place.now(), |role| {
        for pack in &packs {
            if arguments.withdraw && !role.targets.contains_key(&pack_path(pack, None)) {
                let what = format!("no pack {pack} is signed");
                return Err(of_path(&arguments.content, &what, "`cuecard status` says which are"));
            }
            role.targets.retain(|path, _| pack_at(path).is_none_or(|(other, _)| other != pack));
        }
        role.targets.extend(signed);
        Ok(())
    });
    let done = if arguments.withdraw { "taken back" } else { "signed" };
    Ok(format!("{} {done}\n{}", packs.join(", "), amended.map_err(one)?.words(AUTHORS)))
}

/// The packs that are meant.
fn packs(named: &[String], files: &[(String, Vec<u8>)]) -> Vec<String> {
    if !named.is_empty() {
        return named.to_vec();
    }
    let packs = files.iter().filter_map(|(path, _)| pack_at(path));
    packs.filter(|(_, language)| language.is_none()).map(|(pack, _)| pack.to_owned()).collect()
}

/// The packs' files, by path: each in the language of its authors, and its translations.
fn files(arguments: &Arguments) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let Checked { file, translations, problems, .. } = folder::open(&arguments.content);
    let Some(file) = file else { return Err(problems) };
    let names: Vec<&str> = file.packs.iter().map(|pack| pack.pack.as_str()).collect();
    if let Some(unknown) = arguments.pack.iter().find(|pack| !names.contains(&pack.as_str())) {
        let mend = format!("there are {}", names.join(", "));
        return Err(vec![of_path(&arguments.content, &format!("it has no pack {unknown}"), &mend)]);
    }
    let is_meant = |pack: &str| arguments.all || arguments.pack.iter().any(|named| named == pack);
    let mut files = Vec::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| is_meant(name)) {
        let first = only(&file, at);
        let mut add = |language, words: &ContentFile| {
            let json = author::translation_to_json(words, &first);
            let wrong =
                |error| vec![of_path(&arguments.content, &format!("{error}"), "tell the makers of Cuecard")];
            files.push((pack_path(name, language), json.map_err(wrong)?));
            Ok::<(), Vec<Diagnostic>>(())
        };
        add(None, &first)?;
        for (language, words) in &translations {
            add(Some(language), &only(words, at))?;
        }
    }
    Ok(files)
}

/// A file of one pack only: systems and roles come with the policy.
fn only(file: &ContentFile, pack: usize) -> ContentFile {
    ContentFile { packs: file.packs.get(pack).cloned().into_iter().collect(), ..ContentFile::default() }
}
