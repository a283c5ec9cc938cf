//! The next version of a role, for a key that never leaves its place: here is what it has to sign, and with
//! the signature it becomes a publication.

use std::collections::BTreeMap;

use super::{PublicKey, Publication, Signed, TargetFile, Targets, Unsigned};

/// A version of a role that waits for its signature.
#[derive(Clone, Debug)]
pub struct Draft {
    key: PublicKey,
    publication: Publication,
}

impl Draft {
    /// The next version of `role` after the `published` one, in force until `until` (seconds since 1970),
    /// with these changes by path: a text, or none to take away what is there. `before` is what the same
    /// person signed last and nobody has published yet: what it changed stays changed. All else is untouched.
    pub fn new(
        role: &str,
        key: &PublicKey,
        published: &Targets,
        before: Option<&Publication>,
        until: i64,
        changes: &[(String, Option<String>)],
    ) -> Self {
        let mut next = before.map_or(published, |before| &before.file.signed).clone();
        let mut texts = before.map(|before| before.targets.clone()).unwrap_or_default();
        for (path, text) in changes {
            match text {
                Some(text) => {
                    next.targets.insert(path.clone(), TargetFile::of(text.as_bytes()));
                    texts.insert(path.clone(), text.clone());
                }
                None => {
                    next.targets.remove(path);
                    texts.remove(path);
                }
            }
        }
        next.renew(published.header.version + 1, until);
        let publication = Publication::new(role, Signed::new(next), texts);
        Self { key: key.clone(), publication }
    }

    /// What the key has to sign.
    ///
    /// # Errors
    /// When it holds more than can be signed.
    pub fn message(&self) -> Result<String, Unsigned> {
        self.publication.file.message()
    }

    /// With the signature, it can be handed over.
    ///
    /// # Errors
    /// When it is not that of the key over [`Self::message`].
    pub fn sign(mut self, proof: &[u8; 64]) -> Result<Publication, Unsigned> {
        self.publication.file.add(&self.key, proof)?;
        Ok(self.publication)
    }
}

/// Texts by the paths of their targets.
pub(super) type Texts = BTreeMap<String, String>;

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};

    const UNTIL: i64 = 1_800_000_000;

    /// A role of version 4 that says `a`, and the key that signs its next ones.
    fn role() -> (SigningKey, PublicKey, Targets) {
        let key = SigningKey::from_bytes(&[1; 32]);
        let mut role = Targets::new(4, UNTIL - 9);
        role.targets.insert("a".to_owned(), TargetFile::of(b"said before"));
        (key.clone(), PublicKey::of(&key, "Ada"), role)
    }

    fn signed(key: &SigningKey, draft: Draft) -> Publication {
        let proof = key.sign(draft.message().unwrap().as_bytes()).to_bytes();
        draft.sign(&proof).unwrap()
    }

    fn change(path: &str, text: Option<&str>) -> (String, Option<String>) {
        (path.to_owned(), text.map(str::to_owned))
    }

    #[test]
    fn the_next_version_says_one_thing_more_and_leaves_the_rest() {
        let (key, public, role) = role();
        let draft = |before: Option<&Publication>, changes: &[_]| {
            signed(&key, Draft::new("team-a", &public, &role, before, UNTIL, changes))
        };
        let first = draft(None, &[change("b", Some("new"))]);
        assert!(first.file.is_signed_by(&public));
        let says = |it: &Publication| it.file.signed.targets.keys().cloned().collect::<Vec<_>>();
        let texts = |it: &Publication| it.targets.keys().cloned().collect::<Vec<_>>();
        assert_eq!(
            (first.file.signed.header.version, says(&first), texts(&first)),
            (5, vec!["a".into(), "b".into()], vec!["b".into()])
        );
        assert_eq!(first.file.signed.targets["a"], role.targets["a"]);
        // Nobody has published it yet: the next one says that as well, under the same number.
        let second = draft(Some(&first), &[change("c", Some("more")), change("a", None)]);
        assert_eq!((second.file.signed.header.version, says(&second)), (5, vec!["b".into(), "c".into()]));
        assert_eq!(texts(&second), ["b", "c"]);
        let third = draft(Some(&second), &[change("b", None)]);
        assert_eq!((says(&third), texts(&third)), (vec!["c".to_owned()], vec!["c".to_owned()]));
    }

    #[test]
    fn another_signature_makes_no_publication() {
        let (key, public, role) = role();
        let draft = Draft::new("team-a", &public, &role, None, UNTIL, &[change("b", Some("new"))]);
        let other = SigningKey::from_bytes(&[2; 32]);
        for proof in [other.sign(draft.message().unwrap().as_bytes()), key.sign(b"something else")] {
            assert!(draft.clone().sign(&proof.to_bytes()).is_err());
        }
    }
}
