//! What a publication changes, for the log.

use super::log::{Publication, PublishedRole};
use super::reading::{View, delegated, role_file};
use super::trouble::Trouble;
use cuecard::approval::ORGANISATION;
use cuecard::time::moment_text;
use cuecard::trust::sign::{Root, Signed, TargetFile, Targets};
use std::collections::BTreeMap;

/// What the log will say of these roots and roles, signed as the newest root wants it.
pub(super) fn told(
    former: &View<'_>,
    view: &View<'_>,
    snapshot: u64,
    now: i64,
    (root, roots): (&Root, &BTreeMap<u64, Vec<u8>>),
    roles: &BTreeMap<String, (u64, Vec<u8>)>,
) -> Result<Publication, Trouble> {
    let mut publication = Publication {
        snapshot,
        at: moment_text(now),
        roles: Vec::new(),
        added: Vec::new(),
        changed: Vec::new(),
        removed: Vec::new(),
    };
    for version in roots.keys() {
        if let Some(file) = view.signed::<Root>(&role_file("root", *version))? {
            let keys = file.signed.keys_of("root");
            publication.roles.push(PublishedRole::of("root", *version, &file, &keys));
        }
    }
    let (tops, before) = (announced(view)?, announced(former)?);
    let empty = || Targets::new(1, now);
    let top = tops
        .get(ORGANISATION)
        .map_or_else(|| Ok(empty()), |it| view.role(ORGANISATION, *it).map(|it| it.signed))?;
    let old_top = before
        .get(ORGANISATION)
        .map_or_else(|| Ok(empty()), |it| former.role(ORGANISATION, *it).map(|it| it.signed))?;
    let gone: Vec<&str> =
        delegated(&old_top).filter(|role| !delegated(&top).any(|known| known == *role)).collect();
    let files =
        |view: &View<'_>, role: &str, version: Option<&u64>| -> Result<Option<Signed<Targets>>, Trouble> {
            version.map(|version| view.role(role, *version)).transpose()
        };
    for role in roles.keys().map(String::as_str).chain(gone.iter().copied()) {
        let old = files(former, role, before.get(role))?.map(|file| file.signed.targets).unwrap_or_default();
        let new = if gone.contains(&role) { None } else { files(view, role, tops.get(role))? };
        if let Some((file, (version, _))) = new.as_ref().zip(roles.get(role)) {
            let keys = if role == ORGANISATION { root.keys_of(role) } else { top.keys_of(role) };
            publication.roles.push(PublishedRole::of(role, *version, file, &keys));
        }
        compare(&old, &new.map(|file| file.signed.targets).unwrap_or_default(), &mut publication);
    }
    Ok(publication)
}

/// Versions of the roles that are announced.
fn announced(view: &View<'_>) -> Result<BTreeMap<String, u64>, Trouble> {
    let meta = view.published()?.map(|it| it.snapshot.signed.meta).unwrap_or_default();
    Ok(meta.into_iter().map(|(file, it)| (file.trim_end_matches(".json").to_owned(), it.version)).collect())
}

fn compare(old: &BTreeMap<String, TargetFile>, new: &BTreeMap<String, TargetFile>, into: &mut Publication) {
    for (path, file) in new {
        match old.get(path) {
            None => into.added.push(path.clone()),
            Some(before) if before != file => into.changed.push(path.clone()),
            Some(_) => {}
        }
    }
    into.removed.extend(old.keys().filter(|path| !new.contains_key(*path)).cloned());
}
