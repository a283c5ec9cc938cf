//! Changed bytes: every one of every file, and any files in any order.

use cuecard::trust::{Accepted, Client, Refusal, Scope};
use proptest::prelude::*;

use super::first;
use super::forge::{NOW, Repository};

/// A repository whose second root follows the first, so that every kind of file is fetched.
fn repository() -> Repository {
    let mut repository = Repository::new();
    repository.versions[0] = 2;
    repository.publish_root(|_| {});
    repository
}

/// The client before it is given each file, with the file.
fn steps(repository: &Repository) -> Vec<(Client, String)> {
    let mut client = Client::new(&repository.first_root(), None, NOW, Scope::Everything).unwrap();
    let mut steps = Vec::new();
    while let Some(wanted) = client.wants() {
        steps.push((client.clone(), wanted.path.clone()));
        client.give(repository.files.get(&wanted.path).map(Vec::as_slice)).unwrap();
    }
    steps
}

/// What comes of it when a client is given this now, and afterwards what is there.
fn goes_on(client: &Client, bytes: &[u8], repository: &Repository) -> Result<Accepted, Refusal> {
    let mut client = client.clone();
    client.give(Some(bytes))?;
    cuecard::trust::run(client, |wanted| repository.files.get(&wanted.path).cloned()).1
}

#[test]
fn no_byte_can_be_changed_or_left_out() {
    let repository = repository();
    let good = first(&repository).unwrap();
    let (mut refused, mut same) = (0, 0);
    for (client, path) in steps(&repository) {
        let Some(bytes) = repository.files.get(&path) else { continue };
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            let mut cut = bytes.clone();
            cut.remove(at);
            for changed in [flipped, cut] {
                match goes_on(&client, &changed, &repository) {
                    Err(_) => refused += 1,
                    Ok(mut found) => {
                        // Only a space between two values, or what TUF lets be left out.
                        let is_space = bytes[at].is_ascii_whitespace();
                        assert!(is_space, "{path}: byte {at}, {:?}", char::from(bytes[at]));
                        found.state = good.state.clone();
                        assert_eq!(found, good, "{path}: byte {at}");
                        same += 1;
                    }
                }
            }
        }
    }
    assert!(refused > 10_000 && same > 0 && same * 5 < refused, "{refused} {same}");
}

#[test]
fn no_byte_of_the_first_root_can_be_changed() {
    let repository = Repository::new();
    let root = repository.first_root();
    for at in 0..root.len() {
        let mut changed = root.clone();
        changed[at] ^= 1;
        let found = super::read(&repository.files, &changed, None, NOW);
        assert!(found.is_err() || root[at].is_ascii_whitespace(), "byte {at}");
    }
}

#[test]
fn no_byte_of_a_target_can_be_changed() {
    let repository = Repository::new();
    let accepted = first(&repository).unwrap();
    for path in accepted.targets.keys() {
        let bytes = &repository.files[&accepted.file_of(path).unwrap()];
        assert!(accepted.check(path, bytes).is_ok());
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(accepted.check(path, &changed).is_err(), "{path}: byte {at}");
            assert!(accepted.check(path, &bytes[..at]).is_err(), "{path}: {at} bytes");
        }
    }
}

#[test]
fn every_cut_is_refused() {
    let repository = repository();
    for (client, path) in steps(&repository) {
        let Some(bytes) = repository.files.get(&path) else { continue };
        for length in 0..bytes.len() {
            assert!(goes_on(&client, &bytes[..length], &repository).is_err(), "{path}: {length} bytes");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn files_in_any_order_are_accepted_only_as_they_are(
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0usize..3000, any::<bool>()), 0..12),
    ) {
        let repository = repository();
        let good = first(&repository).unwrap();
        let files: Vec<_> = repository.files.iter().collect();
        let mut client = Client::new(&repository.first_root(), None, NOW, Scope::Everything).unwrap();
        for (pick, length, is_right) in picks {
            let Some(wanted) = client.wants() else { break };
            let (_, any) = files[pick.index(files.len())];
            let right = repository.files.get(&wanted.path);
            let bytes = if is_right { right.map(Vec::as_slice) } else { any.get(..length.min(any.len())) };
            let given = client.give(bytes);
            prop_assert_eq!(client.wants().is_none() && given.is_ok(), client.clone().finish().is_some());
            if let Err(refusal) = given {
                prop_assert_eq!(client.give(right.map(Vec::as_slice)), Err(refusal));
            }
        }
        if let Some(accepted) = client.finish() {
            prop_assert_eq!(accepted.targets, good.targets);
        }
    }
}
